//! Response headers.

use super::{Docs, Type};

/// A typed response header.
#[derive(Debug, Clone)]
pub struct Header {
    /// The header name.
    pub wire: String,
    /// The accessor name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The type of the header's value.
    pub ty: Type,
    /// True if a successful response declares the header.
    pub in_success: bool,
    /// The serialization of the header's value.
    pub form: HeaderStyle,
}

/// The serialization of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderStyle {
    /// `style: simple`: arrays and objects are separated by commas.
    Simple,
    /// `style: simple` with `explode: true`: object properties are written as `name=value`.
    Exploded,
    /// JSON, from `content: application/json`.
    Json,
}
