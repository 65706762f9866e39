//! Numeric literals with `_` between thousands.

use proc_macro2::TokenStream;
use quote::quote;

/// Inserts `_` between the thousands of a decimal number with five digits or more.
pub(super) fn grouped(text: &str) -> String {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(whole) || !fraction.is_none_or(is_plain) {
        return text.to_owned();
    }
    let whole = separated(whole, whole.len() % 3);
    match fraction {
        Some(fraction) => format!("{whole}.{}", separated(fraction, 0)),
        None => whole,
    }
}

/// Inserts `_` after `first` digits, and then after every third digit.
fn separated(digits: &str, first: usize) -> String {
    let is_start = |at: usize| at > 0 && digits.len() > 4 && at % 3 == first % 3;
    let separated = digits.chars().enumerate().flat_map(|(at, digit)| {
        let before = is_start(at).then_some('_');
        before.into_iter().chain([digit])
    });
    separated.collect()
}

/// An integer as a token.
pub(super) fn integer(value: i64) -> TokenStream {
    let token = unsigned(value.unsigned_abs());
    match value < 0 {
        true => quote!(-#token),
        false => token,
    }
}

/// An unsigned integer as a token.
pub(super) fn unsigned(value: u64) -> TokenStream {
    token(&value.to_string())
}

/// A float as a token, always with a point.
pub(super) fn float(value: f64) -> TokenStream {
    let text = proc_macro2::Literal::f64_unsuffixed(value.abs()).to_string();
    let token = token(&text);
    match value.is_sign_negative() {
        true => quote!(-#token),
        false => token,
    }
}

fn token(text: &str) -> TokenStream {
    let token = grouped(text).parse();
    token.expect("a number is a token")
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn separates_thousands() {
        for (text, expected) in [
            ("1234", "1234"),
            ("12345", "12_345"),
            ("1000000.0", "1_000_000.0"),
            ("0.1234567", "0.123_456_7"),
            ("1e300", "1e300"),
        ] {
            assert_eq!(grouped(text), expected);
        }
    }
}
