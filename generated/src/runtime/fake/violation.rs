//! Violations of the spec by a request.

use http::StatusCode;
use std::fmt;

/// A place where a request violates the spec.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Violation {
    /// The part of the request.
    pub part: Part,
    /// The JSON pointer (RFC 6901) within the part; empty for the whole part.
    pub pointer: String,
    /// The cause, as a predicate: `is missing`.
    pub message: String,
}

/// A part of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The path: no operation of the spec has the path.
    Path,
    /// The method: operations with the path have other methods.
    Method,
    /// The credentials.
    Credentials,
    /// The header `Content-Type`.
    MediaType,
    /// The path parameter of the given name.
    PathParameter(&'static str),
    /// The query parameter of the given name.
    Query(&'static str),
    /// The header of the given name.
    Header(&'static str),
    /// The cookie of the given name.
    Cookie(&'static str),
    /// The body.
    Body,
}

impl Violation {
    pub(super) fn new(part: Part, message: impl Into<String>) -> Self {
        Violation {
            part,
            pointer: String::new(),
            message: message.into(),
        }
    }
}

impl Part {
    /// The status of a strict service.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Part::Path => StatusCode::NOT_FOUND,
            Part::Method => StatusCode::METHOD_NOT_ALLOWED,
            Part::Credentials => StatusCode::UNAUTHORIZED,
            Part::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The order of checks by a strict service.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Part::Path => 0,
            Part::Method => 1,
            Part::Credentials => 2,
            Part::MediaType => 3,
            _ => 4,
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Path => out.write_str("the path"),
            Part::Method => out.write_str("the method"),
            Part::Credentials => out.write_str("the credential"),
            Part::MediaType => out.write_str("the media type"),
            Part::PathParameter(name) => write!(out, "the path parameter `{name}`"),
            Part::Query(name) => write!(out, "the query parameter `{name}`"),
            Part::Header(name) => write!(out, "the header `{name}`"),
            Part::Cookie(name) => write!(out, "the cookie `{name}`"),
            Part::Body => out.write_str("the body"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => write!(out, "{} {}", self.part, self.message),
            pointer => write!(out, "{}: {pointer} {}", self.part, self.message),
        }
    }
}
