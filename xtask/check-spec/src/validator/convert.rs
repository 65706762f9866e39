//! Converts the schemas of a spec to JSON Schema 2020-12.
//!
//! Pointers into the spec remain valid, except below a `then` added for `nullable`; see
//! [`unwrapped`].

use codegen::check::Direction;
use codegen::keywords::{Content, Keyword};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Keywords that hold values, not schemas.
const VALUES: &[&str] = &["example", "examples", "default", "enum", "const", "value"];

/// The spec as JSON Schema, for values of the given direction, if any.
pub fn as_schemas(root: &Value, side: Option<Direction>) -> Value {
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

/// True for a keyword that maps names to schemas, and for `schemas` in `components`.
fn maps_names(name: &str) -> bool {
    let keyword = Keyword::named(name);
    name == "schemas" || keyword.is_some_and(|keyword| keyword.content == Content::SchemaMap)
}

struct Reader<'v> {
    root: &'v Value,
    is_30: bool,
    side: Option<Direction>,
}

impl Reader<'_> {
    /// Replaces the keywords of OpenAPI by keywords of JSON Schema 2020-12. `names` is true if the
    /// keys of an object are names, not keywords.
    fn read(&self, value: &mut Value, names: bool) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.read(item, false)),
            Value::Object(members) if names => {
                members.values_mut().for_each(|it| self.read(it, false));
            }
            Value::Object(members) => {
                self.keywords(members);
                for (name, member) in members {
                    if !VALUES.contains(&name.as_str())
                        || (name == "examples" && member.is_object())
                    {
                        self.read(member, maps_names(name));
                    }
                }
            }
            _ => {}
        }
    }

    fn keywords(&self, members: &mut Map<String, Value>) {
        // `$id` and `$anchor` would change the targets of references.
        for name in ["$id", "$schema", "$anchor"] {
            members.remove(name);
        }
        // An unresolved reference accepts any value.
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

    /// Removes properties of the opposite direction from `required`.
    ///
    /// ```yaml
    /// required: [id, name]                        # in a request: [name]
    /// properties: { id: { readOnly: true }, name: {} }
    /// ```
    fn required(&self, members: &mut Map<String, Value>) {
        if !members.get("required").is_some_and(Value::is_array) {
            return;
        }
        let mut absent = BTreeSet::new();
        self.opposite_properties(&Value::Object(members.clone()), 0, &mut absent);
        if let Some(Value::Array(required)) = members.get_mut("required") {
            required.retain(|name| !name.as_str().is_some_and(|name| absent.contains(name)));
        }
    }

    /// Collects the properties of the opposite direction, following `allOf` and `$ref`.
    fn opposite_properties(&self, schema: &Value, depth: usize, found: &mut BTreeSet<String>) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            if self.is_opposite(property, 0) {
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
                self.opposite_properties(branch, depth + 1, found);
            }
        }
    }

    fn is_opposite(&self, property: &Value, depth: usize) -> bool {
        let is_set = |name: &str| property.get(name) == Some(&json!(true));
        let own = match self.side {
            None => false,
            Some(Direction::Request) => is_set("readOnly"),
            Some(Direction::Response) => is_set("writeOnly"),
            Some(Direction::Either) => is_set("readOnly") || is_set("writeOnly"),
        };
        let branches = property.get("allOf").and_then(Value::as_array);
        let mut parts = branches
            .into_iter()
            .flatten()
            .chain(self.target(property.get("$ref")));
        own || depth < 8 && parts.any(|part| self.is_opposite(part, depth + 1))
    }

    fn target(&self, reference: Option<&Value>) -> Option<&Value> {
        self.root
            .pointer(&codegen::document::local_pointer(reference?.as_str()?)?)
    }
}

/// Converts a boolean `exclusiveMinimum` of OpenAPI 3.0 to a number; likewise `exclusiveMaximum`.
fn exclusive(members: &mut Map<String, Value>, bound: &str, flag: &str) {
    if let Some(Value::Bool(excludes)) = members.get(flag).cloned() {
        members.remove(flag);
        if excludes && let Some(value) = members.remove(bound) {
            members.insert(flag.to_owned(), value);
        }
    }
}

/// Converts `nullable` of OpenAPI 3.0.
///
/// By the letter, `nullable` only extends `type`, and `enum` has to list `null`. Most authors
/// expect `null` to be valid regardless; with `is_lenient`, the schema accepts `null`.
///
/// ```yaml
/// nullable: true
/// allOf: [A]     # if: { not: { type: 'null' } }, then: { allOf: [A] }
/// ```
fn nullable(members: &mut Map<String, Value>, is_lenient: bool) {
    if let Some(Value::String(kind)) = members.get("type").cloned() {
        members.insert("type".to_owned(), json!([kind, "null"]));
    }
    if !is_lenient {
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

/// Converts a pointer into the spec to a pointer into the result of [`as_schemas`].
pub fn wrapped(document: &Value, pointer: &str) -> String {
    let mut value = Some(document);
    let mut result = String::new();
    for token in pointer.split('/').skip(1) {
        let then = value.and_then(|value| value.get("then"));
        let moved = then.filter(|_| value.and_then(|value| step(value, token)).is_none());
        if let Some(then) = moved.filter(|then| step(then, token).is_some()) {
            result.push_str("/then");
            value = Some(then);
        }
        result.push('/');
        result.push_str(token);
        value = value.and_then(|value| step(value, token));
    }
    result
}

/// Resolves a token of a JSON pointer.
fn step<'v>(value: &'v Value, token: &str) -> Option<&'v Value> {
    let name = token.replace("~1", "/").replace("~0", "~");
    match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        other => other.get(&name),
    }
}

/// Converts a pointer into the result of [`as_schemas`] to a pointer into the spec.
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
