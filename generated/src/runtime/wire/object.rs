//! JSON objects: the table of members, reading and writing.

mod declare;
mod key;
mod read;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod write;

#[allow(unused_imports)]
pub(crate) use declare::object;
pub(crate) use key::Key;
pub use read::{Fields, ObjectReader, read_object};
pub use write::ObjectWriter;

use crate::runtime::rules::{Literal, Rules};

/// What the description says of an object.
#[derive(Debug)]
pub struct Object {
    /// The name of the type, for messages.
    pub name: &'static str,
    /// The members that are fields, in the order of the fields.
    pub members: &'static [Member],
    /// The members with one possible value, which are no fields.
    pub fixed: &'static [Fixed],
    /// What becomes of all other members.
    pub others: Others,
    /// What the types of the members do not say.
    pub rules: Rules,
}

/// A member of an object.
#[derive(Debug)]
pub struct Member {
    /// Its name in JSON.
    pub name: &'static str,
    /// Whether it has to be there.
    pub required: bool,
    /// The rules of its type.
    pub rules: fn() -> Rules,
}

/// A member with one possible value.
#[derive(Debug)]
pub struct Fixed {
    /// Its name in JSON.
    pub name: &'static str,
    /// The value.
    pub value: Literal,
    /// Whether it has to be there.
    pub required: bool,
}

/// What may stand in an object beside the members that the description names.
#[derive(Debug)]
pub enum Others {
    /// Anything; kept in [`Extra`](super::Extra).
    Open,
    /// Nothing; what comes all the same is kept in [`Extra`](super::Extra) and refused by `validate()`.
    Closed,
    /// Values that satisfy these rules.
    Typed(fn() -> Rules),
    /// Values of one type where their names match one of these patterns, and anything else.
    Like(&'static [&'static str]),
}
