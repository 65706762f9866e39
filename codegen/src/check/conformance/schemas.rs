//! Rules of schemas: types, `items`, `required`, `enum`, empty compositions.

use super::{has, invalid, is_true, missing, objects};
use crate::check::Finding;
use crate::check::index::{Index, Node};
use crate::fields::{ObjectKind, Versions};
use crate::keywords::type_name;
use crate::source::pointer::child;
use serde_json::Value;

const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

/// Reports violations in schemas.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for node in objects(index, ObjectKind::Schema) {
        found.extend(types(index, node));
        found.extend(lists(index, node));
        found.extend(compositions(node));
        let is_array = node.text("type") == Some("array");
        if index.is_30() && is_array && !has(node, "items") {
            let help = "add the schema of the items; `items: {}` allows any item";
            found.push(missing(node, "items", help));
        }
        if index.is_30() && is_true(node, "readOnly") && is_true(node, "writeOnly") {
            found.extend(super::exclusive(node, "readOnly", "writeOnly"));
        }
        if let Some(step) = node.value.get("multipleOf").and_then(Value::as_f64)
            && step <= 0.0
        {
            let problem = "`multipleOf` must be greater than 0".to_owned();
            found.push(invalid(
                node,
                "multipleOf",
                problem,
                "write a number greater than 0",
            ));
        }
    }
    found
}

/// Reports unknown names in `type`.
fn types(index: &Index<'_>, node: &Node<'_>) -> Option<Finding> {
    let value = node.value.get("type")?;
    let names = match value {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    let has_null = !index.is_30();
    let is_file = |name: &str| {
        let holder = index.parent(node).map(|parent| parent.kind);
        name == "file" && index.version.has(Versions::V2_0) && holder == Some(ObjectKind::Response)
    };
    let is_known =
        |name: &str| TYPES.contains(&name) || is_file(name) || name == "null" && has_null;
    let mut names = names.iter().filter_map(Value::as_str);
    let unknown = names.find(|name| !is_known(name))?;
    let problem = format!("unknown `type` `{unknown}`");
    let help = match unknown {
        "null" => "write `nullable: true` beside a type".to_owned(),
        "file" if index.version.has(Versions::SINCE_3_0) => {
            "write `type: string` and `format: binary`".to_owned()
        }
        "file" => "write `type: file` in the schema of a response only".to_owned(),
        "any" => "remove `type`".to_owned(),
        "date" | "date-time" | "uuid" | "uri" | "binary" | "byte" | "email" => {
            format!("write `type: string` and `format: {unknown}`")
        }
        "int" | "int32" | "int64" | "long" => "write `type: integer`".to_owned(),
        "float" | "double" | "decimal" => "write `type: number`".to_owned(),
        _ => format!("write {}", super::fields::alternatives(TYPES)),
    };
    let at = child(&node.pointer, "type");
    Some(Finding::new("unknown-type", &at, problem).help(help))
}

/// Reports `required` and `enum` that are empty or have equal entries.
fn lists(index: &Index<'_>, node: &Node<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in ["required", "enum"] {
        let value = node.value.get(name);
        if let Some(value) = value.filter(|value| !value.is_array() && name == "enum") {
            let shown = type_name(value);
            let problem = format!("expected an array for `{name}`, found {shown}");
            let finding = Finding::new("wrong-type", &child(&node.pointer, name), problem);
            found.push(finding.help("write an array with the values"));
        }
        let Some(values) = value.and_then(Value::as_array) else {
            continue;
        };
        if values.is_empty() && index.version.has(Versions::UNTIL_3_0) {
            let problem = format!("empty `{name}` in a schema");
            found.push(invalid(node, name, problem, format!("remove `{name}`")));
        }
        let mut distinct: std::collections::HashSet<String> = std::collections::HashSet::new();
        let repeated = values
            .iter()
            .position(|value| !distinct.insert(value.to_string()));
        if let Some(repeated) = repeated {
            let problem = format!("duplicate entry {} in `{name}`", shown(&values[repeated]));
            let at = child(&child(&node.pointer, name), &repeated.to_string());
            let finding = Finding::new("duplicate-value", &at, problem);
            found.push(finding.help("remove the duplicate"));
        }
    }
    found
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        value => format!("`{value}`"),
    }
}

/// Reports empty `allOf`, `anyOf` and `oneOf`.
fn compositions(node: &Node<'_>) -> Vec<Finding> {
    let names = ["allOf", "anyOf", "oneOf"].into_iter();
    let empty = names.filter(|name| node.value.get(*name) == Some(&Value::Array(Vec::new())));
    let found = empty.map(|name| {
        let problem = format!("`{name}` is empty");
        let at = child(&node.pointer, name);
        Finding::new("empty-keyword", &at, problem).help("add schemas, or remove the keyword")
    });
    found.collect()
}
