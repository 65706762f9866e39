//! The fake server of the generated crates.

#![allow(clippy::unwrap_used)]

mod judge;
mod records;
mod replies;
mod requests;
mod scripts;
mod webhooks;
