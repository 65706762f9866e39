//! Judges a description itself: what in it cannot be meant.
//!
//! [`questions`] lists the values that a validator has to judge by their schemas; [`check`] takes
//! its answers and tells all that was found. The validator is not ours, and not a part of this
//! library: whoever calls this has one.

mod actions;
mod closed;
mod contradictions;
mod discriminators;
mod duplicates;
mod grammar;
mod headers;
mod nodes;
mod overlays;
mod parts;
mod paths;
mod questions;
mod required;
mod unused;
mod values;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::json::Json;
use crate::source::Source;
pub use actions::{Action, Change, overlay};
use nodes::Nodes;
pub use questions::{Answer, Asked, Question, Side, Violation};
use serde_json::Value;

/// Something in a description that cannot be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is, where, and why.
    pub diagnostic: Diagnostic,
    /// What to change so that it is gone, where that needs no judgement.
    pub actions: Vec<Action>,
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
        self.diagnostic.is_of_name = true;
        self
    }

    fn actions(mut self, actions: Vec<Action>) -> Self {
        self.actions = actions;
        self
    }
}

/// The values to be judged by an independent validator.
#[must_use]
pub fn questions(source: &Source) -> Vec<Question> {
    questions::of(&Nodes::of(&source.root.to_value()))
}

/// Everything that is found, given what a validator says to each of the [`questions`].
///
/// # Errors
///
/// Where this is no OpenAPI description of a version that is read.
pub fn check(
    source: &Source,
    answers: &[(Question, Answer)],
) -> Result<Vec<Finding>, Vec<Diagnostic>> {
    let document = Document::new(&source.root)?;
    let told = document.into_diagnostics();
    if told.iter().any(Diagnostic::is_error) {
        return Err(told);
    }
    let root = source.root.to_value();
    let nodes = Nodes::of(&root);
    let mut found = closed::find(&nodes);
    let closed = found.iter().map(|it| it.diagnostic.pointer.clone());
    found.extend(values::find(&nodes, source, answers, &closed.collect()));
    found.extend(contradictions::find(&nodes));
    found.extend(required::find(&nodes));
    found.extend(discriminators::find(&nodes));
    found.extend(unused::find(&nodes, source));
    found.extend(duplicates::find(&nodes, source));
    found.extend(paths::find(&nodes));
    found.extend(headers::find(&nodes));
    found.extend(overlays::find(source));
    Ok(found)
}

/// Leaves out the actions that do not fit a description as it is before its files are brought
/// together: overlays are applied to that.
pub fn keep_applicable(findings: &mut [Finding], before: &Json, after: &Json) {
    for finding in findings {
        let fits = |action: &Action| {
            let value = before.pointer(&action.at);
            value.is_some() && value == after.pointer(&action.at)
        };
        if !finding.actions.iter().all(fits) {
            finding.actions.clear();
        }
    }
}

/// Whether a schema allows nothing.
fn is_never(schema: &Value) -> bool {
    *schema == Value::Bool(false)
}

/// Up to how many names are told one by one.
const NAMES: usize = 6;

/// Names for people: `a`, `b` and 3 more.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [all @ .., last] if names.len() <= NAMES && !all.is_empty() => {
            format!("{} and {last}", all.join(", "))
        }
        [only] => only.clone(),
        all => {
            let more = all.len().saturating_sub(NAMES - 1);
            let first = &all[..all.len().min(NAMES - 1)];
            format!("{} and {more} more", first.join(", "))
        }
    }
}
