//! Detects renamed types and operations. The old facts are rewritten with the new names, so a
//! rename is a single change.

use super::Changes;
use super::items::Namespace;
use super::usage::names;
use crate::outline::{Fact, FactKind};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the old facts under the new names and records the renames.
pub(super) fn apply(old: &[Fact], new: &[Fact], changes: &mut Changes) -> Vec<Fact> {
    let mut renamed = old.to_vec();
    let operations = operations(old, new);
    note(&operations, "operation-renamed", old, new, changes);
    for fact in &mut renamed {
        if Namespace::of(fact.kind) == Namespace::Operation {
            replace(&mut fact.path[0], &operations);
        }
    }
    let types = types(old, new);
    note(&types, "type-renamed", old, new, changes);
    for fact in &mut renamed {
        apply_renames(fact, &types);
    }
    renamed
}

type Renames = BTreeMap<String, String>;

/// Pairs removed and added operations with equal method and path.
fn operations(old: &[Fact], new: &[Fact]) -> Renames {
    let place = |fact: &Fact| {
        let of = |name| fact.attribute(name).unwrap_or_default().to_owned();
        (of("method"), of("path"))
    };
    let (removed, added) = unmatched(old, new, |fact| fact.kind == FactKind::Operation);
    let added: BTreeMap<_, _> = added.into_iter().map(|fact| (place(fact), fact)).collect();
    let pairs = removed.into_iter().filter_map(|fact| {
        let now = added.get(&place(fact))?;
        Some((fact.path[0].clone(), now.path[0].clone()))
    });
    pairs.collect()
}

/// Pairs removed and added types of equal kind with mostly equal parts.
fn types(old: &[Fact], new: &[Fact]) -> Renames {
    let (removed, added) = unmatched(old, new, |fact| fact.kind.is_type());
    let (old_parts, new_parts) = (parts(old), parts(new));
    let mut renames = Renames::new();
    let mut taken = BTreeSet::new();
    for before in removed {
        let similarity = |after: &Fact| {
            let (left, right) = (&old_parts[&before.path[0]], &new_parts[&after.path[0]]);
            let shared = left.intersection(right).count();
            // More than half of the parts of the larger type.
            (2 * shared > left.len().max(right.len())).then_some(shared)
        };
        let candidates = added
            .iter()
            .filter(|after| after.kind == before.kind && !taken.contains(after.path[0].as_str()));
        let scored = candidates.filter_map(|after| Some((similarity(after)?, after)));
        // On a tie, the first.
        let best = scored.reduce(|best, other| if other.0 > best.0 { other } else { best });
        if let Some((_, after)) = best {
            taken.insert(after.path[0].as_str());
            renames.insert(before.path[0].clone(), after.path[0].clone());
        }
    }
    renames
}

/// The facts of one kind whose names exist only in `old`, and only in `new`.
fn unmatched<'f>(
    old: &'f [Fact],
    new: &'f [Fact],
    filter: impl Fn(&Fact) -> bool,
) -> (Vec<&'f Fact>, Vec<&'f Fact>) {
    let named = |facts: &'f [Fact]| -> BTreeMap<&'f str, &'f Fact> {
        let found = facts.iter().filter(|fact| filter(fact));
        found.map(|fact| (fact.path[0].as_str(), fact)).collect()
    };
    let (old, new) = (named(old), named(new));
    let without = |all: &BTreeMap<&str, &'f Fact>, other: &BTreeMap<&str, &'f Fact>| {
        let unmatched = all.iter().filter(|(name, _)| !other.contains_key(*name));
        unmatched.map(|(_, fact)| *fact).collect()
    };
    (without(&old, &new), without(&new, &old))
}

/// The facts below each type, without the name of the type.
fn parts(facts: &[Fact]) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for fact in facts
        .iter()
        .filter(|fact| Namespace::of(fact.kind) == Namespace::Type)
    {
        let own = format!(
            "{:?} {:?} {:?}",
            fact.kind,
            &fact.path[1..],
            fact.attributes
        );
        let parts = all.entry(fact.path[0].clone()).or_default();
        // The bare fact "is a struct" is no similarity.
        if fact.path.len() > 1 || fact.kind == FactKind::Alias {
            parts.insert(own);
        }
    }
    all
}

fn note(renames: &Renames, rule: &'static str, old: &[Fact], new: &[Fact], changes: &mut Changes) {
    let is_head = |fact: &&Fact| fact.path.len() == 1;
    for (before, after) in renames {
        let named = |facts: &[Fact], name: &str| {
            let mut heads = facts.iter().filter(is_head);
            heads
                .find(|fact| {
                    fact.path[0] == name
                        && (fact.kind == FactKind::Operation || fact.kind.is_type())
                })
                .cloned()
        };
        if let (Some(_), Some(now)) = (named(old, before), named(new, after)) {
            changes.record(rule, &now, before, after);
        }
    }
}

fn apply_renames(fact: &mut Fact, renames: &Renames) {
    if Namespace::of(fact.kind) == Namespace::Type {
        replace(&mut fact.path[0], renames);
    }
    for (name, value) in &mut fact.attributes {
        if matches!(name.as_str(), "type" | "from" | "output" | "error") {
            *value = in_type(value, renames);
        }
    }
}

fn replace(name: &mut String, renames: &Renames) {
    if let Some(now) = renames.get(name) {
        name.clone_from(now);
    }
}

/// Replaces the innermost type name of a type expression.
fn in_type(ty: &str, renames: &Renames) -> String {
    let mut text = ty.to_owned();
    if let Some(last) = names(ty).last()
        && let Some(now) = renames.get(last)
        && let Some(at) = text.rfind(last)
    {
        text.replace_range(at..at + last.len(), now);
    }
    text
}
