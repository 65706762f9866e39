//! What every generated crate shares, written by hand: how types meet JSON, how values are judged,
//! how calls are made. Nothing in here knows the description.

#[cfg(feature = "client")]
pub mod calls;
#[allow(unused_imports)]
pub(crate) mod prelude;
pub mod rules;
pub mod wire;
