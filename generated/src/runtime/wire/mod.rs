//! How generated types meet serde.
//!
//! `serde_derive` would cost every user of the crate twice the compile time, so the types
//! implement serde's traits through three declarative macros (`object!`, `values!` and
//! `union!`) over the functions of this module. A type contributes a table of its members and says
//! where each belongs; everything else is written here once.

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
pub(crate) mod path;
mod replay;
mod typed;
mod union;
mod values;

pub use content::Content;
pub use extra::Extra;
pub use file::File;
pub use node::{Members, Node};
pub use nullable::Nullable;
pub use number::Number;
pub use object::{Fields, Fixed, Member, Object, ObjectReader, ObjectWriter, Others, read_object};
#[allow(unused_imports)]
pub(crate) use object::{Key, object};
pub use typed::{Typed, write};
pub use union::{Union, Variant, Variants, read_union, read_union_text};
#[allow(unused_imports)]
pub(crate) use union::{from, union};
#[allow(unused_imports)]
pub(crate) use values::{integers, values};
pub use values::{read_integer, read_text};

/// Any JSON value.
pub type Json = serde_json::Value;

/// A JSON object whose members all have the same type.
pub type Map<T> = std::collections::BTreeMap<String, T>;
