//! The tests of the workspace.

#![allow(clippy::unwrap_used)]
// Each example has a copy of the module `terminal`.
#![allow(clippy::duplicate_mod)]

mod changes;
mod check_spec;
mod command;
mod compatibility;
mod description;
mod determinism;
mod drift;
mod features;
mod invalid;
mod judged;
mod laws;
mod mutations;
mod obstacles;
mod output;
mod pacer;
mod parts;
mod platform;
mod programs;
mod random;
mod regen;
mod suite;
mod translation;
mod wire;
