//! Rules of parameters and headers: the description of the value, styles, and fields for some
//! locations only.

use super::fields::alternatives;
use super::{described, has, invalid, is_true, misplaced, missing, objects};
use crate::check::Finding;
use crate::check::index::{Index, Node};
use crate::fields::{self, ObjectKind, Versions};
use crate::source::pointer::child;
use serde_json::Value;

/// The styles of a location.
const STYLES: &[(&str, Versions, &[&str])] = &[
    ("path", Versions::ALL, &["matrix", "label", "simple"]),
    (
        "query",
        Versions::ALL,
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("header", Versions::ALL, &["simple"]),
    ("cookie", Versions::UNTIL_3_1, &["form"]),
    ("cookie", Versions::V3_2, &["form", "cookie"]),
];

/// Reports violations in parameters.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for node in objects(index, ObjectKind::Parameter) {
        let Some(place) = node.text("in") else {
            continue;
        };
        found.extend(required(node, place));
        match index.version.has(Versions::V2_0) {
            true => found.extend(swagger(index, node, place)),
            false => {
                found.extend(value(index, node));
                found.extend(locations(index, node, place));
            }
        }
    }
    for node in objects(index, ObjectKind::Items) {
        found.extend(items(node));
    }
    found
}

/// Reports an optional path parameter.
fn required(node: &Node<'_>, place: &str) -> Option<Finding> {
    if place != "path" || is_true(node, "required") {
        return None;
    }
    let name = node.text("name").unwrap_or_default();
    let problem = format!("path parameter `{name}` without `required: true`");
    let finding = Finding::new("missing-field", &node.pointer, problem);
    Some(finding.of_name().help("add `required: true`"))
}

/// Reports violations in a parameter of Swagger 2.0.
fn swagger(index: &Index<'_>, node: &Node<'_>, place: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    if place == "body" {
        if !has(node, "schema") {
            found.push(missing(node, "schema", "describe the body in `schema`"));
        }
        let names = node
            .value
            .as_object()
            .into_iter()
            .flat_map(|all| all.keys());
        let of_values =
            names.filter(|name| fields::versions(ObjectKind::Items, name).has(Versions::V2_0));
        found.extend(of_values.filter_map(|name| {
            let help = "describe the body in `schema`";
            misplaced(node, name, "a body parameter", help)
        }));
        return found;
    }
    if !["query", "header", "path", "formData"].contains(&place) {
        return found;
    }
    if has(node, "schema") {
        let place = format!("a parameter in `{place}`");
        let help = "describe the value with `type`; only body parameters have a schema";
        found.extend(misplaced(node, "schema", &place, help));
    } else if !has(node, "type") {
        found.push(missing(node, "type", "add the type of the value"));
    }
    if node.text("type") == Some("file") && place != "formData" {
        let problem = format!("invalid `type` in {}: `file`", described(node));
        found.push(invalid(node, "type", problem, "write `in: formData`"));
    }
    let is_repeatable = matches!(place, "query" | "formData");
    if node.text("collectionFormat") == Some("multi") && !is_repeatable {
        let problem = format!("invalid `collectionFormat` in {}: `multi`", described(node));
        let help = "write `csv`, `ssv`, `tsv` or `pipes`";
        found.push(invalid(node, "collectionFormat", problem, help));
    }
    if !is_repeatable {
        let place = format!("a parameter in `{place}`");
        found.extend(misplaced(
            node,
            "allowEmptyValue",
            &place,
            "remove the field",
        ));
    }
    found.extend(items(node).filter(|_| index.version.has(Versions::V2_0)));
    found
}

/// Reports an array of Swagger 2.0 without `items`.
fn items(node: &Node<'_>) -> Option<Finding> {
    let is_missing = node.text("type") == Some("array") && !has(node, "items");
    is_missing.then(|| missing(node, "items", "add the type of the items"))
}

/// Reports violations in the description of the value of a parameter or header.
pub(super) fn value(index: &Index<'_>, node: &Node<'_>) -> Vec<Finding> {
    if index.version.has(Versions::V2_0) {
        return items(node).into_iter().collect();
    }
    let is_query_string = node.text("in") == Some("querystring");
    let mut found = Vec::new();
    match (has(node, "schema"), has(node, "content")) {
        (true, true) => found.extend(super::exclusive(node, "schema", "content")),
        (true, false) if is_query_string => {
            let help = "describe the query with `content`";
            let place = "a parameter in `querystring`";
            found.extend(misplaced(node, "schema", place, help));
        }
        (false, false) => {
            let help = "describe the value with `schema` or `content`";
            let name = if is_query_string { "content" } else { "schema" };
            found.push(missing(node, name, help));
        }
        (true, false) => {}
        (false, true) => {
            let in_30 = index.is_30().then_some("example");
            for name in ["style", "explode", "allowReserved"]
                .into_iter()
                .chain(in_30)
            {
                found.extend(super::exclusive(node, "content", name));
            }
        }
    }
    let media_types = node.value.get("content").and_then(Value::as_object);
    if let Some(count) = media_types
        .map(serde_json::Map::len)
        .filter(|count| *count != 1)
    {
        let problem = format!(
            "expected one media type in `content` of {}, found {count}",
            described(node)
        );
        found.push(invalid(node, "content", problem, "keep one media type"));
    }
    found
}

/// Reports fields that the location of the parameter excludes.
fn locations(index: &Index<'_>, node: &Node<'_>, place: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let styles = STYLES
        .iter()
        .find(|(location, versions, _)| *location == place && versions.has(index.version));
    if let (Some((.., styles)), Some(style)) = (styles, node.text("style"))
        && !styles.contains(&style)
    {
        let problem = format!("style `{style}` is not allowed for parameters in `{place}`");
        let at = child(&node.pointer, "style");
        let help = format!("write {}", alternatives(styles));
        found.push(Finding::new("unknown-style", &at, problem).help(help));
    }
    let shown = format!("a parameter in `{place}`");
    // OpenAPI 3.0 allows the default in every location.
    let counts = |name: &str| is_true(node, name) || !index.is_30();
    if place != "query" && counts("allowEmptyValue") {
        let help = "remove the field; only query parameters have empty values";
        found.extend(misplaced(node, "allowEmptyValue", &shown, help));
    }
    let is_encoded = match index.version.has(Versions::V3_2) {
        true => place != "header",
        false => place == "query",
    };
    if !is_encoded && counts("allowReserved") {
        let help = "remove the field; the value is not percent-encoded, or always encoded";
        found.extend(misplaced(node, "allowReserved", &shown, help));
    }
    found
}
