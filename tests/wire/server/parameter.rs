//! Parameters, and security schemes, which occur in the same locations.

use super::received::Received;
use super::spec::{Reader, schema};
use jsonschema::Validator;
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A declared parameter.
pub(super) struct Parameter {
    pub(super) name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub(super) place: String,
    required: bool,
    schema: Validator,
}

/// A security scheme.
pub(super) enum Scheme {
    /// The scheme in the `Authorization` header, such as `Bearer`.
    Authorization(&'static str),
    Key {
        place: String,
        name: String,
    },
    /// An unknown scheme, satisfied by every request.
    Other,
}

impl Parameter {
    pub(super) fn read(reader: &Reader<'_>, parameter: &Value) -> Result<Self, String> {
        let parameter = reader.resolve(parameter);
        let text = |member: &str| parameter[member].as_str().unwrap_or_default().to_owned();
        Ok(Parameter {
            name: text("name"),
            place: text("in"),
            required: parameter["required"] == true,
            schema: reader.validator(schema(parameter))?,
        })
    }

    pub(super) fn is_same(&self, other: &Parameter) -> bool {
        (&self.name, &self.place) == (&other.name, &other.place)
    }

    /// The decoded argument.
    pub(super) fn value(&self, request: &Received, template: &[String]) -> Option<String> {
        let of = |pairs: Vec<(String, String)>| {
            let mut pairs = pairs.into_iter();
            pairs
                .find(|(name, _)| *name == self.name)
                .map(|(_, value)| value)
        };
        match self.place.as_str() {
            "path" => {
                let placeholder = format!("{{{}}}", self.name);
                let index = template
                    .iter()
                    .position(|segment| *segment == placeholder)?;
                path(request).split('/').nth(index + 1).map(decoded)
            }
            "query" => of(query(request)),
            "cookie" => of(cookies(request)),
            _ => request.header(&self.name).map(str::to_owned),
        }
    }

    /// The mismatch of an argument, valid either as text or as JSON.
    pub(super) fn problem(&self, value: Option<String>) -> Option<String> {
        let Parameter { name, place, .. } = self;
        let Some(text) = value else {
            // A segment with more than the parameter is not checked.
            let missing = self.required && place != "path";
            return missing.then(|| format!("missing {place} parameter `{name}`"));
        };
        let json = serde_json::from_str(&text).ok();
        if json.is_some_and(|json| self.schema.is_valid(&json)) {
            return None;
        }
        let text = Value::String(text);
        let error = self.schema.iter_errors(&text).next()?;
        Some(format!("invalid {place} parameter `{name}`: {error}"))
    }
}

impl Scheme {
    pub(super) fn read(scheme: &Value) -> Self {
        let text = |member: &str| scheme[member].as_str().unwrap_or_default();
        match (text("type"), text("scheme").to_ascii_lowercase().as_str()) {
            ("http", "bearer") | ("oauth2" | "openIdConnect", _) => Scheme::Authorization("Bearer"),
            ("http", "basic") => Scheme::Authorization("Basic"),
            ("apiKey", _) => Scheme::Key {
                place: text("in").into(),
                name: text("name").into(),
            },
            _ => Scheme::Other,
        }
    }

    pub(super) fn is_in(&self, request: &Received) -> bool {
        let has =
            |pairs: Vec<(String, String)>, key: &str| pairs.iter().any(|(name, _)| name == key);
        match self {
            Scheme::Authorization(scheme) => {
                let header = request.header("authorization");
                let words = header.and_then(|header| header.split_once(' '));
                words.is_some_and(|(first, rest)| {
                    first == *scheme && !rest.is_empty() && !rest.contains(' ')
                })
            }
            Scheme::Key { place, name } => match place.as_str() {
                "query" => has(query(request), name),
                "cookie" => has(cookies(request), name),
                _ => request.header(name).is_some(),
            },
            Scheme::Other => true,
        }
    }
}

pub(super) fn path(request: &Received) -> &str {
    let target = request.target.as_str();
    target.split_once('?').map_or(target, |(path, _)| path)
}

pub(super) fn query(request: &Received) -> Vec<(String, String)> {
    let query = request.target.split_once('?').map(|(_, query)| query);
    pairs(query.unwrap_or_default(), '&')
}

fn cookies(request: &Received) -> Vec<(String, String)> {
    pairs(request.header("cookie").unwrap_or_default(), ';')
}

fn pairs(text: &str, separator: char) -> Vec<(String, String)> {
    let pairs = text.split(separator).filter(|pair| !pair.is_empty());
    let split = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name.trim()), decoded(value))
    };
    pairs.map(split).collect()
}

/// Decodes percent-encoding.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
