//! Sends requests over the network.

use crate::runtime::http::clock::with_timeout;
use crate::runtime::http::error::{BodyTooLarge, Error};
use crate::runtime::http::platform;
use crate::runtime::http::redirect;
use crate::runtime::http::request::Draft;
use crate::runtime::http::request::invalid::InvalidRequest;
use crate::runtime::http::response::streaming::StreamingResponse;
use crate::runtime::http::retry::Attempts;
use crate::runtime::http::retry::classify::Classified;
use crate::runtime::http::trace::Trace;
use http::StatusCode;
use std::fmt;
use std::pin::pin;

/// A connection error or timeout.
pub struct TransportError {
    cause: Cause,
    status: Option<StatusCode>,
}

enum Cause {
    Http(reqwest::Error),
    Elapsed(Elapsed),
}

/// No data arrived in time.
#[derive(Debug)]
struct Elapsed;

/// The way to read a successful response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadMode {
    /// Buffer the body, within the time limit of the call.
    Buffered,
    /// Stream the body, within the time limit of the call.
    Streamed,
    /// Stream the body, without a limit on the total time.
    Events,
}

/// The reason why no complete response arrived.
pub(crate) enum ExchangeError {
    Invalid(InvalidRequest),
    Transport(TransportError),
    BodyTooLarge(Box<BodyTooLarge>),
}

/// A response, either buffered or with an unread body.
pub(crate) enum Exchanged {
    Buffered(Classified),
    Streaming(StreamingResponse),
}

/// Sends a request and reads the response. Retries the request as the policy allows.
pub(crate) async fn exchange(draft: &Draft, trace: &Trace) -> Result<Classified, ExchangeError> {
    let limit = draft.client.settings.max_response_bytes;
    match exchange_streaming(draft, trace, ReadMode::Buffered).await? {
        Exchanged::Buffered(judged) => Ok(judged),
        Exchanged::Streaming(mut opened) => Ok(Classified::new(opened.buffer(limit).await?, 1)),
    }
}

/// Like [`exchange`], but can leave the body of a successful response unread.
pub(crate) async fn exchange_streaming(
    draft: &Draft,
    trace: &Trace,
    wanted: ReadMode,
) -> Result<Exchanged, ExchangeError> {
    let client = &draft.client;
    let idempotent = draft.endpoint.method.is_idempotent();
    let mut request = request(draft)?;
    let mut attempts = Attempts::new(client, draft.retry, idempotent, draft.timeout);
    loop {
        let timeout = attempts.timeout();
        let time = match wanted {
            ReadMode::Buffered => Some(platform::sleep(timeout)),
            ReadMode::Events => Some(client.settings.clock.sleep(timeout)),
            ReadMode::Streamed => {
                // `reqwest` applies the timeout to the body, too.
                *request.timeout_mut() = Some(timeout);
                None
            }
        };
        let sent = redirect::execute(client, request);
        let mut status = None;
        let number = attempts.count() + 1;
        let outcome = {
            let attempt = pin!(attempt(draft, sent, wanted, number, &mut status));
            with_timeout(time, attempt).await
        };
        let outcome = outcome.unwrap_or_else(|| Err(ExchangeError::timed_out(status)));
        if let Ok(answered) = &outcome {
            trace.responded(answered);
        }
        trace.attempt_failed(number, &outcome);
        let wait = match &outcome {
            Ok(Exchanged::Streaming(_)) => None,
            // The payload was read and cannot be sent a second time.
            _ if !draft.payload().is_sendable() => None,
            Ok(Exchanged::Buffered(judged)) => attempts.next(Ok(judged)),
            Err(unanswered) => attempts.next(Err(unanswered)),
        };
        let Some(wait) = wait else {
            return outcome;
        };
        trace.retried(attempts.count(), wait);
        client.settings.clock.sleep(wait).await;
        request = self::request(draft)?;
    }
}

fn request(draft: &Draft) -> Result<reqwest::Request, ExchangeError> {
    let ready = draft.prepare().map_err(ExchangeError::Invalid)?;
    let body = platform::body(ready.payload, draft.progress.clone());
    let mut request = reqwest::Request::new(ready.method, ready.url);
    *request.headers_mut() = ready.headers;
    *request.body_mut() = Some(body.map_err(ExchangeError::Invalid)?);
    Ok(request)
}

/// Runs a single attempt. Sets `status` as soon as the head of the response arrives.
async fn attempt(
    draft: &Draft,
    sent: impl Future<Output = reqwest::Result<reqwest::Response>>,
    wanted: ReadMode,
    number: u32,
    status: &mut Option<StatusCode>,
) -> Result<Exchanged, ExchangeError> {
    let response = sent.await.map_err(|error| transport_error(error, None))?;
    let mut opened = StreamingResponse::new(response);
    *status = Some(opened.status);
    if wanted != ReadMode::Buffered && opened.status.is_success() {
        return Ok(Exchanged::Streaming(opened));
    }
    let response = opened
        .buffer(draft.client.settings.max_response_bytes)
        .await?;
    Ok(Exchanged::Buffered(Classified::new(response, number)))
}

/// Converts an error of `reqwest`. Removes the URL, which contains arguments of the call.
pub(crate) fn transport_error(error: reqwest::Error, status: Option<StatusCode>) -> ExchangeError {
    let cause = Cause::Http(error.without_url());
    ExchangeError::Transport(TransportError { cause, status })
}

impl ExchangeError {
    /// The error of a timeout.
    pub(crate) fn timed_out(status: Option<StatusCode>) -> Self {
        let cause = Cause::Elapsed(Elapsed);
        ExchangeError::Transport(TransportError { cause, status })
    }
}

impl<E> From<ExchangeError> for Error<E> {
    fn from(unanswered: ExchangeError) -> Self {
        match unanswered {
            ExchangeError::Invalid(invalid) => Error::Invalid(invalid),
            ExchangeError::Transport(transport) if transport.is_timeout() => {
                Error::Timeout(transport)
            }
            ExchangeError::Transport(transport) => Error::Transport(transport),
            ExchangeError::BodyTooLarge(body) => Error::BodyTooLarge(body),
        }
    }
}

impl TransportError {
    /// Returns true if the connection could not be opened, so the service cannot have processed the
    /// request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match &self.cause {
            Cause::Http(error) => platform::is_connect(error),
            Cause::Elapsed(Elapsed) => false,
        }
    }

    fn is_timeout(&self) -> bool {
        match &self.cause {
            Cause::Http(error) => error.is_timeout(),
            Cause::Elapsed(Elapsed) => true,
        }
    }

    /// The status of the response, if the response started to arrive.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The error of the HTTP client or of the clock, with a chain of sources.
    #[must_use]
    pub fn cause(&self) -> &(dyn std::error::Error + 'static) {
        match &self.cause {
            Cause::Http(error) => error,
            Cause::Elapsed(elapsed) => elapsed,
        }
    }

    /// The innermost cause: an error of the operating system, TLS or HTTP.
    fn root(&self) -> &(dyn std::error::Error + 'static) {
        let mut root = self.cause();
        while let Some(source) = root.source() {
            root = source;
        }
        root
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status, self.is_connect(), self.is_timeout()) {
            (Some(status), _, true) => {
                write!(out, "timed out while reading the response ({status})")
            }
            (None, true, true) => out.write_str("timed out while connecting to the service"),
            (None, false, true) => out.write_str("timed out while waiting for a response"),
            (Some(status), _, false) => {
                write!(out, "the response ({status}) was cut off: {}", self.root())
            }
            (None, true, false) => write!(out, "cannot connect to the service: {}", self.root()),
            (None, false, false) => write!(out, "no response received: {}", self.root()),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("TransportError")
            .field("status", &self.status)
            .field("error", &self.cause)
            .finish()
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Http(error) => error.fmt(out),
            Cause::Elapsed(elapsed) => elapsed.fmt(out),
        }
    }
}

impl fmt::Display for Elapsed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("timed out")
    }
}

impl std::error::Error for Elapsed {}
