//! Closed schemas composed with schemas that declare more properties.
//!
//! `additionalProperties: false` sees only the `properties` beside it and rejects the properties of
//! the remaining branches in an `allOf`:
//!
//! ```yaml
//! Dog:
//!   allOf:
//!     - { properties: { name: {} }, additionalProperties: false }
//!     - { properties: { breed: {} }, required: [breed] } # rejected: no object is valid
//! ```

use super::composition::{
    Flattened, children, flatten, flatten_branches, has_effect, own_properties, own_required,
};
use super::fixes::OverlayAction;
use super::index::{Index, Node};
use super::{Finding, is_false, join_names};
use crate::document::local_pointer;
use crate::fields::ObjectKind;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The properties rejected by a closed schema, with the compositions.
#[derive(Default)]
struct Rejected<'v> {
    names: BTreeSet<&'v str>,
    /// The compositions; true if a required property is rejected, so that no object is valid.
    compositions: BTreeMap<&'v str, bool>,
}

/// Reports closed schemas that reject properties of the composition.
pub(super) fn find(index: &Index<'_>) -> Vec<Finding> {
    let mut all: BTreeMap<&str, Rejected<'_>> = BTreeMap::new();
    for composition in index.of_kind(ObjectKind::Schema) {
        let base = flatten(index, composition);
        let variants: Vec<Flattened<'_, '_>> = base
            .schemas
            .iter()
            .flat_map(|part| ["oneOf", "anyOf"].map(|union| children(index, part, union)))
            .flatten()
            .map(|variant| flatten(index, variant))
            .collect();
        if variants.is_empty() {
            compose(index, composition, (&base, &base), &mut all);
        }
        for variant in &variants {
            compose(index, composition, (&base, variant), &mut all);
            compose(index, composition, (variant, &base), &mut all);
            compose(index, composition, (&base, &base), &mut all);
        }
    }
    let found = all.into_iter().filter_map(|(at, rejected)| {
        let part = index.at(at)?;
        Some(finding(index, part, &rejected))
    });
    found.collect()
}

/// Collects the properties that `declaring` declares and the closed schemas in `closing` reject.
fn compose<'n, 'v>(
    index: &'n Index<'v>,
    composition: &'n Node<'v>,
    (closing, declaring): (&Flattened<'n, 'v>, &Flattened<'n, 'v>),
    all: &mut BTreeMap<&'n str, Rejected<'n>>,
) {
    for part in &closing.schemas {
        let Some(closed) = Closed::of(index, part) else {
            continue;
        };
        let unseen = declaring
            .schemas
            .iter()
            .filter(|schema| !closed.covers(schema));
        let mut names = BTreeSet::new();
        let mut is_empty = false;
        for schema in unseen {
            let properties = own_properties(index, schema).filter(|node| !is_false(node.value));
            names.extend(properties.filter_map(|node| node.key));
            for name in own_required(index, schema) {
                names.insert(name);
                is_empty |= !closed.allows(name);
            }
        }
        names.retain(|name| !closed.allows(name));
        if !names.is_empty() {
            let rejected = all.entry(part.pointer.as_str()).or_default();
            rejected.names.extend(names);
            *rejected
                .compositions
                .entry(&composition.pointer)
                .or_default() |= is_empty;
        }
    }
}

/// A schema with `additionalProperties: false` or `unevaluatedProperties: false`.
struct Closed<'n, 'v> {
    /// The schemas whose properties are allowed.
    known: Vec<&'n Node<'v>>,
    names: BTreeSet<&'v str>,
    patterns: Vec<Option<regex_lite::Regex>>,
}

impl<'n, 'v> Closed<'n, 'v> {
    fn of(index: &'n Index<'v>, node: &'n Node<'v>) -> Option<Self> {
        let is_false = |keyword: &str| node.value.get(keyword).is_some_and(is_false);
        let known = match () {
            () if !has_effect(index, node) => return None,
            () if is_false("additionalProperties") => vec![node],
            () if is_false("unevaluatedProperties") => flatten_branches(index, node).schemas,
            () => return None,
        };
        let properties = known.iter().flat_map(|part| own_properties(index, part));
        let names = properties.filter_map(|property| property.key).collect();
        let patterns = known
            .iter()
            .filter_map(|part| part.value.get("patternProperties")?.as_object())
            .flat_map(Map::keys)
            .map(|pattern| regex_lite::Regex::new(pattern).ok())
            .collect();
        Some(Closed {
            known,
            names,
            patterns,
        })
    }

    fn covers(&self, part: &Node<'_>) -> bool {
        let mut known = self.known.iter();
        known.any(|known| known.pointer == part.pointer)
    }

    fn allows(&self, name: &str) -> bool {
        // A pattern that does not compile may match.
        let matches = |pattern: &Option<regex_lite::Regex>| {
            pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_match(name))
        };
        self.names.contains(name) || self.patterns.iter().any(matches)
    }
}

fn finding(index: &Index<'_>, part: &Node<'_>, rejected: &Rejected<'_>) -> Finding {
    let keyword = match part.value.get("additionalProperties") {
        Some(value) if is_false(value) => "additionalProperties",
        _ => "unevaluatedProperties",
    };
    let names = join_names(rejected.names.iter().copied());
    let all_empty = rejected.compositions.values().all(|is_empty| *is_empty);
    let effect = match all_empty {
        true => "no object is valid",
        false => "no valid object has these properties",
    };
    let problem =
        format!("`{keyword}: false` rejects {names}, declared in the same composition: {effect}");
    let compositions = rejected
        .compositions
        .keys()
        .filter(|at| **at != part.pointer);
    let notes = compositions.map(|at| format!("composed in {at}")).collect();
    let help = match index.is_30() || keyword == "unevaluatedProperties" {
        true => "declare the properties in this schema, or allow additional properties",
        false => {
            "declare the properties in this schema, or use `unevaluatedProperties: false` in the \
             composing schema instead"
        }
    };
    let at = format!("{}/{keyword}", part.pointer);
    let finding = Finding::new("closed-schema", &at, problem);
    let finding = finding.notes(notes).help(help);
    if keyword == "additionalProperties" && is_used_only_in(index, part, rejected) {
        let members = rejected
            .names
            .iter()
            .map(|name| ((*name).to_owned(), json!({})));
        let members: Map<String, Value> = members.collect();
        let update = json!({ "properties": members });
        return finding.actions(vec![OverlayAction::update(
            index.root,
            &part.pointer,
            update,
        )]);
    }
    finding
}

/// True if the schema is used only in the given compositions, so that a change affects nothing
/// else.
fn is_used_only_in(index: &Index<'_>, part: &Node<'_>, rejected: &Rejected<'_>) -> bool {
    if rejected.compositions.contains_key(part.pointer.as_str()) {
        return true;
    }
    let users = index.of_kind(ObjectKind::Schema).filter(|user| {
        let target = user.reference().and_then(local_pointer);
        target.as_deref() == Some(part.pointer.as_str())
    });
    users.count() <= usize::from(part.parent.is_none() || part.key.is_some())
}
