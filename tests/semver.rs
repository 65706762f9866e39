//! Which change of a spec breaks users of the crate.

pub mod changes;
pub mod verify;
