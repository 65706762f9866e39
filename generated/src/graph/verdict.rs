//! Which errors of the Graph API are repeated, and after how long.

use super::code::{Code, Kind, Resend};
use super::diagnosis::Diagnosis;
use super::usage::Usage;
use crate::runtime::calls::{RawResponse, Verdict};
use std::time::Duration;

/// What the number of an error says. What the table does not know is left to the status, but for an
/// error inside of a success.
pub(crate) fn verdict(response: &RawResponse, attempt: u32) -> Option<Verdict> {
    let Diagnosis { code, .. } = Diagnosis::of(response)?;
    match (
        code.known().map(|row| row.resend),
        response.status.is_success(),
    ) {
        (Some(Resend::Never | Resend::Later), _) | (None, true) => Some(Verdict::Final),
        (Some(Resend::MayDuplicate), _) => Some(Verdict::Unclear(Duration::ZERO)),
        (Some(Resend::Safe), _) => Some(Verdict::TurnedAway(wait(code, response, attempt))),
        (None, false) => None,
    }
}

/// How long to wait at least: for a recipient, Meta's rule of 4^n seconds, n from 0; otherwise until
/// the service says that it will take calls.
fn wait(code: Code, response: &RawResponse, attempt: u32) -> Duration {
    match code.kind() {
        Kind::PairRateLimit => Duration::from_secs(4_u64.saturating_pow(attempt.saturating_sub(1))),
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

    fn judge(status: u16, body: &str, attempt: u32) -> Option<Verdict> {
        let usage = r#"{"1":[{"estimated_time_to_regain_access":2}]}"#;
        let mut headers = HeaderMap::new();
        headers.insert("x-business-use-case-usage", usage.parse().unwrap());
        let response = RawResponse {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: body.to_owned().into(),
        };
        verdict(&response, attempt)
    }

    fn refused(status: u16, code: i64, attempt: u32) -> Option<Verdict> {
        judge(
            status,
            &format!(r#"{{"error":{{"code":{code}}}}}"#),
            attempt,
        )
    }

    fn turned_away(seconds: u64) -> Verdict {
        Verdict::TurnedAway(Duration::from_secs(seconds))
    }

    #[test]
    fn a_recipient_who_got_too_much_is_left_alone_for_4_to_the_n_seconds() {
        let waits = [1, 2, 3, 4].map(|attempt| refused(400, 131_056, attempt));
        assert_eq!(
            waits,
            [1, 4, 16, 64].map(|seconds| Some(turned_away(seconds)))
        );
        assert_eq!(refused(400, 131_056, u32::MAX), Some(turned_away(u64::MAX)));
    }

    #[test]
    fn a_limit_is_waited_for() {
        for code in [4, 80_007, 130_429] {
            assert_eq!(refused(400, code, 1), Some(turned_away(120)));
        }
    }

    #[test]
    fn the_number_counts_more_than_the_status() {
        let unclear = Some(Verdict::Unclear(Duration::ZERO));
        for status in [200, 400, 429, 500, 503] {
            assert_eq!(
                refused(status, 131_048, 1),
                Some(Verdict::Final),
                "{status}"
            );
            assert_eq!(refused(status, 131_016, 1), unclear, "{status}");
        }
    }

    #[test]
    fn the_status_counts_where_the_number_says_nothing() {
        assert_eq!(refused(500, 999_999, 1), None);
        assert_eq!(judge(503, "<html>", 1), None);
        assert_eq!(judge(200, r#"{"messages":[]}"#, 1), None);
        assert_eq!(refused(200, 999_999, 1), Some(Verdict::Final));
    }
}
