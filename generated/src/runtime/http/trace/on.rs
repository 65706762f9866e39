//! A span for each call, with field names from the OpenTelemetry conventions for HTTP.
//!
//! Spans record data of the spec and of HTTP, but no token, body or argument, and therefore no URL.

use crate::runtime::http::clock::Clock;
use crate::runtime::http::error::Error;
use crate::runtime::http::operation::{API, Endpoint};
use crate::runtime::http::retry::classify::Classified;
use crate::runtime::http::transport::{ExchangeError, Exchanged};
use http::StatusCode;
use std::time::Duration;
use tracing::field::{Empty, display};
use tracing::{Instrument, Span, debug, info_span};

/// The target of spans and events: the name of the crate, whatever the module.
const TARGET: &str = env!("CARGO_CRATE_NAME");

#[derive(Clone)]
pub(crate) struct Trace {
    span: Span,
    began: Duration,
}

impl Trace {
    pub(crate) fn new(endpoint: &Endpoint, clock: &dyn Clock) -> Self {
        let Endpoint {
            id, method, path, ..
        } = endpoint;
        let span = info_span!(
            target: TARGET,
            "call",
            otel.name = %format_args!("{method} {path}"),
            otel.kind = "client",
            otel.status_code = Empty,
            operation = id,
            http.request.method = %method,
            url.template = path,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            http.client.request.duration = Empty,
            error.type = Empty,
            error.code = Empty,
            trace_id = Empty,
        );
        Trace {
            span,
            began: clock.now(),
        }
    }

    pub(crate) async fn instrument<F: Future>(&self, call: F) -> F::Output {
        call.instrument(self.span.clone()).await
    }

    /// Records a retry before the delay. `number` starts at 1.
    pub(crate) fn retried(&self, number: u32, wait: Duration) {
        self.span.record("http.request.resend_count", number);
        debug!(target: TARGET, parent: &self.span, wait = wait.as_secs_f64(), "retrying the request");
    }

    /// Reports a failed attempt. `number` starts at 1.
    pub(crate) fn attempt_failed(&self, number: u32, outcome: &Result<Exchanged, ExchangeError>) {
        if self.span.is_disabled() {
            return;
        }
        match outcome {
            Ok(Exchanged::Streaming(_)) => {}
            Ok(Exchanged::Buffered(classified)) if classified.is_success() => {}
            Ok(Exchanged::Buffered(Classified { response, .. })) => {
                let code = response.summary().map(|summary| summary.code);
                let status = response.status.as_u16();
                if let Some(code) = &code {
                    self.span.record("error.code", code);
                }
                debug!(target: TARGET, parent: &self.span, attempt = number, status, code, "the attempt failed");
            }
            Err(ExchangeError::Transport(error)) => {
                debug!(target: TARGET, parent: &self.span, attempt = number, %error, "the attempt failed");
            }
            Err(ExchangeError::Invalid(_) | ExchangeError::BodyTooLarge(_)) => {
                debug!(target: TARGET, parent: &self.span, attempt = number, "the attempt failed");
            }
        }
    }

    /// Records the trace id of a response, whose body may not be read yet.
    pub(crate) fn responded(&self, answered: &Exchanged) {
        if self.span.is_disabled() {
            return;
        }
        let id = API.trace_id.and_then(|trace_id| match answered {
            Exchanged::Buffered(Classified { response, .. }) => {
                trace_id(&response.headers, &response.body)
            }
            Exchanged::Streaming(opened) => trace_id(&opened.headers, &[]),
        });
        if let Some(id) = id {
            self.span.record("trace_id", id);
        }
    }

    /// Records the outcome of the call. `status` is the status of a complete response, also for a
    /// success.
    pub(crate) fn end<E>(
        &self,
        status: Option<StatusCode>,
        error: Option<&Error<E>>,
        clock: &dyn Clock,
    ) {
        let status = status.or_else(|| error?.status());
        let duration = clock.now().saturating_sub(self.began);
        self.span
            .record("http.client.request.duration", duration.as_secs_f64());
        if let Some(status) = status {
            self.span
                .record("http.response.status_code", status.as_u16());
        }
        if let Some(kind) = error.map(Error::kind) {
            self.span.record("otel.status_code", "ERROR");
            match status.filter(|status| status.is_client_error() || status.is_server_error()) {
                Some(status) => self.span.record("error.type", display(status.as_u16())),
                None => self.span.record("error.type", kind),
            };
        }
    }
}
