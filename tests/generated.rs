//! The committed crate.

mod drift;
mod examples;
mod features;
mod pacer;
mod snapshots;
