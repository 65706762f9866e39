//! Checks a spec for mistakes.
//!
//! [`cases`] lists values to validate against schemas. The caller runs an independent
//! validator, not part of this library, and passes the results to [`check`], which returns the
//! findings.

mod cases;
mod closed_schemas;
mod composition;
mod conformance;
mod contradictions;
mod discriminators;
mod duplicates;
mod fixes;
mod headers;
mod index;
mod overlays;
mod paths;
mod reachable;
mod required;
mod unused;
mod values;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::json::Json;
use crate::source::Source;
use crate::spelling::list;
pub use cases::{Case, Direction, Outcome, ValueSource, Violation};
pub use conformance::structure;
pub use fixes::{OverlayAction, OverlayChange, overlay};
use index::Index;
use serde_json::Value;

/// A likely mistake in a spec.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The diagnostic to report.
    pub diagnostic: Diagnostic,
    /// Overlay actions that fix the mistake; empty if the fix needs judgement.
    pub actions: Vec<OverlayAction>,
}

impl Finding {
    fn new(code: &'static str, pointer: &str, problem: impl Into<String>) -> Self {
        Self {
            diagnostic: Diagnostic::warning(code, pointer, problem),
            actions: Vec::new(),
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    fn notes(mut self, notes: Vec<String>) -> Self {
        self.diagnostic.notes = notes;
        self
    }

    fn of_name(mut self) -> Self {
        self.diagnostic.is_about_key = true;
        self
    }

    fn actions(mut self, actions: Vec<OverlayAction>) -> Self {
        self.actions = actions;
        self
    }
}

/// Returns the values to validate with an independent validator.
#[must_use]
pub fn cases(source: &Source) -> Vec<Case> {
    cases::of(&Index::of(&source.root.to_value()))
}

/// Checks a spec, given a validator's results for the [`cases`].
///
/// # Errors
///
/// Fails if the spec has errors, for example an unsupported version.
pub fn check(
    source: &Source,
    answers: &[(Case, Outcome)],
) -> Result<Vec<Finding>, Vec<Diagnostic>> {
    let document = Document::new(&source.root)?;
    let diagnostics = document.into_diagnostics();
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err([source.warnings.clone(), diagnostics].concat());
    }
    let root = source.root.to_value();
    let nodes = Index::of(&root);
    let mut found = closed_schemas::find(&nodes);
    let closed = found
        .iter()
        .map(|finding| finding.diagnostic.pointer.clone());
    found.extend(values::find(&nodes, source, answers, &closed.collect()));
    found.extend(contradictions::find(&nodes));
    found.extend(required::find(&nodes));
    found.extend(discriminators::find(&nodes));
    found.extend(unused::find(&nodes, source));
    found.extend(duplicates::find(&nodes, source));
    found.extend(paths::find(&nodes));
    found.extend(headers::find(&nodes));
    found.extend(overlays::find(source));
    found.retain(|finding| !source.is_consequence(&finding.diagnostic));
    Ok(found)
}

/// Drops the actions whose target differs between the unbundled spec (`before`) and the bundled
/// spec (`after`): overlays are applied to the unbundled spec.
pub fn keep_applicable(findings: &mut [Finding], before: &Json, after: &Json) {
    for finding in findings {
        let fits = |action: &OverlayAction| {
            let value = before.pointer(&action.at);
            value.is_some() && value == after.pointer(&action.at)
        };
        if !finding.actions.iter().all(fits) {
            finding.actions.clear();
        }
    }
}

/// True for the schema `false`.
fn is_false(schema: &Value) -> bool {
    *schema == Value::Bool(false)
}

/// Maximum number of names in a message.
const MAX_NAMES: usize = 6;

/// Joins names for a message: `a`, `b` and 3 more.
fn join_names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if names.len() <= MAX_NAMES {
        return list(&names, "and");
    }
    let (first, rest) = names.split_at(MAX_NAMES - 1);
    format!("{} and {} more", first.join(", "), rest.len())
}
