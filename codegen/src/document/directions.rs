//! Which schemas are about what is sent, and which about what comes back.
//!
//! A member that is `readOnly` is asked of what comes back only, and one that is `writeOnly` of what
//! is sent, so a type for both may be without either. The whole description counts, and not the
//! operations that are wanted of it: wanting more of them changes no type.

use super::operation::METHODS;
use super::selection::Reach;
use super::{escape, target};
use crate::json::{Json, Members};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Of what a schema is composed of, this much is looked at.
const MOST_PARTS: usize = 100;

/// What is said beside a value and is no part of it.
const NO_VALUES: &[&str] = &["default", "example", "examples", "links"];

/// Who reaches a schema; found out when it is asked for.
pub(super) struct Directions<'a> {
    root: &'a Json,
    reached: OnceCell<Reached>,
    /// Whether any member goes one way only.
    are_there: OnceCell<bool>,
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
            are_there: OnceCell::new(),
        }
    }

    /// Leaves of what an object schema requires the members that each direction has which its values
    /// go.
    pub(super) fn retain(&self, pointer: &str, schema: &Json, required: &mut Vec<String>) {
        if required.is_empty() || !*self.are_there.get_or_init(|| has_flag(self.root)) {
            return;
        }
        // What requires a member may be a part, and what declares it another.
        let mut wholes = vec![schema];
        let mut whole = pointer;
        while let Some((around, index)) = whole.rsplit_once("/allOf/")
            && index.bytes().all(|byte| byte.is_ascii_digit())
        {
            whole = around;
            wholes.extend(self.root.pointer(around));
        }
        let parts = self.composed(wholes);
        required.retain(|name| {
            let declared = parts
                .iter()
                .filter_map(|part| part.get("properties")?.get(name));
            let declared = self.composed(declared.collect());
            let says = |flag| {
                declared
                    .iter()
                    .any(|one| one.get(flag) == Some(&Json::Bool(true)))
            };
            let is_left_out = (says("readOnly") && is_in(&self.reached().sent, pointer))
                || (says("writeOnly") && is_in(&self.reached().received, pointer));
            !is_left_out
        });
    }

    /// Schemas with all that they refer to and are composed of.
    fn composed<'s>(&'s self, mut all: Vec<&'s Json>) -> Vec<&'s Json> {
        let mut at = 0;
        while at < all.len() && all.len() < MOST_PARTS {
            let target = target(all[at]).and_then(|target| self.root.pointer(&target));
            let parts = all[at].get("allOf").and_then(Json::as_array);
            for part in target.into_iter().chain(parts.into_iter().flatten()) {
                if !all.iter().any(|known| std::ptr::eq(*known, part)) {
                    all.push(part);
                }
            }
            at += 1;
        }
        all
    }

    fn reached(&self) -> &Reached {
        self.reached.get_or_init(|| reached(self.root))
    }
}

/// Whether a pointer is among those that are reached, or below one.
fn is_in(reached: &BTreeSet<String>, pointer: &str) -> bool {
    let mut ends = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
    reached.contains(pointer) || ends.any(|whole| reached.contains(whole))
}

/// Whether anything in a description is said to go one way only.
fn has_flag(root: &Json) -> bool {
    let is_said = |value: &Json, flag| value.get(flag) == Some(&Json::Bool(true));
    root.all()
        .any(|value| is_said(value, "readOnly") || is_said(value, "writeOnly"))
}

fn reached(root: &Json) -> Reached {
    let [mut sent, mut received] =
        [Reach::of(root), Reach::of(root)].map(|it| it.skipping(NO_VALUES));
    for item in items(root, "/paths") {
        sent.open.push(format!("{item}/parameters"));
        for operation in operations(root, &item) {
            sent.open.push(format!("{operation}/parameters"));
            sent.open.push(format!("{operation}/requestBody"));
            let responses = items(root, &format!("{operation}/responses"));
            received.open.extend(responses);
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

/// The pointers to the members of a map, and to what they refer to.
fn items(root: &Json, pointer: &str) -> Vec<String> {
    let names = root.pointer(pointer).and_then(Json::as_object);
    let names = names.into_iter().flat_map(Members::keys);
    let mut items: Vec<String> = names
        .map(|name| format!("{pointer}/{}", escape(name)))
        .collect();
    let mut at = 0;
    while at < items.len() {
        let target = root.pointer(&items[at]).and_then(target);
        items.extend(target.filter(|target| !items.contains(target)));
        at += 1;
    }
    items
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
