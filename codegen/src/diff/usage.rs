//! Determines which types are sent and which are received.

use crate::outline::{Fact, FactKind};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the types that requests send and responses contain.
#[derive(Debug, Default)]
pub(super) struct Usage {
    sent: BTreeSet<String>,
    received: BTreeSet<String>,
}

impl Usage {
    /// Collects the types that the operations refer to, transitively.
    pub fn of(facts: &[Fact]) -> Self {
        let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut positions = Usage::default();
        let (mut sent, mut received) = (Vec::new(), Vec::new());
        for fact in facts {
            let Some(ty) = fact.attribute("type") else {
                continue;
            };
            match fact.kind {
                FactKind::Body | FactKind::Parameter => sent.extend(names(ty)),
                FactKind::Success
                | FactKind::Failure
                | FactKind::Pages
                | FactKind::Events
                | FactKind::Header
                | FactKind::Webhook => {
                    received.extend(names(ty));
                }
                _ => parts.entry(&fact.path[0]).or_default().extend(names(ty)),
            }
        }
        reach(sent, &parts, &mut positions.sent);
        reach(received, &parts, &mut positions.received);
        positions
    }

    /// Merges the usage of the old and the new outline.
    pub fn and(mut self, other: Self) -> Self {
        self.sent.extend(other.sent);
        self.received.extend(other.received);
        self
    }

    /// Returns whether a type is sent and whether it is received. A type that no operation uses
    /// counts as both.
    pub fn of_type(&self, name: &str) -> (bool, bool) {
        match (self.sent.contains(name), self.received.contains(name)) {
            (false, false) => (true, true),
            known => known,
        }
    }
}

/// The type names inside a type expression.
pub(super) fn names(ty: &str) -> impl Iterator<Item = &str> {
    ty.split(['<', '>', ' ']).filter(|name| !name.is_empty())
}

fn reach<'f>(
    from: Vec<&'f str>,
    parts: &BTreeMap<&'f str, Vec<&'f str>>,
    found: &mut BTreeSet<String>,
) {
    let mut open = from;
    while let Some(name) = open.pop() {
        if found.insert(name.to_owned()) {
            open.extend(parts.get(name).into_iter().flatten());
        }
    }
}
