//! What the Graph API says in an answer that is an error.

use super::code::Code;
use crate::runtime::calls::{Error, RawResponse};
use crate::runtime::wire::Json;
use http::HeaderMap;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// What the Graph API says about an error. `Display` is one line for logs: the code, what it means
/// and the trace, but none of the service's words, which can name a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The number: decide by it.
    pub code: Code,
    /// A finer number, out of use in newer versions.
    pub subcode: Option<i64>,
    /// The error in words, for developers. Meta may change the wording.
    pub message: String,
    /// What exactly was wrong: `error_data.details`, or `error_data` itself where it is text.
    pub details: Option<String>,
    /// The class of the error, such as `OAuthException`.
    pub r#type: Option<String>,
    /// Whether the service says that the same request may succeed later.
    pub is_transient: Option<bool>,
    /// A title to show to users.
    pub user_title: Option<String>,
    /// A message to show to users.
    pub user_message: Option<String>,
    /// The id of the request, for Meta's support: `fbtrace_id`, or else the header `x-fb-trace-id`.
    pub trace_id: Option<String>,
}

/// What the Graph API says, where the error is an answer of it: whatever its status, media type and
/// declared shape.
///
/// `None` where the request did not leave, no whole answer came, or the answer is from something in
/// between, such as a proxy with its page of HTML or nothing in it.
#[must_use]
pub fn diagnose<E>(error: &Error<E>) -> Option<Diagnosis> {
    error.response().and_then(Diagnosis::of)
}

impl Diagnosis {
    /// Reads an answer: an object with a member `error` that has a `code`.
    #[must_use]
    pub fn of(response: &RawResponse) -> Option<Self> {
        let error = envelope(&response.body)?;
        let text = |name: &str| Some(error.get(name)?.as_str()?.to_owned());
        let data = error.get("error_data");
        let details = data.and_then(|data| data.as_str().or_else(|| data.get("details")?.as_str()));
        Some(Diagnosis {
            code: Code(number(error.get("code")?)?),
            subcode: error.get("error_subcode").and_then(number),
            message: text("message").unwrap_or_default(),
            details: details.map(str::to_owned),
            r#type: text("type"),
            is_transient: error.get("is_transient").and_then(Json::as_bool),
            user_title: text("error_user_title"),
            user_message: text("error_user_msg"),
            trace_id: text("fbtrace_id").or_else(|| header(&response.headers)),
        })
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let meaning = self
            .code
            .meaning()
            .unwrap_or("not in the list of this crate");
        write!(out, "Graph API error {}: {meaning}", self.code)?;
        match &self.trace_id {
            Some(trace) => write!(out, " (trace {})", trace.escape_debug()),
            None => Ok(()),
        }
    }
}

/// By what id Meta's support finds the request of an answer, success or not. What does not look like
/// an id is left out: it goes to logs.
#[allow(dead_code)] // Unless the settings name it.
pub(crate) fn trace_id(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    const LONGEST: usize = 64;
    let error = envelope(body);
    let told = error.and_then(|error| Some(error.get("fbtrace_id")?.as_str()?.to_owned()));
    let id = told.or_else(|| header(headers))?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(&byte);
    (id.len() <= LONGEST && id.bytes().all(is_part)).then_some(id)
}

fn header(headers: &HeaderMap) -> Option<String> {
    let trace = headers.get("x-fb-trace-id")?;
    trace.to_str().ok().map(str::to_owned)
}

/// Some endpoints send numbers as text.
fn number(json: &Json) -> Option<i64> {
    json.as_i64().or_else(|| json.as_str()?.parse().ok())
}

/// The member `error` of an object. Nothing else of the body is kept, however large it is.
fn envelope(body: &[u8]) -> Option<Json> {
    struct Envelope;

    impl<'de> Visitor<'de> for Envelope {
        type Value = Option<Json>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut error = None;
            while let Some(name) = map.next_key::<String>()? {
                match name.as_str() {
                    "error" => error = Some(map.next_value()?),
                    _ => _ = map.next_value::<IgnoredAny>()?,
                }
            }
            Ok(error)
        }
    }

    // Every success is asked, and has no such member: this is the quick way to see it. Only where a
    // character is escaped, its name could be written in another way.
    let text = std::str::from_utf8(body).ok()?;
    if !text.contains("\"error\"") && !text.contains('\\') {
        return None;
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_map(Envelope).ok()?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use http::StatusCode;

    fn of(body: &str) -> Option<Diagnosis> {
        let mut headers = HeaderMap::new();
        headers.insert("x-fb-trace-id", "H".parse().unwrap());
        Diagnosis::of(&RawResponse {
            status: StatusCode::BAD_REQUEST,
            headers,
            body: body.to_owned().into(),
        })
    }

    #[test]
    fn the_trace_is_told_and_nothing_that_is_none() {
        let headers = HeaderMap::from_iter([(
            http::HeaderName::from_static("x-fb-trace-id"),
            "H".parse().unwrap(),
        )]);
        let of = |body: &str| trace_id(&headers, body.as_bytes());
        assert_eq!(of(r#"{"messages":[]}"#).as_deref(), Some("H"));
        assert_eq!(
            of(r#"{"error":{"fbtrace_id":"A_b-9"}}"#).as_deref(),
            Some("A_b-9")
        );
        assert_eq!(of(r#"{"error":{"fbtrace_id":"Bearer EAAG x"}}"#), None);
        assert_eq!(
            of(&format!(
                r#"{{"error":{{"fbtrace_id":"{}"}}}}"#,
                "A".repeat(65)
            )),
            None
        );
    }

    #[test]
    fn everything_that_the_envelope_says_is_read() {
        let found = of(
            r#"{"error":{"message":"(#131030) m","type":"OAuthException","code":131030,
            "error_data":{"messaging_product":"whatsapp","details":"d"},"error_subcode":2655007,
            "is_transient":false,"error_user_title":"t","error_user_msg":"u","fbtrace_id":"F"}}"#,
        );
        let found = found.unwrap();
        let line = "Graph API error 131030: the recipient is not in the list of the test number \
                    (trace F)";
        assert_eq!(found.to_string(), line);
        assert_eq!(
            (found.code, found.subcode),
            (Code(131_030), Some(2_655_007))
        );
        assert_eq!(
            (found.message.as_str(), found.details.as_deref()),
            ("(#131030) m", Some("d"))
        );
        assert_eq!(found.is_transient, Some(false));
        let users = (found.user_title.as_deref(), found.user_message.as_deref());
        assert_eq!(users, (Some("t"), Some("u")));
    }

    #[test]
    fn error_data_may_be_text_or_absent_and_the_trace_may_be_a_header() {
        let found = of(r#"{"error":{"code":"100","error_data":"d"},"more":[]}"#).unwrap();
        assert_eq!(
            (found.code, found.details.as_deref()),
            (Code(100), Some("d"))
        );
        assert_eq!(found.trace_id.as_deref(), Some("H"));
        let found = of(r#"{"a":{"error":1},"\u0065rror":{"code":987}}"#).unwrap();
        assert_eq!((found.details, found.message.as_str()), (None, ""));
    }

    #[test]
    fn what_is_no_envelope_is_not_taken_for_one() {
        for body in [
            "",
            "OK",
            "<html>502</html>",
            "null",
            "[]",
            "{}",
            r#"{"error":"invalid_client"}"#,
            r#"{"error":null}"#,
            r#"{"error":{}}"#,
            r#"{"error":{"code":"x"}}"#,
            r#"{"error":{"code":1}"#,
            r#"{"data":{"error":{"code":1}}}"#,
        ] {
            assert_eq!(of(body), None, "{body}");
        }
    }
}
