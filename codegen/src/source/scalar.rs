//! Resolves plain scalars by the YAML 1.2 core schema.

use super::tree::ScalarForm;
use crate::json::Json;
use serde_json::Number;

/// Error: JSON has no notation for infinity or NaN.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotFinite;

/// Returns the value of a scalar.
///
/// Deviates from the core schema in two ways to keep the author's meaning: digits after a leading
/// zero are a string (a telephone number, not octal), and a number too large for `f64` is a string.
pub(super) fn value(text: &str, form: ScalarForm) -> Result<Json, NotFinite> {
    match form {
        ScalarForm::String => Ok(Json::from(text)),
        ScalarForm::Literal => literal(text),
        ScalarForm::Plain => plain(text),
    }
}

/// Parses a JSON literal: null, a boolean or a number.
fn literal(text: &str) -> Result<Json, NotFinite> {
    match text {
        "null" => Ok(Json::Null),
        "true" => Ok(Json::Bool(true)),
        "false" => Ok(Json::Bool(false)),
        number => serde_json::from_str(number)
            .map(Json::Number)
            .map_err(|_| NotFinite),
    }
}

fn plain(text: &str) -> Result<Json, NotFinite> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Json::Null),
        "true" | "True" | "TRUE" => return Ok(Json::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Json::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return Err(NotFinite),
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Err(NotFinite);
    }
    Ok(number(text, unsigned).map_or_else(|| Json::from(text), Json::Number))
}

fn number(text: &str, unsigned: &str) -> Option<Number> {
    // A fast exit for words, the most frequent scalars.
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let digits = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if digits && unsigned.len() > 1 && unsigned.starts_with('0') {
        return None;
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    // Rust's `f64` accepts the syntax of the core schema; words such as "inf" are excluded above.
    Number::from_f64(text.parse().ok()?)
}

fn radix(digits: &str, radix: u32) -> Option<Number> {
    let digit = |byte: char| byte.is_digit(radix);
    let number = digits
        .chars()
        .all(digit)
        .then(|| u64::from_str_radix(digits, radix).ok());
    number.flatten().map(Number::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn resolves_plain_scalars() {
        for (text, expected) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("null", json!(null)),
            ("true", json!(true)),
            ("False", json!(false)),
            // Booleans in YAML 1.1.
            ("no", json!("no")),
            ("on", json!("on")),
            ("Yes", json!("Yes")),
            ("y", json!("y")),
            ("12", json!(12)),
            ("+12", json!(12)),
            ("-0", json!(0)),
            ("-7", json!(-7)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("1.10", json!(1.1)),
            ("1e3", json!(1000.0)),
            (".5", json!(0.5)),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            ("-9223372036854776000", json!(-9_223_372_036_854_776_000.0)),
            ("18446744073709551616", json!(18_446_744_073_709_551_616.0)),
            // Numbers, times and dates in YAML 1.1.
            ("0123", json!("0123")),
            ("0b101", json!("0b101")),
            ("1_000", json!("1_000")),
            ("12:30:45", json!("12:30:45")),
            ("2024-01-01", json!("2024-01-01")),
            ("2024-01-01T00:00:00Z", json!("2024-01-01T00:00:00Z")),
            ("1.2.3", json!("1.2.3")),
            ("0x", json!("0x")),
            ("0x+1", json!("0x+1")),
            ("1e999", json!("1e999")),
            ("inf", json!("inf")),
            ("-", json!("-")),
            (".", json!(".")),
            ("+", json!("+")),
        ] {
            assert_eq!(
                value(text, ScalarForm::Plain),
                Ok(expected.into()),
                "{text}"
            );
            assert_eq!(
                value(text, ScalarForm::String),
                Ok(json!(text).into()),
                "{text} in quotes"
            );
        }
        for text in [".nan", ".NaN", ".inf", "-.inf", "+.INF"] {
            assert_eq!(value(text, ScalarForm::Plain), Err(NotFinite), "{text}");
        }
    }
}
