//! Validates examples with an independent JSON Schema validator.

use check_spec::validator::Judge;
use codegen::SpecExample;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The examples that are valid under their schemas, with type, schema and value.
pub fn examples(root: &Value, examples: &[SpecExample]) -> Vec<Value> {
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
        if validator.is_valid(value) && has_intended_type(root, &example.schema, value) {
            valid.push(json!([example.ty, example.schema, value]));
        }
    }
    valid
}

/// False if the value is no object although its schema has `properties`, but no `type`: the
/// generator reads the schema as `type: object`.
fn has_intended_type(root: &Value, schema: &str, value: &Value) -> bool {
    let mut schema = root.pointer(schema);
    // References may be circular.
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
