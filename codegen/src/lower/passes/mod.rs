//! Passes over the finished IR, in the order in which `lower` runs the list.

pub(super) mod constructors;
pub(super) mod conversions;
pub(super) mod cycles;
pub(super) mod examples;
pub(super) mod features;
pub(super) mod nulls;
pub(super) mod prune;
pub(super) mod recursion;
pub(super) mod ref_cycles;
pub(super) mod rule_limit;
pub(super) mod sensitive;
pub(super) mod shared;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::ir::TypeDef;
use std::collections::BTreeSet;

/// Removes recursion that Rust or JSON Schema cannot express, with warnings. `circular` has the
/// pointers of schemas with a warning already.
pub(super) fn break_cycles(
    document: &Document<'_>,
    circular: &BTreeSet<String>,
    types: &mut [TypeDef],
) {
    let warn = |def: &TypeDef, code, problem: &str, help: &str| {
        let pointer = def.docs.source.as_deref().unwrap_or_default();
        if !circular.contains(pointer) {
            let problem = format!("`{}` {problem}", def.name);
            document.report(Diagnostic::warning(code, pointer, problem).with_help(help));
        }
    };
    for index in ref_cycles::remove_ref_cycles(types) {
        warn(
            &types[index],
            "circular-schema",
            "refers to itself for the same value; reference ignored",
            "remove the reference that leads back to the schema",
        );
    }
    for index in recursion::break_alias_cycles(types) {
        warn(
            &types[index],
            "recursive-alias",
            "contains itself without an object in between; inner value treated as any value",
            "put the recursion into an object property, if the service does so",
        );
    }
}
