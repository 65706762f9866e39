//! Validation that accepts values unknown to the spec: undeclared properties, further values of
//! enums, further discriminator values.
//!
//! A condition such as `if` is decided by every rule. A value that satisfies no branch of `anyOf` or
//! `oneOf` may satisfy a branch except for unknown values:
//!
//! ```text
//! oneOf: [{ enum: [small, large] }, { type: integer }]
//! "huge"    satisfies the first branch, except for an unknown value
//! ```

use super::Rules;
use super::check::{check_rules, is_valid_node};
use super::report::Report;
use super::violation::Violation;
use crate::runtime::wire::Node;

/// Returns the violations, except for values unknown to the spec.
pub(super) fn violations(value: &Node<'_>, rules: Rules) -> Vec<Violation> {
    if is_valid_node(value, rules) {
        return Vec::new();
    }
    let mut report = Report::accepting(Vec::new(), String::new());
    check_rules(value, rules, &mut report);
    report.into_violations()
}

impl Report {
    /// Returns `true` if the report accepts an unknown value at the current pointer.
    pub(super) fn accept_unknown(&mut self) -> bool {
        let pointer = &self.pointer;
        let unknown = self.unknown.as_mut();
        unknown
            .map(|unknown| unknown.push(pointer.clone()))
            .is_some()
    }

    /// Returns `true` if the value at the current pointer is an accepted unknown value.
    pub(super) fn is_unknown(&self) -> bool {
        let mut unknown = self.unknown.iter().flatten();
        unknown.any(|pointer| *pointer == self.pointer)
    }

    /// Returns `true` if the value satisfies one of the alternatives, except for unknown values.
    pub(super) fn accepts_any(
        &mut self,
        value: &Node<'_>,
        alternatives: impl IntoIterator<Item = Rules>,
    ) -> bool {
        for rules in alternatives {
            let Some(unknown) = self.unknown.clone() else {
                return false;
            };
            let mut report = Report::accepting(unknown, self.pointer.clone());
            check_rules(value, rules, &mut report);
            if !report.failed {
                self.unknown = report.unknown;
                return true;
            }
        }
        false
    }
}
