//! Validation of request bodies.

use super::multipart;
use super::received::Received;
use super::spec::{Reader, object, schema};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

/// The request body declared by an operation.
pub(super) struct Body {
    required: bool,
    /// Media types or media type ranges, with validators.
    content: Vec<(String, Option<Validator>)>,
}

impl Body {
    pub(super) fn read(reader: &Reader<'_>, body: &Value) -> Result<Option<Self>, String> {
        let body = reader.resolve(body);
        if body.is_null() {
            return Ok(None);
        }
        let mut content = Vec::new();
        for (media_type, media) in object(&body["content"]) {
            let read = is_json(media_type) || media_type == multipart::FORM_DATA;
            let schema = read.then(|| reader.validator(schema(media))).transpose()?;
            let media_type = media_type.split(';').next().unwrap_or_default();
            content.push((media_type.to_owned(), schema));
        }
        let required = body["required"] == true;
        Ok(Some(Body { required, content }))
    }

    pub(super) fn problems(&self, request: &Received) -> Vec<String> {
        let header = request.header("content-type").unwrap_or_default();
        let media_type = header.split(';').next().unwrap_or_default().trim();
        if request.body.is_empty() && header.is_empty() {
            return Vec::from_iter(self.required.then(|| "missing body".into()));
        }
        let mut content = self.content.iter();
        let Some((_, schema)) = content.find(|(range, _)| covers(range, media_type)) else {
            return vec![format!("undeclared media type {header:?}")];
        };
        let value = match media_type {
            _ if is_json(media_type) => {
                serde_json::from_slice(&request.body).map_err(|error| error.to_string())
            }
            multipart::FORM_DATA => multipart::read(header, &request.body),
            _ => return Vec::new(),
        };
        match (value, schema) {
            (Err(error), _) => vec![format!("invalid body: {error}")],
            (Ok(value), Some(schema)) => {
                let mut errors = Vec::new();
                schema
                    .iter_errors(&value)
                    .for_each(|error| add_error(&error, &mut errors));
                errors
            }
            (Ok(_), None) => Vec::new(),
        }
    }
}

/// Adds an error; for a union, adds the errors of the best matching variant.
fn add_error(error: &ValidationError<'_>, errors: &mut Vec<String>) {
    use ValidationErrorKind::{AnyOf, OneOfNotValid};
    match error.kind() {
        AnyOf { context } | OneOfNotValid { context } => {
            let best = context.iter().min_by_key(|errors| errors.len());
            best.into_iter()
                .flatten()
                .for_each(|error| add_error(error, errors));
        }
        _ => {
            let place = error.instance_path().as_str();
            errors.push(format!("invalid body at {place:?}: {error}"));
        }
    }
}

pub(super) fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}

/// True if a range such as `image/*` includes the media type.
fn covers(range: &str, media_type: &str) -> bool {
    range == "*/*"
        || range == media_type
        || range
            .strip_suffix('*')
            .is_some_and(|start| media_type.starts_with(start))
}
