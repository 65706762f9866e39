//! The shipped spec, for validators and tests.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::LazyLock;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A path to test data outside of the project. Tests that need the data are ignored without the
/// folder: `#[cfg_attr(not(shared), ignore = "needs ../shared")]`.
pub fn shared(path: &str) -> PathBuf {
    root().join("../shared").join(path)
}

/// The shipped spec.
pub static SPEC: LazyLock<Value> = LazyLock::new(|| {
    let text = std::fs::read_to_string(root().join("spec/whatsapp-cloud.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
});

/// The names of the component schemas.
pub fn schema_names() -> Vec<&'static str> {
    let schemas = SPEC["components"]["schemas"].as_object().unwrap();
    schemas.keys().map(String::as_str).collect()
}

/// An independent validator for a component schema.
pub fn validator(name: &str) -> jsonschema::Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": SPEC["components"],
    });
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The names and values of the examples in a part of the operation, such as [`REQUEST`].
pub fn examples(of: &str) -> Vec<(String, Value)> {
    let operation = &SPEC["paths"]["/{Version}/{Phone-Number-ID}/messages"]["post"];
    let holder = operation.pointer(of).unwrap();
    let examples = &holder["content"]["application/json"]["examples"];
    let examples = examples.as_object().into_iter().flatten();
    examples
        .map(|(name, example)| (name.clone(), example["value"].clone()))
        .collect()
}

/// The pointer to the request body.
pub const REQUEST: &str = "/requestBody";
/// The pointer to the successful response.
pub const RESPONSE: &str = "/responses/200";
/// The pointer to the error response.
pub const ERROR: &str = "/responses/default";
