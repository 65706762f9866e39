//! Webhooks: requests that a service sends to your server.
//!
//! A [`Verifier`] checks signatures, [`parse`] splits a body into updates, and a [`Deduplicator`]
//! recognizes repeated updates. With the feature `axum`, `router` combines the three parts. Every
//! part but `router` works with any web framework: headers are [`Headers`], bodies are bytes.
//!
//! The types of a particular spec, such as `Update`, come from the macro `webhooks!` in
//! `src/webhooks.rs`.

#[allow(unused_macros, unused_imports)]
mod declare;
mod deduplicator;
mod delivery;
mod kinds;
mod rejected;
#[cfg(feature = "axum")]
mod router;
mod schemes;
mod verifier;

#[allow(unused_imports)]
pub(crate) use declare::webhooks;
pub use deduplicator::{Deduplicate, Deduplicator, Progress, StoreError};
pub use delivery::{Delivery, ReadUpdates, Unknown, parse, read_update};
pub use kinds::{Kind, read_kind};
pub use rejected::{InvalidSecret, Rejected};
#[cfg(feature = "axum")]
pub use router::{Receiver, router};
pub use schemes::{GitHub, Meta, StandardWebhooks, Stripe};
pub use verifier::{Headers, Scheme, Signed, Verifier};
