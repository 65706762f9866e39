//! Finds mistakes in an OpenAPI spec: `cargo xtask check-spec`.
//!
//! A package of its own, since the validator would slow down every build of `regen`.

mod command;
pub mod validator;

pub use command::{Arguments, run};
