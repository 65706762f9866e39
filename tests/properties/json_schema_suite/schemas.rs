//! Converts schemas of the test suite to component schemas of a spec.

use codegen::Source;
use serde_json::{Value, json};

/// Keywords that name schemas, or refer to resources outside of the document.
const OTHER_RESOURCES: &[&str] = &[
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$vocabulary",
];

/// Keywords that map names to schemas.
const HOLDERS: &[&str] = &[
    "properties",
    "patternProperties",
    "$defs",
    "dependentSchemas",
];

/// Adapts local references to the new location of the schema; false if the schema refers elsewhere.
pub fn place(value: &mut Value, at: &str, named: bool) -> bool {
    match value {
        Value::Array(items) => items.iter_mut().all(|item| place(item, at, false)),
        Value::Object(members) => {
            members.retain(|name, _| named || name != "$schema");
            members
                .iter_mut()
                .all(|(name, value)| match (name.as_str(), value) {
                    ("$ref", Value::String(reference)) if !named => {
                        let is_local = reference == "#" || reference.starts_with("#/");
                        *reference = reference.replacen('#', at, 1);
                        is_local
                    }
                    ("const" | "enum" | "default" | "examples", _) if !named => true,
                    (name, _) if !named && OTHER_RESOURCES.contains(&name) => false,
                    (name, value) => place(value, at, !named && HOLDERS.contains(&name)),
                })
        }
        _ => true,
    }
}

/// The schema with named references replaced by pointers; `None` if a target is missing.
pub fn resolved(name: &str, schema: &Value) -> Option<Value> {
    let mut schema = schema.clone();
    let keywords = schema.as_object_mut()?;
    let own = format!("urn:suite:{name}");
    keywords.entry("$id").or_insert_with(|| own.into());
    keywords.remove("$schema");
    let spec = json!({ "components": { "schemas": { name: schema } } });
    let mut source = Source::parse("suite.json", spec.to_string()).unwrap();
    let problems = source.bundle(&mut |_| None);
    let mut schema = source.root.to_value()["components"]["schemas"][name].take();
    without_names(&mut schema, false);
    problems.is_empty().then_some(schema)
}

/// Removes the identifiers of schemas, which would clash within the spec.
fn without_names(value: &mut Value, named: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| without_names(item, false)),
        Value::Object(members) => {
            let identifiers = ["$anchor", "$dynamicAnchor", "$id", "$schema"];
            members.retain(|name, _| named || !identifiers.contains(&name.as_str()));
            for (name, value) in members {
                match name.as_str() {
                    "const" | "enum" | "default" | "examples" if !named => {}
                    name => without_names(value, !named && HOLDERS.contains(&name)),
                }
            }
        }
        _ => {}
    }
}
