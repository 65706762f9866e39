//! Selects the operations to generate.

use crate::source::Span;
use std::collections::BTreeSet;

/// A selection of operations. Without entries every operation is selected, and unused components
/// are still pruned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Operations to keep; empty for all.
    pub include: Vec<Pattern>,
    /// Operations to drop from the included operations.
    pub exclude: Vec<Pattern>,
    /// True to keep webhooks.
    pub webhooks: bool,
}

/// A pattern for operations: an `operationId`, a tag, a path (`/pets`), or a method with a path
/// (`GET /pets`). `*` matches any text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern as written.
    pub text: String,
    /// The span of the pattern in `codegen.toml`.
    pub place: Span,
}

/// The properties of an operation that a pattern can match.
#[derive(Debug, Clone, Copy)]
pub struct OperationKeys<'a> {
    /// The `operationId`.
    pub id: Option<&'a str>,
    /// The `tags`.
    pub tags: &'a [&'a str],
    /// The path template.
    pub path: &'a str,
    /// The method, in lower case.
    pub method: &'a str,
}

impl Selection {
    /// True if an operation is kept.
    #[must_use]
    pub fn contains(&self, known: &OperationKeys<'_>) -> bool {
        let named = |entries: &[Pattern]| entries.iter().any(|entry| entry.matches(known));
        (self.include.is_empty() || named(&self.include)) && !named(&self.exclude)
    }

    /// Returns the included, then the excluded patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.include.iter().chain(&self.exclude)
    }
}

impl Pattern {
    /// True if the pattern matches an operation.
    #[must_use]
    pub fn matches(&self, known: &OperationKeys<'_>) -> bool {
        let matches = |text: &str| matches_pattern(&self.text, text);
        if let Some((method, path)) = self.text.split_once(" /") {
            return method.eq_ignore_ascii_case(known.method)
                && matches_pattern(path, &known.path[1..]);
        }
        matches(known.path)
            || known.id.is_some_and(matches)
            || known.tags.iter().any(|tag| matches(tag))
    }
}

/// Adds every text that matches an operation without `*`.
pub(crate) fn exact_patterns(known: &OperationKeys<'_>, words: &mut BTreeSet<String>) {
    words.extend(known.id.map(str::to_owned));
    words.extend(known.tags.iter().map(|tag| (*tag).to_owned()));
    words.insert(known.path.to_owned());
    words.insert(format!("{} {}", known.method.to_uppercase(), known.path));
}

/// True if `text` matches `pattern`; a `*` in the pattern matches zero or more characters.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let (between, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    // Taking the first occurrence leaves the most text for the remaining parts.
    for part in between.split('*') {
        match text.split_once(part) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_star_to_any_text() {
        for (pattern, text) in [
            ("a", "a"),
            ("*", ""),
            ("/pets/*", "/pets/{id}"),
            ("*Pets", "listPets"),
            ("a*b*c", "a1bb2c"),
            ("a*a", "aa"),
        ] {
            assert!(matches_pattern(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("a", "ab"),
            ("a*a", "a"),
            ("/pets/*", "/pets"),
            ("a*b*c", "acb"),
            ("*Pets", "listPet"),
        ] {
            assert!(!matches_pattern(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn matches_by_id_tag_path_or_method_and_path() {
        let known = OperationKeys {
            id: Some("listPets"),
            tags: &["Pets", "Lists"],
            path: "/pets",
            method: "get",
        };
        let names = |text: &str| {
            let entry = Pattern {
                text: text.to_owned(),
                place: Span {
                    line: 1,
                    column: 1,
                    bytes: 0..0,
                },
            };
            entry.matches(&known)
        };
        let matching = [
            "listPets",
            "Lists",
            "/pets",
            "GET /pets",
            "get /p*",
            "list*",
        ];
        assert!(matching.into_iter().all(names));
        let mismatching = ["listpets", "List", "/pets/", "POST /pets", "get", ""];
        assert!(!mismatching.into_iter().any(names));
    }
}
