//! Compares two outlines: the changes of the public API, and the version bump they require.
//!
//! A change is *breaking* if a program may stop compiling, if `validate()` may reject a request
//! that was accepted before, or if a response may be decoded differently.

mod attributes;
mod items;
mod renames;
mod render;
pub mod rules;
mod usage;

use crate::outline::{Fact, FactKind};
use items::Item;
pub use render::{json, markdown, text};
use std::collections::BTreeMap;
use usage::Usage;

/// The effect of a change on users of the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Only documentation changes.
    Documentation,
    /// The API gains an item, or users need no change.
    Additive,
    /// Programs may have to change.
    Breaking,
}

/// The version bump that a set of changes requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

/// A change of the public API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The effect on users.
    pub level: Level,
    /// The name of a rule in [`rules::RULES`].
    pub rule: &'static str,
    /// The path of the changed item: `Text.body`.
    pub item: String,
    /// The old value; empty for an added item.
    pub was: String,
    /// The new value; empty for a removed item.
    pub is: String,
    /// The new fact, or the old fact of a removed item.
    pub fact: Fact,
    /// True if `fact` is from the old outline.
    pub is_removed: bool,
}

/// Returns the changes between two crates: breaking changes first, then sorted by item.
#[must_use]
pub fn compare(old: &[Fact], new: &[Fact]) -> Vec<Change> {
    let mut changes = Changes {
        found: Vec::new(),
        positions: Usage::of(old).and(Usage::of(new)),
    };
    let old = renames::apply(old, new, &mut changes);
    let (before, after) = (items(&old), items(new));
    for (key, item) in &before {
        match after.get(key) {
            Some(now) => items::compare(item, now, &mut changes),
            // Rules without a type: the rules that refer to the table change as well.
            None if item.head.kind == FactKind::Rules => {}
            None => changes.removed(item.head),
        }
    }
    for (key, item) in &after {
        if !before.contains_key(key) && item.head.kind != FactKind::Rules {
            changes.added(item.head);
        }
    }
    let mut found = items::merge_moves(&changes.found);
    found.sort_by(|left, right| {
        (right.level, &left.item, left.rule).cmp(&(left.level, &right.item, right.rule))
    });
    found
}

/// Returns the version bump for a list of changes.
#[must_use]
pub fn verdict(changes: &[Change]) -> Bump {
    match changes.iter().map(|change| change.level).max() {
        None => Bump::None,
        Some(Level::Documentation) => Bump::Patch,
        Some(Level::Additive) => Bump::Minor,
        Some(Level::Breaking) => Bump::Major,
    }
}

impl Bump {
    /// The lowercase name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }

    /// Returns the next version by Cargo's rules: before 1.0.0, a breaking change increments the
    /// minor version.
    #[must_use]
    pub const fn next(self, [major, minor, patch]: [u64; 3]) -> [u64; 3] {
        match (self, major) {
            (Bump::None, _) => [major, minor, patch],
            (Bump::Major, 0) => [0, minor + 1, 0],
            (Bump::Major, _) => [major + 1, 0, 0],
            (Bump::Minor, 1..) => [major, minor + 1, 0],
            (Bump::Minor | Bump::Patch, _) => [major, minor, patch + 1],
        }
    }
}

/// Groups facts by type, operation, feature and client.
fn items(facts: &[Fact]) -> BTreeMap<(items::Namespace, &str), Item<'_>> {
    let mut items: BTreeMap<_, Item<'_>> = BTreeMap::new();
    for fact in facts {
        let key = (items::Namespace::of(fact.kind), fact.path[0].as_str());
        match items.entry(key) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(Item::new(fact));
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                entry.get_mut().parts.push(fact);
            }
        }
    }
    items
}

/// The changes found so far.
struct Changes {
    found: Vec<Change>,
    positions: Usage,
}

impl Changes {
    /// Records a change of a fact.
    fn record(
        &mut self,
        rule: &'static str,
        fact: &Fact,
        was: impl Into<String>,
        is: impl Into<String>,
    ) {
        self.push(rule, fact, was.into(), is.into(), false);
    }

    fn added(&mut self, fact: &Fact) {
        let rule = rules::added(fact);
        self.push(rule, fact, String::new(), fact.summary(), false);
    }

    fn removed(&mut self, fact: &Fact) {
        let rule = rules::removed(fact);
        self.push(rule, fact, fact.summary(), String::new(), true);
    }

    fn push(&mut self, rule: &'static str, fact: &Fact, was: String, is: String, gone: bool) {
        let row = rules::rule(rule);
        let (sent, received) = match fact.kind {
            kind if items::Namespace::of(kind) == items::Namespace::Type => {
                self.positions.of_type(&fact.path[0])
            }
            FactKind::Success
            | FactKind::Failure
            | FactKind::Pages
            | FactKind::Events
            | FactKind::Header => (false, true),
            _ => (true, false),
        };
        let levels = [(sent, row.sent), (received, row.received)];
        let level = levels
            .into_iter()
            .filter(|(is_used, _)| *is_used)
            .map(|(_, level)| level)
            .max();
        self.found.push(Change {
            level: level.unwrap_or(row.sent),
            rule,
            item: fact.name(),
            was,
            is,
            fact: fact.clone(),
            is_removed: gone,
        });
    }
}
