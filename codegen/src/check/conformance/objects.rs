//! Rules of servers, tags, examples, links, media types, licenses and `xml`.

use super::{described, exclusive, has, invalid, missing, objects};
use crate::check::index::{Index, Node};
use crate::check::{Finding, join_names};
use crate::fields::{ObjectKind, Versions};
use crate::source::pointer::child;
use serde_json::Value;
use std::collections::BTreeSet;

/// Objects with a pair of fields: OpenAPI allows the first or the second.
const EXCLUSIVE: &[(ObjectKind, &str, &str)] = &[
    (ObjectKind::License, "identifier", "url"),
    (ObjectKind::MediaType, "example", "examples"),
    (ObjectKind::Parameter, "example", "examples"),
    (ObjectKind::Header, "example", "examples"),
    (ObjectKind::MediaType, "encoding", "prefixEncoding"),
    (ObjectKind::MediaType, "encoding", "itemEncoding"),
    (ObjectKind::Encoding, "encoding", "prefixEncoding"),
    (ObjectKind::Encoding, "encoding", "itemEncoding"),
    (ObjectKind::Example, "value", "externalValue"),
    (ObjectKind::Example, "value", "dataValue"),
    (ObjectKind::Example, "value", "serializedValue"),
    (ObjectKind::Example, "serializedValue", "externalValue"),
    (ObjectKind::Link, "operationRef", "operationId"),
    (ObjectKind::Xml, "nodeType", "attribute"),
    (ObjectKind::Xml, "nodeType", "wrapped"),
];

/// Reports violations in objects without parameters, schemas and security.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (kind, first, second) in EXCLUSIVE {
        found.extend(objects(index, *kind).filter_map(|node| exclusive(node, first, second)));
    }
    found.extend(objects(index, ObjectKind::ServerVariable).filter_map(variable));
    found.extend(objects(index, ObjectKind::Header).flat_map(|node| header(index, node)));
    found.extend(objects(index, ObjectKind::Spec).flat_map(|node| address(index, node)));
    found.extend(links(index));
    found.extend(tags(index));
    found
}

/// Reports a server variable without values, or with a default that is no value.
fn variable(node: &Node<'_>) -> Option<Finding> {
    let values = node.value.get("enum")?.as_array()?;
    if values.is_empty() {
        let problem = format!("empty `enum` in {}", described(node));
        return Some(invalid(
            node,
            "enum",
            problem,
            "add values, or remove `enum`",
        ));
    }
    let default = node.value.get("default")?;
    (!values.contains(default)).then(|| {
        let problem = format!("`default` of {} is not in `enum`", described(node));
        let at = child(&node.pointer, "default");
        let names = values.iter().filter_map(Value::as_str);
        Finding::new("invalid-default", &at, problem)
            .notes(vec![format!("`enum` has {}", join_names(names))])
            .help("add the default to `enum`, or correct the default")
    })
}

/// Reports violations in a header.
fn header(index: &Index<'_>, node: &Node<'_>) -> Vec<Finding> {
    let mut found = super::parameters::value(index, node);
    if node.value.get("collectionFormat") == Some(&Value::from("multi")) {
        let problem = "invalid `collectionFormat` in a header: `multi`".to_owned();
        let help = "write `csv`, `ssv`, `tsv` or `pipes`";
        found.push(invalid(node, "collectionFormat", problem, help));
    }
    found
}

/// Reports a host with a scheme or a path, and a base path without a slash, of Swagger 2.0.
fn address(index: &Index<'_>, node: &Node<'_>) -> Vec<Finding> {
    if !index.version.has(Versions::V2_0) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(host) = node.text("host").filter(|host| host.contains('/')) {
        let problem = format!("`host` has a scheme or a path: `{host}`");
        let help = "write the name of the host; use `schemes` and `basePath` for the rest";
        found.push(invalid(node, "host", problem, help));
    }
    if let Some(path) = node.text("basePath").filter(|path| !path.starts_with('/')) {
        let problem = format!("`basePath` does not start with `/`: `{path}`");
        found.push(invalid(
            node,
            "basePath",
            problem,
            format!("write `/{path}`"),
        ));
    }
    found
}

/// Reports links without an operation.
fn links(index: &Index<'_>) -> Vec<Finding> {
    let operations = index.of_kind(ObjectKind::Operation);
    let ids: BTreeSet<&str> = operations
        .filter_map(|operation| operation.value.get("operationId")?.as_str())
        .collect();
    let mut found = Vec::new();
    for link in objects(index, ObjectKind::Link) {
        if !has(link, "operationId") && !has(link, "operationRef") {
            found.push(missing(
                link,
                "operationId",
                "name the operation with `operationId` or `operationRef`",
            ));
        }
        if let Some(id) = link.text("operationId").filter(|id| !ids.contains(id)) {
            let problem = format!("{} names an unknown operation `{id}`", described(link));
            let at = child(&link.pointer, "operationId");
            let help = "correct `operationId`, or add the operation";
            found.push(Finding::new("unresolved-reference", &at, problem).help(help));
        }
    }
    found
}

/// Reports tags with equal names, and tags with an unknown parent.
fn tags(index: &Index<'_>) -> Vec<Finding> {
    let named = objects(index, ObjectKind::Tag);
    let named: Vec<(&Node<'_>, &str)> = named
        .filter_map(|tag| Some((tag, tag.value.get("name")?.as_str()?)))
        .collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (tag, name) in &named {
        if !seen.insert(*name) {
            let problem = format!("duplicate tag `{name}`");
            let finding = Finding::new("duplicate-value", &child(&tag.pointer, "name"), problem);
            found.push(finding.help("keep one of the tags, or rename one"));
        }
        if let Some(parent) = tag.text("parent")
            && !named.iter().any(|(_, name)| *name == parent)
        {
            let problem = format!("unknown parent `{parent}` of tag `{name}`");
            let at = child(&tag.pointer, "parent");
            let help = "correct the name, or declare the parent in `tags`";
            found.push(Finding::new("unresolved-reference", &at, problem).help(help));
        }
    }
    found
}
