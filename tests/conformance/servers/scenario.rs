//! Scenarios: requests and responses that a suite describes.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A scenario: calls that belong together.
#[derive(Debug, Clone, Deserialize)]
pub struct Scenario {
    /// The name of the document, without extension and version.
    pub document: String,
    /// The name, unique in the suite.
    pub name: String,
    /// The calls, in order.
    pub calls: Vec<Call>,
}

/// A request and its response.
#[derive(Debug, Clone, Deserialize)]
pub struct Call {
    /// The path, without query.
    pub uri: String,
    /// The method, in lower case.
    pub method: String,
    /// The request.
    pub request: Request,
    /// The response.
    pub response: Response,
}

impl Call {
    /// The path and the query.
    #[must_use]
    pub fn target(&self) -> String {
        let pairs = self
            .request
            .query
            .iter()
            .flat_map(|(name, value)| match value {
                Value::Array(values) => values.iter().map(|value| pair(name, value)).collect(),
                value => vec![pair(name, value)],
            });
        let pairs: Vec<String> = pairs.collect();
        match pairs.is_empty() {
            true => self.uri.clone(),
            false => format!("{}?{}", self.uri, pairs.join("&")),
        }
    }
}

/// A query parameter, percent-encoded.
fn pair(name: &str, value: &Value) -> String {
    format!("{name}={}", encoded(value))
}

/// A value with percent-encoding.
#[must_use]
pub fn encoded(value: &Value) -> String {
    let bytes = text(value).into_bytes().into_iter();
    let encoded = bytes.map(|byte| match byte {
        b'-' | b'.' | b'_' | b'~' | b',' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    encoded.collect()
}

/// A value as text; the items of a list with `,` between.
#[must_use]
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        value => value.to_string(),
    }
}

/// The described parts of a request.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Request {
    /// Query parameters.
    #[serde(default, deserialize_with = "or_default")]
    pub query: BTreeMap<String, Value>,
    /// Headers.
    #[serde(default, deserialize_with = "or_default")]
    pub headers: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Body>,
}

/// The described response.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Headers.
    #[serde(default, deserialize_with = "or_default")]
    pub headers: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Body>,
    /// The comparison with the received response.
    #[serde(skip)]
    pub check: Check,
}

/// The comparison of a described response with the received one.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Status, described headers, and body are equal.
    #[default]
    Equal,
    /// The status is equal.
    Status,
    /// The client read a response with any status below 400.
    Success,
    /// The response does not match the document, and the client reports an error.
    Error,
}

/// A body: text, bytes, or the parts of a form.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Body {
    /// The media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// The content as text.
    pub text: Option<String>,
    /// The content as bytes.
    pub bytes: Option<Vec<u8>>,
    /// The values of a form.
    #[serde(default, deserialize_with = "or_default")]
    pub parts: Map<String, Value>,
    /// The files of a form.
    #[serde(default)]
    pub files: Vec<FilePart>,
}

impl Body {
    /// The content as bytes.
    #[must_use]
    pub fn content(&self) -> Vec<u8> {
        match (&self.bytes, &self.text) {
            (Some(bytes), _) => bytes.clone(),
            (None, Some(text)) => text.clone().into_bytes(),
            (None, None) => Vec::new(),
        }
    }

    /// The content as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.content()).into_owned()
    }
}

/// A file of a form.
#[derive(Debug, Clone, Deserialize)]
pub struct FilePart {
    /// The name of the property.
    pub name: String,
    /// The file name.
    pub filename: String,
    /// The media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Reads `null` as the default value.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
