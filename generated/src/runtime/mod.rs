//! The hand-written runtime of every generated crate: JSON types, validation, HTTP client.
//! Independent of the spec.

#[cfg(feature = "client")]
pub mod http;
#[allow(unused_imports)]
pub(crate) mod prelude;
pub mod rules;
pub mod wire;
