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
        if validator
            .as_ref()
            .is_some_and(|validator| validator.is_valid(&example.value))
        {
            valid.push(json!([example.ty, example.schema, *example.value]));
        }
    }
    valid
}
