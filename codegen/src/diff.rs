//! Two outlines to what changed for users of the crate, and the version number that it takes.
//!
//! *Breaking* is what makes a program stop compiling, what makes a request be refused before it is
//! sent that was sent before, and what makes an answer be read as something else.

mod attributes;
mod parts;
mod positions;
mod renames;
mod render;
pub mod rules;

use crate::outline::{Fact, Kind};
use parts::Item;
use positions::Positions;
pub use render::{json, markdown, text};
use std::collections::BTreeMap;

/// What a change means for users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing but words.
    Documentation,
    /// Something more, or something that asks nothing of users.
    Additive,
    /// Programs may have to change.
    Breaking,
}

/// What a change asks of the version number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Verdict {
    None,
    Patch,
    Minor,
    Major,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it means.
    pub level: Level,
    /// The name of its rule in [`rules::RULES`].
    pub rule: &'static str,
    /// What changed: `Text.body`.
    pub item: String,
    /// What it was; empty where it was not there.
    pub was: String,
    /// What it is; empty where it is gone.
    pub is: String,
    /// The fact that has changed: the new one, or the old one where there is no new one.
    pub fact: Fact,
    /// Whether the fact is an old one.
    pub gone: bool,
}

/// What changed from one crate to another: breaking changes first, then in the order of the facts.
#[must_use]
pub fn compare(old: &[Fact], new: &[Fact]) -> Vec<Change> {
    let mut changes = Changes {
        found: Vec::new(),
        positions: Positions::of(old).and(Positions::of(new)),
    };
    let old = renames::settle(old, new, &mut changes);
    let (before, after) = (items(&old), items(new));
    for (key, item) in &before {
        match after.get(key) {
            Some(now) => parts::compare(item, now, &mut changes),
            None => changes.removed(item.head),
        }
    }
    for (key, item) in &after {
        if !before.contains_key(key) {
            changes.added(item.head);
        }
    }
    let mut found = parts::moved(&changes.found);
    found.sort_by(|left, right| {
        (right.level, &left.item, left.rule).cmp(&(left.level, &right.item, right.rule))
    });
    found
}

/// The verdict on changes.
#[must_use]
pub fn verdict(changes: &[Change]) -> Verdict {
    match changes.iter().map(|change| change.level).max() {
        None => Verdict::None,
        Some(Level::Documentation) => Verdict::Patch,
        Some(Level::Additive) => Verdict::Minor,
        Some(Level::Breaking) => Verdict::Major,
    }
}

impl Verdict {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::None => "none",
            Verdict::Patch => "patch",
            Verdict::Minor => "minor",
            Verdict::Major => "major",
        }
    }

    /// The version after one with these three numbers, as cargo counts: before 1.0.0, the second
    /// number is that of breaking changes.
    #[must_use]
    pub const fn next(self, [major, minor, patch]: [u64; 3]) -> [u64; 3] {
        match (self, major) {
            (Verdict::None, _) => [major, minor, patch],
            (Verdict::Major, 0) => [0, minor + 1, 0],
            (Verdict::Major, _) => [major + 1, 0, 0],
            (Verdict::Minor, 1..) => [major, minor + 1, 0],
            (Verdict::Minor | Verdict::Patch, _) => [major, minor, patch + 1],
        }
    }
}

/// The facts of each type, of each operation and of the client.
fn items(facts: &[Fact]) -> BTreeMap<(parts::Class, &str), Item<'_>> {
    let mut items: BTreeMap<_, Item<'_>> = BTreeMap::new();
    for fact in facts {
        let key = (parts::Class::of(fact.kind), fact.path[0].as_str());
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

/// The changes that have been found.
struct Changes {
    found: Vec<Change>,
    positions: Positions,
}

impl Changes {
    /// Notes what became of a fact.
    fn note(
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
        let row = rules::row_of(rule);
        let (sent, received) = match fact.kind {
            kind if parts::Class::of(kind) == parts::Class::Type => {
                self.positions.of_type(&fact.path[0])
            }
            Kind::Success | Kind::Failure | Kind::Pages | Kind::Events | Kind::Header => {
                (false, true)
            }
            _ => (true, false),
        };
        let levels = [(sent, row.sent), (received, row.received)];
        let level = levels
            .into_iter()
            .filter(|(here, _)| *here)
            .map(|(_, level)| level)
            .max();
        self.found.push(Change {
            level: level.unwrap_or(row.sent),
            rule,
            item: fact.name(),
            was,
            is,
            fact: fact.clone(),
            gone,
        });
    }
}
