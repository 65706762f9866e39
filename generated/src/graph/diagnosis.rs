//! Error responses of the Graph API.

use super::code::Code;
use crate::runtime::http::{Error, ErrorSummary, RawResponse};
use crate::runtime::wire::Json;
use http::HeaderMap;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// An error reported by the Graph API.
///
/// `Display` prints a line for logs: code, meaning and trace id. The texts of the service are left
/// out, since a recipient could be named in them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The error code. Use the code to decide how to react.
    pub code: Code,
    /// A finer code, deprecated in newer API versions.
    pub subcode: Option<i64>,
    /// The error message, for developers. Meta may change the wording.
    pub message: String,
    /// The details: `error_data.details`, or `error_data` if a string.
    pub details: Option<String>,
    /// The class of the error, such as `OAuthException`.
    pub r#type: Option<String>,
    /// `true` if the service considers the error temporary.
    pub is_transient: Option<bool>,
    /// A title for end users.
    pub user_title: Option<String>,
    /// A message for end users.
    pub user_message: Option<String>,
    /// The request id for Meta's support: `fbtrace_id`, or the header `x-fb-trace-id`.
    pub trace_id: Option<String>,
}

/// Returns the Graph API error of a failed request, independent of status code, media type and
/// declared schema.
///
/// Returns `None` if the request was not sent, the response is incomplete, or the response does not
/// come from the Graph API, such as an HTML page from a proxy.
#[must_use]
pub fn diagnose<E>(error: &Error<E>) -> Option<Diagnosis> {
    error.response().and_then(Diagnosis::of)
}

impl Diagnosis {
    /// Parses a response with an object `error` that contains a `code`.
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
        out.write_str(&summary(self.code).text)?;
        match &self.trace_id {
            Some(trace) => write!(out, " (trace {})", trace.escape_debug()),
            None => Ok(()),
        }
    }
}

fn summary(code: Code) -> ErrorSummary {
    let meaning = code.meaning().unwrap_or("unknown code");
    ErrorSummary {
        code: code.to_string(),
        text: format!("Graph API error {code}: {meaning}"),
    }
}

/// Summarizes the error of a response by its code. The service's own texts may name a person, so
/// they are left out.
#[allow(dead_code)] // Unused unless codegen.toml names the function.
pub(crate) fn error_summary(response: &RawResponse) -> Option<ErrorSummary> {
    Diagnosis::of(response).map(|found| summary(found.code))
}

/// Returns the request id for Meta's support, from a success or an error. The id goes to logs, so
/// values with unexpected characters are dropped.
#[allow(dead_code)] // Unused unless codegen.toml names the function.
pub(crate) fn trace_id(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    const MAX_LENGTH: usize = 64;
    let error = envelope(body);
    let in_body = error.and_then(|error| Some(error.get("fbtrace_id")?.as_str()?.to_owned()));
    let id = in_body.or_else(|| header(headers))?;
    let is_valid = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(&byte);
    (id.len() <= MAX_LENGTH && id.bytes().all(is_valid)).then_some(id)
}

fn header(headers: &HeaderMap) -> Option<String> {
    let trace = headers.get("x-fb-trace-id")?;
    trace.to_str().ok().map(str::to_owned)
}

/// Parses a number; some endpoints send numbers as strings.
fn number(json: &Json) -> Option<i64> {
    json.as_i64().or_else(|| json.as_str()?.parse().ok())
}

/// Returns the property `error` of an object. Skips the rest of the body, however large.
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

    // Fast path for successful responses. An escaped character could hide the name `error`, so text
    // with a backslash takes the slow path.
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
    fn trace_id_rejects_malformed_ids() {
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
    fn reads_every_field_of_the_error() {
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
    fn accepts_text_details_and_a_trace_header() {
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
    fn ignores_bodies_without_an_error_object() {
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
