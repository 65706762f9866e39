//! What to change: actions of an overlay, and the overlay as text.

use super::Finding;
use crate::source::pointer;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A change of a description, as an OpenAPI Overlay has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What is changed, as a JSONPath.
    pub target: String,
    /// The JSON pointer to the target, or to the list that has it.
    pub at: String,
    /// What is done to it.
    pub change: Change,
}

/// What an [`Action`] does. The order is that in which changes have to be made.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Merges a value into it.
    Update(Value),
    /// Takes it away.
    Remove,
    /// Merges a value into it after all that goes away is gone.
    Restore(Value),
}

impl Action {
    /// Merges a value into what is at a pointer.
    pub(super) fn update(root: &Value, at: &str, value: Value) -> Self {
        Self::new(root, at, Change::Update(value))
    }

    /// Takes away what is at a pointer.
    pub(super) fn remove(root: &Value, at: &str) -> Self {
        Self::new(root, at, Change::Remove)
    }

    /// Merges a value into what is at a pointer, last of all.
    pub(super) fn restore(root: &Value, at: &str, value: Value) -> Self {
        Self::new(root, at, Change::Restore(value))
    }

    /// Takes the items away from the list at a pointer of which a filter is true.
    pub(super) fn remove_items(root: &Value, at: &str, filter: &str) -> Self {
        Self {
            target: format!("{}[?{filter}]", path(root, at)),
            at: at.to_owned(),
            change: Change::Remove,
        }
    }

    fn new(root: &Value, at: &str, change: Change) -> Self {
        Self {
            target: path(root, at),
            at: at.to_owned(),
            change,
        }
    }

    fn phase(&self) -> u8 {
        match self.change {
            Change::Update(_) => 0,
            Change::Remove => 1,
            Change::Restore(_) => 2,
        }
    }
}

/// The JSONPath of the value at a pointer.
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
            false if is_bare(&token) => write!(path, ".{token}"),
            false => write!(path, "[{}]", quoted(&token)),
        };
    }
    path
}

fn is_bare(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|it| it.is_ascii_alphabetic() || it == '_')
        && characters.all(|it| it.is_ascii_alphanumeric() || it == '_')
}

/// A name in single quotes, as JSONPath has it.
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

/// An overlay with the actions of all findings, each with its reason; none if there are none.
#[must_use]
pub fn overlay(findings: &[Finding], title: &str) -> Option<String> {
    let mut actions: Vec<(&Action, &str)> = Vec::new();
    for finding in findings {
        for action in &finding.actions {
            if !actions.iter().any(|(other, _)| *other == action) {
                actions.push((action, &finding.diagnostic.problem));
            }
        }
    }
    if actions.is_empty() {
        return None;
    }
    // What is further down in a list goes first, so that the others stay where they are.
    actions.sort_by(|(left, _), (right, _)| {
        let by_place = || match left.change {
            Change::Remove => order(&right.at).cmp(&order(&left.at)),
            Change::Update(_) | Change::Restore(_) => std::cmp::Ordering::Equal,
        };
        left.phase().cmp(&right.phase()).then_with(by_place)
    });
    let mut text = format!(
        "overlay: 1.1.0\ninfo:\n  title: {}\n  version: 1.0.0\nactions:\n",
        json!(title)
    );
    for (action, reason) in actions {
        // JSON is YAML.
        let change = match &action.change {
            Change::Update(value) | Change::Restore(value) => format!("update: {value}"),
            Change::Remove => "remove: true".to_owned(),
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

/// A pointer with its numbers as numbers.
fn order(at: &str) -> Vec<(Option<usize>, String)> {
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
