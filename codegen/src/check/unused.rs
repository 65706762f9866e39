//! Components that no operation uses.

use super::composition::flatten;
use super::duplicates::equal_components;
use super::index::{Index, Node};
use super::structure::{COMPONENTS, NodeKind, is_in_bundled_file};
use super::{Finding, OverlayAction};
use crate::document::{escape, local_pointer};
use crate::source::Source;
use crate::source::pointer::{child, tokens};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Reports components that are unreachable from operations.
pub(super) fn find(nodes: &Index<'_>, source: &Source) -> Vec<Finding> {
    // A spec without operations is a library of components: every component counts as used.
    if nodes.of_kind(NodeKind::Operation).next().is_none() {
        return Vec::new();
    }
    let used = used_components(nodes);
    let twins = equal_components(nodes, &|_| true);
    let mut found = Vec::new();
    for component in components(nodes) {
        if used.contains(&component.pointer) || source.is_shared(&component.pointer) {
            continue;
        }
        let word = COMPONENTS
            .iter()
            .find(|(_, kind, _)| *kind == component.kind);
        let word = word.map_or("component", |(_, _, word)| word);
        let name = component.key.unwrap_or_default();
        let problem = format!("unused {word} `{name}`");
        let twin = twins.get(component.pointer.as_str());
        let same = twin.map(|twin| format!("equal to {twin}"));
        found.push(
            Finding::new("unused-component", &component.pointer, problem)
                .of_name()
                .notes(same.into_iter().collect())
                .help("remove the component, or refer to it where needed")
                .actions(vec![OverlayAction::remove(nodes.root, &component.pointer)]),
        );
    }
    found
}

/// Returns the components of the spec.
pub(super) fn components<'n, 'v>(nodes: &'n Index<'v>) -> impl Iterator<Item = &'n Node<'v>> {
    nodes.all.iter().filter(|node| {
        let parent = nodes.parent(node);
        parent.is_some_and(|parent| parent.kind == NodeKind::Components)
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

/// Maps schemas with a discriminator to the schemas that extend them by `allOf`: the discriminator
/// selects from these.
pub(super) fn derived_schemas<'n>(nodes: &'n Index<'_>) -> BTreeMap<&'n str, Vec<&'n str>> {
    let mut heirs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for schema in nodes.of_kind(NodeKind::Schema) {
        // A nested schema uses the discriminator's schema without extending it.
        let is_top_level = nodes
            .parent(schema)
            .is_none_or(|parent| parent.kind == NodeKind::Components);
        if !is_top_level || schema.value.get("allOf").is_none() {
            continue;
        }
        for part in flatten(nodes, schema).schemas {
            if part.pointer != schema.pointer && part.value.get("discriminator").is_some() {
                let of = heirs.entry(&part.pointer).or_default();
                of.push(&schema.pointer);
            }
        }
    }
    heirs
}
