//! Request bodies: JSON, text, bytes, URL-encoded forms and multipart forms.

pub(crate) mod upload;

use crate::runtime::http::body::upload::Payload;
use crate::runtime::http::operation::Endpoint;
use crate::runtime::http::request::headers::static_value;
use crate::runtime::http::request::invalid::{InvalidPart, RequestPart, Validation};
use crate::runtime::http::request::parameter::{Parameter, ParameterLocation, Style};
use crate::runtime::http::request::style::{named_values, pairs};
use crate::runtime::http::retry::random::random;
use crate::runtime::rules::{Rules, Violations, validate_known, validate_node};
use crate::runtime::wire::content::Content as Source;
use crate::runtime::wire::file::{self, File};
use crate::runtime::wire::{Json, Node};
use http::HeaderValue;
use serde::Serialize;

/// The body of a request.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) media_type: Option<HeaderValue>,
    pub(crate) payload: Payload,
    pub(crate) violations: Found,
}

/// An encoded body, with the rules violated by the body's JSON form.
pub(crate) struct Content {
    payload: Payload,
    violations: Found,
    /// The boundary of a multipart body.
    boundary: Option<String>,
}

/// The rules for the JSON form of a body: the rules of the body's type, and the rules of the
/// operation.
pub(crate) type BodyRules = [Rules; 2];

impl Body {
    pub(crate) fn new(endpoint: &Endpoint, content: Content) -> Self {
        let media_type = endpoint.content_type;
        Body {
            media_type: match content.boundary {
                Some(boundary) => format!("{media_type}; boundary={boundary}").try_into().ok(),
                None => static_value(media_type),
            },
            payload: content.payload,
            violations: content.violations,
        }
    }
}

/// The violations of a body.
#[derive(Clone, Default)]
pub(crate) struct Found {
    all: Vec<Violations>,
    /// The violations of values that the spec knows.
    known: Vec<Violations>,
}

impl Found {
    /// The violations that reject the body.
    pub(crate) fn under(&self, validation: Validation) -> &[Violations] {
        match validation {
            Validation::All => &self.all,
            Validation::Known => &self.known,
            Validation::Off => &[],
        }
    }
}

fn check(node: &Node<'_>, rules: BodyRules) -> Found {
    let found = |validate: fn(&Node<'_>, Rules) -> Result<(), Violations>| {
        let rules = rules.into_iter();
        rules
            .filter_map(|rules| validate(node, rules).err())
            .collect::<Vec<_>>()
    };
    match found(validate_node) {
        all if all.is_empty() => Found::default(),
        all => Found {
            all,
            known: found(validate_known),
        },
    }
}

pub(crate) fn json(body: &Node<'_>, rules: BodyRules) -> Result<Content, serde_json::Error> {
    Ok(Content {
        payload: single(serde_json::to_vec(body)?),
        violations: check(body, rules),
        boundary: None,
    })
}

pub(crate) fn text(body: String, rules: BodyRules) -> Content {
    Content {
        violations: check(&Node::String((&body).into()), rules),
        payload: single(body),
        boundary: None,
    }
}

pub(crate) fn bytes(body: Source, rules: BodyRules) -> Content {
    let violations = if rules.iter().all(|rules| rules.is_empty()) {
        Found::default()
    } else {
        match serde_json::from_slice(body.bytes()) {
            Ok(node) => check(&node, rules),
            Err(error) => {
                let message = format!("is not valid JSON: {error}");
                let all = vec![InvalidPart::new(RequestPart::Body, message).violations];
                let known = all.clone();
                Found { all, known }
            }
        }
    };
    Content {
        payload: Payload::new(vec![body]),
        violations,
        boundary: None,
    }
}

/// Encodes an object as `name=value` pairs, percent-encoded and joined by `&`.
pub(crate) fn form<T: Serialize>(
    body: &T,
    parameters: &[Parameter],
    rules: BodyRules,
) -> Result<Content, serde_json::Error> {
    let json = serde_json::to_value(body)?;
    let pairs: Vec<String> = properties(&json)
        .flat_map(|(name, value)| property_pairs(name, value, parameters))
        .collect();
    Ok(Content {
        payload: single(pairs.join("&")),
        violations: check(&(&json).into(), rules),
        boundary: None,
    })
}

/// The pairs of a property. An object is written as JSON unless the `encoding` in the spec sets a
/// style.
fn property_pairs(name: &str, value: &Json, parameters: &[Parameter]) -> Vec<String> {
    if let Some(parameter) = encoding_of(name, parameters) {
        return pairs(parameter, name, value);
    }
    let plain = Parameter::query("");
    let style = if value.is_object() {
        Style::Json
    } else {
        Style::Form
    };
    pairs(&plain.style(style, true), name, value)
}

/// The `encoding` of a property in the spec.
fn encoding_of<'p>(name: &str, parameters: &'p [Parameter]) -> Option<&'p Parameter> {
    let mut properties = parameters
        .iter()
        .filter(|parameter| parameter.location == ParameterLocation::Form);
    properties.find(|parameter| parameter.name == name)
}

fn properties(json: &Json) -> impl Iterator<Item = (&String, &Json)> {
    let properties = json.as_object().into_iter().flatten();
    properties.filter(|(_, value)| !value.is_null())
}

/// Encodes an object as `multipart/form-data`, with a part for each property; a property with an
/// array gets a part for each item.
pub(crate) fn multipart<T: Serialize>(
    body: &T,
    parameters: &[Parameter],
    rules: BodyRules,
) -> Result<Content, serde_json::Error> {
    multipart_of(|| serde_json::to_value(body), parameters, rules)
}

fn multipart_of(
    write: impl FnOnce() -> Result<Json, serde_json::Error>,
    parameters: &[Parameter],
    rules: BodyRules,
) -> Result<Content, serde_json::Error> {
    let (json, files) = file::collect(write)?;
    let boundary = boundary();
    let mut parts = MultipartWriter {
        boundary,
        bytes: Vec::new(),
        contents: Vec::new(),
    };
    for (name, value) in properties(&json) {
        match (encoding_of(name, parameters), value) {
            (Some(parameter), value) if !contains_file(value, &files) => {
                for (name, text) in named_values(parameter, name, value, &str::to_owned) {
                    parts.add(&name, &Json::String(text), &files);
                }
            }
            (_, Json::Array(items)) => {
                for item in items {
                    parts.add(name, item, &files);
                }
            }
            (_, value) => parts.add(name, value, &files),
        }
    }
    let boundary = parts.boundary.clone();
    Ok(Content {
        payload: parts.finish(),
        violations: check(&(&file::without(json)).into(), rules),
        boundary: Some(boundary),
    })
}

/// Returns true if the property is a file, or an array with at least one file.
fn contains_file(value: &Json, files: &[File]) -> bool {
    let is_file = |value| file::of(value, files).is_some();
    match value {
        Json::Array(items) => items.iter().any(is_file),
        value => is_file(value),
    }
}

/// Writes a multipart body.
struct MultipartWriter {
    boundary: String,
    /// The bytes to send after `contents`.
    bytes: Vec<u8>,
    contents: Vec<Source>,
}

impl MultipartWriter {
    fn add(&mut self, name: &str, value: &Json, files: &[File]) {
        let name = quoted(name);
        let (rest, content) = match (file::of(value, files), value) {
            (Some(file), _) => {
                let (file_name, media_type) = (quoted(file.name()), file.media_type());
                let rest = format!("; filename=\"{file_name}\"\r\nContent-Type: {media_type}");
                (rest, file.content_source().clone())
            }
            (None, Json::String(text)) => (String::new(), text.clone().into()),
            (None, Json::Array(_) | Json::Object(_)) => {
                let rest = "\r\nContent-Type: application/json".to_owned();
                (rest, value.to_string().into())
            }
            (None, value) => (String::new(), value.to_string().into()),
        };
        let boundary = &self.boundary;
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{rest}");
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(b"\r\n\r\n");
        if content.is_in_memory() && content.limit().is_none() {
            self.bytes.extend_from_slice(content.bytes());
        } else {
            self.contents.push(std::mem::take(&mut self.bytes).into());
            self.contents.push(content);
        }
        self.bytes.extend_from_slice(b"\r\n");
    }

    fn finish(mut self) -> Payload {
        let end = format!("--{}--\r\n", self.boundary);
        self.bytes.extend_from_slice(end.as_bytes());
        self.contents.push(self.bytes.into());
        Payload::new(self.contents)
    }
}

fn quoted(text: &str) -> String {
    text.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn single(bytes: impl Into<Source>) -> Payload {
    Payload::new(vec![bytes.into()])
}

/// Creates a random boundary: part contents cannot contain a boundary that is not predictable.
fn boundary() -> String {
    format!("{:016x}{:016x}", random(), random())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
