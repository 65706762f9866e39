//! The headers of answers.

use super::{Docs, Type};

/// A header of an answer.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its name on the wire.
    pub wire: String,
    /// The name of the method that reads it, an identifier.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// How it is written.
    pub form: HeaderForm,
}

/// How a header is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderForm {
    /// As one text; lists and objects with commas between all that is in them.
    Simple,
    /// Likewise, but the members of objects with `=` between name and value.
    Exploded,
    /// As JSON.
    Json,
}
