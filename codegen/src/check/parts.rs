//! The schemas that apply to one value: a schema, what it refers to, and the branches of its
//! `allOf`, all the way down.

use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use serde_json::Value;
use std::collections::BTreeMap;

/// How deep compositions may nest.
const DEEPEST: usize = 64;

/// Schemas that hold for the same value.
pub(super) struct Parts<'n, 'v> {
    pub all: Vec<&'n Node<'v>>,
}

/// All schemas that apply to whatever a schema applies to.
pub(super) fn parts<'n, 'v>(nodes: &'n Nodes<'v>, node: &'n Node<'v>) -> Parts<'n, 'v> {
    let mut parts = Parts { all: Vec::new() };
    collect(nodes, node, &["allOf"], 0, &mut parts.all);
    parts
}

/// The same, and every schema that may apply beside: branches of unions and conditions.
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
    through: &[&str],
    depth: usize,
    found: &mut Vec<&'n Node<'v>>,
) {
    if depth > DEEPEST || found.iter().any(|other| std::ptr::eq(*other, node)) {
        return;
    }
    found.push(node);
    if let Some(target) = node.reference().and_then(|it| nodes.target(it)) {
        collect(nodes, target, through, depth + 1, found);
    }
    for keyword in through {
        for branch in children(nodes, node, keyword) {
            collect(nodes, branch, through, depth + 1, found);
        }
    }
}

/// The schemas that a keyword of a schema holds, in their order.
pub(super) fn children<'n, 'v>(
    nodes: &'n Nodes<'v>,
    node: &Node<'v>,
    keyword: &str,
) -> Vec<&'n Node<'v>> {
    let at = format!("{}/{keyword}", node.pointer);
    let pointers: Vec<String> = match node.value.get(keyword) {
        Some(Value::Array(items)) => (0..items.len()).map(|it| format!("{at}/{it}")).collect(),
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

/// Whether what stands beside a reference counts.
pub(super) fn counts(nodes: &Nodes<'_>, node: &Node<'_>) -> bool {
    !nodes.is_30 || node.reference().is_none()
}

/// The names that a schema itself declares, and the schema of each.
pub(super) fn declared<'n, 'v>(
    nodes: &'n Nodes<'v>,
    node: &Node<'v>,
) -> impl Iterator<Item = &'n Node<'v>> {
    let counts = counts(nodes, node);
    let properties = children(nodes, node, "properties").into_iter();
    properties.filter(move |_| counts)
}

/// The names that a schema itself requires.
pub(super) fn required<'v>(nodes: &Nodes<'v>, node: &Node<'v>) -> Vec<&'v str> {
    let names = node.value.get("required").and_then(Value::as_array);
    let names = names.filter(|_| counts(nodes, node)).into_iter().flatten();
    names.filter_map(Value::as_str).collect()
}

impl<'n, 'v> Parts<'n, 'v> {
    /// The properties that any of them declares, by name.
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
