//! A description with its schemas in JSON Schema 2020-12.
//!
//! Pointers lead where they led before, but for what [`unwrapped`] knows.

use codegen::check::Side;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Members whose own members are names, and no keywords.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
];

/// Members that hold values.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const", "value"];

/// The whole description, for values that go one way, if they do.
pub fn as_schemas(root: &Value, side: Option<Side>) -> Value {
    let version = root.get("openapi").and_then(Value::as_str);
    let reader = Reader {
        root,
        is_30: version.is_some_and(|version| version.starts_with("3.0")),
        side,
    };
    let mut document = root.clone();
    reader.read(&mut document, false);
    document
}

struct Reader<'v> {
    root: &'v Value,
    is_30: bool,
    side: Option<Side>,
}

impl Reader<'_> {
    /// Says in JSON Schema 2020-12 what OpenAPI says in its own way.
    fn read(&self, value: &mut Value, names: bool) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.read(item, false)),
            Value::Object(members) if names => {
                members.values_mut().for_each(|it| self.read(it, false));
            }
            Value::Object(members) => {
                self.keywords(members);
                for (name, member) in members {
                    if !DATA.contains(&name.as_str()) || (name == "examples" && member.is_object())
                    {
                        self.read(member, NAMED.contains(&name.as_str()));
                    }
                }
            }
            _ => {}
        }
    }

    fn keywords(&self, members: &mut Map<String, Value>) {
        // An identifier would move what the references in it lead to.
        for name in ["$id", "$schema", "$anchor"] {
            members.remove(name);
        }
        // What is not there is anything.
        if members.contains_key("$ref") && self.target(members.get("$ref")).is_none() {
            members.remove("$ref");
        }
        if self.is_30 && members.get("$ref").is_some_and(Value::is_string) {
            members.retain(|name, _| name == "$ref");
            return;
        }
        self.required(members);
        for bound in ["inimum", "aximum"] {
            exclusive(members, &format!("m{bound}"), &format!("exclusiveM{bound}"));
        }
        if self.is_30 && members.get("nullable") == Some(&json!(true)) {
            nullable(members, self.side.is_some());
        }
    }

    /// Does not require what does not go this way.
    fn required(&self, members: &mut Map<String, Value>) {
        if !members.get("required").is_some_and(Value::is_array) {
            return;
        }
        let mut absent = BTreeSet::new();
        self.one_way(&Value::Object(members.clone()), 0, &mut absent);
        if let Some(Value::Array(required)) = members.get_mut("required") {
            required.retain(|name| !name.as_str().is_some_and(|name| absent.contains(name)));
        }
    }

    /// The members that go the other way only, of a schema and all that it is composed of.
    fn one_way(&self, schema: &Value, depth: usize, found: &mut BTreeSet<String>) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            if self.goes_other_way(property, 0) {
                found.insert(name.clone());
            }
        }
        if depth < 8 {
            let branches = schema.get("allOf").and_then(Value::as_array);
            for branch in branches
                .into_iter()
                .flatten()
                .chain(self.target(schema.get("$ref")))
            {
                self.one_way(branch, depth + 1, found);
            }
        }
    }

    fn goes_other_way(&self, property: &Value, depth: usize) -> bool {
        let says = |name: &str| property.get(name) == Some(&json!(true));
        let itself = match self.side {
            None => false,
            Some(Side::Request) => says("readOnly"),
            Some(Side::Response) => says("writeOnly"),
            Some(Side::Either) => says("readOnly") || says("writeOnly"),
        };
        let branches = property.get("allOf").and_then(Value::as_array);
        let mut parts = branches
            .into_iter()
            .flatten()
            .chain(self.target(property.get("$ref")));
        itself || depth < 8 && parts.any(|part| self.goes_other_way(part, depth + 1))
    }

    fn target(&self, reference: Option<&Value>) -> Option<&Value> {
        self.root
            .pointer(&codegen::document::local(reference?.as_str()?)?)
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

/// `nullable` has a meaning only beside `type`, and `enum` has to list `null`, says OpenAPI 3.0.
/// Authors mean by it that there may be `null` instead, and to be kind is to read it like that.
fn nullable(members: &mut Map<String, Value>, is_kind: bool) {
    if let Some(Value::String(kind)) = members.get("type").cloned() {
        members.insert("type".to_owned(), json!([kind, "null"]));
    }
    if !is_kind {
        return;
    }
    if let Some(Value::Array(values)) = members.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    for union in ["oneOf", "anyOf"] {
        if let Some(Value::Array(branches)) = members.get_mut(union) {
            branches.push(json!({ "type": "null" }));
        }
    }
    if let Some(all) = members.remove("allOf") {
        members.insert("if".to_owned(), json!({ "not": { "type": "null" } }));
        members.insert("then".to_owned(), json!({ "allOf": all }));
    }
}

/// A pointer into the description, as a pointer into what [`as_schemas`] made.
pub fn wrapped(document: &Value, pointer: &str) -> String {
    let mut value = Some(document);
    let mut whole = String::new();
    for token in pointer.split('/').skip(1) {
        let then = value.and_then(|value| value.get("then"));
        let moved = then.filter(|_| value.and_then(|value| step(value, token)).is_none());
        if let Some(then) = moved.filter(|then| step(then, token).is_some()) {
            whole.push_str("/then");
            value = Some(then);
        }
        whole.push('/');
        whole.push_str(token);
        value = value.and_then(|value| step(value, token));
    }
    whole
}

/// What a token of a pointer leads to.
fn step<'v>(value: &'v Value, token: &str) -> Option<&'v Value> {
    let name = token.replace("~1", "/").replace("~0", "~");
    match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        other => other.get(&name),
    }
}

/// A pointer into what [`as_schemas`] made, as a pointer into the description.
pub fn unwrapped(root: &Value, pointer: &str) -> String {
    let mut value = Some(root);
    let mut kept = String::new();
    for token in pointer.split('/').skip(1) {
        let member = value.and_then(|value| step(value, token));
        let is_ours = token == "then"
            && member.is_none()
            && value.is_some_and(|value| value.get("nullable").is_some());
        if !is_ours {
            kept.push('/');
            kept.push_str(token);
            value = member;
        }
    }
    kept
}
