//! Bodies of requests, in all the forms that media types have.

use super::operation::Endpoint;
use super::parameter::{Location, Parameter, Style};
use super::random::random;
use super::style::pairs;
use crate::runtime::rules::Rules;
use crate::runtime::wire::Json;
use crate::runtime::wire::file::{self, File};
use bytes::Bytes;
use serde::Serialize;
use std::borrow::Cow;

/// The body of a request.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) media_type: Cow<'static, str>,
    pub(super) bytes: Bytes,
    /// What the body, read as JSON, has to satisfy: what the type asks for, and the operation.
    pub(super) rules: [Rules; 2],
    json: Option<Json>,
}

/// What is sent, and what it is as JSON where that is something else.
pub(super) struct Content {
    bytes: Bytes,
    json: Option<Json>,
    /// What separates the parts, where there are any.
    boundary: Option<String>,
}

impl Body {
    pub(super) fn new(endpoint: &Endpoint, content: Content, rules: Rules) -> Self {
        let media_type = endpoint.content_type;
        let mut parameters = endpoint.parameters.iter();
        let own = parameters.find(|parameter| parameter.location == Location::Body);
        Body {
            media_type: match content.boundary {
                Some(boundary) => format!("{media_type}; boundary={boundary}").into(),
                None => media_type.into(),
            },
            bytes: content.bytes,
            rules: [rules, own.map_or(&[], |parameter| parameter.rules)],
            json: content.json,
        }
    }

    /// The body as JSON.
    pub(super) fn json(&self) -> Result<Cow<'_, Json>, serde_json::Error> {
        match &self.json {
            Some(json) => Ok(Cow::Borrowed(json)),
            None => serde_json::from_slice(&self.bytes).map(Cow::Owned),
        }
    }
}

pub(super) fn json<T: Serialize>(body: &T) -> Result<Content, serde_json::Error> {
    Ok(Content {
        bytes: serde_json::to_vec(body)?.into(),
        json: None,
        boundary: None,
    })
}

pub(super) fn text(body: String) -> Content {
    Content {
        json: Some(Json::String(body.clone())),
        bytes: body.into(),
        boundary: None,
    }
}

pub(super) fn bytes(body: Bytes) -> Content {
    Content {
        bytes: body,
        json: None,
        boundary: None,
    }
}

/// Names and values with `&` in between, percent-encoded.
pub(super) fn form<T: Serialize>(
    body: &T,
    parameters: &[Parameter],
) -> Result<Content, serde_json::Error> {
    let json = serde_json::to_value(body)?;
    let pairs: Vec<String> = members(&json)
        .flat_map(|(name, value)| named_pairs(name, value, parameters))
        .collect();
    Ok(Content {
        bytes: pairs.join("&").into(),
        json: Some(json),
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
) -> Result<Content, serde_json::Error> {
    multipart_of(|| serde_json::to_value(body), parameters)
}

fn multipart_of(
    write: impl FnOnce() -> Result<Json, serde_json::Error>,
    parameters: &[Parameter],
) -> Result<Content, serde_json::Error> {
    let (json, files) = file::collect(write)?;
    let boundary = boundary();
    let mut bytes = Vec::new();
    for (name, value) in members(&json) {
        let joined = described(name, parameters).is_some_and(|parameter| !parameter.explode);
        match value {
            Json::Array(items) if !joined => {
                for item in items {
                    part(&mut bytes, &boundary, name, item, &files);
                }
            }
            value => part(&mut bytes, &boundary, name, value, &files),
        }
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(Content {
        bytes: bytes.into(),
        json: Some(file::without(json)),
        boundary: Some(boundary),
    })
}

fn part(bytes: &mut Vec<u8>, boundary: &str, name: &str, value: &Json, files: &[File]) {
    let quoted = |text: &str| {
        text.replace('"', "%22")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let name = quoted(name);
    let (rest, content) = match (file::of(value, files), value) {
        (Some(file), _) => {
            let (file_name, media_type) = (quoted(file.name()), file.media_type());
            let rest = format!("; filename=\"{file_name}\"\r\nContent-Type: {media_type}");
            (rest, file.content().clone())
        }
        (None, Json::String(text)) => (String::new(), text.clone().into()),
        (None, Json::Array(_) | Json::Object(_)) => {
            let rest = "\r\nContent-Type: application/json".to_owned();
            (rest, value.to_string().into())
        }
        (None, value) => (String::new(), value.to_string().into()),
    };
    let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{rest}");
    bytes.extend_from_slice(head.as_bytes());
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes.extend_from_slice(&content);
    bytes.extend_from_slice(b"\r\n");
}

/// What nobody can foresee and so nobody can put into a part.
fn boundary() -> String {
    format!("{:016x}{:016x}", random(), random())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
