//! Flattens a schema: follows `$ref` and `allOf` recursively.
//!
//! ```yaml
//! Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [claws] }] }
//! ```
//! ```text
//! [Cat, Cat/allOf/0, Pet, Cat/allOf/1]
//! ```

use super::index::{Index, Node};
use crate::fields::ObjectKind;
use crate::keywords::{KEYWORDS, SCHEMA_MAPS};
use serde_json::Value;
use std::collections::BTreeMap;

/// Maximum nesting depth of compositions.
const MAX_DEPTH: usize = 64;

/// A flattened schema: the schemas that apply to a value together.
pub(super) struct Flattened<'n, 'v> {
    pub schemas: Vec<&'n Node<'v>>,
}

/// Returns the schemas that always apply to the values of a schema.
pub(super) fn flatten<'n, 'v>(nodes: &'n Index<'v>, node: &'n Node<'v>) -> Flattened<'n, 'v> {
    let mut parts = Flattened {
        schemas: Vec::new(),
    };
    collect(nodes, node, &["allOf"], 0, &mut parts.schemas);
    parts
}

/// Returns the schemas that may apply to the values of a schema, including branches of unions and
/// conditions.
pub(super) fn flatten_branches<'n, 'v>(
    nodes: &'n Index<'v>,
    node: &'n Node<'v>,
) -> Flattened<'n, 'v> {
    let branches = KEYWORDS.iter().filter(|keyword| keyword.is_branch);
    let branches: Vec<&str> = branches.map(|keyword| keyword.name).collect();
    let mut parts = Flattened {
        schemas: Vec::new(),
    };
    collect(nodes, node, &branches, 0, &mut parts.schemas);
    parts
}

fn collect<'n, 'v>(
    nodes: &'n Index<'v>,
    node: &'n Node<'v>,
    keywords: &[&str],
    depth: usize,
    found: &mut Vec<&'n Node<'v>>,
) {
    if depth > MAX_DEPTH || found.iter().any(|known| std::ptr::eq(*known, node)) {
        return;
    }
    found.push(node);
    if let Some(target) = node
        .reference()
        .and_then(|reference| nodes.target(reference))
    {
        collect(nodes, target, keywords, depth + 1, found);
    }
    for keyword in keywords {
        for branch in children(nodes, node, keyword) {
            collect(nodes, branch, keywords, depth + 1, found);
        }
    }
}

/// Returns the schemas in a keyword, in the order of the spec.
pub(super) fn children<'n, 'v>(
    nodes: &'n Index<'v>,
    node: &Node<'v>,
    keyword: &str,
) -> Vec<&'n Node<'v>> {
    let at = format!("{}/{keyword}", node.pointer);
    let pointers: Vec<String> = match node.value.get(keyword) {
        Some(Value::Array(items)) => (0..items.len())
            .map(|index| format!("{at}/{index}"))
            .collect(),
        Some(Value::Object(members)) if SCHEMA_MAPS.contains(&keyword) => {
            let names = members.keys();
            names
                .map(|name| crate::source::pointer::child(&at, name))
                .collect()
        }
        Some(_) => vec![at],
        None => Vec::new(),
    };
    let found = pointers.iter().filter_map(|pointer| nodes.at(pointer));
    found
        .filter(|node| node.kind == ObjectKind::Schema)
        .collect()
}

/// True if the node has no `$ref`, or the version reads siblings of `$ref`.
pub(super) fn has_effect(nodes: &Index<'_>, node: &Node<'_>) -> bool {
    !nodes.is_30() || node.reference().is_none()
}

/// Returns the schemas in the node's own `properties`.
pub(super) fn own_properties<'n, 'v>(
    nodes: &'n Index<'v>,
    node: &Node<'v>,
) -> impl Iterator<Item = &'n Node<'v>> {
    let counts = has_effect(nodes, node);
    let properties = children(nodes, node, "properties").into_iter();
    properties.filter(move |_| counts)
}

/// Returns the names in the node's own `required`.
pub(super) fn own_required<'v>(nodes: &Index<'v>, node: &Node<'v>) -> Vec<&'v str> {
    let names = node.value.get("required").and_then(Value::as_array);
    let names = names
        .filter(|_| has_effect(nodes, node))
        .into_iter()
        .flatten();
    names.filter_map(Value::as_str).collect()
}

/// Maps schemas with a discriminator to the schemas that extend them by `allOf`: the discriminator
/// selects from these.
pub(super) fn derived_schemas<'n>(nodes: &'n Index<'_>) -> BTreeMap<&'n str, Vec<&'n str>> {
    let mut heirs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for schema in nodes.of_kind(ObjectKind::Schema) {
        // A nested schema uses the discriminator's schema without extending it.
        let is_top_level = nodes
            .parent(schema)
            .is_none_or(|parent| parent.kind == ObjectKind::Components);
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

impl<'n, 'v> Flattened<'n, 'v> {
    /// Returns the properties of the schemas, by name.
    pub fn properties(&self, nodes: &'n Index<'v>) -> BTreeMap<&'v str, Vec<&'n Node<'v>>> {
        let mut found: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for part in &self.schemas {
            for property in own_properties(nodes, part) {
                let name = property.key.unwrap_or_default();
                found.entry(name).or_default().push(property);
            }
        }
        found
    }
}
