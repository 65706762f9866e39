//! The components of a spec, and the components that operations use.

use super::composition::derived_schemas;
use super::index::is_in_bundled_file;
use super::index::{Index, Node};
use crate::document::{escape, local_pointer};
use crate::fields::ObjectKind;
use crate::source::pointer::{child, tokens};
use serde_json::Value;
use std::collections::BTreeSet;

/// Returns the components of the spec.
pub(super) fn components<'n, 'v>(nodes: &'n Index<'v>) -> impl Iterator<Item = &'n Node<'v>> {
    nodes.all.iter().filter(|node| {
        let parent = nodes.parent(node);
        parent.is_some_and(|parent| parent.kind == ObjectKind::Components)
    })
}

/// Returns the pointers of the components reachable from operations.
pub(super) fn used_components(nodes: &Index<'_>) -> BTreeSet<String> {
    let heirs = derived_schemas(nodes);
    let mut open = Vec::new();
    for (name, value) in nodes.root.as_object().into_iter().flatten() {
        if name != "components" {
            references(value, name, &mut open);
        }
    }
    let components = nodes.root.get("components").and_then(Value::as_object);
    for (name, value) in components.into_iter().flatten() {
        if name.starts_with("x-") {
            references(value, name, &mut open);
        }
    }
    let mut used = BTreeSet::new();
    while let Some(target) = open.pop() {
        let Some(component) = component_of(&target) else {
            continue;
        };
        let Some(node) = nodes.at(&component) else {
            continue;
        };
        if used.insert(component.clone()) {
            references(node.value, "", &mut open);
            let heirs = heirs.get(component.as_str()).into_iter().flatten();
            open.extend(heirs.map(|heir| (*heir).to_owned()));
        }
    }
    used
}

/// Collects the pointers of `$ref`, `mapping` and `security` in a value.
fn references(value: &Value, around: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) if around == "security" => {
            let schemes = items.iter().filter_map(Value::as_object);
            let names = schemes.flat_map(|scheme| scheme.keys());
            found.extend(names.map(|name| child("/components/securitySchemes", name)));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, "", found)),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "$ref" || around == "mapping" => {
                        found.extend(local_pointer(text));
                        found.push(child("/components/schemas", text));
                    }
                    value => references(value, name, found),
                }
            }
        }
        _ => {}
    }
}

/// Returns the pointer of the component that a pointer leads to or into.
fn component_of(target: &str) -> Option<String> {
    let mut tokens = tokens(target);
    let (components, group, name) = (tokens.next()?, tokens.next()?, tokens.next()?);
    (components == "components" && !is_in_bundled_file(target))
        .then(|| format!("/components/{group}/{}", escape(&name)))
}
