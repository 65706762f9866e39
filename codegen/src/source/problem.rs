//! Errors in YAML and JSON, before line numbers are known.

use super::place::Lines;
use super::tree::MAX_DEPTH;
use crate::diagnostic::{Diagnostic, Severity};
use std::ops::Range;

/// A diagnostic with a byte range instead of line and column.
#[derive(Debug)]
pub(super) struct Problem {
    severity: Severity,
    code: &'static str,
    pointer: String,
    span: Range<usize>,
    message: String,
    help: String,
}

impl Problem {
    /// An error at the bytes `span`, near `pointer`.
    pub fn new(
        code: &'static str,
        (pointer, span): (impl Into<String>, Range<usize>),
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            pointer: pointer.into(),
            span,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The error for nesting beyond [`MAX_DEPTH`].
    pub fn too_deep(pointer: String, span: Range<usize>) -> Self {
        Self::new(
            "too-deep",
            (pointer, span),
            format!("collections are nested more than {MAX_DEPTH} levels deep"),
            "move inner values to `components` and refer to each with `$ref`",
        )
    }

    /// Turns the error into a warning.
    pub fn forgiven(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Adds line and column.
    pub fn diagnostic(self, text: &str, lines: &Lines) -> Diagnostic {
        let create = match self.severity {
            Severity::Error => Diagnostic::error,
            Severity::Warning => Diagnostic::warning,
        };
        create(self.code, self.pointer, self.message)
            .with_place(lines.place(text, self.span))
            .with_help(self.help)
    }
}
