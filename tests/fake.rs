//! The fake server of the generated crates.

#![allow(clippy::unwrap_used)]

mod judge;
mod replies;
mod scripts;
mod webhooks;
