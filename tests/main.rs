//! The tests of the workspace.

#![allow(clippy::unwrap_used)]
// Each example has a copy of the module `terminal`.
#![allow(clippy::duplicate_mod)]

mod cli;
mod codegen;
mod diagnostics;
mod fake;
mod generated;
mod phone;
mod properties;
mod semver;
mod support;
mod tidy;
mod webhooks;
mod wire;
