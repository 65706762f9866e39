//! Direction-dependent `required`: drops `readOnly` names in requests, `writeOnly` in responses.
//!
//! A `readOnly` property is required in responses only, a `writeOnly` property in requests only. In
//! a type used in both directions, the property is optional:
//!
//! ```yaml
//! User: # in a request body and in a response
//!   required: [id, name]
//!   properties:
//!     id: { type: string, readOnly: true }
//!     name: { type: string }
//! ```
//! ```text
//! struct User { id: Option<String>, name: String }  // in responses only: `id: String`
//! ```
//!
//! The directions of a schema follow from all operations of the spec, selected or not, so selecting
//! more operations never changes a type.

use super::selection::Reachability;
use super::{escape, ref_target};
use crate::fields::METHODS;
use crate::json::{Json, Map};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Maximum number of composed schemas to search for a property.
const MAX_SCHEMAS: usize = 100;

/// Keywords beside a value that are not part of the value.
const NON_VALUES: &[&str] = &["default", "example", "examples", "links"];

/// Tells which schemas appear in requests and in responses; computed on first use.
pub(super) struct ReadWriteOnly<'a> {
    root: &'a Json,
    reached: OnceCell<Reached>,
    /// True if the spec has `readOnly: true` or `writeOnly: true`.
    has_flags: OnceCell<bool>,
}

/// Pointers of the values in requests and in responses; nested values share the direction. Bodies
/// of webhooks and callbacks count as responses.
struct Reached {
    sent: BTreeSet<String>,
    received: BTreeSet<String>,
}

impl<'a> ReadWriteOnly<'a> {
    pub(super) fn of(root: &'a Json) -> Self {
        ReadWriteOnly {
            root,
            reached: OnceCell::new(),
            has_flags: OnceCell::new(),
        }
    }

    /// Removes a name from `required` if the property is `readOnly` and the schema is used in
    /// requests, or `writeOnly` and used in responses.
    pub(super) fn drop_optional(&self, pointer: &str, schema: &Json, required: &mut Vec<String>) {
        if required.is_empty() || !*self.has_flags.get_or_init(|| has_flag(self.root)) {
            return;
        }
        // `required` and the property may be in different branches of an `allOf`.
        let mut compositions = vec![schema];
        let mut composition = pointer;
        while let Some((outer, index)) = composition.rsplit_once("/allOf/")
            && index.bytes().all(|byte| byte.is_ascii_digit())
        {
            composition = outer;
            compositions.extend(self.root.pointer(outer));
        }
        let branches = self.composed(compositions);
        required.retain(|name| {
            let declared = branches
                .iter()
                .filter_map(|branch| branch.get("properties")?.get(name));
            let declared = self.composed(declared.collect());
            let is_true = |flag| {
                declared
                    .iter()
                    .any(|schema| schema.get(flag) == Some(&Json::Bool(true)))
            };
            let is_optional = (is_true("readOnly") && is_reached(&self.reached().sent, pointer))
                || (is_true("writeOnly") && is_reached(&self.reached().received, pointer));
            !is_optional
        });
    }

    /// Adds the targets of `$ref` and the branches of `allOf`, recursively.
    fn composed<'s>(&'s self, mut schemas: Vec<&'s Json>) -> Vec<&'s Json> {
        let mut at = 0;
        while at < schemas.len() && schemas.len() < MAX_SCHEMAS {
            let target = ref_target(schemas[at]).and_then(|target| self.root.pointer(&target));
            let branches = schemas[at].get("allOf").and_then(Json::as_array);
            for branch in target.into_iter().chain(branches.into_iter().flatten()) {
                if !schemas.iter().any(|known| std::ptr::eq(*known, branch)) {
                    schemas.push(branch);
                }
            }
            at += 1;
        }
        schemas
    }

    fn reached(&self) -> &Reached {
        self.reached.get_or_init(|| reached(self.root))
    }
}

/// True if the set contains the pointer or a parent of the pointer.
fn is_reached(reached: &BTreeSet<String>, pointer: &str) -> bool {
    let mut ends = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
    reached.contains(pointer) || ends.any(|parent| reached.contains(parent))
}

/// True if the spec has `readOnly: true` or `writeOnly: true`.
fn has_flag(root: &Json) -> bool {
    let is_true = |value: &Json, flag| value.get(flag) == Some(&Json::Bool(true));
    root.descendants()
        .any(|value| is_true(value, "readOnly") || is_true(value, "writeOnly"))
}

fn reached(root: &Json) -> Reached {
    let [mut sent, mut received] =
        [Reachability::of(root), Reachability::of(root)].map(|reach| reach.skipping(NON_VALUES));
    for item in entries(root, "/paths") {
        sent.pending.push(format!("{item}/parameters"));
        for operation in operations(root, &item) {
            sent.pending.push(format!("{operation}/parameters"));
            sent.pending.push(format!("{operation}/requestBody"));
            let responses = entries(root, &format!("{operation}/responses"));
            received.pending.extend(responses);
            for callback in entries(root, &format!("{operation}/callbacks")) {
                for item in entries(root, &callback) {
                    received.pending.extend(request_bodies(root, &item));
                }
            }
        }
    }
    for item in entries(root, "/webhooks") {
        received.pending.extend(request_bodies(root, &item));
    }
    Reached {
        sent: sent.reachable(),
        received: received.reachable(),
    }
}

/// Returns the pointers to the values of an object and to the targets of their references.
fn entries(root: &Json, pointer: &str) -> Vec<String> {
    let names = root.pointer(pointer).and_then(Json::as_object);
    let names = names.into_iter().flat_map(Map::keys);
    let mut entries: Vec<String> = names
        .map(|name| format!("{pointer}/{}", escape(name)))
        .collect();
    let mut at = 0;
    while at < entries.len() {
        let target = root.pointer(&entries[at]).and_then(ref_target);
        entries.extend(target.filter(|target| !entries.contains(target)));
        at += 1;
    }
    entries
}

fn operations(root: &Json, item: &str) -> Vec<String> {
    let operations = METHODS.iter().map(|method| format!("{item}/{method}"));
    operations
        .filter(|operation| root.pointer(operation).is_some())
        .collect()
}

fn request_bodies(root: &Json, item: &str) -> Vec<String> {
    let operations = operations(root, item).into_iter();
    operations
        .map(|operation| format!("{operation}/requestBody"))
        .collect()
}
