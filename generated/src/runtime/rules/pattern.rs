//! Regular expressions of the description, compiled once each.

use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{OnceLock, PoisonError, RwLock};

/// Whether `pattern` matches somewhere in `text`.
///
/// A pattern that does not compile matches everything: the generator has told its author, and a
/// value must not be refused for it.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: OnceLock<RwLock<HashMap<&'static str, Option<Regex>>>> = OnceLock::new();
    let compiled = COMPILED.get_or_init(RwLock::default);
    if let Some(regex) = compiled
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return regex.as_ref().is_none_or(|regex| regex.is_match(text));
    }
    let regex = Regex::new(pattern).ok();
    let matches = regex.as_ref().is_none_or(|regex| regex.is_match(text));
    compiled
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    matches
}
