//! Detects the format of a text: JSON or YAML.

use super::syntax_error::SyntaxError;
use super::tree::Tree;
use super::{json, yaml};
use std::sync::Arc;

/// Parses a text as JSON or YAML, chosen by file name and first character.
pub(super) fn parse(name: &str, text: &Arc<str>) -> Result<Tree, Vec<SyntaxError>> {
    if u32::try_from(text.len()).is_err() {
        return Err(vec![SyntaxError::new(
            "too-large",
            ("", 0..0),
            "the document is larger than 4 GiB",
            "split it into several files",
        )]);
    }
    let start = text.trim_start();
    let is_json = std::path::Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if start.is_empty() || !is_json && !start.starts_with(['{', '[']) {
        return yaml::read(text);
    }
    let json = json::read(text);
    if json.is_ok() || is_json {
        return json;
    }
    // YAML flow collections also allow bare words, comments and trailing commas. If both parsers
    // fail, report the error of the format that the text resembles.
    let first = start
        .trim_start_matches(['{', '[', ' ', '\t', '\r', '\n'])
        .chars()
        .next();
    let looks_like_json = matches!(first, None | Some('"' | '0'..='9' | '-' | '}' | ']'));
    yaml::read(text).or_else(|problems| if looks_like_json { json } else { Err(problems) })
}
