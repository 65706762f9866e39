//! Path templates that differ in nothing but the names of their parameters.

use super::Finding;
use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use std::collections::BTreeMap;

/// Tells of the operations that a request could be meant for just as well.
pub(super) fn find(nodes: &Nodes<'_>) -> Vec<Finding> {
    let mut all: BTreeMap<(String, &str), Vec<(&str, &str)>> = BTreeMap::new();
    let items = nodes.of_kind(Kind::PathItem);
    for item in items.filter(|item| item.member == "paths") {
        let path = item.name.unwrap_or_default();
        for operation in operations(nodes, item) {
            let method = operation.name.unwrap_or(operation.member);
            let alike = all.entry((shape(path), method)).or_default();
            alike.push((path, &operation.pointer));
        }
    }
    let several = all.into_iter().filter(|(_, alike)| alike.len() > 1);
    let found = several.filter_map(|((_, method), alike)| {
        let ((first, _), others) = alike.split_first()?;
        let problem = format!(
            "{} paths are one and the same to `{method}`, as `{first}`: only the names of their \
             parameters differ, and a request does not show these",
            alike.len()
        );
        let which = others
            .iter()
            .map(|(path, _)| format!("it is also `{path}`"));
        Some(
            Finding::new("colliding-paths", alike.first()?.1, problem)
                .of_name()
                .notes(which.collect())
                .help("keep one of them, or tell them apart by a fixed segment"),
        )
    });
    found.collect()
}

/// The operations of a path item.
fn operations<'n, 'v>(
    nodes: &'n Nodes<'v>,
    item: &'n Node<'v>,
) -> impl Iterator<Item = &'n Node<'v>> {
    let content = nodes.resolved(item);
    nodes.of_kind(Kind::Operation).filter(move |operation| {
        let parent = nodes.parent(operation);
        parent.is_some_and(|parent| content.is_some_and(|it| std::ptr::eq(it, parent)))
    })
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    shape + rest
}
