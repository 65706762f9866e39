//! Conversion between Rust types and JSON.
//!
//! `serde_derive` would double the compile time for every user of the crate. Instead,
//! declarative macros (`object!`, `union!`, `string_enum!`, `integer_enum!`) implement serde's traits
//! with the functions of this module. A type contributes only a table of properties and one slot
//! per field.

mod argument;
#[cfg_attr(not(feature = "client"), allow(dead_code))]
pub(crate) mod content;
mod debug;
mod enums;
#[cfg_attr(not(feature = "client"), allow(dead_code))]
pub(crate) mod error_path;
mod extra;
#[cfg_attr(not(feature = "client"), allow(dead_code))]
pub(crate) mod file;
mod hash;
mod node;
mod nullable;
mod number;
mod object;
mod replay;
mod typed;
mod union;

pub use argument::to_vec;
#[allow(unused_imports)]
pub(crate) use argument::{argument, convert};
pub use content::Content;
pub use debug::{debug_object, debug_unknown};
#[allow(unused_imports)]
pub(crate) use enums::{integer_enum, string_enum};
pub use enums::{read_integer_enum, read_string_enum};
pub use extra::Extra;
pub use file::File;
pub use hash::hash;
pub use node::{Node, Properties};
pub use nullable::Nullable;
pub use number::Number;
pub use object::{
    AdditionalProperties, Constant, Object, ObjectReader, ObjectWriter, Property, ReadObject,
    read_object,
};
#[allow(unused_imports)]
pub(crate) use object::{Key, constructors, object};
pub(crate) use typed::Sealed;
pub use typed::{Typed, write};
#[cfg(feature = "webhooks")]
pub(crate) use union::misfit;
pub(crate) use union::shape_matches;
pub use union::{ReadUnion, Union, Variant, read_union, read_union_text, set_property};
#[allow(unused_imports)]
pub(crate) use union::{from, union};

/// A JSON value.
pub type Json = serde_json::Value;

/// A JSON object with values of a single type.
pub type Map<T> = std::collections::BTreeMap<String, T>;
