//! What is wrong with an input: where, what, why, and the way out.
//!
//! A [`Diagnostic`] is plain data. [`render`] makes text for people of it, [`to_json`] data for
//! machines.

mod render;

use crate::source::{Place, Source};
pub use render::{Style, render, render_all};
use serde_json::json;
use std::borrow::Cow;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be written until this is solved.
    Error,
    /// The output is right as far as it goes; something was left out, guessed or renamed.
    Warning,
}

impl Severity {
    /// The severity as a lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One problem of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of problem it is, in kebab case. It stays the same from release to release.
    pub code: &'static str,
    /// The JSON pointer (RFC 6901) to what the problem is about; empty for the whole input.
    pub pointer: String,
    /// What is wrong, in one sentence without a full stop.
    pub problem: String,
    /// What else belongs to it: reasons, and places that have the same problem.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it is. Without one, the pointer is looked up in the source.
    pub place: Option<Place>,
    /// Whether the name of the member at the pointer is the problem, and not its value.
    pub is_of_name: bool,
}

impl Diagnostic {
    /// A problem that keeps anything from being written.
    pub fn error(
        code: &'static str,
        pointer: impl Into<String>,
        problem: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, pointer.into(), problem.into())
    }

    /// A problem that the output survives.
    pub fn warning(
        code: &'static str,
        pointer: impl Into<String>,
        problem: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, pointer.into(), problem.into())
    }

    /// Whether it keeps anything from being written.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Says what else belongs to the problem.
    #[must_use]
    pub fn with_notes(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }

    /// Says what to do about the problem.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// Says where the problem is, for what no pointer leads to.
    #[must_use]
    pub fn with_place(self, place: Place) -> Self {
        Self {
            place: Some(place),
            ..self
        }
    }

    /// Says that the name of the member is the problem, and not its value.
    #[must_use]
    pub fn of_name(self) -> Self {
        Self {
            is_of_name: true,
            ..self
        }
    }

    fn new(severity: Severity, code: &'static str, pointer: String, problem: String) -> Self {
        Self {
            severity,
            code,
            pointer,
            problem,
            notes: Vec::new(),
            help: None,
            place: None,
            is_of_name: false,
        }
    }
}

/// The diagnostics as an array of objects, errors first, then in the order of the source.
///
/// Members: `severity`, `code`, `message`, `file`, `line`, `column`, `pointer`, `notes`, `help`;
/// what is not known is `null`.
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic], source: &Source) -> serde_json::Value {
    let object = |placed: Placed<'_>| {
        let Placed {
            diagnostic,
            source,
            pointer,
            place,
        } = placed;
        json!({
            "severity": diagnostic.severity.as_str(),
            "code": diagnostic.code,
            "message": diagnostic.problem,
            "file": source.name,
            "line": place.as_ref().map(|place| place.line),
            "column": place.as_ref().map(|place| place.column),
            "pointer": pointer,
            "notes": diagnostic.notes,
            "help": diagnostic.help,
        })
    };
    in_order(diagnostics, source)
        .into_iter()
        .map(object)
        .collect()
}

/// The diagnostics with their places, errors before warnings, then in the order of the source.
fn in_order<'d>(diagnostics: &'d [Diagnostic], source: &'d Source) -> Vec<Placed<'d>> {
    let placed = diagnostics.iter().map(|diagnostic| {
        let (source, pointer) = source.origin(&diagnostic.pointer);
        let known = diagnostic.place.clone();
        let look_up = || match diagnostic.is_of_name {
            true => source.locate_key(&pointer),
            false => source.point_at(&pointer),
        };
        Placed {
            place: known.or_else(look_up),
            diagnostic,
            source,
            pointer,
        }
    });
    let mut placed: Vec<_> = placed.collect();
    placed.sort_by_key(|placed| {
        let at = placed
            .place
            .as_ref()
            .map_or(usize::MAX, |place| place.span.start);
        let is_other = !std::ptr::eq(placed.source, source);
        let file = is_other.then(|| placed.source.name.clone());
        (placed.diagnostic.severity, file, at)
    });
    placed
}

/// A diagnostic and where it is.
struct Placed<'d> {
    diagnostic: &'d Diagnostic,
    source: &'d Source,
    /// The pointer within that source.
    pointer: Cow<'d, str>,
    place: Option<Place>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn machines_get_every_diagnostic_with_its_place() {
        let source = Source::parse("api.yaml", "info:\n  title: 7\n").unwrap();
        let diagnostics = [
            Diagnostic::warning("odd-title", "/info/title", "the title is a number")
                .with_notes(vec!["it is the 7th".to_owned()]),
            Diagnostic::error("missing-paths", "", "there are no paths").with_help("add `paths`"),
        ];
        insta::assert_snapshot!(format!("{:#}", to_json(&diagnostics, &source)), @r#"
        [
          {
            "severity": "error",
            "code": "missing-paths",
            "message": "there are no paths",
            "file": "api.yaml",
            "line": 1,
            "column": 1,
            "pointer": "",
            "notes": [],
            "help": "add `paths`"
          },
          {
            "severity": "warning",
            "code": "odd-title",
            "message": "the title is a number",
            "file": "api.yaml",
            "line": 2,
            "column": 10,
            "pointer": "/info/title",
            "notes": [
              "it is the 7th"
            ],
            "help": null
          }
        ]
        "#);
    }
}
