//! `update` and `copy`: objects are merged, arrays are appended to, single values are replaced.

use super::Kind;
use super::document::{Action, Change};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, pointer};
use serde_json::Value;
use std::collections::BTreeSet;

/// Merges a value, which is at a pointer itself, into each target.
pub(super) fn all(
    source: &mut Source,
    root: &mut Value,
    action: &Action<'_>,
    targets: &BTreeSet<String>,
    (value, from): (&Value, &str),
) -> Vec<Diagnostic> {
    if let Some(problem) = check(root, action, targets) {
        return vec![problem];
    }
    let mut merge = Merge {
        moves: Vec::new(),
        problems: Vec::new(),
        changes: false,
        // What a copy brings stands in the description; the problem is that it is copied.
        told_at: match &action.change {
            Change::Copy(path) => Some(path.at.clone()),
            Change::Update(..) | Change::Remove => None,
        },
    };
    for target in targets {
        let Some(place) = root.pointer_mut(target) else {
            continue;
        };
        let (mut at, mut from) = (target.clone(), from.to_owned());
        match (place, value) {
            (Value::Array(items), value) if !value.is_array() => {
                pointer::push(&mut at, &items.len().to_string());
                items.push(value.clone());
                merge.changes = true;
                merge.moves.push((at, from));
            }
            (place, value) => merge.put(place, value, &mut at, &mut from),
        }
    }
    source.move_all(&merge.moves);
    if !merge.changes && merge.problems.is_empty() {
        source.idle_actions.push(action.at.clone());
    }
    merge.problems
}

/// Whether the targets are of one kind, and one that the version takes.
fn check(root: &Value, action: &Action<'_>, targets: &BTreeSet<String>) -> Option<Diagnostic> {
    let values = targets.iter().filter_map(|at| root.pointer(at));
    let kinds: BTreeSet<Kind> = values.map(Kind::of).collect();
    if kinds.len() > 1 {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let problem = format!(
            "this matches values of different kinds: {}",
            names.join(", ")
        );
        return Some(
            Diagnostic::error("overlay-kinds", &action.target.at, problem)
                .with_help("narrow the path to those that can take the same change"),
        );
    }
    if kinds.contains(&Kind::Primitive) && !action.takes_primitives {
        return Some(single(action));
    }
    None
}

/// A single value is a target only since Overlay 1.1.
pub(super) fn single(action: &Action<'_>) -> Diagnostic {
    Diagnostic::error(
        "overlay-kinds",
        &action.target.at,
        "this matches a single value, and in Overlay 1.0 targets are objects and arrays",
    )
    .with_help("write `overlay: 1.1.0`, or let the path lead to the object around it")
}

struct Merge {
    moves: Vec<(String, String)>,
    problems: Vec<Diagnostic>,
    /// Whether anything is another than before.
    changes: bool,
    told_at: Option<String>,
}

impl Merge {
    fn put(&mut self, target: &mut Value, value: &Value, at: &mut String, from: &mut String) {
        let lengths = (at.len(), from.len());
        match (target, value) {
            (Value::Object(members), Value::Object(new)) => {
                for (name, value) in new {
                    pointer::push(at, name);
                    pointer::push(from, name);
                    match members.get_mut(name) {
                        Some(member) => self.put(member, value, at, from),
                        None => {
                            members.insert(name.clone(), value.clone());
                            self.changes = true;
                            self.moves.push((at.clone(), from.clone()));
                        }
                    }
                    at.truncate(lengths.0);
                    from.truncate(lengths.1);
                }
            }
            (Value::Array(items), Value::Array(new)) => {
                for (index, value) in new.iter().enumerate() {
                    let to = pointer::child(at, &items.len().to_string());
                    items.push(value.clone());
                    self.changes = true;
                    self.moves
                        .push((to, pointer::child(from, &index.to_string())));
                }
            }
            (target, value) => {
                let (old, new) = (Kind::of(target), Kind::of(value));
                if (old, new) == (Kind::Primitive, Kind::Primitive) {
                    self.changes |= target != value;
                    *target = value.clone();
                    self.moves.push((at.clone(), from.clone()));
                } else {
                    self.refuse(old, new, at, from);
                }
            }
        }
    }

    fn refuse(&mut self, old: Kind, new: Kind, at: &str, from: &str) {
        let told_at = self.told_at.as_deref().unwrap_or(from);
        let problem = format!(
            "{} cannot be merged with {}, which is at `{at}`",
            new.name(),
            old.name()
        );
        let told = Diagnostic::error("overlay-kinds", told_at, problem);
        let known = self.problems.iter().any(|other| other.pointer == told_at);
        if !known {
            self.problems.push(told.with_help(
                "remove what is there by an action before this one; then it can be added anew",
            ));
        }
    }
}
