//! Reads forms into JSON: URL-encoded and multipart.

use crate::runtime::fake::multipart::{self, FormPart};
use crate::runtime::fake::pairs::{decode_query, pairs};
use crate::runtime::fake::parameters::{Argument, of_pairs};
use crate::runtime::fake::read::{Shape, Texts, scalar, texts};
use crate::runtime::fake::schema::Schema;
use crate::runtime::http::{Parameter, ParameterLocation, Style};
use crate::runtime::wire::{File, Json, file};
use serde_json::Map;

/// A form as JSON, with the files. In the JSON, a marker replaces each file.
pub(super) struct Form {
    pub(super) json: Json,
    pub(super) files: Vec<File>,
}

/// The error in a form: the name of a property and the message.
pub(super) type FormError = (String, String);

/// Reads `name=value` pairs.
pub(super) fn url_encoded(
    body: &str,
    schema: &Schema,
    encodings: &[Parameter],
) -> Result<Form, FormError> {
    let pairs = pairs(body);
    let json = properties(&pairs, schema, encodings, &decode_query)?;
    Ok(Form {
        json: Json::Object(json),
        files: Vec::new(),
    })
}

/// Reads the properties of a form. Names with brackets belong to the name before the bracket if the
/// `encoding` in the spec has the style `deepObject`.
fn properties(
    pairs: &[(String, &str)],
    schema: &Schema,
    encodings: &[Parameter],
    decode: &dyn Fn(&str) -> String,
) -> Result<Map<String, Json>, FormError> {
    let encodings = encodings
        .iter()
        .filter(|one| one.location == ParameterLocation::Form);
    let encodings: Vec<&Parameter> = encodings.collect();
    let mut json = Map::new();
    let mut claimed: Vec<&str> = Vec::new();
    for encoding in &encodings {
        let own = schema.any_property(encoding.name);
        let others = |name: &str| encodings.iter().any(|one| one.name == name);
        let value = of_pairs(encoding, &own, pairs, &others, decode);
        if let Some(value) = value.map_err(|message| (encoding.name.to_owned(), message))? {
            claimed.extend(claims(encoding, &own, pairs));
            json.insert(encoding.name.to_owned(), value);
        }
    }
    for (name, _) in pairs {
        if claimed.contains(&name.as_str()) || json.contains_key(name) {
            continue;
        }
        let own = pairs.iter().filter(|(other, _)| other == name);
        let values = own.map(|(_, value)| decode(value)).collect();
        let value = plain(values, &schema.any_property(name));
        json.insert(name.clone(), value);
    }
    Ok(json)
}

/// The names of the pairs that belong to a property with an `encoding`.
fn claims<'p>(encoding: &Parameter, schema: &Schema, pairs: &'p [(String, &str)]) -> Vec<&'p str> {
    let names = match encoding.style {
        Style::Form if encoding.explode => schema.names(),
        _ => Vec::new(),
    };
    let belongs = |name: &str| match name.strip_prefix(encoding.name) {
        Some("") => true,
        Some(rest) if encoding.style == Style::DeepObject => rest.starts_with('['),
        _ => names.contains(&name),
    };
    let names = pairs.iter().map(|(name, _)| name.as_str());
    names.filter(|name| belongs(name)).collect()
}

/// Reads the values of a property without an `encoding`: an array has a value per item, an object
/// is JSON.
fn plain(values: Vec<String>, schema: &Schema) -> Json {
    match Shape::of(schema, values.len() > 1) {
        Shape::Array => texts(Texts::Items(values), schema),
        _ if values.len() > 1 => texts(Texts::Items(values), schema),
        Shape::Scalar | Shape::Object => {
            let text = values.into_iter().next().unwrap_or_default();
            scalar(text, schema)
        }
    }
}

/// Reads the parts of a multipart form.
pub(super) fn multipart(
    body: &[u8],
    boundary: &str,
    schema: &Schema,
    encodings: &[Parameter],
) -> Result<Form, FormError> {
    let parts = multipart::parts(body, boundary).map_err(|message| (String::new(), message))?;
    let mut files = Vec::new();
    let mut texts: Vec<(String, &str)> = Vec::new();
    let mut rest: Vec<(&str, Json)> = Vec::new();
    for part in &parts {
        match part.text() {
            Some(text) if !part.is_json() => texts.push((part.name.clone(), text)),
            Some(text) => {
                let value: Argument = serde_json::from_str(text)
                    .map(Some)
                    .map_err(|error| format!("is not valid JSON: {error}"));
                let value = value.map_err(|message| (part.name.clone(), message))?;
                rest.push((&part.name, value.unwrap_or_default()));
            }
            None => {
                rest.push((&part.name, file::marker(files.len())));
                files.push(FormPart::file(part));
            }
        }
    }
    let mut json = properties(&texts, schema, encodings, &str::to_owned)?;
    for (name, value) in &rest {
        if json.contains_key(*name) {
            continue;
        }
        let values = rest.iter().filter(|(other, _)| other == name);
        let mut values: Vec<Json> = values.map(|(_, value)| value.clone()).collect();
        let shape = Shape::of(&schema.any_property(name), values.len() > 1);
        let is_list = values.len() > 1 || (shape == Shape::Array && !value.is_array());
        let value = match is_list {
            true => Json::Array(values),
            false => values.pop().unwrap_or_default(),
        };
        json.insert((*name).to_owned(), value);
    }
    Ok(Form {
        json: Json::Object(json),
        files,
    })
}
