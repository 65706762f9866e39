//! The tests of the workspace.

#![allow(clippy::unwrap_used)]

mod description;
mod drift;
mod laws;
mod programs;
mod wire;
