//! Which examples are valid, by a validator that shares nothing with us.

use codegen::Example;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::HashMap;
use tests::judge::Judge;

/// The examples that are valid under their schemas, each with its type.
pub fn examples(root: &Value, examples: &[Example]) -> Vec<Value> {
    let judge = Judge::new(root, None);
    let mut validators: HashMap<&str, Option<Validator>> = HashMap::new();
    let mut valid = Vec::new();
    for example in examples {
        let validator = validators
            .entry(&example.schema)
            .or_insert_with(|| judge.validator(&example.schema).ok());
        let (Some(validator), Some(value)) = (validator, root.pointer(&example.value)) else {
            continue;
        };
        if validator.is_valid(value) && is_meant(root, &example.schema, value) {
            valid.push(json!([example.ty, example.schema, value]));
        }
    }
    valid
}

/// Whether a value is of the type that a schema without one describes: we say that what has members
/// is an object.
fn is_meant(root: &Value, schema: &str, value: &Value) -> bool {
    let mut schema = root.pointer(schema);
    // References may lead in a circle.
    for _ in 0..8 {
        let reference = schema.and_then(|schema| schema["$ref"].as_str());
        let target = reference.and_then(|reference| reference.strip_prefix('#'));
        match target {
            Some(target) => schema = root.pointer(target),
            None => break,
        }
    }
    let has_members =
        |schema: &Value| schema.get("type").is_none() && schema["properties"].is_object();
    value.is_object() || !schema.is_some_and(has_members)
}
