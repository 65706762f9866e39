//! The hand-written runtime of every generated crate: JSON types, validation, HTTP client,
//! webhooks. Independent of the spec.

#[cfg(feature = "fake")]
pub mod fake;
#[cfg(feature = "client")]
pub mod http;
#[allow(unused_imports)]
pub(crate) mod prelude;
pub mod rules;
#[cfg(feature = "webhooks")]
pub mod webhooks;
pub mod wire;
