//! Errors in YAML and JSON, before line numbers are known.

use super::span::Lines;
use super::tree::MAX_DEPTH;
use crate::diagnostic::{Diagnostic, Severity};
use std::ops::Range;

/// A diagnostic with a byte range instead of line and column.
#[derive(Debug)]
pub(super) struct SyntaxError {
    severity: Severity,
    code: &'static str,
    pointer: String,
    span: Range<usize>,
    message: String,
    help: String,
}

impl SyntaxError {
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
    pub fn into_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Adds line and column.
    pub fn into_diagnostic(self, text: &str, lines: &Lines) -> Diagnostic {
        let create = match self.severity {
            Severity::Error => Diagnostic::error,
            Severity::Warning => Diagnostic::warning,
        };
        create(self.code, self.pointer, self.message)
            .with_span(lines.span(text, self.span))
            .with_help(self.help)
    }
}
