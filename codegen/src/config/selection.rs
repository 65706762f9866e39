//! Which operations of a description are wanted.

use crate::source::Place;
use std::collections::BTreeSet;

/// Which operations are kept. Without any entry, all are; what no kept operation reaches is left
/// out all the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Those that are kept; empty for all.
    pub include: Vec<Entry>,
    /// Those that are left out, of the ones that would be kept.
    pub exclude: Vec<Entry>,
    /// Whether webhooks are kept.
    pub webhooks: bool,
}

/// What names operations: an `operationId`, a tag, a path (`/pets`), or a method with a path
/// (`GET /pets`). In each, `*` is any text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As it is written.
    pub text: String,
    /// Where that is in the settings.
    pub place: Place,
}

/// What an operation is known by.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// `operationId`
    pub id: Option<&'a str>,
    /// `tags`
    pub tags: &'a [&'a str],
    /// The path template.
    pub path: &'a str,
    /// The method, in lower case.
    pub method: &'a str,
}

impl Selection {
    /// Whether an operation is kept.
    #[must_use]
    pub fn keeps(&self, known: &Known<'_>) -> bool {
        let named = |entries: &[Entry]| entries.iter().any(|entry| entry.names(known));
        (self.include.is_empty() || named(&self.include)) && !named(&self.exclude)
    }

    /// All entries, in their order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.include.iter().chain(&self.exclude)
    }
}

impl Entry {
    /// Whether an operation is named.
    #[must_use]
    pub fn names(&self, known: &Known<'_>) -> bool {
        let is = |text: &str| fits(&self.text, text);
        if let Some((method, path)) = self.text.split_once(" /") {
            return method.eq_ignore_ascii_case(known.method) && fits(path, &known.path[1..]);
        }
        is(known.path) || known.id.is_some_and(is) || known.tags.iter().any(|tag| is(tag))
    }
}

/// All that an entry could say of an operation.
pub(crate) fn words(known: &Known<'_>, words: &mut BTreeSet<String>) {
    words.extend(known.id.map(str::to_owned));
    words.extend(known.tags.iter().map(|tag| (*tag).to_owned()));
    words.insert(known.path.to_owned());
    words.insert(format!("{} {}", known.method.to_uppercase(), known.path));
}

/// Whether a text is as a pattern says, in which `*` stands for any text.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(start) else {
        return false;
    };
    let (between, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    // The first place where a part is found leaves the most for those that follow.
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
    fn a_star_is_any_text() {
        for (pattern, text) in [
            ("a", "a"),
            ("*", ""),
            ("/pets/*", "/pets/{id}"),
            ("*Pets", "listPets"),
            ("a*b*c", "a1bb2c"),
            ("a*a", "aa"),
        ] {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("a", "ab"),
            ("a*a", "a"),
            ("/pets/*", "/pets"),
            ("a*b*c", "acb"),
            ("*Pets", "listPet"),
        ] {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn an_operation_is_named_by_id_tag_path_or_method_and_path() {
        let known = Known {
            id: Some("listPets"),
            tags: &["Pets", "Lists"],
            path: "/pets",
            method: "get",
        };
        let names = |text: &str| {
            let entry = Entry {
                text: text.to_owned(),
                place: Place {
                    line: 1,
                    column: 1,
                    span: 0..0,
                },
            };
            entry.names(&known)
        };
        let all = [
            "listPets",
            "Lists",
            "/pets",
            "GET /pets",
            "get /p*",
            "list*",
        ];
        assert!(all.into_iter().all(names));
        let others = ["listpets", "List", "/pets/", "POST /pets", "get", ""];
        assert!(!others.into_iter().any(names));
    }
}
