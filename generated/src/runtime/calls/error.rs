//! What can come of a call but its output.

mod line;

use super::invalid::Invalid;
use super::transport::Transport;
use super::verdict::{self, Verdict};
use crate::runtime::wire::Json;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
pub(super) use line::Unquoted;
use std::fmt;
use std::time::Duration;

/// Why a call has no output. `E` is what the description declares for the operation's failures.
///
/// ```text
/// match error {
///     Error::Api(failure) => println!("refused: {:?}", failure.body),
///     Error::Invalid(invalid) => println!("not sent: {invalid}"),
///     error if error.is_retryable() => …, // it had no effect
///     error => return Err(error),
/// }
/// ```
///
/// Neither `Display` nor `Debug` shows anything that the call was given. `Display` shows nothing of a
/// response's body either, and `Debug` only what the service says of a failure ([`Failure::body`]).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = Json> {
    /// The request is not what the description asks for. Nothing was sent.
    Invalid(Invalid),
    /// There was no answer in time. The service may have done what it was asked to.
    Timeout(Transport),
    /// There was no answer, or not all of it. Unless it is [`Transport::is_connect`], the service
    /// may have done what it was asked to.
    Transport(Transport),
    /// The service answered with a failure that the description declares.
    Api(Box<Failure<E>>),
    /// The service, or something before it, answered with a status or media type that the
    /// description does not declare: a proxy's error page, a redirect.
    Unexpected(Box<Unexpected>),
    /// The service answered as declared, but the body is not of the declared type.
    Decode(Box<Undecodable>),
    /// The body was larger than [`ClientBuilder::max_response_bytes`] allows, or
    /// [`Download::max_bytes`].
    ///
    /// [`Download::max_bytes`]: crate::runtime::calls::Download::max_bytes
    /// [`ClientBuilder::max_response_bytes`]: crate::ClientBuilder::max_response_bytes
    BodyTooLarge(Box<BodyTooLarge>),
    /// A blocking call cannot be waited for here. Nothing was sent.
    #[cfg(feature = "blocking")]
    Blocked(super::blocking::Blocked),
}

/// A response as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers. Cookies and other secrets in them are marked as sensitive.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// A failure that the description declares.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure<E> {
    /// What the service says about it.
    pub body: E,
    /// The response as it came.
    pub response: RawResponse,
}

/// A response that the description does not declare.
#[derive(Debug)]
#[non_exhaustive]
pub struct Unexpected {
    /// What is unexpected about it.
    pub what: Surprise,
    /// The response as it came.
    pub response: RawResponse,
}

/// What is unexpected about a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Surprise {
    /// Its status.
    Status,
    /// Its media type, and its body is no JSON that would make up for it.
    MediaType,
}

/// A response that is not of the type that the description declares. `Debug` shows the message without
/// what it quotes.
#[non_exhaustive]
pub struct Undecodable {
    /// Where in the body: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What is wrong there. It may quote the body.
    pub message: String,
    /// The response as it came.
    pub response: RawResponse,
}

/// A response whose body was given up.
#[derive(Debug)]
#[non_exhaustive]
pub struct BodyTooLarge {
    /// How many bytes it may have.
    pub limit: usize,
    /// Its status.
    pub status: StatusCode,
    /// Its headers. Cookies and other secrets in them are marked as sensitive.
    pub headers: HeaderMap,
}

impl<E> Error<E> {
    /// The status of the response, where one began to come.
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

    /// The response as it came, where all of it came.
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

    /// Whether the time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Timeout(_))
    }

    /// Whether the same call may succeed later and cannot, by having been made before, take
    /// effect twice: no connection came about, or the service turned it away with 429, with 503
    /// and `Retry-After`, or with an answer that is known to mean the same.
    ///
    /// A timeout is not among them, nor is a connection that broke: the service may have done what
    /// it was asked to. The call has been repeated already as far as its [`Retry`] says.
    ///
    /// [`Retry`]: crate::Retry
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Timeout(transport) | Error::Transport(transport) => transport.is_connect(),
            _ => matches!(self.verdict(), Verdict::TurnedAway(_)),
        }
    }

    /// How long the service asks to wait before the same call is made again.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.verdict() {
            Verdict::TurnedAway(wait) | Verdict::Unclear(wait) => Some(wait),
            Verdict::Final => None,
        }
        .filter(|wait| !wait.is_zero())
    }

    /// One word for which error it is.
    #[cfg(feature = "tracing")]
    pub(super) fn kind(&self) -> &'static str {
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

    fn verdict(&self) -> Verdict {
        self.response().map_or(Verdict::Final, verdict::of_failure)
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Invalid(invalid) => Some(invalid),
            Error::Timeout(transport) | Error::Transport(transport) => Some(transport.cause()),
            #[cfg(feature = "blocking")]
            Error::Blocked(blocked) => Some(blocked),
            Error::Api(_) | Error::Unexpected(_) | Error::Decode(_) | Error::BodyTooLarge(_) => {
                None
            }
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

impl fmt::Debug for Undecodable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Undecodable")
            .field("pointer", &self.pointer)
            .field("message", &format_args!("{}", Unquoted(&self.message)))
            .field("response", &self.response)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small_and_travels_between_threads() {
        fn travels<T: Send + Sync + 'static>() {}
        travels::<Error<Json>>();
        assert!(size_of::<Error<Json>>() <= 32);
    }
}
