//! The one place that talks to the network.

use super::client::Client;
use super::error::{BodyTooLarge, Error, RawResponse};
use super::invalid::Invalid;
use super::platform::{self, Chunks};
use super::request::Draft;
use super::retry::Attempts;
use super::trace::Trace;
use bytes::BytesMut;
use http::{HeaderMap, StatusCode, header};
use std::fmt;

/// A connection that did not come about, broke, or was too slow.
pub struct Transport {
    error: reqwest::Error,
    status: Option<StatusCode>,
}

/// Why no complete response came.
pub(super) enum Unanswered {
    Invalid(Invalid),
    Transport(Transport),
    BodyTooLarge(Box<BodyTooLarge>),
}

/// Sends a request and reads the response; more than once where that is safe and may help.
pub(super) async fn exchange(draft: Draft, trace: &Trace) -> Result<RawResponse, Unanswered> {
    let client = draft.client.clone();
    let (retry, timeout) = (draft.retry, draft.timeout);
    let request = draft.finish().map_err(Unanswered::Invalid)?;
    let mut request = reqwest::Request::try_from(request).map_err(|error| broke(error, None))?;
    let idempotent = request.method().is_idempotent();
    let mut attempts = Attempts::new(&client, retry, idempotent, timeout);
    loop {
        let again = request.try_clone();
        *request.timeout_mut() = Some(attempts.timeout());
        let outcome = attempt(&client, request).await;
        match (again, attempts.next(&outcome)) {
            (Some(again), Some(wait)) => {
                trace.repeated(attempts.made(), wait);
                client.clock().sleep(wait).await;
                request = again;
            }
            _ => return outcome,
        }
    }
}

async fn attempt(client: &Client, request: reqwest::Request) -> Result<RawResponse, Unanswered> {
    let sent = client.http().execute(request).await;
    let response = sent.map_err(|error| broke(error, None))?;
    receive(response, client.max_response_bytes()).await
}

/// Reads a response with a body of at most `limit` bytes.
async fn receive(mut response: reqwest::Response, limit: usize) -> Result<RawResponse, Unanswered> {
    let status = response.status();
    let headers = marked(std::mem::take(response.headers_mut()));
    let mut body = BytesMut::new();
    let declared = response.content_length();
    let mut too_large = declared.is_some_and(|length| length > limit as u64);
    let mut chunks = Chunks::new(response);
    while !too_large {
        let chunk = chunks.next().await;
        match chunk.map_err(|error| broke(error, Some(status)))? {
            Some(chunk) if chunk.len() > limit - body.len() => too_large = true,
            Some(chunk) => body.extend_from_slice(&chunk),
            None => {
                let body = body.freeze();
                return Ok(RawResponse {
                    status,
                    headers,
                    body,
                });
            }
        }
    }
    Err(Unanswered::BodyTooLarge(Box::new(BodyTooLarge {
        limit,
        status,
        headers,
    })))
}

/// Without the URL, which holds arguments of the call.
fn broke(error: reqwest::Error, status: Option<StatusCode>) -> Unanswered {
    let error = error.without_url();
    Unanswered::Transport(Transport { error, status })
}

/// Marks the headers of a response that are secrets.
fn marked(mut headers: HeaderMap) -> HeaderMap {
    for (name, value) in &mut headers {
        if name == header::SET_COOKIE {
            value.set_sensitive(true);
        }
    }
    headers
}

impl<E> From<Unanswered> for Error<E> {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::Invalid(invalid) => Error::Invalid(invalid),
            Unanswered::Transport(transport) if transport.error.is_timeout() => {
                Error::Timeout(transport)
            }
            Unanswered::Transport(transport) => Error::Transport(transport),
            Unanswered::BodyTooLarge(body) => Error::BodyTooLarge(body),
        }
    }
}

impl Transport {
    /// Whether no connection came about, so that the service cannot have done anything.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        platform::is_connect(&self.error)
    }

    /// The status, where the answer broke off behind it.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    pub(super) fn cause(&self) -> &(dyn std::error::Error + 'static) {
        &self.error
    }

    /// The innermost reason: what the operating system, TLS or HTTP says.
    fn root(&self) -> &(dyn std::error::Error + 'static) {
        let mut root: &(dyn std::error::Error + 'static) = &self.error;
        while let Some(source) = root.source() {
            root = source;
        }
        root
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let connect = platform::is_connect(&self.error);
        match (self.status, connect, self.error.is_timeout()) {
            (Some(status), _, true) => write!(out, "the answer ({status}) did not end in time"),
            (None, true, true) => out.write_str("no connection came about in time"),
            (None, false, true) => out.write_str("no answer came in time"),
            (Some(status), _, false) => {
                write!(out, "the answer ({status}) broke off: {}", self.root())
            }
            (None, true, false) => write!(out, "no connection came about: {}", self.root()),
            (None, false, false) => write!(out, "no answer came: {}", self.root()),
        }
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Transport")
            .field("status", &self.status)
            .field("error", &self.error)
            .finish()
    }
}
