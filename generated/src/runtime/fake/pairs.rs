//! The pairs of queries, forms and cookies.

use crate::runtime::http::decode;
use http::HeaderMap;
use http::header::COOKIE;

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

/// The text of all `Cookie` headers.
pub(super) fn cookies(headers: &HeaderMap) -> String {
    let values = headers.get_all(COOKIE).iter();
    let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    values.join("; ")
}

/// Splits the text of cookies into pairs, with decoded names and encoded values.
pub(super) fn cookie_pairs(text: &str) -> Vec<(String, &str)> {
    let pairs = text.split(';').map(str::trim);
    let pairs = pairs.filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decode(name), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_pairs() {
        assert_eq!(decode_query("a+b%2B"), "a b+");
        let expected = [("a b".to_owned(), "%31"), ("c".to_owned(), "")];
        assert_eq!(pairs("a+b=%31&&c"), expected);
    }
}
