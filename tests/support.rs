//! Functions that several tests share.

pub mod command;
pub mod round_trip;
pub mod shipped_spec;
