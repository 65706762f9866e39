//! `pattern`: regular expressions that the runtime supports.

use crate::lower::schema::Schemas;

impl Schemas<'_> {
    /// True if `regex-lite` compiles the pattern; the runtime uses the same crate.
    pub(crate) fn is_supported_pattern(&self, pattern: &str, pointer: &str) -> bool {
        let Err(error) = regex_lite::Regex::new(pattern) else {
            return true;
        };
        if is_invalid_everywhere(pattern, &error.to_string()) {
            self.warn(
                "invalid-pattern",
                pointer,
                format!("invalid pattern `{pattern}`, not checked: {error}"),
                "close every group and class, or escape literal characters with `\\`",
            );
            return false;
        }
        self.warn(
            "unsupported-pattern",
            pointer,
            format!("unsupported pattern `{pattern}`, not checked: {error}"),
            "rewrite the pattern without look-around, back-references and Unicode classes",
        );
        false
    }
}

/// True if every dialect rejects the pattern; false if only `regex-lite` lacks the syntax.
fn is_invalid_everywhere(pattern: &str, error: &str) -> bool {
    let is_group = error.contains("without closing") || error.contains("without matching");
    // In ECMAScript, `[]` and `[^]` are complete character classes.
    let is_open =
        error.contains("unclosed character class") || error.contains("no closing bracket");
    let is_class = is_open && !pattern.contains("[]") && !pattern.contains("[^]");
    is_group || is_class
}
