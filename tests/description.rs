//! The shipped description, as the independent validator and the tests see it.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::LazyLock;

/// The workspace's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder with material that is not part of the project, where there is one.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = root().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    eprintln!("skipped: there is no ../shared/{path} beside the project");
    None
}

/// The shipped description.
pub static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let text = std::fs::read_to_string(root().join("spec/whatsapp-cloud.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
});

/// The names of the component schemas.
pub fn schema_names() -> Vec<&'static str> {
    let schemas = DESCRIPTION["components"]["schemas"].as_object().unwrap();
    schemas.keys().map(String::as_str).collect()
}

/// An independent validator for a component schema.
pub fn validator(name: &str) -> jsonschema::Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": DESCRIPTION["components"],
    });
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The operation's examples: pointer-like name and value.
pub fn examples(of: &str) -> Vec<(String, Value)> {
    let operation = &DESCRIPTION["paths"]["/{Version}/{Phone-Number-ID}/messages"]["post"];
    let holder = operation.pointer(of).unwrap();
    let examples = &holder["content"]["application/json"]["examples"];
    let examples = examples.as_object().into_iter().flatten();
    examples
        .map(|(name, example)| (name.clone(), example["value"].clone()))
        .collect()
}

/// Every example of a body of JSON with a component schema: place, schema and value.
pub fn all_examples() -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    collect_examples(&DESCRIPTION, "#", &mut found);
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

/// Where the bodies of requests are described.
pub const REQUEST: &str = "/requestBody";
/// Where the bodies of responses are described.
pub const RESPONSE: &str = "/responses/200";
