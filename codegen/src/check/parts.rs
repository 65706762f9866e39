//! Flattens a schema: follows `$ref` and `allOf` recursively.
//!
//! ```yaml
//! Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { required: [claws] }] }
//! ```
//! ```text
//! [Cat, Cat/allOf/0, Pet, Cat/allOf/1]
//! ```

use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use serde_json::Value;
use std::collections::BTreeMap;

/// Maximum nesting depth of compositions.
const MAX_DEPTH: usize = 64;

/// A flattened schema: the schemas that apply to a value together.
pub(super) struct Parts<'n, 'v> {
    pub all: Vec<&'n Node<'v>>,
}

/// Returns the schemas that always apply to the values of a schema.
pub(super) fn parts<'n, 'v>(nodes: &'n Nodes<'v>, node: &'n Node<'v>) -> Parts<'n, 'v> {
    let mut parts = Parts { all: Vec::new() };
    collect(nodes, node, &["allOf"], 0, &mut parts.all);
    parts
}

/// Returns the schemas that may apply to the values of a schema, including branches of unions and
/// conditions.
pub(super) fn possible<'n, 'v>(nodes: &'n Nodes<'v>, node: &'n Node<'v>) -> Parts<'n, 'v> {
    const BRANCHES: &[&str] = &["allOf", "anyOf", "oneOf", "if", "then", "else"];
    let mut parts = Parts { all: Vec::new() };
    collect(nodes, node, BRANCHES, 0, &mut parts.all);
    let mut seen = 0;
    while seen < parts.all.len() {
        for schema in children(nodes, parts.all[seen], "dependentSchemas") {
            collect(nodes, schema, BRANCHES, 0, &mut parts.all);
        }
        seen += 1;
    }
    parts
}

fn collect<'n, 'v>(
    nodes: &'n Nodes<'v>,
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
    nodes: &'n Nodes<'v>,
    node: &Node<'v>,
    keyword: &str,
) -> Vec<&'n Node<'v>> {
    let at = format!("{}/{keyword}", node.pointer);
    let pointers: Vec<String> = match node.value.get(keyword) {
        Some(Value::Array(items)) => (0..items.len())
            .map(|index| format!("{at}/{index}"))
            .collect(),
        Some(Value::Object(members))
            if keyword == "dependentSchemas" || keyword == "properties" =>
        {
            let names = members.keys();
            names
                .map(|name| crate::source::pointer::child(&at, name))
                .collect()
        }
        Some(_) => vec![at],
        None => Vec::new(),
    };
    let found = pointers.iter().filter_map(|pointer| nodes.at(pointer));
    found.filter(|node| node.kind == Kind::Schema).collect()
}

/// True if the node has no `$ref`, or the version reads siblings of `$ref`.
pub(super) fn counts(nodes: &Nodes<'_>, node: &Node<'_>) -> bool {
    !nodes.is_30 || node.reference().is_none()
}

/// Returns the schemas in the node's own `properties`.
pub(super) fn declared<'n, 'v>(
    nodes: &'n Nodes<'v>,
    node: &Node<'v>,
) -> impl Iterator<Item = &'n Node<'v>> {
    let counts = counts(nodes, node);
    let properties = children(nodes, node, "properties").into_iter();
    properties.filter(move |_| counts)
}

/// Returns the names in the node's own `required`.
pub(super) fn required<'v>(nodes: &Nodes<'v>, node: &Node<'v>) -> Vec<&'v str> {
    let names = node.value.get("required").and_then(Value::as_array);
    let names = names.filter(|_| counts(nodes, node)).into_iter().flatten();
    names.filter_map(Value::as_str).collect()
}

impl<'n, 'v> Parts<'n, 'v> {
    /// Returns the properties of the schemas, by name.
    pub fn properties(&self, nodes: &'n Nodes<'v>) -> BTreeMap<&'v str, Vec<&'n Node<'v>>> {
        let mut found: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for part in &self.all {
            for property in declared(nodes, part) {
                let name = property.name.unwrap_or_default();
                found.entry(name).or_default().push(property);
            }
        }
        found
    }
}
