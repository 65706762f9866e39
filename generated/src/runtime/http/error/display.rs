//! `Display` of errors, on a single line.

use super::{DecodeError, Error, Mismatch, RawResponse, UnexpectedResponse};
use crate::runtime::http::operation::{API, ErrorSummary};
use http::{HeaderMap, HeaderValue, header};
use std::fmt;

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((response, summary)) = self.summary() {
            write!(out, "{} (HTTP {}", summary.text, response.status.as_u16())?;
            if let Some(id) = response.trace_id() {
                write!(out, ", trace {}", id.escape_debug())?;
            }
            out.write_str(")")?;
            return match self {
                Error::Unexpected(_) | Error::Decode(_) => {
                    out.write_str(", in a response that the spec does not declare")
                }
                _ => Ok(()),
            };
        }
        match self {
            Error::Invalid(invalid) => {
                write!(out, "the request is invalid and was not sent: {invalid}")
            }
            Error::Timeout(transport) | Error::Transport(transport) => transport.fmt(out),
            Error::Api(failure) => write!(
                out,
                "the service responded with {}",
                failure.response.status
            ),
            Error::Unexpected(unexpected) => unexpected.fmt(out),
            Error::Decode(undecodable) => undecodable.fmt(out),
            #[cfg(feature = "blocking")]
            Error::Blocked(blocked) => blocked.fmt(out),
            Error::BodyTooLarge(body) => write!(
                out,
                "the response ({}) or an event in it exceeds {} bytes: raise the limit with \
                 `ClientBuilder::max_response_bytes`, or for streamed responses with \
                 `Download::max_bytes` or `Events::max_event_bytes`",
                body.status, body.limit
            ),
        }
    }
}

impl<E> Error<E> {
    /// The response and the summary of its error, if the API has summaries.
    pub(crate) fn summary(&self) -> Option<(&RawResponse, ErrorSummary)> {
        let response = self.response()?;
        let summary = response.summary()?;
        Some((response, summary))
    }
}

impl RawResponse {
    /// The summary of the error, by the `error_summary` hook.
    pub(crate) fn summary(&self) -> Option<ErrorSummary> {
        API.error_summary.and_then(|summarize| summarize(self))
    }

    /// The service's trace id, by the `trace_id` hook.
    fn trace_id(&self) -> Option<String> {
        API.trace_id
            .and_then(|trace_id| trace_id(&self.headers, &self.body))
    }
}

impl fmt::Display for UnexpectedResponse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RawResponse {
            status,
            headers,
            body,
        } = &self.response;
        let media_type = headers.get(header::CONTENT_TYPE);
        let media_type = media_type.map(|value| value.to_str().unwrap_or("?"));
        write!(out, "the service answered {status}")?;
        match (self.mismatch, media_type) {
            _ if status.is_redirection() && headers.contains_key(header::LOCATION) => {
                out.write_str(", and the redirect is not followed")?;
            }
            (Mismatch::NotEvents, _) => out.write_str(
                " without a stream of events: does the body want a property such as \
                 `stream: true`?",
            )?,
            (Mismatch::MediaType, Some(media_type)) if status.is_success() => {
                write!(out, " with {media_type}, which `Call::send_raw` can read")?;
            }
            (Mismatch::Status, _) => out.write_str(", which the spec does not declare")?,
            (Mismatch::MediaType, Some(media_type)) => {
                write!(out, " with {media_type}, which the spec does not declare")?;
            }
            (Mismatch::MediaType, None) => out.write_str(" without a media type")?,
        }
        match (body.len(), media_type) {
            (0, _) => out.write_str(" (no body)")?,
            (bytes, Some(media_type)) => {
                write!(out, " ({bytes} bytes of {media_type}, in Error::response)")?;
            }
            (bytes, None) => write!(out, " ({bytes} bytes, in Error::response)")?,
        }
        encoding(headers, out)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = match self.pointer.as_str() {
            "" => "the root",
            pointer => pointer,
        };
        write!(
            out,
            "the response ({}) does not match its schema: at {pointer}: {}",
            self.response.status,
            Redacted(&self.message)
        )?;
        encoding(&self.response.headers, out)
    }
}

/// Names the compression of a body. `reqwest` removes the header from a body that it decodes.
fn encoding(headers: &HeaderMap, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    match headers
        .get(header::CONTENT_ENCODING)
        .map(HeaderValue::to_str)
    {
        Some(Ok("gzip")) => out.write_str("; the body is gzip: enable the feature `gzip`"),
        Some(Ok(encoding)) if encoding != "identity" => {
            write!(
                out,
                "; the body has the unsupported `Content-Encoding` {encoding}"
            )
        }
        _ => Ok(()),
    }
}

/// A decoding error's message with quoted strings replaced by `"…"`.
pub(crate) struct Redacted<'a>(pub(crate) &'a str);

impl fmt::Display for Redacted<'_> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_strings_quoted_in_messages() {
        let message = r#"invalid type: string "se\"cr\\et", expected i64"#;
        let shown = Redacted(message).to_string();
        assert_eq!(shown, "invalid type: string \"…\", expected i64");
    }
}
