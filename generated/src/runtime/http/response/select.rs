//! Selects the declared response that matches a received response.

use crate::runtime::http::error::{Mismatch, RawResponse};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use serde::de::IgnoredAny;

/// The status and media type of a [`DeclaredResponse`](crate::runtime::http::DeclaredResponse).
#[derive(Clone, Copy, Debug)]
pub struct ResponseKey {
    /// The status.
    pub status: Status,
    /// The media type or range, such as `image/*`. Empty for a response without a body.
    pub media_type: &'static str,
}

/// The key of a response under `responses` in the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `200`
    Code(u16),
    /// Several codes with identical responses, such as `400` and `404`.
    Codes(&'static [u16]),
    /// The first digit of a range: 2 for `2XX`.
    Class(u16),
    /// `default`
    Default,
}

impl Status {
    /// Returns true if the key is the code or the range of the code.
    pub(crate) fn names(self, code: u16) -> bool {
        self.precision(code).is_some_and(|rank| rank < 2)
    }

    /// The rank of the match with `code`: 0 for an exact code, 1 for a range, 2 for `default`.
    fn precision(self, code: u16) -> Option<u8> {
        match self {
            Status::Code(declared) => (declared == code).then_some(0),
            Status::Codes(codes) => codes.contains(&code).then_some(0),
            Status::Class(class) => (class == code / 100).then_some(1),
            Status::Default => Some(2),
        }
    }
}

/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";

/// Returns the index of the declared response that matches `response`. The most specific status
/// wins, then the most specific media type.
///
/// A missing or undeclared media type is accepted if the body is JSON and exactly one candidate is
/// JSON: services send JSON as `text/javascript`, as `text/plain` and without a media type. With a
/// single candidate besides JSON, the media type may be missing.
///
/// ```text
/// 200 application/json | 200 image/* | default text/plain      declared
/// 200 image/png        -> 200 image/*
/// 200 text/javascript  -> 200 application/json, if the body is JSON
/// 404 text/plain       -> default text/plain
/// ```
pub(crate) fn select(
    response: &RawResponse,
    declared: &mut dyn Iterator<Item = ResponseKey>,
) -> Result<usize, Mismatch> {
    let code = response.status.as_u16();
    let media_type = media_type(&response.headers);
    let mut found: Option<(u8, Candidates)> = None;
    for (index, when) in declared.enumerate() {
        let Some(precision) = when.status.precision(code) else {
            continue;
        };
        let best = found.get_or_insert_with(|| (precision, Candidates::default()));
        if precision < best.0 {
            *best = (precision, Candidates::default());
        }
        if precision == best.0 {
            best.1.add(index, when.media_type, media_type);
        }
    }
    let (_, found) = found.ok_or(Mismatch::Status)?;
    found
        .exact
        .or(found.range)
        .or_else(|| found.only_json(&response.body))
        .or(found.empty)
        .or_else(|| found.only.filter(|_| media_type.is_empty()))
        .ok_or(Mismatch::MediaType)
}

/// Declared responses with the most specific matching status: the first index for each kind of
/// media type match.
#[derive(Default)]
struct Candidates {
    exact: Option<usize>,
    range: Option<usize>,
    json: Option<usize>,
    json_count: usize,
    empty: Option<usize>,
    /// The only candidate, unless the media type is JSON.
    only: Option<usize>,
    count: usize,
}

impl Candidates {
    fn add(&mut self, index: usize, declared: &str, media_type: &[u8]) {
        self.count += 1;
        self.only = Some(index).filter(|_| self.count == 1 && !is_json(declared));
        if equals_type(declared, media_type) {
            self.exact.get_or_insert(index);
        } else if matches_range(declared, media_type) {
            self.range.get_or_insert(index);
        } else if declared.is_empty() {
            self.empty.get_or_insert(index);
        } else if is_json(declared) {
            self.json.get_or_insert(index);
            self.json_count += 1;
        }
    }

    /// The only JSON candidate, if the body is JSON.
    fn only_json(&self, body: &[u8]) -> Option<usize> {
        let is_json = || serde_json::from_slice::<IgnoredAny>(body).is_ok();
        self.json.filter(|_| self.json_count == 1 && is_json())
    }
}

/// Returns true if the media type is the declared media type of events, or is missing. Streams of
/// JSON lines have no standard media type, so any JSON type and `text/plain` count as well.
pub(crate) fn is_events(declared: &str, headers: &HeaderMap) -> bool {
    let found = essence(headers);
    let is_server_sent = |name: &str| name == "text/event-stream";
    let is_json_or_text = |name: &str| name.contains("json") || name == "text/plain";
    found.is_empty()
        || equals_type(declared, found.as_bytes())
        || (!is_server_sent(declared) && is_json_or_text(&found))
}

/// The media type in lower case, without parameters. Empty if the header is missing.
pub(crate) fn essence(headers: &HeaderMap) -> String {
    String::from_utf8_lossy(media_type(headers)).to_ascii_lowercase()
}

/// The media type as received, without parameters. Empty if the header is missing.
fn media_type(headers: &HeaderMap) -> &[u8] {
    let value = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let mut pieces = value.unwrap_or_default().split(|byte| *byte == b';');
    pieces.next().unwrap_or_default().trim_ascii()
}

fn equals_type(declared: &str, media_type: &[u8]) -> bool {
    !declared.is_empty() && declared.as_bytes().eq_ignore_ascii_case(media_type)
}

fn matches_range(declared: &str, media_type: &[u8]) -> bool {
    match declared.split_once('/') {
        Some(("*", "*")) => true,
        Some((kind, "*")) => {
            let found = media_type.split(|byte| *byte == b'/').next();
            found.is_some_and(|found| found.eq_ignore_ascii_case(kind.as_bytes()))
        }
        _ => false,
    }
}

fn is_json(media_type: &str) -> bool {
    media_type == JSON || media_type == "text/json" || media_type.ends_with("+json")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use bytes::Bytes;
    use http::{HeaderValue, StatusCode};

    const DECLARED: [ResponseKey; 6] = [
        when(Status::Code(200), "application/json"),
        when(Status::Code(200), "image/*"),
        when(Status::Codes(&[204, 205]), ""),
        when(Status::Class(2), "application/vnd.a+json"),
        when(Status::Class(2), "application/vnd.b+json"),
        when(Status::Default, "text/plain"),
    ];

    const fn when(status: Status, media_type: &'static str) -> ResponseKey {
        ResponseKey { status, media_type }
    }

    #[track_caller]
    fn check(status: u16, media_type: &str, body: &'static str, expected: Result<usize, Mismatch>) {
        let mut headers = HeaderMap::new();
        if !media_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap());
        }
        let response = RawResponse {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: body.into(),
        };
        assert_eq!(select(&response, &mut DECLARED.into_iter()), expected);
    }

    #[test]
    fn prefers_specific_status_then_media_type() {
        check(200, "application/json; charset=utf-8", "{}", Ok(0));
        check(200, "Image/PNG", "…", Ok(1));
        check(202, "application/vnd.b+json", "{}", Ok(4));
        check(404, "text/plain", "", Ok(5));
    }

    #[test]
    fn ignores_undeclared_bodies() {
        check(204, "", "", Ok(2));
        check(204, "text/html", "<html>", Ok(2));
    }

    #[test]
    fn accepts_json_with_wrong_media_type_if_unambiguous() {
        check(200, "text/javascript", "{\"a\": 1}", Ok(0));
        check(200, "", "{}", Ok(0));
        check(200, "text/html", "<html>", Err(Mismatch::MediaType));
        check(200, "", "", Err(Mismatch::MediaType));
        check(201, "application/json", "{}", Err(Mismatch::MediaType));
        check(500, "application/json", "{}", Err(Mismatch::MediaType));
    }

    #[test]
    fn accepts_a_single_response_without_media_type() {
        check(404, "", "", Ok(5));
        check(404, "", "text", Ok(5));
        check(404, "text/html", "text", Err(Mismatch::MediaType));
        // Two candidates, and JSON that ends early.
        check(202, "", "text", Err(Mismatch::MediaType));
        let response = RawResponse {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        };
        let json = [when(Status::Default, "application/json")];
        let selected = select(&response, &mut json.into_iter());
        assert_eq!(selected, Err(Mismatch::MediaType));
    }

    #[test]
    fn rejects_undeclared_status() {
        let response = RawResponse {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        };
        assert_eq!(
            select(&response, &mut std::iter::empty()),
            Err(Mismatch::Status)
        );
    }
}
