//! Retry decisions for Graph API errors.

use super::code::{Code, ErrorKind, Resend};
use super::diagnosis::Diagnosis;
use super::usage::Usage;
use crate::runtime::http::{RawResponse, RetryClass};
use std::time::Duration;

/// Classifies a response by error code. For codes that are not in the table, the status code
/// decides, except that an error inside a success response is final.
pub(crate) fn classify(response: &RawResponse, attempt: u32) -> Option<RetryClass> {
    let Diagnosis { code, .. } = Diagnosis::of(response)?;
    match (
        code.known().map(|row| row.resend),
        response.status.is_success(),
    ) {
        (Some(Resend::Never | Resend::Later), _) | (None, true) => Some(RetryClass::Final),
        (Some(Resend::MayDuplicate), _) => Some(RetryClass::MaybeProcessed(Duration::ZERO)),
        (Some(Resend::Safe), _) => Some(RetryClass::NotProcessed(wait(code, response, attempt))),
        (None, false) => None,
    }
}

/// The minimum wait before a retry. Per recipient, Meta's rule is 4^n seconds with n from 0; for
/// every different limit, the time until the service accepts requests again.
fn wait(code: Code, response: &RawResponse, attempt: u32) -> Duration {
    match code.kind() {
        ErrorKind::PairRateLimit => {
            Duration::from_secs(4_u64.saturating_pow(attempt.saturating_sub(1)))
        }
        _ => Usage::of(&response.headers)
            .time_to_regain_access()
            .unwrap_or_default(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::{HeaderMap, StatusCode};

    fn classify_body(status: u16, body: &str, attempt: u32) -> Option<RetryClass> {
        let usage = r#"{"1":[{"estimated_time_to_regain_access":2}]}"#;
        let mut headers = HeaderMap::new();
        headers.insert("x-business-use-case-usage", usage.parse().unwrap());
        let response = RawResponse {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: body.to_owned().into(),
        };
        classify(&response, attempt)
    }

    fn rejected(status: u16, code: i64, attempt: u32) -> Option<RetryClass> {
        classify_body(
            status,
            &format!(r#"{{"error":{{"code":{code}}}}}"#),
            attempt,
        )
    }

    fn not_processed(seconds: u64) -> RetryClass {
        RetryClass::NotProcessed(Duration::from_secs(seconds))
    }

    #[test]
    fn waits_4_to_the_n_seconds_per_recipient() {
        let waits = [1, 2, 3, 4].map(|attempt| rejected(400, 131_056, attempt));
        assert_eq!(
            waits,
            [1, 4, 16, 64].map(|seconds| Some(not_processed(seconds)))
        );
        assert_eq!(
            rejected(400, 131_056, u32::MAX),
            Some(not_processed(u64::MAX))
        );
    }

    #[test]
    fn waits_until_access_returns() {
        for code in [4, 80_007, 130_429] {
            assert_eq!(rejected(400, code, 1), Some(not_processed(120)));
        }
    }

    #[test]
    fn code_takes_precedence_over_status() {
        let unclear = Some(RetryClass::MaybeProcessed(Duration::ZERO));
        for status in [200, 400, 429, 500, 503] {
            assert_eq!(
                rejected(status, 131_048, 1),
                Some(RetryClass::Final),
                "{status}"
            );
            assert_eq!(rejected(status, 131_016, 1), unclear, "{status}");
        }
    }

    #[test]
    fn unknown_code_falls_back_to_status() {
        assert_eq!(rejected(500, 999_999, 1), None);
        assert_eq!(classify_body(503, "<html>", 1), None);
        assert_eq!(classify_body(200, r#"{"messages":[]}"#, 1), None);
        assert_eq!(rejected(200, 999_999, 1), Some(RetryClass::Final));
    }
}
