//! No-ops for builds without the feature `tracing`.

use super::super::clock::Clock;
use super::super::error::Error;
use super::super::operation::Endpoint;
use super::super::transport::Answered;
use http::StatusCode;
use std::time::Duration;

#[derive(Clone)]
pub(in super::super) struct Trace;

impl Trace {
    pub(in super::super) fn new(_: &Endpoint, _: &dyn Clock) -> Self {
        Trace
    }

    pub(in super::super) async fn around<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    pub(in super::super) fn repeated(&self, _: u32, _: Duration) {}

    pub(in super::super) fn answered(&self, _: &Answered) {}

    pub(in super::super) fn end<E>(
        &self,
        _: Option<StatusCode>,
        _: Option<&Error<E>>,
        _: &dyn Clock,
    ) {
    }
}
