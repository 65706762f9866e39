//! The commands of `cargo xtask`.

mod crates;
mod files;
mod regen;
