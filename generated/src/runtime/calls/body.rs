//! Bodies of requests, in all the forms that media types have.

use super::headers::constant;
use super::invalid::{InvalidPart, Part};
use super::operation::Endpoint;
use super::parameter::{Location, Parameter, Style};
use super::random::random;
use super::style::{named, pairs};
use super::upload::Payload;
use crate::runtime::rules::{Rules, Violations, validate_node};
use crate::runtime::wire::content::Content as Source;
use crate::runtime::wire::file::{self, File};
use crate::runtime::wire::{Json, Node};
use http::HeaderValue;
use serde::Serialize;

/// The body of a request.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) media_type: Option<HeaderValue>,
    pub(super) payload: Payload,
    pub(super) violations: Vec<Violations>,
}

/// What is sent, and what it violates as JSON.
pub(super) struct Content {
    payload: Payload,
    violations: Vec<Violations>,
    /// What separates the parts, where there are any.
    boundary: Option<String>,
}

/// What a body, as JSON, has to satisfy: what its type asks for, and the operation.
pub(super) type Asked = [Rules; 2];

impl Body {
    pub(super) fn new(endpoint: &Endpoint, content: Content) -> Self {
        let media_type = endpoint.content_type;
        Body {
            media_type: match content.boundary {
                Some(boundary) => format!("{media_type}; boundary={boundary}").try_into().ok(),
                None => constant(media_type),
            },
            payload: content.payload,
            violations: content.violations,
        }
    }
}

fn check(node: &Node<'_>, asked: Asked) -> Vec<Violations> {
    let rules = asked.into_iter();
    rules
        .filter_map(|rules| validate_node(node, rules).err())
        .collect()
}

pub(super) fn json(body: &Node<'_>, asked: Asked) -> Result<Content, serde_json::Error> {
    Ok(Content {
        payload: whole(serde_json::to_vec(body)?),
        violations: check(body, asked),
        boundary: None,
    })
}

pub(super) fn text(body: String, asked: Asked) -> Content {
    Content {
        violations: check(&Node::Text((&body).into()), asked),
        payload: whole(body),
        boundary: None,
    }
}

pub(super) fn bytes(body: Source, asked: Asked) -> Content {
    let violations = if asked.iter().all(|rules| rules.is_empty()) {
        Vec::new()
    } else {
        match serde_json::from_slice(body.bytes()) {
            Ok(node) => check(&node, asked),
            Err(error) => {
                let problem = format!("cannot be read as JSON: {error}");
                vec![InvalidPart::new(Part::Body, problem).violations]
            }
        }
    };
    Content {
        payload: Payload::new(vec![body]),
        violations,
        boundary: None,
    }
}

/// Names and values with `&` in between, percent-encoded.
pub(super) fn form<T: Serialize>(
    body: &T,
    parameters: &[Parameter],
    asked: Asked,
) -> Result<Content, serde_json::Error> {
    let json = serde_json::to_value(body)?;
    let pairs: Vec<String> = members(&json)
        .flat_map(|(name, value)| named_pairs(name, value, parameters))
        .collect();
    Ok(Content {
        payload: whole(pairs.join("&")),
        violations: check(&(&json).into(), asked),
        boundary: None,
    })
}

/// The pairs of a member. Objects are JSON unless the description says otherwise.
fn named_pairs(name: &str, value: &Json, parameters: &[Parameter]) -> Vec<String> {
    if let Some(parameter) = described(name, parameters) {
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

/// What the description says of how a member is written.
fn described<'p>(name: &str, parameters: &'p [Parameter]) -> Option<&'p Parameter> {
    let mut members = parameters
        .iter()
        .filter(|one| one.location == Location::Form);
    members.find(|parameter| parameter.name == name)
}

fn members(json: &Json) -> impl Iterator<Item = (&String, &Json)> {
    let members = json.as_object().into_iter().flatten();
    members.filter(|(_, value)| !value.is_null())
}

/// One part for each member, and for each item of an array.
pub(super) fn multipart<T: Serialize>(
    body: &T,
    parameters: &[Parameter],
    asked: Asked,
) -> Result<Content, serde_json::Error> {
    multipart_of(|| serde_json::to_value(body), parameters, asked)
}

fn multipart_of(
    write: impl FnOnce() -> Result<Json, serde_json::Error>,
    parameters: &[Parameter],
    asked: Asked,
) -> Result<Content, serde_json::Error> {
    let (json, files) = file::collect(write)?;
    let boundary = boundary();
    let mut parts = Parts {
        boundary,
        bytes: Vec::new(),
        contents: Vec::new(),
    };
    for (name, value) in members(&json) {
        match (described(name, parameters), value) {
            (Some(parameter), value) if !has_file(value, &files) => {
                for (name, text) in named(parameter, name, value, &str::to_owned) {
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
        violations: check(&(&file::without(json)).into(), asked),
        boundary: Some(boundary),
    })
}

/// Whether a member is a file, or a list of which some are.
fn has_file(value: &Json, files: &[File]) -> bool {
    let is_file = |value| file::of(value, files).is_some();
    match value {
        Json::Array(items) => items.iter().any(is_file),
        value => is_file(value),
    }
}

/// A body in parts that is being put together.
struct Parts {
    boundary: String,
    /// What is there and follows the contents.
    bytes: Vec<u8>,
    contents: Vec<Source>,
}

impl Parts {
    fn add(&mut self, name: &str, value: &Json, files: &[File]) {
        let name = quoted(name);
        let (rest, content) = match (file::of(value, files), value) {
            (Some(file), _) => {
                let (file_name, media_type) = (quoted(file.name()), file.media_type());
                let rest = format!("; filename=\"{file_name}\"\r\nContent-Type: {media_type}");
                (rest, file.source().clone())
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
        if content.is_bytes() && content.limit().is_none() {
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

fn whole(bytes: impl Into<Source>) -> Payload {
    Payload::new(vec![bytes.into()])
}

/// What nobody can foresee and so nobody can put into a part.
fn boundary() -> String {
    format!("{:016x}{:016x}", random(), random())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
