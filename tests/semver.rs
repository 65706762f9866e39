//! Tests which changes of a spec break users of the crate.

pub mod changes;
pub mod verify;
