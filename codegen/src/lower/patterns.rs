//! Which patterns the runtime can match.

use super::Lowering;
use crate::diagnostic::Diagnostic;

impl Lowering<'_> {
    /// Whether the runtime can match a pattern; it is the same library that decides there.
    pub(super) fn is_usable(&self, pattern: &str, pointer: &str) -> bool {
        let Err(error) = regex_lite::Regex::new(pattern) else {
            return true;
        };
        if is_broken(pattern, &error.to_string()) {
            self.document.report(
                Diagnostic::error(
                    "invalid-pattern",
                    pointer,
                    format!("the pattern `{pattern}` is no regular expression: {error}"),
                )
                .with_help("close what is open, or put `\\` before what is meant literally"),
            );
            return false;
        }
        self.warn(
            "unusable-pattern",
            pointer,
            format!("the pattern `{pattern}` is not checked: {error}"),
            "write it without look-around, back-references and Unicode classes",
        );
        false
    }
}

/// Whether a pattern that could not be read is wrong in every dialect of regular expressions, and
/// does not only use what ours lacks.
fn is_broken(pattern: &str, error: &str) -> bool {
    let is_group = error.contains("without closing") || error.contains("without matching");
    // In ECMAScript, `[]` and `[^]` are whole classes.
    let is_open =
        error.contains("unclosed character class") || error.contains("no closing bracket");
    let is_class = is_open && !pattern.contains("[]") && !pattern.contains("[^]");
    is_group || is_class
}
