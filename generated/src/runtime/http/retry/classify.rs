//! Classifies responses for retries.

use crate::runtime::http::error::RawResponse;
use crate::runtime::http::operation::API;
use crate::runtime::http::platform;
use http::{HeaderMap, StatusCode, header};
use std::time::Duration;

/// Tells whether a request may be retried after a response.
///
/// The durations are minimum delays; a random back-off is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryClass {
    /// Do not retry: a retry would not help.
    Final,
    /// The service may have processed the request: retry only idempotent requests.
    MaybeProcessed(Duration),
    /// The service certainly did not process the request: retry any request.
    NotProcessed(Duration),
}

/// A function that classifies a response, successful or not, by service-specific rules. The number
/// counts attempts, from 1. `None` leaves the decision to the HTTP status. `Some` for a response
/// with a success status turns the response into a failure, reported as
/// [`Error::Api`](crate::Error::Api). `Retry-After` is honored in any case.
///
/// Set the function as `verdict` under `[client]` in `codegen.toml`.
pub type Classify = fn(&RawResponse, u32) -> Option<RetryClass>;

/// A complete response with the result of the service-specific rules, which may inspect the body.
pub(crate) struct Classified {
    pub(crate) response: RawResponse,
    custom: Option<RetryClass>,
}

impl Classified {
    /// Applies the service-specific rules. `attempt` starts at 1.
    pub(crate) fn new(response: RawResponse, attempt: u32) -> Self {
        let custom = custom_class(&response, attempt);
        Classified { response, custom }
    }

    /// Returns true if the status is a success and the service-specific rules return `None`.
    pub(crate) fn is_success(&self) -> bool {
        self.response.status.is_success() && self.custom.is_none()
    }

    /// Like [`is_success`](Classified::is_success), for redirects.
    pub(crate) fn is_redirection(&self) -> bool {
        self.response.status.is_redirection() && self.custom.is_none()
    }

    /// The class by the service-specific rules, or else by the HTTP status.
    pub(crate) fn retry_class(&self) -> RetryClass {
        classify(&self.response, self.custom)
    }
}

/// The class of an error response.
pub(crate) fn classify_failure(response: &RawResponse) -> RetryClass {
    classify(response, custom_class(response, 1))
}

/// Returns false if the response certainly rejects the request.
pub(crate) fn may_have_taken_effect(response: &RawResponse) -> bool {
    let custom = custom_class(response, 1);
    match (custom, classify(response, custom)) {
        (_, RetryClass::NotProcessed(_)) | (Some(RetryClass::Final), _) => false,
        (_, RetryClass::MaybeProcessed(_)) => true,
        (None | Some(_), RetryClass::Final) => !response.status.is_client_error(),
    }
}

/// The class by the service-specific rules, if any.
fn custom_class(response: &RawResponse, attempt: u32) -> Option<RetryClass> {
    API.classify.and_then(|judge| judge(response, attempt))
}

fn classify(response: &RawResponse, custom: Option<RetryClass>) -> RetryClass {
    let minimum = || retry_after(&response.headers).unwrap_or_default();
    match custom {
        Some(RetryClass::NotProcessed(wait)) => RetryClass::NotProcessed(wait.max(minimum())),
        Some(RetryClass::MaybeProcessed(wait)) => RetryClass::MaybeProcessed(wait.max(minimum())),
        Some(RetryClass::Final) => RetryClass::Final,
        None => classify_status(response.status, &response.headers),
    }
}

/// The class by the HTTP status (RFC 6585, RFC 9110).
fn classify_status(status: StatusCode, headers: &HeaderMap) -> RetryClass {
    let wait = retry_after(headers);
    match status {
        StatusCode::TOO_MANY_REQUESTS => RetryClass::NotProcessed(wait.unwrap_or_default()),
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => {
            RetryClass::NotProcessed(wait.unwrap_or_default())
        }
        StatusCode::REQUEST_TIMEOUT
        | StatusCode::INTERNAL_SERVER_ERROR
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => RetryClass::MaybeProcessed(wait.unwrap_or_default()),
        _ => RetryClass::Final,
    }
}

/// The delay in `Retry-After`. Zero if the value is neither a number of seconds nor a date.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?;
    let text = text.to_str().unwrap_or_default().trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // `Retry-After` dates refer to the service's clock; the `Date` header corrects for clock skew.
    let date = headers
        .get(header::DATE)
        .and_then(|date| date.to_str().ok());
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok());
    let now = now.unwrap_or_else(platform::system_time);
    let then = httpdate::parse_http_date(text).unwrap_or(now);
    Some(then.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[track_caller]
    fn check(status: u16, headers: &[(&'static str, &str)], expected: RetryClass) {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let headers: HeaderMap = headers.collect();
        let status = StatusCode::from_u16(status).unwrap();
        assert_eq!(classify_status(status, &headers), expected, "{status}");
    }

    const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    const LATER: &str = "Sun, 06 Nov 1994 08:50:07 GMT";

    #[test]
    fn classifies_statuses() {
        let none = Duration::ZERO;
        for status in [200, 302, 400, 401, 403, 404, 409, 422, 501, 505] {
            check(status, &[("retry-after", "1")], RetryClass::Final);
        }
        for status in [408, 500, 502, 503, 504] {
            check(status, &[], RetryClass::MaybeProcessed(none));
        }
        check(429, &[], RetryClass::NotProcessed(none));
    }

    #[test]
    fn reads_retry_after() {
        for (header, seconds) in [
            ("0", 0),
            ("7", 7),
            (" 120 ", 120),
            (LATER, 30),
            ("Sunday, 06-Nov-94 08:50:07 GMT", 30),
            ("Sun Nov  6 08:50:07 1994", 30),
            // Dates in the past and invalid values count as zero.
            ("Sun, 06 Nov 1994 08:40:00 GMT", 0),
            ("soon", 0),
            ("-5", 0),
            ("", 0),
            ("99999999999999999999", u64::MAX),
        ] {
            let headers = [("date", NOW), ("retry-after", header)];
            let wait = Duration::from_secs(seconds);
            check(503, &headers, RetryClass::NotProcessed(wait));
            check(429, &headers, RetryClass::NotProcessed(wait));
            check(500, &headers, RetryClass::MaybeProcessed(wait));
        }
    }

    #[test]
    fn uses_system_clock_without_date_header() {
        check(
            503,
            &[("retry-after", LATER)],
            RetryClass::NotProcessed(Duration::ZERO),
        );
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1000));
        let headers = HeaderMap::from_iter([(header::RETRY_AFTER, soon.parse().unwrap())]);
        let wait = retry_after(&headers).unwrap().as_secs();
        assert!((900..=1000).contains(&wait), "{wait}");
    }
}
