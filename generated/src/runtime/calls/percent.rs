//! Percent-encoding (RFC 3986).

/// Which characters stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Letters, digits and `-._~`.
    Unreserved,
    /// Those, and the reserved ones that can end neither a pair of the query nor the query.
    Reserved,
}

/// Appends `text`, percent-encoded, to `out`.
pub(super) fn encode(text: &str, keep: Keep, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !keep.keeps(byte)) {
        let (kept, others) = rest.split_at(at);
        out.push_str(kept);
        // A character beyond ASCII is none that is kept, so this is where one begins.
        let length = others.chars().next().map_or(0, char::len_utf8);
        let (character, others) = others.split_at(length);
        for byte in character.bytes() {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        rest = others;
    }
    out.push_str(rest);
}

/// Whether nothing of a text has to be encoded.
pub(super) fn is_plain(text: &str) -> bool {
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
    fn a_reserved_character_that_ends_a_pair_is_encoded_all_the_same() {
        check("a/b?c=d,e", Keep::Reserved, "a/b?c=d,e");
        check("a&b#c+d[e]", Keep::Reserved, "a%26b%23c%2Bd%5Be%5D");
    }
}
