//! A small test service for features that the shipped spec does not use: pagination, uploads,
//! downloads, and idempotent methods.
//!
//! `media.yaml` is the source of `operations` and `types`; the test `drift` keeps the generated
//! code up to date. The runtime is the runtime of the shipped crate, included by path.

use std::time::Duration;

#[rustfmt::skip]
pub mod operations;
#[path = "../../../generated/src/runtime/mod.rs"]
pub mod runtime;
#[rustfmt::skip]
pub mod types;
#[rustfmt::skip]
pub mod webhooks;

pub use runtime::fake;
pub use runtime::http::{
    BlockingError, BlockingEvents, BlockingValues, Call, Client, ClientBuilder, Clock, Download,
    Error, Event, EventValues, Events, Items, RawResponse, ResponseHead, Retry, RetryClass, Sleep,
};
pub use runtime::rules::{Violation, Violations};
pub use runtime::wire::{Content, File};

/// Code 4 rejects a request, with any status code, and asks for a wait of 1, 4, 16, … seconds.
/// After code 5, the request may have been processed.
fn classify(response: &RawResponse, attempt: u32) -> Option<RetryClass> {
    let body: types::Problem = serde_json::from_slice(&response.body).ok()?;
    let seconds = 4_u64.pow(attempt - 1);
    match body.error.code? {
        4 => Some(RetryClass::NotProcessed(Duration::from_secs(seconds))),
        5 => Some(RetryClass::MaybeProcessed(Duration::ZERO)),
        _ => None,
    }
}
