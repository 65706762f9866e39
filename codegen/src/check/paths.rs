//! Path templates that differ only in parameter names.

use super::Finding;
use super::index::Index;
use crate::fields::ObjectKind;
use std::collections::BTreeMap;

/// Reports paths that match identical requests.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut shapes: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
    let mut all: BTreeMap<(String, &str), Vec<(&str, &str)>> = BTreeMap::new();
    let items = index.of_kind(ObjectKind::PathItem);
    for item in items.filter(|item| item.field == "paths") {
        let path = item.key.unwrap_or_default();
        let paths = shapes.entry(without_parameter_names(path)).or_default();
        paths.push((path, &item.pointer));
        let operations = index.resolved(item).map(|item| index.operations(item));
        for operation in operations.into_iter().flatten() {
            let method = operation.key.unwrap_or(operation.field);
            let paths = all
                .entry((without_parameter_names(path), method))
                .or_default();
            paths.push((path, &operation.pointer));
        }
    }
    all.retain(|_, paths| paths.len() > 1);
    // Paths without a common method.
    shapes.retain(|shape, paths| paths.len() > 1 && !all.keys().any(|(known, _)| known == shape));
    let by_method = all
        .into_iter()
        .map(|((_, method), paths)| (format!(" `{method}`"), paths));
    let by_shape = shapes.into_values().map(|paths| (String::new(), paths));
    let found = by_method.chain(by_shape);
    let found = found.filter_map(|(method, paths)| finding(&method, &paths));
    found.collect()
}

fn finding(method: &str, paths: &[(&str, &str)]) -> Option<Finding> {
    let ((first, pointer), others) = paths.split_first()?;
    let problem = format!(
        "ambiguous path `{first}`: {}{method} paths differ only in parameter names",
        paths.len()
    );
    let notes = others
        .iter()
        .map(|(path, _)| format!("ambiguous with `{path}`"));
    Some(
        Finding::new("ambiguous-paths", pointer, problem)
            .of_name()
            .notes(notes.collect())
            .help("keep one of the paths, or add a fixed segment"),
    )
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
