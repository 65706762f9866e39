//! Regular expressions of the description, compiled once each.

use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

/// Whether `pattern` matches somewhere in `text`.
///
/// A pattern that does not compile matches everything: the generator has told its author, and a
/// value must not be refused for it.
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
    let regex = Regex::new(&as_in_ecmascript(pattern)).ok();
    let matches = regex.as_ref().is_none_or(|regex| regex.is_match(text));
    compiled
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    matches
}

/// What `\s` is in ECMAScript, which JSON Schema asks for: also the white space beyond ASCII.
const SPACES: &str = r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// Says `\s` and `\S` in full.
fn as_in_ecmascript(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut in_class = false;
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match (characters.next(), in_class) {
                (Some('s'), true) => out.push_str(SPACES),
                (Some('s'), false) => out.extend(["[", SPACES, "]"]),
                (Some('S'), false) => out.extend(["[^", SPACES, "]"]),
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
    fn white_space_is_that_of_ecmascript() {
        assert!(matches(r"^\s$", "\u{2003}") && matches(r"^\s$", "\n"));
        assert!(!matches(r"^\S$", "\u{FEFF}") && matches(r"^\S$", "a"));
        assert!(matches(r"^[\s\-]+$", "\u{A0}-") && !matches(r"^[^\s]$", "\u{3000}"));
        assert!(matches(r"^\\s$", r"\s"));
    }
}
