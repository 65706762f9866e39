//! What an answer says about making the same call again.

use super::error::RawResponse;
use super::platform;
use crate::operations::API;
use http::{HeaderMap, StatusCode, header};
use std::time::Duration;

/// What an answer says about making the same call again.
///
/// The durations are how long to wait at least, before some more is added at random.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The call is over, and making it again would not help.
    Final,
    /// Making it again may help, but it may have been carried out already: this is for calls that
    /// have the same effect once and twice.
    Unclear(Duration),
    /// It was certainly not carried out, and making it again may help.
    TurnedAway(Duration),
}

/// Judges an answer, success or not, in the way of one service. The number says how often the call
/// has been made, from 1. `None` leaves the answer to what HTTP says of its status; anything else
/// about a status of success makes the answer a failure, which ends as
/// [`Error::Api`](crate::Error::Api). `Retry-After` is waited for in any case.
///
/// A crate names its own as `verdict` under `[client]` in `codegen.toml`.
pub type Judge = fn(&RawResponse, u32) -> Option<Verdict>;

/// A whole answer with what the crate's own judge says of it, who may have to read all of it.
pub(super) struct Judged {
    pub(super) response: RawResponse,
    own: Option<Verdict>,
}

impl Judged {
    /// Asks the judge. The number says how often the call has been made, from 1.
    pub(super) fn new(response: RawResponse, attempt: u32) -> Self {
        let own = API.verdict.and_then(|judge| judge(&response, attempt));
        Judged { response, own }
    }

    /// Whether it is a success: by its status, and if the crate's own judge has nothing to say.
    pub(super) fn is_success(&self) -> bool {
        self.response.status.is_success() && self.own.is_none()
    }

    /// What the crate's own judge says, or else HTTP.
    pub(super) fn verdict(&self) -> Verdict {
        of(&self.response, self.own)
    }
}

/// Whether the call that failed with this answer may be made again.
pub(super) fn of_failure(response: &RawResponse) -> Verdict {
    of(response, API.verdict.and_then(|judge| judge(response, 1)))
}

fn of(response: &RawResponse, own: Option<Verdict>) -> Verdict {
    let least = || retry_after(&response.headers).unwrap_or_default();
    match own {
        Some(Verdict::TurnedAway(wait)) => Verdict::TurnedAway(wait.max(least())),
        Some(Verdict::Unclear(wait)) => Verdict::Unclear(wait.max(least())),
        Some(Verdict::Final) => Verdict::Final,
        None => of_status(response.status, &response.headers),
    }
}

/// What HTTP says (RFC 6585, RFC 9110).
fn of_status(status: StatusCode, headers: &HeaderMap) -> Verdict {
    let wait = retry_after(headers);
    match status {
        StatusCode::TOO_MANY_REQUESTS => Verdict::TurnedAway(wait.unwrap_or_default()),
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() => {
            Verdict::TurnedAway(wait.unwrap_or_default())
        }
        StatusCode::REQUEST_TIMEOUT
        | StatusCode::INTERNAL_SERVER_ERROR
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => Verdict::Unclear(wait.unwrap_or_default()),
        _ => Verdict::Final,
    }
}

/// How long the service asks to wait: zero where it asks in words that are none.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?;
    let text = text.to_str().unwrap_or_default().trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // The service's own clock, where it tells the time: the two may differ.
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
    fn check(status: u16, headers: &[(&'static str, &str)], expected: Verdict) {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let headers: HeaderMap = headers.collect();
        let status = StatusCode::from_u16(status).unwrap();
        assert_eq!(of_status(status, &headers), expected, "{status}");
    }

    const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    const LATER: &str = "Sun, 06 Nov 1994 08:50:07 GMT";

    #[test]
    fn a_status_says_whether_the_call_was_carried_out() {
        let none = Duration::ZERO;
        for status in [200, 302, 400, 401, 403, 404, 409, 422, 501, 505] {
            check(status, &[("retry-after", "1")], Verdict::Final);
        }
        for status in [408, 500, 502, 503, 504] {
            check(status, &[], Verdict::Unclear(none));
        }
        check(429, &[], Verdict::TurnedAway(none));
    }

    #[test]
    fn the_service_says_how_long_to_wait() {
        for (header, seconds) in [
            ("0", 0),
            ("7", 7),
            (" 120 ", 120),
            (LATER, 30),
            ("Sunday, 06-Nov-94 08:50:07 GMT", 30),
            ("Sun Nov  6 08:50:07 1994", 30),
            // Gone by, and no time at all.
            ("Sun, 06 Nov 1994 08:40:00 GMT", 0),
            ("soon", 0),
            ("-5", 0),
            ("", 0),
            ("99999999999999999999", u64::MAX),
        ] {
            let headers = [("date", NOW), ("retry-after", header)];
            let wait = Duration::from_secs(seconds);
            check(503, &headers, Verdict::TurnedAway(wait));
            check(429, &headers, Verdict::TurnedAway(wait));
            check(500, &headers, Verdict::Unclear(wait));
        }
    }

    #[test]
    fn without_the_clock_of_the_service_that_of_the_machine_counts() {
        check(
            503,
            &[("retry-after", LATER)],
            Verdict::TurnedAway(Duration::ZERO),
        );
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1000));
        let headers = HeaderMap::from_iter([(header::RETRY_AFTER, soon.parse().unwrap())]);
        let wait = retry_after(&headers).unwrap().as_secs();
        assert!((900..=1000).contains(&wait), "{wait}");
    }
}
