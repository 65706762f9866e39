//! What each file of types needs of the runtime: the macros that declare types take it for granted.

pub(crate) use super::rules::{Literal, Rule, Rules, Types};
pub(crate) use super::wire::{
    Json, Map, Nullable, Number, Typed, from, integers, object, union, values,
};
pub(crate) use super::{rules, wire};
