//! What can come of a call but its output.

use super::invalid::Invalid;
use super::transport::Transport;
use crate::runtime::wire::Json;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::fmt;

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
/// Neither `Display` nor `Debug` shows a token; `Display` shows nothing of a response's body.
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
    /// The body was larger than [`ClientBuilder::max_response_bytes`] allows.
    ///
    /// [`ClientBuilder::max_response_bytes`]: crate::ClientBuilder::max_response_bytes
    BodyTooLarge(Box<BodyTooLarge>),
}

/// A response as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers. Cookies in them are marked as sensitive.
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

/// A response that is not of the type that the description declares.
#[derive(Debug)]
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
    /// Its headers. Cookies in them are marked as sensitive.
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
        }
    }

    /// Whether the time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Timeout(_))
    }

    /// Whether the same call may succeed later and cannot, by having been made before, take
    /// effect twice: no connection came about, or the service turned it away with 429, or with 503
    /// and `Retry-After`.
    ///
    /// A timeout is not among them, nor is a connection that broke: the service may have done what
    /// it was asked to.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Timeout(transport) | Error::Transport(transport) => transport.is_connect(),
            Error::Api(_) | Error::Unexpected(_) => self.response().is_some_and(turned_away),
            Error::Invalid(_) | Error::Decode(_) | Error::BodyTooLarge(_) => false,
        }
    }
}

fn turned_away(response: &RawResponse) -> bool {
    match response.status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE => response.headers.contains_key(header::RETRY_AFTER),
        _ => false,
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Invalid(invalid) => {
                write!(out, "the request is invalid and was not sent: {invalid}")
            }
            Error::Timeout(transport) | Error::Transport(transport) => transport.fmt(out),
            Error::Api(failure) => write!(out, "the service answered {}", failure.response.status),
            Error::Unexpected(unexpected) => unexpected.fmt(out),
            Error::Decode(undecodable) => undecodable.fmt(out),
            Error::BodyTooLarge(body) => write!(
                out,
                "the body of the answer ({}) has more than {} bytes; \
                 `ClientBuilder::max_response_bytes` sets how many it may have",
                body.status, body.limit
            ),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Invalid(invalid) => Some(invalid),
            Error::Timeout(transport) | Error::Transport(transport) => Some(transport.cause()),
            Error::Api(_) | Error::Unexpected(_) | Error::Decode(_) | Error::BodyTooLarge(_) => {
                None
            }
        }
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RawResponse {
            status,
            headers,
            body,
        } = &self.response;
        write!(out, "the answer ({status}, ")?;
        match headers
            .get(header::CONTENT_TYPE)
            .map(|value| value.to_str().unwrap_or("?"))
        {
            Some(media_type) => write!(out, "{media_type}")?,
            None => out.write_str("no media type")?,
        }
        write!(
            out,
            ", {} bytes) is none that the description declares: ",
            body.len()
        )?;
        out.write_str(match self.what {
            _ if status.is_redirection() => "redirects are not followed",
            Surprise::Status => "its status is not",
            Surprise::MediaType => "its media type is not, and its body is not JSON",
        })
    }
}

impl fmt::Display for Undecodable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = match self.pointer.as_str() {
            "" => "its root",
            pointer => pointer,
        };
        write!(
            out,
            "the answer ({}) is not of the type that the description declares: at {pointer}: {}",
            self.response.status,
            Unquoted(&self.message)
        )
    }
}

/// A decoding error's message without the strings of the body that it quotes.
struct Unquoted<'a>(&'a str);

impl fmt::Display for Unquoted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut quoted = false;
        let mut escaped = false;
        for character in self.0.chars() {
            let quote = character == '"' && !escaped;
            escaped = quoted && character == '\\' && !escaped;
            match (quote, quoted) {
                (true, false) => out.write_str("\"…\"")?,
                (false, false) => write!(out, "{character}")?,
                (_, true) => {}
            }
            quoted ^= quote;
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_shown_without_what_it_quotes() {
        let message = r#"invalid type: string "se\"cr\\et", expected i64"#;
        let shown = Unquoted(message).to_string();
        assert_eq!(shown, "invalid type: string \"…\", expected i64");
    }

    #[test]
    fn is_small_and_travels_between_threads() {
        fn travels<T: Send + Sync + 'static>() {}
        travels::<Error<Json>>();
        assert!(size_of::<Error<Json>>() <= 32);
    }
}
