//! Reads the properties of a JSON object and reports values of the wrong type.

use crate::diagnostic::Diagnostic;
use crate::fields::{ObjectKind, Versions, is_not_extension};
use crate::json::{Json, Map};
use crate::source::pointer::{child, tokens};
use crate::spelling::closest;

/// A JSON object of the spec, with its pointer and a list for diagnostics.
pub(super) struct ObjectReader<'v, 'd> {
    members: Option<&'v Map>,
    pub(super) pointer: String,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'v, 'd> ObjectReader<'v, 'd> {
    pub(super) fn new(
        value: &'v Json,
        pointer: impl Into<String>,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        let mut fields = ObjectReader {
            members: value.as_object(),
            pointer: pointer.into(),
            diagnostics,
        };
        if fields.members.is_none() {
            fields.report_not_object(value);
        }
        fields
    }

    pub(super) fn at(&self, name: &str) -> String {
        child(&self.pointer, name)
    }

    pub(super) fn value(&self, name: &str) -> Option<&'v Json> {
        self.members?.get(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'v str> + use<'v> {
        self.members.into_iter().flat_map(Map::keys)
    }

    /// Reports a value that is not an object: an error for a component, which has no meaning
    /// otherwise; a warning elsewhere.
    fn report_not_object(&mut self, found: &Json) {
        let is_component =
            self.pointer.starts_with("/components/") && self.pointer.split('/').count() == 4;
        let diagnostic = if is_component {
            wrong_type(self.pointer.clone(), found, "an object")
        } else {
            wrong_type_ignored(self.pointer.clone(), found, "an object")
        };
        self.diagnostics.push(diagnostic);
    }

    /// Reads a property as a `T`, or reports a value of the wrong type.
    fn take<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&'v Json) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(name)?;
        let read = read(value);
        if read.is_none() {
            let ignored = wrong_type_ignored(self.at(name), value, expected);
            self.diagnostics.push(ignored);
        }
        read
    }

    /// Reads a string. Accepts numbers and booleans, since YAML reads unquoted strings like `1.0`
    /// and `true` as such.
    pub(super) fn string(&mut self, name: &str) -> Option<String> {
        self.take(name, "a string", |value| match value {
            Json::String(text) => Some(text.as_ref().to_owned()),
            Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
            _ => None,
        })
    }

    pub(super) fn boolean(&mut self, name: &str) -> Option<bool> {
        self.take(name, "a boolean", Json::as_bool)
    }

    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        self.take(name, "a number", Json::as_f64)
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<u64> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let exact = |float: f64| (float.fract() == 0.0 && float >= 0.0).then_some(float as u64);
        self.take(name, "a non-negative integer", |value| {
            value.as_u64().or_else(|| value.as_f64().and_then(exact))
        })
    }

    pub(super) fn strings(&mut self, name: &str) -> Option<Vec<String>> {
        self.take(name, "an array of strings", |value| {
            let texts = value.as_array()?.iter().map(Json::as_str);
            texts.map(|text| text.map(str::to_owned)).collect()
        })
    }

    pub(super) fn array(&mut self, name: &str) -> &'v [Json] {
        self.take(name, "an array", Json::as_array)
            .unwrap_or_default()
    }

    /// Returns the properties of an object, sorted by name, with their pointers.
    pub(super) fn entries(&mut self, name: &str) -> Vec<(String, &'v Json, String)> {
        let Some(map) = self.take(name, "an object", Json::as_object) else {
            return Vec::new();
        };
        let at = self.at(name);
        let mut entries: Vec<_> = map
            .iter()
            .map(|(name, value)| (name.to_owned(), value, child(&at, name)))
            .collect();
        entries.sort_by(|left, right| left.0.cmp(&right.0));
        entries
    }

    pub(super) fn object<'f>(&'f mut self, name: &str) -> ObjectReader<'v, 'f> {
        let members = self.take(name, "an object", Json::as_object);
        ObjectReader {
            members,
            pointer: self.at(name),
            diagnostics: self.diagnostics,
        }
    }

    /// Warns about properties that are no fields of the object and no extensions.
    pub(super) fn warn_unknown_fields(&mut self, kind: ObjectKind) {
        let known: Vec<&str> = kind.names(Versions::SINCE_3_0).collect();
        self.warn_unknown(&known, &kind.phrase());
    }

    /// Warns about properties that are neither in the list nor extensions.
    pub(super) fn warn_unknown(&mut self, known: &[&str], what: &str) {
        let unknown: Vec<&str> = self
            .names()
            .filter(|name| !known.contains(name) && is_not_extension(name))
            .collect();
        for name in unknown {
            let problem = format!("unknown keyword `{name}` in {what}, ignored");
            let help = match closest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("remove `{name}`, or rename it to an extension, `x-…`"),
            };
            self.diagnostics.push(
                Diagnostic::warning("unknown-keyword", self.at(name), problem)
                    .with_help(help)
                    .about_key(),
            );
        }
    }
}

/// Returns the warning for a value of the wrong type that is ignored.
pub(super) fn wrong_type_ignored(at: String, found: &Json, expected: &str) -> Diagnostic {
    let problem = format!("{}, ignored", mismatch(&at, found, expected));
    Diagnostic::warning("wrong-type", at, problem)
        .with_help(format!("write {expected}, or remove the value"))
}

/// Returns the error for a value of the wrong type without which the spec has no meaning.
pub(super) fn wrong_type(at: String, found: &Json, expected: &str) -> Diagnostic {
    let problem = mismatch(&at, found, expected);
    Diagnostic::error("wrong-type", at, problem).with_help(format!("write {expected}"))
}

/// Describes a value of the wrong type, with its name: `title`, or `parameters[0]` for an item.
fn mismatch(at: &str, found: &Json, expected: &str) -> String {
    let found = type_name(found);
    let tokens: Vec<_> = tokens(at).collect();
    match tokens.as_slice() {
        [] => format!("expected {expected}, found {found}"),
        [.., list, index] if index.parse::<usize>().is_ok() => {
            format!("expected {expected} for `{list}[{index}]`, found {found}")
        }
        [.., name] => format!("expected {expected} for `{name}`, found {found}"),
    }
}

/// Names the type of a JSON value, with an article.
pub(super) fn type_name(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "an array",
        Json::Object(_) => "an object",
    }
}
