//! Reading the members of an object, and telling about those of the wrong shape.

use super::known::is_own;
use crate::diagnostic::Diagnostic;
use crate::json::{Json, Members};
use crate::source::pointer::child;
use crate::spelling::closest;

/// The members of an object that is being read.
pub(super) struct Fields<'v, 'd> {
    members: Option<&'v Members>,
    pub(super) pointer: String,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'v, 'd> Fields<'v, 'd> {
    pub(super) fn new(
        value: &'v Json,
        pointer: impl Into<String>,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        let mut fields = Fields {
            members: value.as_object(),
            pointer: pointer.into(),
            diagnostics,
        };
        if fields.members.is_none() {
            fields.no_object(value);
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
        self.members.into_iter().flat_map(Members::keys)
    }

    /// Tells that this is no object. Where it is one of the components, what it is meant to be is
    /// not known at all.
    fn no_object(&mut self, found: &Json) {
        let is_component =
            self.pointer.starts_with("/components/") && self.pointer.split('/').count() == 4;
        let diagnostic = if is_component {
            wrong(self.pointer.clone(), "this", found, "an object")
        } else {
            ignored(self.pointer.clone(), "this", found, "an object")
        };
        self.diagnostics.push(diagnostic);
    }

    /// A member, if it is what it has to be.
    fn take<T>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&'v Json) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(name)?;
        let read = read(value);
        if read.is_none() {
            let ignored = ignored(self.at(name), name, value, expected);
            self.diagnostics.push(ignored);
        }
        read
    }

    /// A string. What YAML reads as a number or a boolean was meant as one.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, "a string", |value| match value {
            Json::String(text) => Some(text.as_ref().to_owned()),
            Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
            _ => None,
        })
    }

    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        self.take(name, "true or false", Json::as_bool)
    }

    pub(super) fn number(&mut self, name: &str) -> Option<f64> {
        self.take(name, "a number", Json::as_f64)
    }

    pub(super) fn count(&mut self, name: &str) -> Option<u64> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = |float: f64| (float.fract() == 0.0 && float >= 0.0).then_some(float as u64);
        self.take(name, "a whole number of zero or more", |value| {
            value.as_u64().or_else(|| value.as_f64().and_then(whole))
        })
    }

    pub(super) fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.take(name, "an array of strings", |value| {
            let texts = value.as_array()?.iter().map(Json::as_str);
            texts.map(|text| text.map(str::to_owned)).collect()
        })
    }

    pub(super) fn list(&mut self, name: &str) -> &'v [Json] {
        self.take(name, "an array", Json::as_array)
            .unwrap_or_default()
    }

    /// The members of an object, sorted by name, each with its pointer.
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

    pub(super) fn object<'f>(&'f mut self, name: &str) -> Fields<'v, 'f> {
        let members = self.take(name, "an object", Json::as_object);
        Fields {
            members,
            pointer: self.at(name),
            diagnostics: self.diagnostics,
        }
    }

    /// Tells of every member that is neither known nor an extension.
    pub(super) fn refuse_others(&mut self, known: &[&str], what: &str) {
        let unknown: Vec<&str> = self
            .names()
            .filter(|name| !known.contains(name) && is_own(name))
            .collect();
        for name in unknown {
            let problem =
                format!("`{name}` is no member of {what} that is read here, and has no effect");
            let help = match closest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "remove it, or name it `x-…` if it is meant for others".to_owned(),
            };
            self.diagnostics.push(
                Diagnostic::warning("unknown-keyword", self.at(name), problem)
                    .with_help(help)
                    .of_name(),
            );
        }
    }
}

/// What tells of a value that has to be another, and counts for nothing.
pub(super) fn ignored(at: String, what: &str, found: &Json, expected: &str) -> Diagnostic {
    let kind = kind(found);
    let problem = format!("{what} is {kind} where {expected} is expected, and has no effect");
    Diagnostic::warning("wrong-shape", at, problem)
        .with_help(format!("write {expected} here, or remove it"))
}

/// What tells of a value that has to be another, and that the rest has no meaning without.
pub(super) fn wrong(at: String, what: &str, found: &Json, expected: &str) -> Diagnostic {
    let kind = kind(found);
    let problem = format!("{what} is {kind} where {expected} is expected");
    Diagnostic::error("wrong-shape", at, problem).with_help(format!("write {expected} here"))
}

/// A JSON value in words.
pub(super) fn kind(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "an array",
        Json::Object(_) => "an object",
    }
}
