//! From keywords to rules: the limits a Rust type does not express.

pub(super) mod conditions;
pub(super) mod implied;
pub(super) mod keywords;
pub(super) mod patterns;
pub(super) mod tables;
pub(super) mod unevaluated;
