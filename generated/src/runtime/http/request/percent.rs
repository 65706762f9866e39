//! Percent-encoding (RFC 3986).

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
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !keep.keeps(byte)) {
        let (kept, tail) = rest.split_at(at);
        out.push_str(kept);
        // `keeps` is false for every byte of a non-ASCII character, so `at` is a character boundary.
        let length = tail.chars().next().map_or(0, char::len_utf8);
        let (character, tail) = tail.split_at(length);
        for byte in character.bytes() {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        rest = tail;
    }
    out.push_str(rest);
}

/// Returns true if no character of the text needs encoding.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| Keep::Unreserved.keeps(byte))
}

impl Keep {
    fn keeps(self, byte: u8) -> bool {
        match byte {
            b'-' | b'.' | b'_' | b'~' => true,
            b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';'
            | b'=' => self == Keep::Reserved,
            _ => byte.is_ascii_alphanumeric(),
        }
    }
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
}
