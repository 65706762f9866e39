//! The state of a validation.

use super::Violation;
use crate::runtime::wire::Object;
use std::collections::HashSet;
use std::fmt::Write as _;

/// The violations found so far and the current JSON pointer.
#[derive(Default)]
pub(super) struct Report {
    pub(super) pointer: String,
    violations: Vec<Violation>,
    pub(super) failed: bool,
    /// Stop at the first violation, without a message. Used for a yes-or-no result.
    pub(super) fail_fast: bool,
    /// The pointers of accepted unknown values; `None` rejects unknown values.
    pub(super) unknown: Option<Vec<String>>,
    /// The object whose rules are being checked, unless a rule descended to a property.
    pub(super) object: Option<&'static Object>,
}

impl Report {
    pub(super) fn fail_fast() -> Self {
        Report {
            fail_fast: true,
            ..Report::default()
        }
    }

    /// A report for a part of the value that accepts unknown values.
    pub(super) fn accepting(unknown: Vec<String>, pointer: String) -> Self {
        Report {
            pointer,
            unknown: Some(unknown),
            ..Report::default()
        }
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        let mut seen = HashSet::new();
        let mut violations = self.violations;
        violations.retain(|violation| seen.insert(violation.clone()));
        violations
    }

    /// Adds a message that is a sentence.
    pub(super) fn add_sentence(&mut self, message: impl FnOnce() -> String) {
        self.failed = true;
        if !self.fail_fast {
            let pointer = self.pointer.clone();
            self.violations
                .push(Violation::sentence(pointer, message()));
        }
    }

    pub(super) fn add(&mut self, message: impl FnOnce() -> String) {
        self.failed = true;
        if !self.fail_fast {
            self.violations
                .push(Violation::new(self.pointer.clone(), message()));
        }
    }

    /// Returns `true` once further checks cannot change the result.
    pub(super) fn is_decided(&self) -> bool {
        self.fail_fast && self.failed
    }

    pub(super) fn require(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if !holds {
            self.add(message);
        }
    }

    pub(super) fn at(&mut self, segment: impl std::fmt::Display, walk: impl FnOnce(&mut Report)) {
        if self.fail_fast {
            if !self.failed {
                walk(self);
            }
            return;
        }
        let length = self.pointer.len();
        let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
        write!(self.pointer, "/{segment}").expect("writing to a string cannot fail");
        let object = self.object.take();
        walk(self);
        self.object = object;
        self.pointer.truncate(length);
    }

    /// Reports an undeclared property, unless the report accepts unknown values.
    pub(super) fn forbid_undeclared(&mut self, name: &str, message: impl FnOnce() -> String) {
        if self.unknown.is_none() {
            self.at(name, |report| report.add(message));
        }
    }
}
