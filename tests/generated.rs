//! The committed crate.

mod construction;
mod drift;
mod examples;
mod features;
mod pacer;
mod snapshots;
