//! The `remove` action.

use super::document::Action;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, pointer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Removes the targets.
pub(super) fn apply(
    source: &mut Source,
    root: &mut Value,
    action: &Action<'_>,
    targets: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    if targets.contains("") {
        return vec![
            Diagnostic::error(
                "overlay-root",
                &action.target.at,
                "cannot remove the root of the spec",
            )
            .with_help("narrow the path to the part to remove"),
        ];
    }
    // Remove the deepest targets first, so that the remaining pointers stay valid.
    let mut parents: BTreeMap<(usize, &str), BTreeSet<String>> = BTreeMap::new();
    for (parent, name) in targets.iter().filter_map(|target| target.rsplit_once('/')) {
        let name = pointer::tokens(&format!("/{name}")).collect();
        let depth = parent.matches('/').count();
        parents.entry((depth, parent)).or_default().insert(name);
    }
    for ((_, parent), names) in parents.iter().rev() {
        match root.pointer_mut(parent) {
            Some(Value::Object(members)) => members.retain(|name, _| !names.contains(name)),
            Some(Value::Array(items)) => {
                let moves = remove_items(items, parent, names);
                source.record_moves(&moves);
            }
            _ => {}
        }
    }
    Vec::new()
}

/// Removes array items. Returns the new and old pointers of the items that move up.
fn remove_items(
    items: &mut Vec<Value>,
    at: &str,
    removed: &BTreeSet<String>,
) -> Vec<(String, String)> {
    let mut moves = Vec::new();
    let (mut index, mut kept) = (0_usize, 0_usize);
    items.retain(|_| {
        let old = index.to_string();
        index += 1;
        if removed.contains(&old) {
            return false;
        }
        if kept + 1 != index {
            let new = pointer::child(at, &kept.to_string());
            moves.push((new, pointer::child(at, &old)));
        }
        kept += 1;
        true
    });
    moves
}
