//! Errors of calls.

mod display;
mod outcome;

use crate::runtime::http::operation::DefaultError;
use crate::runtime::http::request::invalid::InvalidRequest;
use crate::runtime::http::transport::TransportError;
use bytes::Bytes;
pub(crate) use display::Redacted;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// An error of a call. `E` is the type of the error responses declared in the spec.
///
/// ```text
/// match error {
///     Error::Api(failure) => println!("refused: {:?}", failure.body),
///     Error::Invalid(invalid) => println!("not sent: {invalid}"),
///     error if error.is_retryable() => …, // the request had no effect
///     error => return Err(error),
/// }
/// ```
///
/// `Display` prints a line with the cause. If the API has error codes, the line starts with the code
/// and its meaning. Neither `Display` nor `Debug` prints arguments of the call. `Display` prints no
/// text of a response body; `Debug` prints only [`ApiError::body`].
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = DefaultError> {
    /// The request does not match the spec. Nothing was sent.
    Invalid(InvalidRequest),
    /// No complete response arrived in time. The service may have processed the request.
    Timeout(TransportError),
    /// The connection failed before the response was complete. The service may have processed the
    /// request, unless [`TransportError::is_connect`] is true.
    Transport(TransportError),
    /// The service returned an error response declared in the spec, or an undeclared status with a
    /// body that matches the declared schema.
    Api(Box<ApiError<E>>),
    /// The service, or a proxy, returned a status or media type not declared in the spec, such as
    /// an HTML error page or a redirect.
    Unexpected(Box<UnexpectedResponse>),
    /// The body of the response does not match its schema.
    Decode(Box<DecodeError>),
    /// The response body exceeds [`ClientBuilder::max_response_bytes`] or [`Download::max_bytes`],
    /// or an event exceeds [`Events::max_event_bytes`].
    ///
    /// [`Download::max_bytes`]: crate::runtime::http::Download::max_bytes
    /// [`Events::max_event_bytes`]: crate::runtime::http::Events::max_event_bytes
    /// [`ClientBuilder::max_response_bytes`]: crate::ClientBuilder::max_response_bytes
    BodyTooLarge(Box<BodyTooLarge>),
    /// The current thread must not block. Nothing was sent.
    #[cfg(feature = "blocking")]
    Blocked(crate::runtime::http::blocking::BlockingError),
}

/// A received response, before decoding.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers. Cookies and other secrets are marked as sensitive.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// An error response whose body matches a schema of the spec.
#[derive(Debug)]
#[non_exhaustive]
pub struct ApiError<E> {
    /// The decoded body.
    pub body: E,
    /// The response as received.
    pub response: RawResponse,
}

/// A response not declared in the spec.
#[derive(Debug)]
#[non_exhaustive]
pub struct UnexpectedResponse {
    /// The reason: the status or the media type.
    pub mismatch: Mismatch,
    /// The response as received.
    pub response: RawResponse,
}

/// The part of a response that the spec does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// The status.
    Status,
    /// The media type, unless the body is JSON and exactly one declared response is JSON.
    MediaType,
    /// The media type: [`Call::events`](crate::Call::events) expects a stream of events.
    NotEvents,
}

/// A response whose body does not match its schema. `Debug` hides values quoted in the message.
#[non_exhaustive]
pub struct DecodeError {
    /// The position in the body, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The error at `pointer`. May quote the body.
    pub message: String,
    /// The response as received.
    pub response: RawResponse,
}

/// A response whose body exceeds the size limit.
#[derive(Debug)]
#[non_exhaustive]
pub struct BodyTooLarge {
    /// The limit in bytes.
    pub limit: usize,
    /// The status of the response.
    pub status: StatusCode,
    /// The headers of the response. Cookies and other secrets are marked as sensitive.
    pub headers: HeaderMap,
}

impl<E> Error<E> {
    /// The status of the response, if the response started to arrive.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Error::Invalid(_) => None,
            Error::Timeout(transport) | Error::Transport(transport) => transport.status(),
            Error::Api(failure) => Some(failure.response.status),
            Error::Unexpected(unexpected) => Some(unexpected.response.status),
            Error::Decode(undecodable) => Some(undecodable.response.status),
            Error::BodyTooLarge(body) => Some(body.status),
            #[cfg(feature = "blocking")]
            Error::Blocked(_) => None,
        }
    }

    /// The response as received, if the response arrived completely.
    #[must_use]
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Error::Api(failure) => Some(&failure.response),
            Error::Unexpected(unexpected) => Some(&unexpected.response),
            Error::Decode(undecodable) => Some(&undecodable.response),
            Error::Invalid(_)
            | Error::Timeout(_)
            | Error::Transport(_)
            | Error::BodyTooLarge(_) => None,
            #[cfg(feature = "blocking")]
            Error::Blocked(_) => None,
        }
    }

    /// Returns true if the call timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Timeout(_))
    }

    /// The kind of error as one word, for traces.
    #[cfg(feature = "tracing")]
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Error::Invalid(_) => "invalid",
            Error::Timeout(_) => "timeout",
            Error::Transport(_) => "transport",
            Error::Api(_) => "api",
            Error::Unexpected(_) => "unexpected",
            Error::Decode(_) => "decode",
            Error::BodyTooLarge(_) => "body_too_large",
            #[cfg(feature = "blocking")]
            Error::Blocked(_) => "blocked",
        }
    }
}

// `Display` prints the innermost cause, so there is no source: a chain of errors, as printed by
// `anyhow`, shows each text once.
impl<E: fmt::Debug> std::error::Error for Error<E> {}

impl RawResponse {
    /// Creates a response, for tests. See [`Error::from_response`].
    #[must_use]
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        RawResponse {
            status,
            headers,
            body: body.into(),
        }
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("DecodeError")
            .field("pointer", &self.pointer)
            .field("message", &format_args!("{}", Redacted(&self.message)))
            .field("response", &self.response)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small_and_send() {
        fn assert_send_sync<T: Send + Sync + 'static>() {}
        assert_send_sync::<Error>();
        assert!(size_of::<Error>() <= 32);
    }
}
