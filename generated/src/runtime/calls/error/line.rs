//! Errors as one line of text.

use super::{Error, RawResponse, Surprise, Undecodable, Unexpected};
use http::header;
use std::fmt;

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
            #[cfg(feature = "blocking")]
            Error::Blocked(blocked) => blocked.fmt(out),
            Error::BodyTooLarge(body) => write!(
                out,
                "the body of the answer ({}), or an event in it, has more than {} bytes; \
                 `ClientBuilder::max_response_bytes`, and `Download::max_bytes` or \
                 `Events::max_event_bytes` where it is read as it comes, set how many it may have",
                body.status, body.limit
            ),
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
pub(in super::super) struct Unquoted<'a>(pub(in super::super) &'a str);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_shown_without_what_it_quotes() {
        let message = r#"invalid type: string "se\"cr\\et", expected i64"#;
        let shown = Unquoted(message).to_string();
        assert_eq!(shown, "invalid type: string \"…\", expected i64");
    }
}
