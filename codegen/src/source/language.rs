//! Which language a text is in: JSON or YAML.

use super::problem::Problem;
use super::tree::Tree;
use super::{json, yaml};
use std::sync::Arc;

/// The tree of a text, in the language that its name or its looks tell.
pub(super) fn tree(name: &str, text: &Arc<str>) -> Result<Tree, Vec<Problem>> {
    if u32::try_from(text.len()).is_err() {
        return Err(vec![Problem::new(
            "too-large",
            ("", 0..0),
            "the document is larger than 4 GiB",
            "split it into several files",
        )]);
    }
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) {
        return yaml::read(text);
    }
    let json = json::read(text);
    let is_json = std::path::Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if json.is_ok() || is_json {
        return json;
    }
    // YAML's own brackets allow more: bare words, comments, commas at the end. Of two errors, that
    // of the language which the text looks like is the better one.
    let first = start
        .trim_start_matches(['{', '[', ' ', '\t', '\r', '\n'])
        .chars()
        .next();
    let looks_like_json = matches!(first, None | Some('"' | '0'..='9' | '-' | '}' | ']'));
    yaml::read(text).or_else(|problems| if looks_like_json { json } else { Err(problems) })
}
