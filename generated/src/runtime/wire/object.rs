//! JSON objects: table of properties, reading and writing.

mod constructors;
mod declare;
mod key;
mod read;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod write;

#[allow(unused_imports)]
pub(crate) use constructors::constructors;
#[allow(unused_imports)]
pub(crate) use declare::object;
pub(crate) use key::Key;
pub use read::{ObjectReader, ReadObject, read_object};
pub use write::ObjectWriter;

use crate::runtime::rules::{Literal, Rules};

/// The table of an object type.
#[derive(Debug)]
pub struct Object {
    /// The name of the Rust type, for error messages.
    pub name: &'static str,
    /// The properties with a field, in field order; required properties first.
    pub properties: &'static [Property],
    /// The properties with a single allowed value, without a field; required properties first.
    pub constants: &'static [Constant],
    /// The treatment of undeclared properties.
    pub additional: AdditionalProperties,
    /// The rules that the field types do not express.
    pub rules: Rules,
    /// The names of the fields, if `Debug` hides some of them.
    #[cfg(feature = "fake")]
    pub fields: &'static [&'static str],
    /// The names of the fields that `Debug` hides.
    #[cfg(feature = "fake")]
    pub sensitive: &'static [&'static str],
}

/// A property with a field.
#[derive(Debug)]
pub struct Property {
    /// The JSON name.
    pub name: &'static str,
    /// `true` if the property is `required`.
    pub required: bool,
    /// The rules of the field type.
    pub rules: fn() -> Rules,
}

/// A property with a single allowed value, such as `"type": "text"`.
#[derive(Debug)]
pub struct Constant {
    /// The JSON name.
    pub name: &'static str,
    /// The allowed value.
    pub value: Literal,
    /// `true` if the property is `required`.
    pub required: bool,
}

/// `additionalProperties` of an object type.
#[derive(Debug)]
pub enum AdditionalProperties {
    /// Any value, kept in [`Extra`](super::Extra).
    Any,
    /// Forbidden: kept in [`Extra`](super::Extra) on reading, and rejected by `validate()`.
    Forbidden,
    /// Values that satisfy the rules.
    Typed(fn() -> Rules),
    /// Typed values if the name matches a pattern (`patternProperties`); any value otherwise.
    Patterned(&'static [&'static str]),
}
