//! Compares the placeholders of paths with the path parameters of operations.

use super::is_replaced;
use super::operations::parameters;
use crate::check::Finding;
use crate::check::index::{Index, Node};
use crate::fields::{ObjectKind, is_not_extension};
use serde_json::Value;
use std::collections::BTreeSet;

/// Reports placeholders without a parameter, and path parameters without a placeholder.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let items = index.of_kind(ObjectKind::PathItem);
    for item in items.filter(|item| item.field == "paths") {
        let path = item.key.unwrap_or_default();
        if !is_not_extension(&path) {
            continue;
        }
        let names = placeholders(path);
        found.extend(repeated(item, &names));
        let Some(content) = index.resolved(item) else {
            continue;
        };
        let new = operations(index, content, path, &names).into_iter();
        // Several paths may refer to one path item.
        let new: Vec<Finding> = new.filter(|finding| !found.contains(finding)).collect();
        found.extend(new);
    }
    found
}

fn operations(index: &Index<'_>, item: &Node<'_>, path: &str, names: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    let shared = parameters(index, item);
    found.extend(unused(&shared, path, names));
    for operation in index
        .operations(item)
        .filter(|node| !is_replaced(index, node))
    {
        let own = parameters(index, operation);
        found.extend(unused(&own, path, names));
        let count = |holder: &Node<'_>| {
            let list = holder.value.get("parameters").and_then(Value::as_array);
            list.map_or(0, Vec::len)
        };
        // An unresolved reference may be the missing parameter.
        if own.len() + shared.len() < count(operation) + count(item) {
            continue;
        }
        let declared: BTreeSet<&str> = own
            .iter()
            .chain(&shared)
            .filter(|node| node.text("in") == Some("path"))
            .filter_map(|node| node.value.get("name")?.as_str())
            .collect();
        for name in names.iter().filter(|name| !declared.contains(*name)) {
            let problem = format!("no path parameter for the placeholder `{{{name}}}` in `{path}`");
            let help = format!("declare a parameter with `name: {name}` and `in: path`");
            found.push(
                Finding::new("missing-path-parameter", &operation.pointer, problem)
                    .of_name()
                    .help(help),
            );
        }
    }
    found
}

/// Reports path parameters without a placeholder.
fn unused(parameters: &[&Node<'_>], path: &str, names: &[&str]) -> Vec<Finding> {
    let unused = parameters.iter().filter_map(|node| {
        let name = node
            .text("name")
            .filter(|_| node.text("in") == Some("path"))?;
        (!names.contains(&name)).then(|| {
            let problem = format!("path parameter `{name}` has no placeholder in `{path}`");
            Finding::new("unused-path-parameter", &node.pointer, problem)
                .help("add the placeholder to the path, or remove the parameter")
        })
    });
    unused.collect()
}

/// Reports a placeholder that appears twice.
fn repeated(item: &Node<'_>, names: &[&str]) -> Option<Finding> {
    let mut rest = names;
    while let Some((name, after)) = rest.split_first() {
        if after.contains(name) {
            let problem = format!("placeholder `{{{name}}}` appears twice in a path");
            let finding = Finding::new("duplicate-value", &item.pointer, problem);
            return Some(finding.of_name().help("rename one of the placeholders"));
        }
        rest = after;
    }
    None
}

/// Returns the names in braces.
fn placeholders(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    let names = parts.filter_map(|part| part.split_once('}'));
    names.map(|(name, _)| name).collect()
}
