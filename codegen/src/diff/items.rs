//! Compares the parts of a type, an operation or the client.

use super::{Change, Changes, attributes};
use crate::outline::{Fact, FactKind};
use std::collections::BTreeMap;

/// The namespace of a name: a type and an operation may share a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Namespace {
    Client,
    Feature,
    Operation,
    Type,
    Webhook,
}

impl Namespace {
    pub const fn of(kind: FactKind) -> Self {
        match kind {
            FactKind::Api | FactKind::Setting | FactKind::Credential => Namespace::Client,
            FactKind::Feature => Namespace::Feature,
            FactKind::Operation
            | FactKind::Security
            | FactKind::Parameter
            | FactKind::Body
            | FactKind::Success
            | FactKind::Failure
            | FactKind::Pages
            | FactKind::Events
            | FactKind::Header => Namespace::Operation,
            FactKind::Webhook => Namespace::Webhook,
            FactKind::Struct
            | FactKind::Strings
            | FactKind::Integers
            | FactKind::Union
            | FactKind::Alias
            | FactKind::Fixed
            | FactKind::Field
            | FactKind::Others
            | FactKind::Value
            | FactKind::Variant
            | FactKind::Rules
            | FactKind::Rule => Namespace::Type,
        }
    }
}

/// A fact with a top-level name, and its parts.
#[derive(Debug)]
pub(super) struct Item<'f> {
    pub head: &'f Fact,
    pub parts: Vec<&'f Fact>,
}

impl<'f> Item<'f> {
    pub const fn new(head: &'f Fact) -> Self {
        Item {
            head,
            parts: Vec::new(),
        }
    }

    fn by_key(&self) -> BTreeMap<(FactKind, &'f [String]), &'f Fact> {
        let parts = self.parts.iter();
        parts
            .map(|fact| ((fact.kind, fact.path.as_slice()), *fact))
            .collect()
    }

    /// The arguments of the constructor or method, in order.
    fn arguments(&self) -> Vec<&'f Fact> {
        let position = |fact: &&Fact| {
            fact.attribute("required")
                .and_then(|at| at.parse::<usize>().ok())
        };
        let mut all: Vec<&Fact> = self
            .parts
            .iter()
            .copied()
            .filter(|fact| position(fact).is_some())
            .collect();
        all.sort_by_key(position);
        all
    }
}

/// Records the changes of an item.
pub(super) fn compare(old: &Item<'_>, new: &Item<'_>, changes: &mut Changes) {
    if old.head.kind != new.head.kind {
        let kind = |fact: &Fact| fact.kind.word();
        changes.record("type-remade", new.head, kind(old.head), kind(new.head));
        return;
    }
    attributes::compare(old.head, new.head, changes);
    let (before, after) = (old.by_key(), new.by_key());
    for (key, fact) in &before {
        if let Some(now) = after.get(key) {
            attributes::compare(fact, now, changes);
        }
    }
    let mut gone: Vec<&Fact> = before
        .iter()
        .filter(|(key, _)| !after.contains_key(*key))
        .map(|(_, fact)| *fact)
        .collect();
    let mut new_parts: Vec<&Fact> = after
        .iter()
        .filter(|(key, _)| !before.contains_key(*key))
        .map(|(_, fact)| *fact)
        .collect();
    match_renames(&mut gone, &mut new_parts, changes);
    security(old, new, &mut gone, &mut new_parts, changes);
    for fact in gone {
        changes.removed(fact);
    }
    for fact in new_parts {
        changes.added(fact);
    }
    compare_order(old, new, changes);
}

/// Pairs removed and added parts that differ only in name or location, and records a rename.
fn match_renames(gone: &mut Vec<&Fact>, new_parts: &mut Vec<&Fact>, changes: &mut Changes) {
    gone.retain(|old| {
        let candidates = new_parts
            .iter()
            .filter_map(|new| Some((renamed(old, new)?, *new)));
        let candidates: Vec<_> = candidates.collect();
        let [(rule, new)] = candidates.as_slice() else {
            return true;
        };
        let name = |fact: &Fact| fact.path[1..].join(".");
        changes.record(rule, new, name(old), name(new));
        new_parts.retain(|other| !std::ptr::eq(*other, *new));
        false
    });
}

/// The rename rule that turns the old part into the new part, if any.
fn renamed(old: &Fact, new: &Fact) -> Option<&'static str> {
    let same = |names: &[&str]| {
        let of = |fact: &Fact| {
            let kept = fact
                .attributes
                .iter()
                .filter(|(name, _)| !names.contains(&name.as_str()));
            kept.cloned().collect::<Vec<_>>()
        };
        of(old) == of(new)
    };
    if old.kind != new.kind {
        return None;
    }
    let same_words = old.docs.is_none() || new.docs.is_none() || old.docs == new.docs;
    match old.kind {
        FactKind::Field if same(&["name"]) && same_words => Some("member-renamed"),
        FactKind::Value if same(&[]) => Some("value-renamed"),
        FactKind::Variant if same(&["tag", "from"]) && same_words => Some("variant-renamed"),
        FactKind::Parameter if old.path[2] == new.path[2] => Some("parameter-moved"),
        FactKind::Parameter if old.path[1] == new.path[1] && same(&["setter"]) && same_words => {
            Some("parameter-renamed")
        }
        _ => None,
    }
}

/// Security requirements are alternatives: an operation without any, or with an empty one, is
/// public.
fn security(
    old: &Item<'_>,
    new: &Item<'_>,
    gone: &mut Vec<&Fact>,
    new_parts: &mut Vec<&Fact>,
    changes: &mut Changes,
) {
    let is_protected = |item: &Item<'_>| {
        let mut all = item
            .parts
            .iter()
            .filter(|fact| fact.kind == FactKind::Security)
            .peekable();
        all.peek().is_some() && all.all(|fact| fact.path[1] != "nothing")
    };
    let rule = match (is_protected(old), is_protected(new)) {
        (false, true) => "security-required",
        (true, false) => "security-dropped",
        _ => return,
    };
    let schemes = |item: &Item<'_>| {
        let all = item
            .parts
            .iter()
            .filter(|fact| fact.kind == FactKind::Security);
        all.map(|fact| fact.path[1].as_str())
            .collect::<Vec<_>>()
            .join(" or ")
    };
    changes.record(rule, new.head, schemes(old), schemes(new));
    gone.retain(|fact| fact.kind != FactKind::Security);
    new_parts.retain(|fact| fact.kind != FactKind::Security);
}

/// Records a different order of the arguments that both versions have.
fn compare_order(old: &Item<'_>, new: &Item<'_>, changes: &mut Changes) {
    let (before, after) = (old.arguments(), new.arguments());
    let name = |fact: &Fact| (fact.kind, fact.path.last().cloned());
    let shared = |from: &[&Fact], other: &[&Fact]| -> Vec<String> {
        let kept = from
            .iter()
            .filter(|fact| other.iter().any(|candidate| name(candidate) == name(fact)));
        kept.filter_map(|fact| fact.path.last().cloned()).collect()
    };
    let (was, is) = (shared(&before, &after), shared(&after, &before));
    if was != is {
        changes.record(
            "arguments-reordered",
            new.head,
            was.join(", "),
            is.join(", "),
        );
    }
}

/// Replaces a removed and an added property with equal name and attributes by a single move.
pub(super) fn merge_moves(changes: &[Change]) -> Vec<Change> {
    let of = |rule| {
        let found = changes
            .iter()
            .filter(move |change: &&Change| change.rule == rule);
        found.collect::<Vec<_>>()
    };
    let (gone, new_parts) = (of("member-removed"), of("member-added"));
    let pairs = gone.iter().filter_map(|old| {
        let is_moved =
            |new: &&&Change| new.is == old.was && new.fact.path[1..] == old.fact.path[1..];
        let mut candidates = new_parts.iter().filter(is_moved);
        match (candidates.next(), candidates.next()) {
            (Some(new), None) => Some((*old, *new)),
            _ => None,
        }
    });
    let pairs: Vec<_> = pairs.collect();
    let moves = pairs.iter().map(|(old, new)| Change {
        rule: "member-moved",
        level: old.level,
        was: old.item.clone(),
        is: new.item.clone(),
        ..(*new).clone()
    });
    let mut all: Vec<Change> = moves.collect();
    let is_paired = |change: &Change| {
        pairs
            .iter()
            .any(|(old, new)| std::ptr::eq(*old, change) || std::ptr::eq(*new, change))
    };
    all.extend(changes.iter().filter(|change| !is_paired(change)).cloned());
    all
}
