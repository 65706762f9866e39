//! Header names and values: forbidden headers and headers with secrets.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue};

/// The maximum number of headers per request apart from parameters: `Accept`, `Content-Type`,
/// `Authorization` and `Cookie`.
pub(crate) const STANDARD_HEADERS: usize = 4;

pub(crate) const INVALID_HEADER_VALUE: &str = "cannot be sent as a header: it contains a line break, another \
                                  control character or a non-ASCII character";

/// Creates a header value from static text, without a copy.
pub(crate) fn static_value(text: &'static str) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok()
}

/// The message for a header that sets the length of the body.
pub(crate) const BODY_LENGTH_HEADER: &str = "cannot be set: the client computes the length of the body, and a wrong \
                                 length would truncate the body or inject a second request";

/// Returns true if the header sets the length of the body.
pub(crate) fn sets_body_length(name: &HeaderName) -> bool {
    [CONTENT_LENGTH, TRANSFER_ENCODING].contains(name)
}

/// Returns true if the name of the header suggests a secret.
pub(crate) fn is_secret(name: &HeaderName) -> bool {
    suggests_secret(name.as_str())
}

/// Returns true if the name, in lower case, suggests a secret.
pub(crate) fn suggests_secret(name: &str) -> bool {
    // Runs for every response header, so speed matters: most names contain no `k`, `s`, `w` or `z`,
    // and every word below contains at least one of the four letters.
    let name = name.as_bytes();
    if !name.iter().any(|byte| b"kswz".contains(byte)) {
        return false;
    }
    (0..name.len()).any(|at| {
        let words: &[&str] = match name[at] {
            b'a' => &["authorization"],
            b'c' => &["cookie"],
            b'k' => &["key"],
            b'p' => &["password"],
            b's' => &["secret", "signature"],
            b't' => &["token"],
            _ => &[],
        };
        let starts_at = |word: &&str| name[at..].starts_with(word.as_bytes());
        words.iter().any(starts_at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_secrets_by_name() {
        let secrets = [
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "x-api-key",
            "password",
            "secret",
            "x-hub-signature-256",
            "token",
        ];
        for name in secrets {
            assert!(is_secret(&HeaderName::from_static(name)), "{name}");
        }
        for name in [
            "content-type",
            "date",
            "x-fb-trace-id",
            "etag",
            "keep-alive",
        ] {
            assert!(!is_secret(&HeaderName::from_static(name)), "{name}");
        }
    }
}
