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

/// Objects are composed of others this deep.
const DEEPEST: usize = 8;

/// What is said beside a value and is no part of it.
const NO_VALUES: &[&str] = &["default", "example", "examples", "links"];

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
        let mut declared = Vec::new();
        self.declared(schema, name, &mut declared, DEEPEST);
        // What requires it may be a part, and what declares it another.
        let mut whole = pointer;
        while let Some((around, _)) = whole.rsplit_once("/allOf/") {
            whole = around;
            if let Some(around) = self.root.pointer(around) {
                self.declared(around, name, &mut declared, DEEPEST);
            }
        }
        let says = |flag| declared.iter().any(|one| self.says(one, flag, DEEPEST));
        let is_in = |reached: &BTreeSet<String>| {
            let mut ends = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
            reached.contains(pointer) || ends.any(|whole| reached.contains(whole))
        };
        let reached = || self.reached.get_or_init(|| reached(self.root));
        let is_left_out = (says("readOnly") && is_in(&reached().sent))
            || (says("writeOnly") && is_in(&reached().received));
        !is_left_out
    }

    /// The schemas of a property: of the object itself, and of what it is composed of.
    fn declared(&self, schema: &'a Json, name: &str, found: &mut Vec<&'a Json>, depth: usize) {
        found.extend(schema.get("properties").and_then(|all| all.get(name)));
        if depth > 0 {
            for part in self.parts(schema) {
                self.declared(part, name, found, depth - 1);
            }
        }
    }

    /// Whether a property says this, or what it is composed of.
    fn says(&self, schema: &'a Json, flag: &str, depth: usize) -> bool {
        schema.get(flag) == Some(&Json::Bool(true))
            || (depth > 0
                && self
                    .parts(schema)
                    .any(|part| self.says(part, flag, depth - 1)))
    }

    /// What a schema refers to and what it is composed of.
    fn parts(&self, schema: &'a Json) -> impl Iterator<Item = &'a Json> {
        let target = schema.get("$ref").and_then(Json::as_str).and_then(local);
        let target = target.and_then(|target| self.root.pointer(&target));
        let parts = schema.get("allOf").and_then(Json::as_array);
        target.into_iter().chain(parts.into_iter().flatten())
    }
}

fn reached(root: &Json) -> Reached {
    let [mut sent, mut received] =
        [Reach::of(root), Reach::of(root)].map(|it| it.skipping(NO_VALUES));
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

/// The pointers to the members of a map, and to what they refer to.
fn items(root: &Json, pointer: &str) -> Vec<String> {
    let names = root.pointer(pointer).and_then(Json::as_object);
    let names = names.into_iter().flat_map(Members::keys);
    let items = names.flat_map(|name| {
        let item = format!("{pointer}/{}", escape(name));
        let reference = root.pointer(&item).and_then(|item| item.get("$ref"));
        let target = reference.and_then(Json::as_str).and_then(local);
        target.into_iter().chain([item])
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
