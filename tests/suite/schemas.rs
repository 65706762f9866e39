//! The schemas of the suite, put into a description.

use codegen::Source;
use serde_json::{Value, json};

/// Keywords that name schemas, or lead to other resources than the document itself.
const OTHER_RESOURCES: &[&str] = &[
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$vocabulary",
];

/// Keywords whose members are names that the author chose.
const HOLDERS: &[&str] = &[
    "properties",
    "patternProperties",
    "$defs",
    "dependentSchemas",
];

/// Turns references within the schema to where it is in the document. Tells whether all are such.
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

/// The schema with all references by name turned to places in the document, if they lead to such.
pub fn resolved(name: &str, schema: &Value) -> Option<Value> {
    let mut schema = schema.clone();
    let whole = schema.as_object_mut()?;
    let own = format!("urn:suite:{name}");
    whole.entry("$id").or_insert_with(|| own.into());
    whole.remove("$schema");
    let one = json!({ "components": { "schemas": { name: schema } } });
    let mut source = Source::parse("suite.json", one.to_string()).unwrap();
    let problems = source.bundle(&mut |_| None);
    let mut schema = source.root.to_value()["components"]["schemas"][name].take();
    without_names(&mut schema, false);
    problems.is_empty().then_some(schema)
}

/// Removes the names of schemas, which are those of others, too.
fn without_names(value: &mut Value, named: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| without_names(item, false)),
        Value::Object(members) => {
            let gone = ["$anchor", "$dynamicAnchor", "$id", "$schema"];
            members.retain(|name, _| named || !gone.contains(&name.as_str()));
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
