//! Conversion between Rust types and JSON.
//!
//! `serde_derive` would double the compile time for every user of the crate. Instead, three
//! declarative macros (`object!`, `values!` and `union!`) implement serde's traits with the
//! functions of this module. A type contributes only a table of properties and one slot per field.

#[cfg_attr(not(feature = "client"), allow(dead_code))]
pub(crate) mod content;
mod extra;
#[cfg_attr(not(feature = "client"), allow(dead_code))]
pub(crate) mod file;
mod node;
mod nullable;
mod number;
mod object;
#[cfg_attr(not(feature = "client"), allow(dead_code))]
pub(crate) mod error_path;
mod replay;
mod typed;
mod union;
mod enums;

pub use content::Content;
pub use extra::Extra;
pub use file::File;
pub use node::{Properties, Node};
pub use nullable::Nullable;
pub use number::Number;
pub use object::{ReadObject, Constant, Property, Object, ObjectReader, ObjectWriter, AdditionalProperties, read_object};
#[allow(unused_imports)]
pub(crate) use object::{Key, object};
pub use typed::{Typed, write};
pub use union::{Union, Variant, ReadUnion, read_union, read_union_text};
#[allow(unused_imports)]
pub(crate) use union::{from, union};
#[allow(unused_imports)]
pub(crate) use enums::{integers, values};
pub use enums::{read_integer_enum, read_text};

/// A JSON value.
pub type Json = serde_json::Value;

/// A JSON object with values of a single type.
pub type Map<T> = std::collections::BTreeMap<String, T>;
