//! Path templates that differ only in parameter names.

use super::Finding;
use super::index::{Index, Node};
use super::structure::NodeKind;
use std::collections::BTreeMap;

/// Reports operations that match identical requests.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut all: BTreeMap<(String, &str), Vec<(&str, &str)>> = BTreeMap::new();
    let items = index.of_kind(NodeKind::PathItem);
    for item in items.filter(|item| item.field == "paths") {
        let path = item.key.unwrap_or_default();
        for operation in operations(index, item) {
            let method = operation.key.unwrap_or(operation.field);
            let paths = all
                .entry((without_parameter_names(path), method))
                .or_default();
            paths.push((path, &operation.pointer));
        }
    }
    let colliding = all.into_iter().filter(|(_, paths)| paths.len() > 1);
    let found = colliding.filter_map(|((_, method), paths)| {
        let ((first, _), others) = paths.split_first()?;
        let problem = format!(
            "ambiguous path `{first}`: {} `{method}` paths differ only in parameter names",
            paths.len()
        );
        let notes = others
            .iter()
            .map(|(path, _)| format!("ambiguous with `{path}`"));
        Some(
            Finding::new("ambiguous-paths", paths.first()?.1, problem)
                .of_name()
                .notes(notes.collect())
                .help("keep one of the paths, or add a fixed segment"),
        )
    });
    found.collect()
}

/// Returns the operations of a path item.
fn operations<'n, 'v>(
    index: &'n Index<'v>,
    item: &'n Node<'v>,
) -> impl Iterator<Item = &'n Node<'v>> {
    let content = index.resolved(item);
    index.of_kind(NodeKind::Operation).filter(move |operation| {
        let parent = index.parent(operation);
        parent.is_some_and(|parent| content.is_some_and(|node| std::ptr::eq(node, parent)))
    })
}

/// Replaces every parameter of a path by `{}`.
fn without_parameter_names(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    shape + rest
}
