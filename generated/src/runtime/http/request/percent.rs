//! Percent-encoding (RFC 3986).

#[cfg(feature = "fake")]
use percent_encoding::percent_decode_str;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters to encode if only unreserved characters are kept.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The characters to encode if reserved characters are kept, too.
const RESERVED: &AsciiSet = &UNRESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// The characters to keep unencoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Letters, digits and `-._~`.
    Unreserved,
    /// Unreserved characters, and reserved characters that end neither a query pair nor the query.
    Reserved,
}

/// Appends `text`, percent-encoded, to `out`.
pub(crate) fn encode(text: &str, keep: Keep, out: &mut String) {
    let encoded = match keep {
        Keep::Unreserved => UNRESERVED,
        Keep::Reserved => RESERVED,
    };
    out.extend(utf8_percent_encode(text, encoded));
}

/// Returns true if no character of the text needs encoding.
pub(crate) fn is_plain(text: &str) -> bool {
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().all(is_unreserved)
}

/// Decodes `%41` to `A`. Invalid escapes stay as written.
#[cfg(feature = "fake")]
pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, keep: Keep, expected: &str) {
        let mut out = String::new();
        encode(text, keep, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn keeps_only_unreserved_characters() {
        check("aZ09-._~", Keep::Unreserved, "aZ09-._~");
        check("a/b?c#d%2e", Keep::Unreserved, "a%2Fb%3Fc%23d%252e");
        check("é +\n", Keep::Unreserved, "%C3%A9%20%2B%0A");
    }

    #[test]
    fn encodes_reserved_characters_that_end_a_pair() {
        check("a/b?c=d,e", Keep::Reserved, "a/b?c=d,e");
        check("a&b#c+d[e]", Keep::Reserved, "a%26b%23c%2Bd%5Be%5D");
    }

    #[cfg(feature = "fake")]
    #[test]
    fn decodes_escapes() {
        assert_eq!(decode("a%2Fb%C3%A9%zz%4"), "a/bé%zz%4");
    }
}
