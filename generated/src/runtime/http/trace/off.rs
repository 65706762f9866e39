//! No-ops for builds without the feature `tracing`.

use crate::runtime::http::clock::Clock;
use crate::runtime::http::error::Error;
use crate::runtime::http::operation::Endpoint;
use crate::runtime::http::transport::Answered;
use http::StatusCode;
use std::time::Duration;

#[derive(Clone)]
pub(crate) struct Trace;

impl Trace {
    pub(crate) fn new(_: &Endpoint, _: &dyn Clock) -> Self {
        Trace
    }

    pub(crate) async fn around<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    pub(crate) fn repeated(&self, _: u32, _: Duration) {}

    pub(crate) fn answered(&self, _: &Answered) {}

    pub(crate) fn end<E>(&self, _: Option<StatusCode>, _: Option<&Error<E>>, _: &dyn Clock) {}
}
