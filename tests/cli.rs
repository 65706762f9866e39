//! The commands of `cargo xtask`.

mod regen;
