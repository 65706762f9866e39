//! Headers ignored by OpenAPI in favour of dedicated fields.

use super::fixes::quoted;
use super::index::{Index, Node};
use super::{Finding, OverlayAction};
use crate::document::local_pointer;
use crate::fields::ObjectKind;

/// Names of ignored header parameters, with the field to use instead.
const IGNORED: &[(&str, &str)] = &[
    ("accept", "the media types of `responses`"),
    ("content-type", "the media types of `requestBody`"),
    ("authorization", "`security`"),
];

/// Reports header parameters and response headers without effect.
pub(super) fn find(nodes: &Index<'_>) -> Vec<Finding> {
    let parameters = nodes.of_kind(ObjectKind::Parameter);
    let parameters = parameters.filter_map(|node| parameter(nodes, node));
    let headers = nodes.of_kind(ObjectKind::Header);
    parameters
        .chain(headers.filter_map(|node| header(nodes, node)))
        .collect()
}

fn parameter(nodes: &Index<'_>, node: &Node<'_>) -> Option<Finding> {
    if node.text("in") != Some("header") {
        return None;
    }
    let name = node.text("name")?;
    let lower = name.to_lowercase();
    let (_, place) = IGNORED.iter().find(|(ignored, _)| *ignored == lower)?;
    let problem = format!("header parameter `{name}` is ignored in OpenAPI");
    Some(
        Finding::new("ignored-header", &node.pointer, problem)
            .help(format!("use {place} instead, and remove the parameter"))
            .actions(removal(nodes, node, name)),
    )
}

/// Removes a parameter and the references to it.
fn removal(nodes: &Index<'_>, node: &Node<'_>, name: &str) -> Vec<OverlayAction> {
    if node.field == "parameters" && node.key.is_none() {
        let filter = format!("@.name == {} && @.in == 'header'", quoted(name));
        let list = list_of(&node.pointer);
        return vec![OverlayAction::remove_items(nodes.root, list, &filter)];
    }
    let refers = |user: &&Node<'_>| {
        let target = user.reference().and_then(local_pointer);
        target.as_deref() == Some(node.pointer.as_str())
    };
    let users: Vec<&Node<'_>> = nodes
        .of_kind(ObjectKind::Parameter)
        .filter(refers)
        .collect();
    // A user outside a parameter list is a component, with possible users of its own.
    if users.iter().any(|user| user.key.is_some()) {
        return Vec::new();
    }
    let mut actions: Vec<OverlayAction> = users
        .iter()
        .map(|user| {
            let reference = user.reference().unwrap_or_default();
            let filter = format!("@['$ref'] == {}", quoted(reference));
            OverlayAction::remove_items(nodes.root, list_of(&user.pointer), &filter)
        })
        .collect();
    actions.push(OverlayAction::remove(nodes.root, &node.pointer));
    actions
}

/// Returns the pointer to the array that contains an item.
fn list_of(item: &str) -> &str {
    item.rsplit_once('/').map_or("", |(list, _)| list)
}

fn header(nodes: &Index<'_>, node: &Node<'_>) -> Option<Finding> {
    let is_of_response = nodes
        .parent(node)
        .is_some_and(|parent| parent.kind == ObjectKind::Response);
    let name = node
        .key
        .filter(|name| name.eq_ignore_ascii_case("content-type"))?;
    if !is_of_response || !node.value.is_object() {
        return None;
    }
    let problem = format!("response header `{name}` is ignored in OpenAPI");
    Some(
        Finding::new("ignored-header", &node.pointer, problem)
            .of_name()
            .help("use the media types of the response instead, and remove the header")
            .actions(vec![OverlayAction::remove(nodes.root, &node.pointer)]),
    )
}
