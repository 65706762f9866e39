//! What headers a request may have, and which are secrets.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue};

/// How many headers a call has at most on its own, but for parameters: what it takes and what it
/// brings, who is calling, cookies.
pub(super) const OWN_HEADERS: usize = 4;

pub(super) const NOT_A_HEADER_VALUE: &str = "cannot be a header: it has a line break, another control \
                                  character, or a character beyond ASCII";

/// A header that the description has the text of, which is not copied.
pub(super) fn constant(text: &'static str) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok()
}

/// What is wrong with a header that says where the body ends.
pub(super) const FRAMES: &str = "says where the body ends, which is not for callers to say: what it would \
                                 cut off would be lost, or taken for another request";

/// Whether a header says where the body ends.
pub(super) fn frames(name: &HeaderName) -> bool {
    [CONTENT_LENGTH, TRANSFER_ENCODING].contains(name)
}

/// Whether a header is known to hold a secret.
pub(super) fn is_secret(name: &HeaderName) -> bool {
    // Every header of every answer is asked: what `str::contains` prepares costs more than it saves,
    // and most names lack the letters of which each of the words has one.
    let name = name.as_str().as_bytes();
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
        let here = |word: &&str| name[at..].starts_with(word.as_bytes());
        words.iter().any(here)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_each_word() {
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
