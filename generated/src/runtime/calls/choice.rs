//! Which of the declared responses a response is.

use super::error::{RawResponse, Surprise};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use serde::de::IgnoredAny;

/// Which response an [`Answer`](super::Answer) is for.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The status.
    pub status: Status,
    /// The media type, which may be a range such as `image/*`; empty where there is no body.
    pub media_type: &'static str,
}

/// The key of a response in the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `200`
    Code(u16),
    /// `400`, `404` and others that mean the same.
    Codes(&'static [u16]),
    /// `2XX`, as its first digit.
    Class(u16),
    /// `default`
    Default,
}

impl Status {
    /// How precisely this means the code, if it does: 0 is the most.
    fn precision(self, code: u16) -> Option<u8> {
        match self {
            Status::Code(this) => (this == code).then_some(0),
            Status::Codes(these) => these.contains(&code).then_some(0),
            Status::Class(class) => (class == code / 100).then_some(1),
            Status::Default => Some(2),
        }
    }
}

/// The media type of JSON.
pub(super) const JSON: &str = "application/json";

/// Which of the declared responses this one is: the most specific status first, then the media
/// type.
///
/// A missing or wrong media type is forgiven where the body is JSON and just one declared response
/// is: services send JSON as `text/javascript`, `text/plain` and without any type.
pub(super) fn choose(
    response: &RawResponse,
    answers: &mut dyn Iterator<Item = When>,
) -> Result<usize, Surprise> {
    let code = response.status.as_u16();
    let media_type = media_type(&response.headers);
    let mut found: Option<(u8, Candidates)> = None;
    for (index, when) in answers.enumerate() {
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
    let (_, found) = found.ok_or(Surprise::Status)?;
    found
        .same
        .or(found.in_range)
        .or_else(|| found.only_json(&response.body))
        .or(found.empty)
        .ok_or(Surprise::MediaType)
}

/// The first of the declared responses that are as precise as any, by how its media type fits.
#[derive(Default)]
struct Candidates {
    same: Option<usize>,
    in_range: Option<usize>,
    json: Option<usize>,
    jsons: usize,
    empty: Option<usize>,
}

impl Candidates {
    fn add(&mut self, index: usize, declared: &str, media_type: &[u8]) {
        if same_type(declared, media_type) {
            self.same.get_or_insert(index);
        } else if in_range(declared, media_type) {
            self.in_range.get_or_insert(index);
        } else if declared.is_empty() {
            self.empty.get_or_insert(index);
        } else if is_json(declared) {
            self.json.get_or_insert(index);
            self.jsons += 1;
        }
    }

    /// The only one that is JSON, where the body is.
    fn only_json(&self, body: &[u8]) -> Option<usize> {
        let is_json = || serde_json::from_slice::<IgnoredAny>(body).is_ok();
        self.json.filter(|_| self.jsons == 1 && is_json())
    }
}

/// Whether a success is the series of events that the description declares: by its media type, or
/// without one. JSON line by line has several media types, and is also sent as that of JSON.
pub(super) fn is_events(declared: &str, headers: &HeaderMap) -> bool {
    let found = essence(headers);
    let is_server_sent = |name: &str| name == "text/event-stream";
    let is_loose = |name: &str| name.contains("json") || name == "text/plain";
    found.is_empty()
        || same_type(declared, found.as_bytes())
        || (!is_server_sent(declared) && is_loose(&found))
}

/// The media type in lower case, without parameters; empty where there is none.
pub(super) fn essence(headers: &HeaderMap) -> String {
    String::from_utf8_lossy(media_type(headers)).to_ascii_lowercase()
}

/// The media type as it stands there, without parameters; empty where there is none.
fn media_type(headers: &HeaderMap) -> &[u8] {
    let value = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let mut pieces = value.unwrap_or_default().split(|byte| *byte == b';');
    pieces.next().unwrap_or_default().trim_ascii()
}

fn same_type(declared: &str, media_type: &[u8]) -> bool {
    !declared.is_empty() && declared.as_bytes().eq_ignore_ascii_case(media_type)
}

fn in_range(declared: &str, media_type: &[u8]) -> bool {
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

    const DECLARED: [When; 6] = [
        when(Status::Code(200), "application/json"),
        when(Status::Code(200), "image/*"),
        when(Status::Codes(&[204, 205]), ""),
        when(Status::Class(2), "application/vnd.a+json"),
        when(Status::Class(2), "application/vnd.b+json"),
        when(Status::Default, "text/plain"),
    ];

    const fn when(status: Status, media_type: &'static str) -> When {
        When { status, media_type }
    }

    #[track_caller]
    fn check(status: u16, media_type: &str, body: &'static str, expected: Result<usize, Surprise>) {
        let mut headers = HeaderMap::new();
        if !media_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap());
        }
        let response = RawResponse {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: body.into(),
        };
        assert_eq!(choose(&response, &mut DECLARED.into_iter()), expected);
    }

    #[test]
    fn the_most_specific_status_counts_and_then_the_media_type() {
        check(200, "application/json; charset=utf-8", "{}", Ok(0));
        check(200, "Image/PNG", "…", Ok(1));
        check(202, "application/vnd.b+json", "{}", Ok(4));
        check(404, "text/plain", "", Ok(5));
    }

    #[test]
    fn where_no_body_is_declared_any_body_is_ignored() {
        check(204, "", "", Ok(2));
        check(204, "text/html", "<html>", Ok(2));
    }

    #[test]
    fn json_under_another_media_type_is_taken_where_only_one_declared_response_is_json() {
        check(200, "text/javascript", "{\"a\": 1}", Ok(0));
        check(200, "", "{}", Ok(0));
        check(200, "text/html", "<html>", Err(Surprise::MediaType));
        check(200, "", "", Err(Surprise::MediaType));
        check(201, "application/json", "{}", Err(Surprise::MediaType));
        check(500, "application/json", "{}", Err(Surprise::MediaType));
    }

    #[test]
    fn a_status_that_nothing_is_declared_for() {
        let response = RawResponse {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        };
        assert_eq!(
            choose(&response, &mut std::iter::empty()),
            Err(Surprise::Status)
        );
    }
}
