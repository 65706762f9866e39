//! Reads and validates request bodies.

use crate::runtime::fake::forms::{self, Form, FormError};
use crate::runtime::fake::judge::add_violations;
use crate::runtime::fake::schema::Schema;
use crate::runtime::fake::table::{Format, Route};
use crate::runtime::fake::violation::{Part, Violation};
use crate::runtime::http::ParameterLocation;
use crate::runtime::rules::Rules;
use crate::runtime::wire::{File, Json, file};
use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// A body as JSON.
#[derive(Default)]
pub(super) struct ReadBody {
    pub(super) json: Option<Json>,
    pub(super) files: Vec<File>,
    pub(super) violations: Vec<Violation>,
}

impl ReadBody {
    fn refused(part: Part, message: impl Into<String>) -> Self {
        ReadBody {
            violations: vec![Violation::new(part, message)],
            ..ReadBody::default()
        }
    }
}

/// Reads a body in the format of the operation.
pub(super) fn read(route: &Route, headers: &HeaderMap, bytes: &Bytes) -> ReadBody {
    let payload = &route.body;
    if payload.format == Format::None {
        return ReadBody::default();
    }
    // Empty text and empty bytes are bodies, too.
    let may_be_empty = matches!(payload.format, Format::Text | Format::Bytes | Format::Form);
    let media_type = headers.get(CONTENT_TYPE);
    if bytes.is_empty() && (media_type.is_none() || !may_be_empty) {
        return match payload.required && !may_be_empty {
            true => ReadBody::refused(Part::Body, "is missing"),
            false => ReadBody::default(),
        };
    }
    let media_type = media_type.map(|value| String::from_utf8_lossy(value.as_bytes()));
    let expected = route.endpoint.content_type;
    if let Some(found) = &media_type
        && !accepts(expected, found)
    {
        let message = format!("is `{}`, expected `{}`", essence(found), essence(expected));
        return ReadBody::refused(Part::MediaType, message);
    }
    let tables = tables(route);
    let schema = Schema(tables.to_vec());
    match read_as(
        payload.format,
        bytes,
        &media_type.unwrap_or_default(),
        route,
        &schema,
    ) {
        Ok(None) => ReadBody::default(),
        Ok(Some(form)) => {
            let mut violations = Vec::new();
            let checked = match form.files.is_empty() {
                true => None,
                false => Some(file::without(form.json.clone())),
            };
            let checked = checked.as_ref().unwrap_or(&form.json);
            add_violations(checked, &tables, &Part::Body, &mut violations);
            ReadBody {
                json: Some(form.json),
                files: form.files,
                violations,
            }
        }
        Err((pointer, message)) => ReadBody {
            violations: vec![Violation {
                part: Part::Body,
                pointer,
                message,
            }],
            ..ReadBody::default()
        },
    }
}

/// The rules of a body: those of the type, and those of the operation.
pub(super) fn tables(route: &Route) -> [Rules; 2] {
    let mut parameters = route.endpoint.parameters.iter();
    let own = parameters.find(|parameter| parameter.location == ParameterLocation::Body);
    [
        (route.body.rules)(),
        own.map_or(&[], |parameter| parameter.rules),
    ]
}

/// Reads a body; `None` for bytes without rules.
fn read_as(
    format: Format,
    bytes: &Bytes,
    media_type: &str,
    route: &Route,
    schema: &Schema,
) -> Result<Option<Form>, FormError> {
    let in_body = |message: String| (String::new(), message);
    let text = || {
        let text = std::str::from_utf8(bytes);
        text.map_err(|error| in_body(format!("is not UTF-8: {error}")))
    };
    let plain = |json| {
        Some(Form {
            json,
            files: Vec::new(),
        })
    };
    let json = || {
        let json = serde_json::from_slice(bytes);
        json.map_err(|error| in_body(format!("is not valid JSON: {error}")))
    };
    let encodings = route.endpoint.parameters;
    let at_property = |(name, message): FormError| match name.as_str() {
        "" => (name, message),
        name => (
            format!("/{}", name.replace('~', "~0").replace('/', "~1")),
            message,
        ),
    };
    Ok(match format {
        Format::None => None,
        Format::Text => plain(Json::String(text()?.to_owned())),
        // As in the client, rules of a binary body apply to JSON.
        Format::Bytes if schema.0.iter().all(|table| table.is_empty()) => None,
        Format::Json | Format::Bytes => plain(json()?),
        Format::Form => {
            let form = forms::url_encoded(text()?, schema, encodings);
            Some(form.map_err(at_property)?)
        }
        Format::Multipart => {
            let boundary = parameter(media_type, "boundary").unwrap_or_default();
            let form = forms::multipart(bytes, &boundary, schema, encodings);
            Some(form.map_err(at_property)?)
        }
    })
}

/// The media type in lower case, without parameters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn parameter(media_type: &str, name: &str) -> Option<String> {
    let mut parameters = media_type.split(';').skip(1).map(str::trim);
    parameters.find_map(|one| {
        let (found, value) = one.split_once('=')?;
        let is_found = found.trim().eq_ignore_ascii_case(name);
        is_found.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Returns true if a body of the media type is a body of the expected type. All JSON types are
/// equal, since services treat `application/json` and `…+json` alike.
fn accepts(expected: &str, found: &str) -> bool {
    let (expected, found) = (essence(expected), essence(found));
    let is_json = |name: &str| name.ends_with("/json") || name.ends_with("+json");
    let (kind, subtype) = expected.split_once('/').unwrap_or((&expected, "*"));
    match (kind, subtype) {
        _ if expected == found => true,
        ("*", _) => true,
        (kind, "*") => found.split('/').next() == Some(kind),
        _ => is_json(&expected) && is_json(&found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_media_types() {
        assert!(accepts(
            "application/json",
            "Application/JSON; charset=utf-8"
        ));
        assert!(accepts("application/json", "application/problem+json"));
        assert!(accepts("image/*", "image/png") && accepts("*/*", "a/b"));
        assert!(!accepts("application/json", "text/plain"));
        let found = parameter("multipart/form-data; boundary=\"a b\"", "boundary");
        assert_eq!(found.as_deref(), Some("a b"));
    }
}
