//! Validation errors.

use std::fmt;

/// A place where a value violates the schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// The JSON pointer (RFC 6901) of the invalid part; empty for the root.
    pub pointer: String,
    /// The cause, as a predicate (`has 5000 characters, at most 4096 allowed`) or as a sentence
    /// (`type "button" needs a ButtonAction, found a ListAction`).
    pub message: String,
    /// True if the message is a sentence: `type "button" needs a ButtonAction`.
    is_sentence: bool,
}

impl Violation {
    pub(in crate::runtime) fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Violation {
            pointer: pointer.into(),
            message: message.into(),
            is_sentence: false,
        }
    }

    pub(super) fn sentence(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Violation {
            is_sentence: true,
            ..Violation::new(pointer, message)
        }
    }

    /// The message with the separator from the pointer.
    pub(in crate::runtime) fn text(&self) -> String {
        let separator = if self.is_sentence { ": " } else { " " };
        format!("{separator}{}", self.message)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = if self.pointer.is_empty() {
            "the value"
        } else {
            &self.pointer
        };
        write!(out, "{pointer}{}", self.text())
    }
}

/// The violations of a value; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Returns the violations in document order.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }

    /// Iterates over the violations in document order.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl From<Vec<Violation>> for Violations {
    fn from(violations: Vec<Violation>) -> Self {
        Violations(violations)
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                out.write_str("; ")?;
            }
            violation.fmt(out)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
