//! Suggested fixes as actions of an OpenAPI Overlay, and the overlay as text.

use super::Finding;
use crate::source::pointer;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// An action of an OpenAPI Overlay.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayAction {
    /// `target`: the JSONPath of the changed value.
    pub target: String,
    /// JSON pointer to the target, or to the array that contains the target.
    pub at: String,
    /// The change to the target.
    pub change: OverlayChange,
}

/// The change of an [`OverlayAction`]. Changes are applied in the order of the variants.
#[derive(Debug, Clone, PartialEq)]
pub enum OverlayChange {
    /// Merges a value into the target.
    Update(Value),
    /// Removes the target.
    Remove,
    /// Merges a value into the target after every removal.
    UpdateLast(Value),
}

impl OverlayAction {
    /// Merges a value into the value at a pointer.
    pub(super) fn update(root: &Value, at: &str, value: Value) -> Self {
        Self::new(root, at, OverlayChange::Update(value))
    }

    /// Removes the value at a pointer.
    pub(super) fn remove(root: &Value, at: &str) -> Self {
        Self::new(root, at, OverlayChange::Remove)
    }

    /// Merges a value into the value at a pointer, after every removal.
    pub(super) fn restore(root: &Value, at: &str, value: Value) -> Self {
        Self::new(root, at, OverlayChange::UpdateLast(value))
    }

    /// Removes the items that match a JSONPath filter from the array at a pointer.
    pub(super) fn remove_items(root: &Value, at: &str, filter: &str) -> Self {
        Self {
            target: format!("{}[?{filter}]", path(root, at)),
            at: at.to_owned(),
            change: OverlayChange::Remove,
        }
    }

    fn new(root: &Value, at: &str, change: OverlayChange) -> Self {
        Self {
            target: path(root, at),
            at: at.to_owned(),
            change,
        }
    }

    fn phase(&self) -> u8 {
        match self.change {
            OverlayChange::Update(_) => 0,
            OverlayChange::Remove => 1,
            OverlayChange::UpdateLast(_) => 2,
        }
    }
}

/// Converts a JSON pointer to a JSONPath.
fn path(root: &Value, at: &str) -> String {
    let mut path = "$".to_owned();
    let mut value = Some(root);
    for token in pointer::tokens(at) {
        let is_list = value.is_some_and(Value::is_array);
        value = value.and_then(|value| match value {
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            other => other.get(token.as_ref()),
        });
        // Writing to a string cannot fail.
        let _ = match is_list {
            true => write!(path, "[{token}]"),
            false if is_identifier(&token) => write!(path, ".{token}"),
            false => write!(path, "[{}]", quoted(&token)),
        };
    }
    path
}

fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|next| next.is_ascii_alphanumeric() || next == '_')
}

/// Quotes a name for JSONPath.
pub(super) fn quoted(name: &str) -> String {
    let mut text = "'".to_owned();
    for character in name.chars() {
        match character {
            '\'' | '\\' => text.extend(['\\', character]),
            control if control.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(control));
            }
            other => text.push(other),
        }
    }
    text + "'"
}

/// Returns an overlay with the actions of the findings, each with its reason; `None` without
/// actions.
#[must_use]
pub fn overlay(findings: &[Finding], title: &str) -> Option<String> {
    let mut actions: Vec<(&OverlayAction, &str)> = Vec::new();
    for finding in findings {
        for action in &finding.actions {
            if !actions.iter().any(|(known, _)| *known == action) {
                actions.push((action, &finding.diagnostic.message));
            }
        }
    }
    if actions.is_empty() {
        return None;
    }
    // Remove later array items first, so that the indices of earlier items stay valid.
    actions.sort_by(|(left, _), (right, _)| {
        let by_pointer = || match left.change {
            OverlayChange::Remove => sort_key(&right.at).cmp(&sort_key(&left.at)),
            OverlayChange::Update(_) | OverlayChange::UpdateLast(_) => std::cmp::Ordering::Equal,
        };
        left.phase().cmp(&right.phase()).then_with(by_pointer)
    });
    let mut text = format!(
        "overlay: 1.1.0\ninfo:\n  title: {}\n  version: 1.0.0\nactions:\n",
        json!(title)
    );
    for (action, reason) in actions {
        // JSON is valid YAML.
        let change = match &action.change {
            OverlayChange::Update(value) | OverlayChange::UpdateLast(value) => {
                format!("update: {value}")
            }
            OverlayChange::Remove => "remove: true".to_owned(),
        };
        let _ = writeln!(
            text,
            "- description: {}\n  target: {}\n  {change}",
            json!(sentence(reason)),
            json!(action.target)
        );
    }
    Some(text)
}

/// A sort key for pointers that compares array indices as numbers.
fn sort_key(at: &str) -> Vec<(Option<usize>, String)> {
    let tokens = pointer::tokens(at);
    tokens
        .map(|token| (token.parse().ok(), token.into_owned()))
        .collect()
}

fn sentence(problem: &str) -> String {
    let mut characters = problem.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), characters.as_str()),
        None => String::new(),
    }
}
