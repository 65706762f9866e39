//! Which examples are valid, by a validator that shares nothing with us.

use codegen::Example;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The examples that are valid under their schemas, each with its type.
pub fn examples(root: &Value, examples: &[Example]) -> Vec<Value> {
    let is_30 = root["openapi"]
        .as_str()
        .is_some_and(|version| version.starts_with("3.0"));
    let mut document = root.clone();
    plain(&mut document, is_30);
    let mut validators: HashMap<&str, Option<jsonschema::Validator>> = HashMap::new();
    let mut valid = Vec::new();
    for example in examples {
        let validator = validators
            .entry(&example.schema)
            .or_insert_with(|| validator(&document, &example.schema));
        if validator
            .as_ref()
            .is_some_and(|validator| validator.is_valid(&example.value))
        {
            valid.push(json!([example.ty, example.schema, *example.value]));
        }
    }
    valid
}

/// A validator for one schema of a description.
fn validator(document: &Value, pointer: &str) -> Option<jsonschema::Validator> {
    let mut schema = match document {
        Value::Object(members) => members.clone(),
        _ => Map::new(),
    };
    schema.insert(
        "$schema".to_owned(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    let fragment = pointer
        .replace('%', "%25")
        .replace('{', "%7B")
        .replace('}', "%7D");
    schema.insert("$ref".to_owned(), json!(format!("#{fragment}")));
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(false)
        .build(&Value::Object(schema))
        .ok()
}

/// Says in JSON Schema 2020-12 what OpenAPI says in its own way.
fn plain(value: &mut Value, is_30: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| plain(item, is_30)),
        Value::Object(members) => {
            if is_30 {
                as_30(members);
            }
            for bound in ["inimum", "aximum"] {
                exclusive(members, &format!("m{bound}"), &format!("exclusiveM{bound}"));
            }
            members.values_mut().for_each(|member| plain(member, is_30));
        }
        _ => {}
    }
}

fn as_30(members: &mut Map<String, Value>) {
    if members.get("$ref").is_some_and(Value::is_string) {
        members.retain(|name, _| name == "$ref");
    }
    if members.get("nullable") == Some(&Value::Bool(true))
        && let Some(Value::String(kind)) = members.get("type").cloned()
    {
        members.insert("type".to_owned(), json!([kind, "null"]));
    }
}

/// A bound with a flag that excludes it is an exclusive bound.
fn exclusive(members: &mut Map<String, Value>, bound: &str, flag: &str) {
    if let Some(Value::Bool(excludes)) = members.get(flag).cloned() {
        members.remove(flag);
        if excludes && let Some(value) = members.remove(bound) {
            members.insert(flag.to_owned(), value);
        }
    }
}
