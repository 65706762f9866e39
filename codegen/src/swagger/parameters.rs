//! Converts parameters of Swagger 2.0, including body and form parameters.

use super::Moves;
use crate::source::pointer::child;
use serde_json::{Map, Value, json};

/// The conversion that a parameter needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ParameterKind {
    Plain,
    Body,
    Form,
}

/// Fields of a parameter that do not belong to the schema.
const PARAMETER_FIELDS: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "allowEmptyValue",
    "$ref",
];

pub(super) fn kind(parameter: &Value) -> ParameterKind {
    match parameter.get("in").and_then(Value::as_str) {
        Some("body") => ParameterKind::Body,
        Some("formData") => ParameterKind::Form,
        _ => ParameterKind::Plain,
    }
}

/// Moves the schema keywords of a parameter or header into `schema`.
pub(super) fn convert_parameter(parameter: &mut Value, new: &str, old: &str, moves: &mut Moves) {
    moves.add(new, old);
    let Some(members) = parameter.as_object_mut() else {
        return;
    };
    if members.contains_key("$ref") {
        return;
    }
    moves.add(format!("{new}/schema"), old);
    let format = members.remove("collectionFormat");
    let is_list = members.get("type") == Some(&json!("array"));
    let place = members
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let schema = take_schema(members);
    members.insert("schema".to_owned(), Value::Object(schema));
    let format = format.as_ref().and_then(Value::as_str);
    let is_default = matches!(format, None | Some("csv" | "multi")) && place != "query";
    if is_list && !place.is_empty() && !is_default {
        members.extend(style(format));
    }
}

/// Converts `collectionFormat` to `style` and `explode`. A format unknown to OpenAPI 3 becomes the
/// `style` unchanged, and is reported later.
fn style(format: Option<&str>) -> Map<String, Value> {
    let (style, explode) = match format {
        Some("multi") => ("form", true),
        Some("ssv") => ("spaceDelimited", false),
        Some("pipes") => ("pipeDelimited", false),
        None | Some("csv") => ("form", false),
        Some(format) => (format, false),
    };
    let members = [("style", json!(style)), ("explode", json!(explode))];
    members
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

/// Removes and returns the schema keywords.
fn take_schema(members: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = Map::new();
    let names: Vec<String> = members.keys().cloned().collect();
    for name in names {
        if !PARAMETER_FIELDS.contains(&name.as_str())
            && (!name.starts_with("x-") || name == "x-nullable" || name.starts_with("x-enum"))
            && let Some(value) = members.remove(&name)
        {
            schema.insert(name, value);
        }
    }
    schema.remove("collectionFormat");
    schema
}

pub(super) fn body(
    parameter: &Value,
    consumes: &[String],
    new: &str,
    old: &str,
    moves: &mut Moves,
) -> Value {
    moves.add(new, old);
    let names = match consumes {
        [] => vec!["application/json".to_owned()],
        names => names.to_vec(),
    };
    let schema = parameter
        .get("schema")
        .cloned()
        .unwrap_or_else(|| json!({}));
    let mut content = Map::new();
    for name in names {
        let place = child(&format!("{new}/content"), &name);
        moves.add(format!("{place}/schema"), format!("{old}/schema"));
        content.insert(name, json!({ "schema": schema }));
    }
    let mut body = json!({ "content": content });
    for name in ["description", "required"] {
        if let Some(value) = parameter.get(name) {
            body[name] = value.clone();
        }
    }
    body
}

/// Converts form parameters to one request body.
pub(super) fn form(
    fields: &[(Value, String)],
    consumes: &[String],
    new: &str,
    moves: &mut Moves,
) -> Value {
    let is_file = |field: &Value| {
        let is_file = |value: &Value| value.get("type") == Some(&json!("file"));
        is_file(field) || field.get("items").is_some_and(is_file)
    };
    let has_file = fields.iter().any(|(field, _)| is_file(field));
    let media = match consumes.iter().find(|name| is_form(name)) {
        Some(name) if !has_file => name.as_str(),
        None if !has_file => "application/x-www-form-urlencoded",
        _ => "multipart/form-data",
    };
    let schema = format!("{}/schema", child(&format!("{new}/content"), media));
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut encoding = Map::new();
    for (field, old) in fields {
        let Some(mut members) = field.as_object().cloned() else {
            continue;
        };
        let name = members
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        moves.add(child(&format!("{schema}/properties"), &name), old);
        if members.get("required") == Some(&Value::Bool(true)) {
            required.push(json!(name));
        }
        let format = members.get("collectionFormat").and_then(Value::as_str);
        let is_list = members.get("type") == Some(&json!("array"));
        if is_list && !is_file(field) && format != Some("multi") {
            encoding.insert(name.clone(), Value::Object(style(format)));
        }
        let description = members.get("description").cloned();
        let mut property = take_schema(&mut members);
        property.extend(description.map(|text| ("description".to_owned(), text)));
        properties.insert(name, Value::Object(property));
    }
    if let Some((_, first)) = fields.first() {
        moves.add(new, first);
    }
    let is_required = !required.is_empty();
    let mut content = json!({ "schema": {
        "type": "object", "properties": properties, "required": required,
    } });
    if !encoding.is_empty() {
        content["encoding"] = Value::Object(encoding);
    }
    json!({ "required": is_required, "content": { media: content } })
}

fn is_form(media_type: &str) -> bool {
    matches!(
        media_type,
        "application/x-www-form-urlencoded" | "multipart/form-data"
    )
}
