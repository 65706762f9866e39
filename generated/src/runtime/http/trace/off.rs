//! No-ops for builds without the feature `tracing`.

use crate::runtime::http::clock::Clock;
use crate::runtime::http::error::Error;
use crate::runtime::http::operation::Endpoint;
use crate::runtime::http::transport::{ExchangeError, Exchanged};
use http::StatusCode;
use std::time::Duration;

#[derive(Clone)]
pub(crate) struct Trace;

#[allow(clippy::unused_self)] // The signatures equal those with the feature.
impl Trace {
    pub(crate) fn new(_: &Endpoint, _: &dyn Clock) -> Self {
        Trace
    }

    pub(crate) async fn instrument<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    pub(crate) fn retried(&self, _: u32, _: Duration) {}

    pub(crate) fn attempt_failed(&self, _: u32, _: &Result<Exchanged, ExchangeError>) {}

    pub(crate) fn responded(&self, _: &Exchanged) {}

    pub(crate) fn end<E>(&self, _: Option<StatusCode>, _: Option<&Error<E>>, _: &dyn Clock) {}
}
