//! The shipped spec, for validators and tests.

use check_spec::validator::options;
use codegen::Config;
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

/// The name of the type of a component schema: the name in `spec/codegen.toml`, or that of the schema.
pub fn type_name(schema: &str) -> &str {
    static CONFIG: LazyLock<Config> = LazyLock::new(|| {
        let text = std::fs::read_to_string(root().join("spec/codegen.toml")).unwrap();
        Config::parse("codegen.toml", &text).unwrap()
    });
    let pointer = format!("/components/schemas/{schema}");
    CONFIG.names.get(&pointer).map_or(schema, String::as_str)
}

/// An independent validator for a component schema.
pub fn validator(name: &str) -> jsonschema::Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": SPEC["components"],
    });
    options().build(&schema).unwrap()
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

/// Every example of a JSON body with a component schema: pointer, schema and value.
pub fn all_examples() -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    collect_examples(&SPEC, "#", &mut found);
    found
}

fn collect_examples(value: &Value, place: &str, found: &mut Vec<(String, String, Value)>) {
    let reference = value.pointer("/schema/$ref").and_then(Value::as_str);
    let schema = reference.and_then(|it| it.strip_prefix("#/components/schemas/"));
    if let (Some(schema), Some(examples)) = (schema, value["examples"].as_object()) {
        for (name, example) in examples {
            let place = format!("{place}/{name}");
            found.push((place, schema.to_owned(), example["value"].clone()));
        }
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                collect_examples(member, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_examples(item, &format!("{place}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The pointer to the request body.
pub const REQUEST: &str = "/requestBody";
/// The pointer to the successful response.
pub const RESPONSE: &str = "/responses/200";
