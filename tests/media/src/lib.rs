//! A small service with what the shipped description has no operation for: lists in pages, uploads,
//! downloads, and methods that can be repeated.
//!
//! Its operations and types are made of `media.yaml`; the test `drift` keeps them so. Its runtime is
//! the one of the shipped crate, where it is.

use std::time::Duration;

#[rustfmt::skip]
pub mod operations;
#[path = "../../../generated/src/runtime/mod.rs"]
pub mod runtime;
#[rustfmt::skip]
pub mod types;

pub use runtime::calls::{
    Blocked, BlockingEvents, Call, Client, ClientBuilder, Clock, Download, Error, Event, Events,
    Items, RawResponse, ResponseHead, Retry, Sleep, Verdict,
};
pub use runtime::rules::{Violation, Violations};
pub use runtime::wire::{Content, File};

/// This service turns calls away with the code 4 and asks to wait 1, 4, 16, … seconds; it does so
/// with any status. Code 5 says that it may have carried out the call.
fn verdict(response: &RawResponse, attempt: u32) -> Option<Verdict> {
    let body: types::Problem = serde_json::from_slice(&response.body).ok()?;
    let seconds = 4_u64.pow(attempt - 1);
    match body.error.code? {
        4 => Some(Verdict::TurnedAway(Duration::from_secs(seconds))),
        5 => Some(Verdict::Unclear(Duration::ZERO)),
        _ => None,
    }
}
