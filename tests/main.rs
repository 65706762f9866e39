//! The tests of the workspace.

#![allow(clippy::unwrap_used)]
// Every example has `terminal` as a module of its own.
#![allow(clippy::duplicate_mod)]

mod description;
mod drift;
mod laws;
mod obstacles;
mod programs;
mod translation;
mod wire;
