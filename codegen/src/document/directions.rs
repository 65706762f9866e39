//! Which schemas are about what is sent, and which about what comes back.
//!
//! A member that is `readOnly` is asked of what comes back only, and one that is `writeOnly` of what
//! is sent, so a type for both may be without either. The whole description counts, and not the
//! operations that are wanted of it: wanting more of them changes no type.

use super::operation::METHODS;
use super::selection::Reach;
use super::{escape, local};
use crate::json::{Json, Members};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Who reaches a schema; found out when it is asked for.
pub(super) struct Directions<'a> {
    root: &'a Json,
    reached: OnceCell<Reached>,
}

/// The pointers of what is sent and of what comes back. What is below one is, too.
struct Reached {
    sent: BTreeSet<String>,
    received: BTreeSet<String>,
}

impl<'a> Directions<'a> {
    pub(super) fn of(root: &'a Json) -> Self {
        Directions {
            root,
            reached: OnceCell::new(),
        }
    }

    /// Whether the object schema at a pointer asks for a member that it requires, in each direction
    /// that its values go.
    pub(super) fn ask(&self, pointer: &str, schema: &Json, name: &str) -> bool {
        let property = schema.get("properties").and_then(|all| all.get(name));
        let Some(property) = property else {
            return true;
        };
        let target = property.get("$ref").and_then(Json::as_str).and_then(local);
        let target = target.and_then(|target| self.root.pointer(&target));
        let says = |flag| {
            let places = [Some(property), target];
            let mut values = places.into_iter().flatten().filter_map(|one| one.get(flag));
            values.any(|value| *value == Json::Bool(true))
        };
        let is_in = |reached: &BTreeSet<String>| {
            let mut ends = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
            reached.contains(pointer) || ends.any(|whole| reached.contains(whole))
        };
        let reached = || self.reached.get_or_init(|| reached(self.root));
        let is_left_out = (says("readOnly") && is_in(&reached().sent))
            || (says("writeOnly") && is_in(&reached().received));
        !is_left_out
    }
}

fn reached(root: &Json) -> Reached {
    let (mut sent, mut received) = (Reach::of(root), Reach::of(root));
    for item in items(root, "/paths") {
        sent.open.push(format!("{item}/parameters"));
        for operation in operations(root, &item) {
            sent.open.push(format!("{operation}/parameters"));
            sent.open.push(format!("{operation}/requestBody"));
            received.open.push(format!("{operation}/responses"));
            for callback in items(root, &format!("{operation}/callbacks")) {
                for item in items(root, &callback) {
                    received.open.extend(bodies(root, &item));
                }
            }
        }
    }
    for item in items(root, "/webhooks") {
        received.open.extend(bodies(root, &item));
    }
    Reached {
        sent: sent.pointers(),
        received: received.pointers(),
    }
}

/// The pointers to the members of a map, or to what they refer to.
fn items(root: &Json, pointer: &str) -> Vec<String> {
    let names = root.pointer(pointer).and_then(Json::as_object);
    let names = names.into_iter().flat_map(Members::keys);
    let items = names.map(|name| {
        let item = format!("{pointer}/{}", escape(name));
        let reference = root.pointer(&item).and_then(|item| item.get("$ref"));
        let target = reference.and_then(Json::as_str).and_then(local);
        target.unwrap_or(item)
    });
    items.collect()
}

fn operations(root: &Json, item: &str) -> Vec<String> {
    let operations = METHODS.iter().map(|method| format!("{item}/{method}"));
    operations
        .filter(|operation| root.pointer(operation).is_some())
        .collect()
}

fn bodies(root: &Json, item: &str) -> Vec<String> {
    let operations = operations(root, item).into_iter();
    operations
        .map(|operation| format!("{operation}/requestBody"))
        .collect()
}
