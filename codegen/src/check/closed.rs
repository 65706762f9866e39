//! Schemas that allow no other members, composed with schemas that have some.
//!
//! `additionalProperties: false` knows the `properties` beside it and nothing else: what the other
//! branches of an `allOf` declare is refused.

use super::actions::Action;
use super::grammar::Kind;
use super::nodes::{Node, Nodes};
use super::parts::{Parts, children, counts, declared, parts, possible, required};
use super::{Finding, is_never, listed};
use crate::document::local;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a closed schema shuts out, in all compositions that it is a part of.
#[derive(Default)]
struct Shut<'v> {
    names: BTreeSet<&'v str>,
    /// The compositions, each with whether nothing at all is valid under it.
    within: BTreeMap<&'v str, bool>,
}

/// Tells of closed schemas that shut out what the schemas beside them declare.
pub(super) fn find(nodes: &Nodes<'_>) -> Vec<Finding> {
    let mut all: BTreeMap<&str, Shut<'_>> = BTreeMap::new();
    for whole in nodes.of_kind(Kind::Schema) {
        let base = parts(nodes, whole);
        let variants: Vec<Parts<'_, '_>> = base
            .all
            .iter()
            .flat_map(|part| ["oneOf", "anyOf"].map(|union| children(nodes, part, union)))
            .flatten()
            .map(|variant| parts(nodes, variant))
            .collect();
        if variants.is_empty() {
            compose(nodes, whole, (&base, &base), &mut all);
        }
        for variant in &variants {
            compose(nodes, whole, (&base, variant), &mut all);
            compose(nodes, whole, (variant, &base), &mut all);
            compose(nodes, whole, (&base, &base), &mut all);
        }
    }
    let found = all.into_iter().filter_map(|(at, shut)| {
        let part = nodes.at(at)?;
        Some(finding(nodes, part, &shut))
    });
    found.collect()
}

/// Notes what the closed ones of some schemas shut out of what others declare.
fn compose<'n, 'v>(
    nodes: &'n Nodes<'v>,
    whole: &'n Node<'v>,
    (some, others): (&Parts<'n, 'v>, &Parts<'n, 'v>),
    all: &mut BTreeMap<&'n str, Shut<'n>>,
) {
    for part in &some.all {
        let Some(closed) = Closed::of(nodes, part) else {
            continue;
        };
        let others = others.all.iter().filter(|other| !closed.sees(other));
        let mut names = BTreeSet::new();
        let mut is_empty = false;
        for other in others {
            let members = declared(nodes, other).filter(|member| !is_never(member.value));
            names.extend(members.filter_map(|member| member.name));
            for name in required(nodes, other) {
                names.insert(name);
                is_empty |= !closed.knows(name);
            }
        }
        names.retain(|name| !closed.knows(name));
        if !names.is_empty() {
            let shut = all.entry(part.pointer.as_str()).or_default();
            shut.names.extend(names);
            *shut.within.entry(&whole.pointer).or_default() |= is_empty;
        }
    }
}

/// A schema that allows no other members than those that it knows.
struct Closed<'n, 'v> {
    /// The schemas whose members it knows.
    known: Vec<&'n Node<'v>>,
    names: BTreeSet<&'v str>,
    patterns: Vec<Option<regex_lite::Regex>>,
}

impl<'n, 'v> Closed<'n, 'v> {
    fn of(nodes: &'n Nodes<'v>, node: &'n Node<'v>) -> Option<Self> {
        let is_false = |keyword: &str| node.value.get(keyword).is_some_and(is_never);
        let known = match () {
            () if !counts(nodes, node) => return None,
            () if is_false("additionalProperties") => vec![node],
            () if is_false("unevaluatedProperties") => possible(nodes, node).all,
            () => return None,
        };
        let members = known.iter().flat_map(|part| declared(nodes, part));
        let names = members.filter_map(|member| member.name).collect();
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

    fn sees(&self, other: &Node<'_>) -> bool {
        let mut known = self.known.iter();
        known.any(|known| known.pointer == other.pointer)
    }

    fn knows(&self, name: &str) -> bool {
        // What a pattern that cannot be read means is not known.
        let matches = |pattern: &Option<regex_lite::Regex>| {
            pattern
                .as_ref()
                .is_none_or(|pattern| pattern.is_match(name))
        };
        self.names.contains(name) || self.patterns.iter().any(matches)
    }
}

fn finding(nodes: &Nodes<'_>, part: &Node<'_>, shut: &Shut<'_>) -> Finding {
    let keyword = match part.value.get("additionalProperties") {
        Some(value) if is_never(value) => "additionalProperties",
        _ => "unevaluatedProperties",
    };
    let names = listed(shut.names.iter().copied());
    let all_empty = shut.within.values().all(|is_empty| *is_empty);
    let effect = match all_empty {
        true => "no object is valid",
        false => "an object can never have these",
    };
    let problem = format!(
        "`{keyword}: false` shuts out {names}, which schemas that apply beside it declare: {effect}"
    );
    let within = shut.within.keys().filter(|at| **at != part.pointer);
    let compositions = within.map(|at| format!("composed in {at}")).collect();
    let help = match nodes.is_30 || keyword == "unevaluatedProperties" {
        true => "declare them here, or allow other members",
        false => {
            "declare them here, or leave this out and say `unevaluatedProperties: false` in the \
             schema that composes both"
        }
    };
    let at = format!("{}/{keyword}", part.pointer);
    let finding = Finding::new("closed-branch", &at, problem);
    let finding = finding.notes(compositions).help(help);
    if keyword == "additionalProperties" && is_only_here(nodes, part, shut) {
        let members = shut
            .names
            .iter()
            .map(|name| ((*name).to_owned(), json!({})));
        let members: Map<String, Value> = members.collect();
        let update = json!({ "properties": members });
        return finding.actions(vec![Action::update(nodes.root, &part.pointer, update)]);
    }
    finding
}

/// Whether a schema is nowhere used but in the compositions, so that it can be changed for them.
fn is_only_here(nodes: &Nodes<'_>, part: &Node<'_>, shut: &Shut<'_>) -> bool {
    if shut.within.contains_key(part.pointer.as_str()) {
        return true;
    }
    let users = nodes.of_kind(Kind::Schema).filter(|other| {
        let target = other.reference().and_then(local);
        target.as_deref() == Some(part.pointer.as_str())
    });
    users.count() <= usize::from(part.parent.is_none() || part.name.is_some())
}
