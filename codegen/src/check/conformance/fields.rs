//! Compares objects with the tables of fields: unknown, missing and mistyped fields.

use super::{described, is_replaced, missing, references};
use crate::check::Finding;
use crate::check::index::{Index, Node};
use crate::fields::{self, Content, Keys, ObjectKind, Versions, is_not_extension};
use crate::keywords::{self, type_name};
use crate::source::Source;
use crate::source::pointer::child;
use crate::spelling::{closest, list};
use serde_json::Value;

/// Reports violations of the tables.
pub(super) fn find(index: &Index<'_>, source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    for node in &index.all {
        let Value::Object(members) = node.value else {
            found.extend(not_an_object(index, node));
            continue;
        };
        if node.kind == ObjectKind::SecurityRequirement {
            continue;
        }
        found.extend(references::unresolved(index, node));
        if is_replaced(index, node) {
            found.extend(references::misplaced(index, node));
            found.extend(references::ignored_siblings(index, node, members));
            continue;
        }
        for (name, value) in members {
            if is_not_extension(&name.as_str()) && node.kind != ObjectKind::Callback {
                found.extend(field(index, node, name, value));
                found.extend(references::inlined(index, source, node, name));
            }
        }
        let required = node.kind.fields().filter(|field| {
            field.required.has(index.version)
                && field.versions.has(index.version)
                && !members.contains_key(field.name)
        });
        found.extend(required.map(|field| {
            let (name, version) = (field.name, index.version);
            missing(node, name, format!("add `{name}`, required in {version}"))
        }));
    }
    found
}

/// Reports an object with a value of a different type. `additionalProperties` may be a boolean, and
/// every schema since OpenAPI 3.1.
fn not_an_object(index: &Index<'_>, node: &Node<'_>) -> Option<Finding> {
    let allows_boolean = node.kind == ObjectKind::Schema
        && (node.field == "additionalProperties" || index.version.has(Versions::SINCE_3_1));
    if allows_boolean && node.value.is_boolean() {
        return None;
    }
    let name = node.key.unwrap_or(node.field);
    let expected = match node.kind {
        ObjectKind::Schema if index.version.has(Versions::SINCE_3_1) => "an object or a boolean",
        _ => "an object",
    };
    let found = type_name(node.value);
    let problem = format!("expected {expected} for `{name}`, found {found}");
    let help = format!("write {expected}: the value is {}", node.kind.phrase());
    Some(Finding::new("wrong-type", &node.pointer, problem).help(help))
}

/// Reports a field that is unknown, of a different version or of the wrong type.
fn field(index: &Index<'_>, node: &Node<'_>, name: &str, value: &Value) -> Option<Finding> {
    let (kind, version) = (node.kind, index.version);
    let versions = fields::versions(kind, name);
    if versions.has(version) {
        return content(index, node, name, value);
    }
    // JSON Schema allows keywords of any name.
    if kind == ObjectKind::Schema && version.has(Versions::SINCE_3_1) && name != "nullable" {
        return None;
    }
    let at = child(&node.pointer, name);
    if versions == Versions::NONE {
        let problem = format!("unknown field `{name}` in {}", kind.phrase());
        let keywords: &[&str] = match kind {
            ObjectKind::Schema => &keywords::NAMES,
            _ => &[],
        };
        let known = kind.names(version).chain(keywords.iter().copied());
        let help = match closest(name, known) {
            _ if kind == ObjectKind::Header && matches!(name, "name" | "in") => {
                format!("remove `{name}`; the key is the name of the header")
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("remove `{name}`, or rename it to an extension, `x-{name}`"),
        };
        return Some(
            Finding::new("unknown-keyword", &at, problem)
                .of_name()
                .help(help),
        );
    }
    let problem = format!("`{name}` in {} is not part of {version}", kind.phrase());
    let help = match name {
        "nullable" => "add `\"null\"` to `type` instead: `type: [string, \"null\"]`".to_owned(),
        _ => format!("remove `{name}`, or use {versions}"),
    };
    Some(
        Finding::new("field-of-another-version", &at, problem)
            .of_name()
            .help(help),
    )
}

fn content(index: &Index<'_>, node: &Node<'_>, name: &str, value: &Value) -> Option<Finding> {
    let content = fields::content(node.kind, name, index.version)?;
    let at = child(&node.pointer, name);
    let Err(expected) = matches(content, value) else {
        return keys(content, &at, value).or_else(|| choice(content, node, name, value));
    };
    let found = match value.as_array() {
        Some(items) if expected.ends_with("array of strings") => {
            let item = items.iter().find(|item| !item.is_string());
            format!("{} in an array", item.map_or("nothing", type_name))
        }
        _ => type_name(value).to_owned(),
    };
    let problem = format!("expected {expected} for `{name}`, found {found}");
    let help = match (expected, value) {
        ("a string", Value::Number(_) | Value::Bool(_)) => "put the value in quotes".to_owned(),
        (_, Value::Null) => format!("write {expected}, or remove `{name}`"),
        _ => format!("write {expected}"),
    };
    Some(Finding::new("wrong-type", &at, problem).help(help))
}

/// Compares the JSON type of a value with the content of a field. The error names the expected
/// type.
fn matches(content: Content, value: &Value) -> Result<(), &'static str> {
    let are_texts = |value: &Value| {
        let items = value.as_array();
        items.is_some_and(|items| items.iter().all(Value::is_string))
    };
    let is_whole = |value: &Value| {
        value.is_u64() || value.as_f64().is_some_and(|n| n >= 0.0 && n.fract() == 0.0)
    };
    let (fits, expected) = match content {
        // The walk reports objects of the wrong type.
        Content::One(_) | Content::OneOrList(_) | Content::Data => (true, ""),
        Content::List(_) | Content::Values => (value.is_array(), "an array"),
        Content::Map(..) | Content::ValueMap => (value.is_object(), "an object"),
        Content::Text | Content::Choice(_) => (value.is_string(), "a string"),
        Content::Texts | Content::Choices(_) => (are_texts(value), "an array of strings"),
        Content::TextOrTexts => (
            value.is_string() || are_texts(value),
            "a string or an array of strings",
        ),
        Content::TextMap => {
            let members = value.as_object();
            let fits = members.is_some_and(|members| members.values().all(Value::is_string));
            (fits, "an object with strings")
        }
        Content::Flag => (value.is_boolean(), "a boolean"),
        Content::Number => (value.is_number(), "a number"),
        Content::Count => (is_whole(value), "a non-negative integer"),
    };
    if fits { Ok(()) } else { Err(expected) }
}

/// Reports a value outside of a fixed list.
fn choice(content: Content, node: &Node<'_>, name: &str, value: &Value) -> Option<Finding> {
    let (allowed, values) = match (content, value) {
        (Content::Choice(allowed), value) => (allowed, std::slice::from_ref(value)),
        (Content::Choices(allowed), Value::Array(values)) => (allowed, values.as_slice()),
        _ => return None,
    };
    let mut texts = values.iter().filter_map(Value::as_str);
    let wrong = texts.find(|text| !allowed.contains(text))?;
    let problem = format!("invalid `{name}` in {}: `{wrong}`", described(node));
    let help = match closest(wrong, allowed.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write {}", alternatives(allowed)),
    };
    Some(super::invalid(node, name, problem, help))
}

/// Lists the values of a choice: "`query`, `header` or `path`".
pub(super) fn alternatives(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    list(&names, "or")
}

/// Reports the first key of a map that the specification does not allow.
fn keys(content: Content, at: &str, value: &Value) -> Option<Finding> {
    let (Content::Map(_, keys), Value::Object(members)) = (content, value) else {
        return None;
    };
    let mut names = members.keys().map(String::as_str);
    let (code, problem, help, name) = match keys {
        // The rules of operations cover status codes.
        Keys::Names | Keys::Statuses => return None,
        Keys::Components => {
            let is_allowed = |next: char| next.is_ascii_alphanumeric() || ".-_".contains(next);
            let name = names.find(|name| name.is_empty() || !name.chars().all(is_allowed))?;
            (
                "invalid-component-name",
                format!("invalid component name `{name}`"),
                "use only letters of ASCII, digits, `.`, `-` and `_`".to_owned(),
                name,
            )
        }
        Keys::Paths => {
            let name = names.find(|name| !name.starts_with('/') && is_not_extension(name))?;
            (
                "path-without-slash",
                format!("path `{name}` does not start with `/`"),
                format!("write `/{name}`"),
                name,
            )
        }
    };
    Some(
        Finding::new(code, &child(at, name), problem)
            .of_name()
            .help(help),
    )
}
