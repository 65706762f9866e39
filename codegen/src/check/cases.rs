//! Lists the values to validate, with their schemas.

use super::composition::{flatten, has_effect};
use super::index::{Index, Node};
use crate::fields::ObjectKind;
use crate::source::pointer::child;
use serde_json::Value;

/// A value to validate against a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// JSON pointer to the schema.
    pub schema: String,
    /// JSON pointer to the value.
    pub value: String,
    /// The keyword that contains the value.
    pub source: ValueSource,
    /// The direction of the value.
    pub side: Direction,
}

/// The keyword that contains a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueSource {
    /// `example` or `examples`
    Example,
    /// `default`
    Default,
    /// `enum`
    Enum,
}

/// The direction of a value. `readOnly` properties are not required in requests, `writeOnly`
/// properties not in responses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Sent by the client.
    Request,
    /// Sent by the service.
    Response,
    /// Unknown.
    Either,
}

/// The validator's result for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The violations; empty if the value is valid.
    Validated(Vec<Violation>),
    /// The reason why the validator rejects the schema.
    Unsupported(String),
}

/// A violated rule of a schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// JSON pointer to the rule in the spec; empty if unknown.
    pub rule: String,
    /// JSON pointer to the violating part, relative to the value.
    pub at: String,
    /// The error, in one sentence without a full stop. Equal errors have equal text.
    pub message: String,
}

/// Returns the values of a spec to validate.
pub(super) fn of(nodes: &Index<'_>) -> Vec<Case> {
    let mut asked = Vec::new();
    for node in &nodes.all {
        match node.kind {
            ObjectKind::MediaType => media_type(nodes, node, &mut asked),
            ObjectKind::Parameter | ObjectKind::Header => parameter(nodes, node, &mut asked),
            ObjectKind::Schema => schema(nodes, node, &mut asked),
            _ => {}
        }
    }
    asked
}

fn media_type(nodes: &Index<'_>, node: &Node<'_>, asked: &mut Vec<Case>) {
    let is_json = node.key.is_some_and(is_json);
    // The schema of a form is an object, but an example may be the encoded string.
    let is_form = node.key.is_some_and(|name| {
        name.starts_with("application/x-www-form-urlencoded") || name.starts_with("multipart/")
    });
    let side = side(nodes, node);
    for (value, at) in examples(nodes, node) {
        if is_json || (is_form && value.is_object()) {
            ask(nodes, node, (ValueSource::Example, side, at), asked);
        }
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

fn parameter(nodes: &Index<'_>, node: &Node<'_>, asked: &mut Vec<Case>) {
    for (value, at) in examples(nodes, node) {
        // An example of an array or object may be the encoded string.
        if !value.is_string() || takes_text(nodes, node) {
            let side = match node.kind {
                ObjectKind::Header => Direction::Response,
                _ => Direction::Request,
            };
            ask(nodes, node, (ValueSource::Example, side, at), asked);
        }
    }
}

fn takes_text(nodes: &Index<'_>, node: &Node<'_>) -> bool {
    let Some(schema) = nodes.at(&child(&node.pointer, "schema")) else {
        return false;
    };
    let parts = flatten(nodes, schema);
    let is = |part: &&Node<'_>, name: &str| part.text("type") == Some(name);
    !parts
        .schemas
        .iter()
        .any(|part| is(part, "array") || is(part, "object"))
}

fn schema(nodes: &Index<'_>, node: &Node<'_>, asked: &mut Vec<Case>) {
    if !has_effect(nodes, node) {
        return;
    }
    let mut add = |asked_as: ValueSource, at: String| {
        asked.push(Case {
            schema: node.pointer.clone(),
            value: at,
            source: asked_as,
            side: Direction::Either,
        });
    };
    let at = |name: &str| child(&node.pointer, name);
    if node.value.get("example").is_some() {
        add(ValueSource::Example, at("example"));
    }
    let list = |name: &str| node.value.get(name).and_then(Value::as_array);
    for index in 0..list("examples").map_or(0, Vec::len) {
        add(
            ValueSource::Example,
            child(&at("examples"), &index.to_string()),
        );
    }
    if node.value.get("default").is_some() {
        add(ValueSource::Default, at("default"));
    }
    for (index, value) in list("enum").into_iter().flatten().enumerate() {
        // Many authors list `null` in `enum` to make a value optional.
        if !value.is_null() {
            add(ValueSource::Enum, child(&at("enum"), &index.to_string()));
        }
    }
}

/// Returns the examples of a media type or parameter, with their pointers.
fn examples<'v>(nodes: &Index<'v>, node: &Node<'v>) -> Vec<(&'v Value, String)> {
    let mut found = Vec::new();
    if let Some(value) = node.value.get("example") {
        found.push((value, child(&node.pointer, "example")));
    }
    let at = child(&node.pointer, "examples");
    let named = node.value.get("examples").and_then(Value::as_object);
    for name in named.into_iter().flat_map(|named| named.keys()) {
        let example = nodes.at(&child(&at, name));
        let example = example.and_then(|example| nodes.resolved(example));
        if let Some(example) = example {
            let member = ["value", "dataValue"].into_iter();
            let value = member
                .filter_map(|name| Some((example.value.get(name)?, child(&example.pointer, name))));
            found.extend(value.take(1));
        }
    }
    found
}

fn ask(
    nodes: &Index<'_>,
    node: &Node<'_>,
    (asked_as, side, value): (ValueSource, Direction, String),
    asked: &mut Vec<Case>,
) {
    let schema = child(&node.pointer, "schema");
    if nodes.at(&schema).is_some() {
        asked.push(Case {
            schema,
            value,
            source: asked_as,
            side,
        });
    }
}

/// Returns the direction of a body.
fn side(nodes: &Index<'_>, node: &Node<'_>) -> Direction {
    let mut around = nodes.parent(node);
    while let Some(node) = around {
        match node.kind {
            ObjectKind::RequestBody | ObjectKind::Parameter => return Direction::Request,
            ObjectKind::Response | ObjectKind::Header => return Direction::Response,
            _ => around = nodes.parent(node),
        }
    }
    Direction::Either
}
