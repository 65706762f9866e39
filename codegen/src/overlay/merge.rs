//! The `update` and `copy` actions: merge objects, append to arrays, replace scalars.

use super::ValueKind;
use super::document::{Action, ActionKind};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, pointer};
use serde_json::Value;
use std::collections::BTreeSet;

/// Merges `value`, found at the pointer `from`, into each target.
pub(super) fn apply(
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
        // A copied value is part of the spec, so errors point to `copy` in the overlay.
        reported_at: match &action.kind {
            ActionKind::Copy(path) => Some(path.at.clone()),
            ActionKind::Update(..) | ActionKind::Remove => None,
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
    source.record_moves(&merge.moves);
    if !merge.changes && merge.problems.is_empty() {
        source.unused_actions.push(action.at.clone());
    }
    merge.problems
}

/// Returns an error if the targets differ in kind.
fn check(root: &Value, action: &Action<'_>, targets: &BTreeSet<String>) -> Option<Diagnostic> {
    let values = targets.iter().filter_map(|at| root.pointer(at));
    let kinds: BTreeSet<ValueKind> = values.map(ValueKind::of).collect();
    if kinds.len() > 1 {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let problem = format!(
            "path matches values of different kinds: {}",
            names.join(", ")
        );
        return Some(
            Diagnostic::error("overlay-kinds", &action.target.at, problem)
                .with_help("narrow the path to values of one kind"),
        );
    }
    None
}

struct Merge {
    moves: Vec<(String, String)>,
    problems: Vec<Diagnostic>,
    /// True if the action changed a value.
    changes: bool,
    reported_at: Option<String>,
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
                let (old, new) = (ValueKind::of(target), ValueKind::of(value));
                if (old, new) == (ValueKind::Primitive, ValueKind::Primitive) {
                    self.changes |= target != value;
                    *target = value.clone();
                    self.moves.push((at.clone(), from.clone()));
                } else {
                    self.report_conflict(old, new, at, from);
                }
            }
        }
    }

    fn report_conflict(&mut self, old: ValueKind, new: ValueKind, at: &str, from: &str) {
        let reported_at = self.reported_at.as_deref().unwrap_or(from);
        let problem = format!("cannot merge {} into {} at `{at}`", new.name(), old.name());
        let diagnostic = Diagnostic::error("overlay-kinds", reported_at, problem);
        let is_reported = self
            .problems
            .iter()
            .any(|other| other.pointer == reported_at);
        if !is_reported {
            self.problems.push(diagnostic.with_help(
                "remove the existing value in an earlier action, then add the new value",
            ));
        }
    }
}
