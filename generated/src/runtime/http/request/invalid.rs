//! Validation errors of a request.

use crate::runtime::http::operation::SecurityScheme;
use crate::runtime::rules::{Violation, Violations};
use std::fmt;

/// The reasons why a request is invalid. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRequest(Vec<InvalidPart>);

/// An invalid part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidPart {
    /// The part.
    pub part: RequestPart,
    /// The violated rules. Pointers are relative to the value of the part.
    pub violations: Violations,
}

/// The violations that reject a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Validation {
    /// Every violation.
    All,
    /// The violations of values that the spec knows.
    Known,
    /// None.
    Off,
}

/// A part of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestPart {
    /// The body.
    Body,
    /// The parameter with the given name.
    Parameter(&'static str),
    /// The header with the given name, set by `Call::header`.
    Header(String),
    /// The token, password or key of a security scheme.
    Credentials(SecurityScheme),
    /// The URL.
    Url,
}

impl InvalidRequest {
    pub(crate) fn new(parts: Vec<InvalidPart>) -> Result<(), Self> {
        if parts.is_empty() {
            Ok(())
        } else {
            Err(InvalidRequest(parts))
        }
    }

    /// Creates an error with a single message.
    pub(crate) fn single(part: RequestPart, message: impl Into<String>) -> Self {
        InvalidRequest(vec![InvalidPart::new(part, message)])
    }

    /// The invalid parts.
    #[must_use]
    pub fn as_slice(&self) -> &[InvalidPart] {
        &self.0
    }

    /// Iterates over the invalid parts.
    pub fn iter(&self) -> std::slice::Iter<'_, InvalidPart> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a InvalidRequest {
    type Item = &'a InvalidPart;
    type IntoIter = std::slice::Iter<'a, InvalidPart>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl InvalidPart {
    /// Creates a part with a single message about the root of the value.
    pub(crate) fn new(part: RequestPart, message: impl Into<String>) -> Self {
        let violation = Violation::new("", message);
        InvalidPart::with_violations(part, vec![violation].into())
    }

    /// Creates a part with the given violations.
    pub(crate) fn with_violations(part: RequestPart, violations: Violations) -> Self {
        InvalidPart { part, violations }
    }
}

impl fmt::Display for RequestPart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RequestPart::Body => out.write_str("the body"),
            RequestPart::Parameter(name) => write!(out, "the parameter `{name}`"),
            RequestPart::Header(name) => write!(out, "the header `{}`", name.escape_debug()),
            RequestPart::Credentials(scheme) => scheme.fmt(out),
            RequestPart::Url => out.write_str("the URL"),
        }
    }
}

/// Prints the first three violations and the number of remaining violations, on a single line.
impl fmt::Display for InvalidRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 3;
        let all = || {
            self.iter()
                .flat_map(|part| part.violations.iter().map(move |one| (&part.part, one)))
        };
        for (index, (part, violation)) in all().take(SHOWN).enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            let pointer = &violation.pointer;
            let at = if pointer.is_empty() { "" } else { " at " };
            write!(out, "{separator}{part}{at}{pointer}{}", violation.text())?;
        }
        match all().count() {
            count if count > SHOWN => write!(out, "; and {} more", count - SHOWN),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for InvalidRequest {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn prints_a_single_bounded_line() {
        let mut parts = vec![
            InvalidPart::new(RequestPart::Parameter("Version"), "is empty"),
            InvalidPart::new(
                RequestPart::Credentials(SecurityScheme::Bearer),
                "is missing",
            ),
        ];
        let violation = |pointer: &str| Violation::new(pointer, "is wrong");
        parts.push(InvalidPart {
            part: RequestPart::Body,
            violations: vec![violation("/a"), violation("/b")].into(),
        });
        assert_eq!(
            InvalidRequest::new(parts).unwrap_err().to_string(),
            "the parameter `Version` is empty; the bearer token is missing; \
             the body at /a is wrong; and 1 more"
        );
    }
}
