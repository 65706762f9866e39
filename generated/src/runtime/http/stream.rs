//! Streams: server-sent events, pages and `futures_core::Stream`.

pub(crate) mod events;
#[cfg(feature = "stream")]
pub(crate) mod futures;
pub(crate) mod pages;
