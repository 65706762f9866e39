//! Headers that OpenAPI ignores: what they say is said elsewhere.

use super::actions::quoted;
use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use super::{Action, Finding};
use crate::document::local;

/// The names of header parameters that are ignored, each with where to say it.
const IGNORED: &[(&str, &str)] = &[
    ("accept", "by the media types of the responses"),
    ("content-type", "by the media types of the body"),
    ("authorization", "by the security requirement"),
];

/// Tells of header parameters, and headers of responses, that have no effect.
pub(super) fn find(nodes: &Nodes<'_>) -> Vec<Finding> {
    let parameters = nodes.of_kind(Kind::Parameter);
    let parameters = parameters.filter_map(|node| parameter(nodes, node));
    let headers = nodes.of_kind(Kind::Header);
    parameters
        .chain(headers.filter_map(|node| header(nodes, node)))
        .collect()
}

fn parameter(nodes: &Nodes<'_>, node: &Node<'_>) -> Option<Finding> {
    if node.text("in") != Some("header") {
        return None;
    }
    let name = node.text("name")?;
    let lower = name.to_lowercase();
    let (_, place) = IGNORED.iter().find(|(ignored, _)| *ignored == lower)?;
    let problem = format!("OpenAPI ignores a header parameter named `{name}`");
    Some(
        Finding::new("ignored-header", &node.pointer, problem)
            .help(format!("say it {place}, and remove the parameter"))
            .actions(removal(nodes, node, name)),
    )
}

/// Takes away a parameter, and whatever refers to it.
fn removal(nodes: &Nodes<'_>, node: &Node<'_>, name: &str) -> Vec<Action> {
    if node.member == "parameters" && node.name.is_none() {
        let filter = format!("@.name == {} && @.in == 'header'", quoted(name));
        let list = list_of(&node.pointer);
        return vec![Action::remove_items(nodes.root, list, &filter)];
    }
    let refers = |other: &&Node<'_>| {
        let target = other.reference().and_then(local);
        target.as_deref() == Some(node.pointer.as_str())
    };
    let users: Vec<&Node<'_>> = nodes.of_kind(Kind::Parameter).filter(refers).collect();
    // What is no item of a list of parameters is another component, which others may refer to.
    if users.iter().any(|user| user.name.is_some()) {
        return Vec::new();
    }
    let mut actions: Vec<Action> = users
        .iter()
        .map(|user| {
            let reference = user.reference().unwrap_or_default();
            let filter = format!("@['$ref'] == {}", quoted(reference));
            Action::remove_items(nodes.root, list_of(&user.pointer), &filter)
        })
        .collect();
    actions.push(Action::remove(nodes.root, &node.pointer));
    actions
}

/// The pointer to the list that an item is in.
fn list_of(item: &str) -> &str {
    item.rsplit_once('/').map_or("", |(list, _)| list)
}

fn header(nodes: &Nodes<'_>, node: &Node<'_>) -> Option<Finding> {
    let is_of_response = nodes
        .parent(node)
        .is_some_and(|parent| parent.kind == Kind::Response);
    let name = node
        .name
        .filter(|name| name.eq_ignore_ascii_case("content-type"))?;
    if !is_of_response || !node.value.is_object() {
        return None;
    }
    let problem = format!("OpenAPI ignores a header named `{name}` of a response");
    Some(
        Finding::new("ignored-header", &node.pointer, problem)
            .of_name()
            .help("say it by the media types of the response, and remove the header")
            .actions(vec![Action::remove(nodes.root, &node.pointer)]),
    )
}
