//! What each file of types needs of the runtime.

pub(crate) use super::rules::{Literal, Rule, Rules, Types};
pub(crate) use super::wire::{
    Json, Map, Nullable, Number, Typed, from, integers, object, union, values,
};
