//! The imports of every generated file in `types`, required by the macros that declare types.

pub(crate) use super::rules::{Literal, Rule, Rules, Types};
pub(crate) use super::wire::{
    Json, Map, Nullable, Number, Typed, constructors, from, integer_enum, object, string_enum,
    union,
};
pub(crate) use super::{rules, wire};
