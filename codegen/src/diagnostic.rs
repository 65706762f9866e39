//! Errors and warnings about a spec, an overlay or `codegen.toml`.
//!
//! A [`Diagnostic`] is plain data. [`render`] formats diagnostics for terminals, [`to_json`] for
//! programs.

mod codes;
mod render;

use crate::source::{Source, Span};
pub use codes::CODES;
pub use render::{Style, render, render_all};
use serde_json::json;
use std::borrow::Cow;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Prevents all output.
    Error,
    /// Part of the spec was skipped, guessed or renamed; the output is correct otherwise.
    Warning,
}

impl Severity {
    /// Returns `"error"` or `"warning"`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// An error or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The stable identifier, in kebab case, such as `duplicate-key`.
    pub code: &'static str,
    /// The JSON pointer (RFC 6901) to the affected value; empty for the root.
    pub pointer: String,
    /// The message: one sentence without a full stop.
    pub message: String,
    /// Reasons and related locations.
    pub notes: Vec<String>,
    /// Advice in the imperative, such as "add `paths`".
    pub help: Option<String>,
    /// The span in the text. If `None`, the span is looked up by `pointer`.
    pub span: Option<Span>,
    /// True if the diagnostic is about the key at `pointer` instead of the value.
    pub is_about_key: bool,
}

impl Diagnostic {
    /// Creates an error.
    pub fn error(
        code: &'static str,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, pointer.into(), message.into())
    }

    /// Creates a warning.
    pub fn warning(
        code: &'static str,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, pointer.into(), message.into())
    }

    /// True for an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Sets the notes.
    #[must_use]
    pub fn with_notes(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }

    /// Sets the help.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// Sets the span, for text without a JSON pointer.
    #[must_use]
    pub fn with_span(self, place: Span) -> Self {
        Self {
            span: Some(place),
            ..self
        }
    }

    /// Marks the diagnostic as being about the key instead of the value.
    #[must_use]
    pub fn about_key(self) -> Self {
        Self {
            is_about_key: true,
            ..self
        }
    }

    fn new(severity: Severity, code: &'static str, pointer: String, problem: String) -> Self {
        debug_assert!(CODES.contains(&code), "unlisted code {code}");
        Self {
            severity,
            code,
            pointer,
            message: problem,
            notes: Vec::new(),
            help: None,
            span: None,
            is_about_key: false,
        }
    }
}

/// Converts diagnostics to a JSON array: errors first, then in the order of the source.
///
/// The objects have `severity`, `code`, `message`, `file`, `line`, `column`, `pointer`, `notes` and
/// `help`; unknown values are `null`.
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic], source: &Source) -> serde_json::Value {
    let object = |placed: Located<'_>| {
        let Located {
            diagnostic,
            source,
            pointer,
            place,
        } = placed;
        json!({
            "severity": diagnostic.severity.as_str(),
            "code": diagnostic.code,
            "message": diagnostic.message,
            "file": source.name,
            "line": place.as_ref().map(|place| place.line),
            "column": place.as_ref().map(|place| place.column),
            "pointer": pointer,
            "notes": diagnostic.notes,
            "help": diagnostic.help,
        })
    };
    locate_and_sort(diagnostics, source)
        .into_iter()
        .map(object)
        .collect()
}

/// Locates and sorts diagnostics: errors first, then in the order of the source.
fn locate_and_sort<'d>(diagnostics: &'d [Diagnostic], source: &'d Source) -> Vec<Located<'d>> {
    let placed = diagnostics.iter().map(|diagnostic| {
        let (source, pointer) = source.origin(&diagnostic.pointer);
        let known = diagnostic.span.clone();
        let look_up = || match diagnostic.is_about_key {
            true => source.locate_key(&pointer),
            false => source.highlight(&pointer),
        };
        Located {
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
            .map_or(usize::MAX, |place| place.bytes.start);
        let is_other = !std::ptr::eq(placed.source, source);
        let file = is_other.then(|| placed.source.name.clone());
        (placed.diagnostic.severity, file, at)
    });
    placed
}

/// A diagnostic with file and span.
struct Located<'d> {
    diagnostic: &'d Diagnostic,
    source: &'d Source,
    /// The pointer within `source`.
    pointer: Cow<'d, str>,
    place: Option<Span>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn converts_diagnostics_to_json() {
        let source = Source::parse("api.yaml", "info:\n  title: 7\n").unwrap();
        let diagnostics = [
            Diagnostic::warning("wrong-type", "/info/title", "the title is a number")
                .with_notes(vec!["it is the 7th".to_owned()]),
            Diagnostic::error("empty-spec", "", "there are no paths").with_help("add `paths`"),
        ];
        insta::assert_snapshot!(format!("{:#}", to_json(&diagnostics, &source)), @r#"
        [
          {
            "severity": "error",
            "code": "empty-spec",
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
            "code": "wrong-type",
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
