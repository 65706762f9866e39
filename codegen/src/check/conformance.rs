//! Violations of OpenAPI's own structure, in the text as the author wrote it.
//!
//! [`fields`] compares every object with the tables in [`crate::fields`]. The remaining files hold
//! rules beyond the tables: pairs of exclusive fields, references to names.

mod fields;
mod objects;
mod operations;
mod parameters;
mod path_parameters;
mod references;
mod schemas;
mod security;

use super::Finding;
use super::index::{Index, Node};
use crate::fields::{ObjectKind, Versions};
use crate::source::Source;
use serde_json::Value;
use std::collections::BTreeSet;

/// Reports violations of the structure of OpenAPI 3.0 to 3.2 and Swagger 2.0.
///
/// Call the function after bundling and before the conversion of Swagger 2.0. The pointers of the
/// findings stay valid when the conversion moves values.
#[must_use]
pub fn structure(source: &mut Source) -> Vec<Finding> {
    let is_known = ["swagger", "openapi"]
        .iter()
        .any(|name| source.root.get(name).is_some());
    if !is_known {
        return Vec::new();
    }
    let root = source.root.to_value();
    let index = Index::of(&root);
    let mut found = fields::find(&index, source);
    found.extend(objects::find(&index));
    found.extend(operations::find(&index));
    found.extend(path_parameters::find(&index));
    found.extend(parameters::find(&index));
    found.extend(schemas::find(&index));
    found.extend(security::find(&index));
    let foreign = found.iter().filter(|finding| is_foreign(finding));
    let foreign: BTreeSet<String> = foreign
        .map(|finding| finding.diagnostic.pointer.clone())
        .collect();
    found.retain(|finding| {
        !source.is_consequence(&finding.diagnostic)
            && (is_foreign(finding) || !is_inside(&finding.diagnostic.pointer, &foreign))
    });
    for finding in &mut found {
        finding.diagnostic.pointer = source.fixed_pointer(&finding.diagnostic.pointer);
    }
    found
}

/// True if the finding is about a field of a different version, whose content has no meaning.
fn is_foreign(finding: &Finding) -> bool {
    finding.diagnostic.code == "field-of-another-version"
}

/// True if the pointer leads to or into one of the values.
fn is_inside(pointer: &str, values: &BTreeSet<String>) -> bool {
    let mut slashes = pointer.match_indices('/').map(|(at, _)| at);
    values.contains(pointer) || slashes.any(|at| values.contains(&pointer[..at]))
}

/// True if a reference replaces the object: all fields but `$ref` are ignored.
fn is_replaced(index: &Index<'_>, node: &Node<'_>) -> bool {
    let is_mergeable = match node.kind {
        ObjectKind::PathItem => true,
        ObjectKind::Schema => index.version.has(Versions::SINCE_3_1),
        _ => false,
    };
    node.value.get("$ref").is_some() && !is_mergeable
}

/// Returns the nodes of a kind, except references.
fn objects<'n, 'v>(index: &'n Index<'v>, kind: ObjectKind) -> impl Iterator<Item = &'n Node<'v>> {
    let nodes = index.of_kind(kind);
    nodes.filter(|node| node.value.is_object() && !is_replaced(index, node))
}

/// True if the object has the field.
fn has(node: &Node<'_>, name: &str) -> bool {
    node.value.get(name).is_some()
}

/// True if the field is `true`.
fn is_true(node: &Node<'_>, name: &str) -> bool {
    node.value.get(name) == Some(&Value::Bool(true))
}

/// Reports a missing field.
fn missing(node: &Node<'_>, name: &str, help: impl Into<String>) -> Finding {
    let problem = format!("missing `{name}` in {}", described(node));
    Finding::new("missing-field", &node.pointer, problem)
        .of_name()
        .help(help)
}

/// Reports a pair of exclusive fields. The finding points at the second field.
fn exclusive(node: &Node<'_>, first: &str, second: &str) -> Option<Finding> {
    if !has(node, first) || !has(node, second) {
        return None;
    }
    let problem = format!(
        "`{first}` and `{second}` in {} exclude each other",
        described(node)
    );
    let at = crate::source::pointer::child(&node.pointer, second);
    Some(
        Finding::new("exclusive-fields", &at, problem)
            .of_name()
            .help(format!("remove `{first}` or `{second}`")),
    )
}

/// Reports a field in an object that must not have the field.
fn misplaced(node: &Node<'_>, name: &str, place: &str, help: &str) -> Option<Finding> {
    has(node, name).then(|| {
        let problem = format!("`{name}` is not allowed in {place}");
        let at = crate::source::pointer::child(&node.pointer, name);
        Finding::new("misplaced-field", &at, problem)
            .of_name()
            .help(help)
    })
}

/// Reports a value that the specification does not allow.
fn invalid(node: &Node<'_>, name: &str, problem: String, help: impl Into<String>) -> Finding {
    let at = crate::source::pointer::child(&node.pointer, name);
    Finding::new("invalid-value", &at, problem).help(help)
}

/// Names an object for a message: "parameter `id`", "the response `200`".
fn described(node: &Node<'_>) -> String {
    let name = match node.kind {
        ObjectKind::Parameter | ObjectKind::Tag => node.text("name"),
        ObjectKind::Operation => node.text("operationId"),
        _ => node.key,
    };
    match name.or(node.key) {
        Some(name) => format!("{} `{name}`", node.kind.word()),
        None => node.kind.phrase(),
    }
}
