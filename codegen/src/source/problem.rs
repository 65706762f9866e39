//! What is wrong with a text, before lines are counted.

use super::place::Lines;
use super::tree::MAX_DEPTH;
use crate::diagnostic::{Diagnostic, Severity};
use std::ops::Range;

/// A diagnostic in the making: its place is still a span.
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
    /// A problem of the bytes at `span`, near `pointer`.
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

    /// Collections are nested more deeply than any description needs.
    pub fn too_deep(pointer: String, span: Range<usize>) -> Self {
        Self::new(
            "too-deep",
            (pointer, span),
            format!("collections are nested more than {MAX_DEPTH} levels deep"),
            "move the inner ones into components and refer to them with `$ref`",
        )
    }

    /// The same, but the text has a meaning all the same.
    pub fn forgiven(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The problem with its line and column.
    pub fn diagnostic(self, text: &str, lines: &Lines) -> Diagnostic {
        let told = match self.severity {
            Severity::Error => Diagnostic::error,
            Severity::Warning => Diagnostic::warning,
        };
        told(self.code, self.pointer, self.message)
            .with_place(lines.place(text, self.span))
            .with_help(self.help)
    }
}
