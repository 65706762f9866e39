//! Components that no operation uses.

use super::duplicates::same_as;
use super::grammar::{COMPONENTS, Kind, is_in_files};
use super::nodes::{Node, Nodes};
use super::parts::parts;
use super::{Action, Finding};
use crate::document::{escape, local};
use crate::source::Source;
use crate::source::pointer::{child, tokens};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Tells of the components that nothing which is used refers to.
pub(super) fn find(nodes: &Nodes<'_>, source: &Source) -> Vec<Finding> {
    // Without an operation, the components are what the description is for.
    if nodes.of_kind(Kind::Operation).next().is_none() {
        return Vec::new();
    }
    let used = used(nodes);
    let twins = same_as(nodes, &|_| true);
    let mut found = Vec::new();
    for component in components(nodes) {
        if used.contains(&component.pointer) || source.is_shared(&component.pointer) {
            continue;
        }
        let word = COMPONENTS
            .iter()
            .find(|(_, kind, _)| *kind == component.kind);
        let word = word.map_or("component", |(_, _, word)| word);
        let problem = format!("no operation uses this {word}");
        let twin = twins.get(component.pointer.as_str());
        let same = twin.map(|twin| format!("it says the same as {twin}"));
        found.push(
            Finding::new("unused-component", &component.pointer, problem)
                .of_name()
                .notes(same.into_iter().collect())
                .help("remove it, or let what it is meant for refer to it")
                .actions(vec![Action::remove(nodes.root, &component.pointer)]),
        );
    }
    found
}

/// All components.
pub(super) fn components<'n, 'v>(nodes: &'n Nodes<'v>) -> impl Iterator<Item = &'n Node<'v>> {
    nodes.all.iter().filter(|node| {
        let parent = nodes.parent(node);
        parent.is_some_and(|parent| parent.kind == Kind::Components)
    })
}

/// The pointers of the components that some operation uses.
pub(super) fn used(nodes: &Nodes<'_>) -> BTreeSet<String> {
    let heirs = heirs(nodes);
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

/// The pointers to all that a value refers to, by whatever kind of reference.
fn references(value: &Value, around: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) if around == "security" => {
            let schemes = items.iter().filter_map(Value::as_object);
            let names = schemes.flat_map(|it| it.keys());
            found.extend(names.map(|name| child("/components/securitySchemes", name)));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, "", found)),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "$ref" || around == "mapping" => {
                        found.extend(local(text));
                        found.push(child("/components/schemas", text));
                    }
                    other => references(other, name, found),
                }
            }
        }
        _ => {}
    }
}

/// The component that a pointer leads to or into.
fn component_of(target: &str) -> Option<String> {
    let mut tokens = tokens(target);
    let (components, group, name) = (tokens.next()?, tokens.next()?, tokens.next()?);
    (components == "components" && !is_in_files(target))
        .then(|| format!("/components/{group}/{}", escape(&name)))
}

/// The schemas that have one with a discriminator in their `allOf`, by its pointer: they are what
/// it chooses among.
pub(super) fn heirs<'n>(nodes: &'n Nodes<'_>) -> BTreeMap<&'n str, Vec<&'n str>> {
    let mut heirs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for schema in nodes.of_kind(Kind::Schema) {
        // A schema inside of another one is a use, and no heir.
        let is_whole = nodes
            .parent(schema)
            .is_none_or(|it| it.kind == Kind::Components);
        if !is_whole || schema.value.get("allOf").is_none() {
            continue;
        }
        for part in parts(nodes, schema).all {
            if part.pointer != schema.pointer && part.value.get("discriminator").is_some() {
                let of = heirs.entry(&part.pointer).or_default();
                of.push(&schema.pointer);
            }
        }
    }
    heirs
}
