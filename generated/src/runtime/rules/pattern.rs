//! Regular expressions of `pattern` keywords, compiled once each.

use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

/// Returns `true` if `pattern` matches a part of `text`.
///
/// A pattern that does not compile matches every text: the generator warns about the pattern, and
/// validation must not reject a value because of a broken pattern.
pub(in crate::runtime) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: OnceLock<RwLock<HashMap<&'static str, Option<Regex>>>> = OnceLock::new();
    let compiled = COMPILED.get_or_init(RwLock::default);
    if let Some(regex) = compiled
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return regex.as_ref().is_none_or(|regex| regex.is_match(text));
    }
    let regex = Regex::new(&expand_white_space(pattern)).ok();
    let matches = regex.as_ref().is_none_or(|regex| regex.is_match(text));
    compiled
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    matches
}

/// The characters of `\s` in ECMAScript, the dialect of JSON Schema: includes Unicode white space.
const WHITE_SPACE: &str = r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// Expands `\s` and `\S` to the ECMAScript character class.
fn expand_white_space(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut in_class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match (characters.next(), in_class) {
                (Some('s'), true) => out.push_str(WHITE_SPACE),
                (Some('s'), false) => out.extend(["[", WHITE_SPACE, "]"]),
                (Some('S'), false) => out.extend(["[^", WHITE_SPACE, "]"]),
                (next, _) => {
                    out.push('\\');
                    out.extend(next);
                }
            },
            other => {
                in_class = (in_class || other == '[') && other != ']';
                out.push(other);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn matches_white_space_like_ecmascript() {
        assert!(matches(r"^\s$", "\u{2003}") && matches(r"^\s$", "\n"));
        assert!(!matches(r"^\S$", "\u{FEFF}") && matches(r"^\S$", "a"));
        assert!(matches(r"^[\s\-]+$", "\u{A0}-") && !matches(r"^[^\s]$", "\u{3000}"));
        assert!(matches(r"^\\s$", r"\s"));
    }
}
