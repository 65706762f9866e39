//! Decodes percent-encoded text.

/// Decodes `%41` to `A`. Invalid escapes stay as written.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok()
        });
        match (byte, digits) {
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Decodes text of a query or form, where `+` is a space.
pub(super) fn decode_query(text: &str) -> String {
    decode(&text.replace('+', " "))
}

/// Splits a query or form into pairs, with decoded names and encoded values.
pub(super) fn pairs(text: &str) -> Vec<(String, &str)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (decode_query(name), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_escapes() {
        assert_eq!(decode("a%2Fb%C3%A9%zz%4"), "a/bé%zz%4");
        assert_eq!(decode_query("a+b%2B"), "a b+");
        let expected = [("a b".to_owned(), "%31"), ("c".to_owned(), "")];
        assert_eq!(pairs("a+b=%31&&c"), expected);
    }
}
