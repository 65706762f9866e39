//! Which operations of a description are wanted, and which component schemas those reach.
//!
//! What is not kept is as if the description did not have it: it is not read, and nothing is told
//! of it. References are followed wherever they stand, so that rather too much is kept than too
//! little.

use super::operation::METHODS;
use super::{Document, escape, local, target};
use crate::config::{Entry, Known, Selection, words};
use crate::diagnostic::Diagnostic;
use crate::json::{Json, Members};
use crate::source::pointer::tokens;
use crate::source::{NAMED, SETTINGS};
use crate::spelling::closest;
use std::collections::{BTreeMap, BTreeSet};

/// What is read of a description.
pub(super) struct Kept {
    /// Operations by path and method.
    operations: BTreeSet<(String, &'static str)>,
    /// The names of component schemas.
    schemas: BTreeSet<String>,
    webhooks: bool,
}

impl Document<'_> {
    /// Keeps the operations that are wanted, and what they reach. Entries that name no operation
    /// are told.
    pub fn select(&mut self, selection: &Selection) {
        let mut operations = BTreeSet::new();
        let mut known = BTreeSet::new();
        let mut named = vec![false; selection.entries().count()];
        let mut reach = Reach::of(self.root);
        for (path, item, method) in self.candidates() {
            let operation = self.at(&format!("{item}/{method}"));
            let text = |name| operation?.get(name)?.as_str();
            let tags = operation.and_then(|operation| operation.get("tags")?.as_array());
            let tags: Vec<&str> = tags
                .into_iter()
                .flatten()
                .filter_map(Json::as_str)
                .collect();
            let candidate = Known {
                id: text("operationId"),
                tags: &tags,
                path: &path,
                method,
            };
            words(&candidate, &mut known);
            for (entry, named) in selection.entries().zip(&mut named) {
                *named |= entry.names(&candidate);
            }
            if selection.keeps(&candidate) {
                let items = self.path_items(&path).into_iter();
                reach
                    .open
                    .extend(items.map(|item| format!("{item}/parameters")));
                reach.open.push(format!("{item}/{method}"));
                operations.insert((path, method));
            }
        }
        if selection.webhooks {
            reach.open.push("/webhooks".to_owned());
        }
        let unnamed = selection.entries().zip(named).filter(|(_, named)| !named);
        for (entry, _) in unnamed {
            self.report(unmatched(entry, &known));
        }
        self.kept = Some(Kept {
            operations,
            schemas: reach.schemas(),
            webhooks: selection.webhooks,
        });
    }

    /// Each operation: its path, the pointer to its path item, its method.
    fn candidates(&self) -> Vec<(String, String, &'static str)> {
        let paths = self.root.get("paths").and_then(Json::as_object);
        let names = paths.into_iter().flat_map(Members::keys);
        let mut found = Vec::new();
        for path in names.filter(|path| path.starts_with('/')) {
            let items = self.path_items(path);
            for method in METHODS {
                let holds = |item: &&String| self.at(&format!("{item}/{method}")).is_some();
                let item = items.iter().find(holds);
                found.extend(item.map(|item| (path.to_owned(), item.clone(), *method)));
            }
        }
        found
    }

    /// Whether an operation is kept.
    pub(super) fn keeps_operation(&self, path: &str, method: &'static str) -> bool {
        let is_kept = |kept: &Kept| kept.operations.contains(&(path.to_owned(), method));
        self.kept.as_ref().is_none_or(is_kept)
    }

    /// Whether a component schema is kept.
    pub(super) fn keeps_schema(&self, name: &str) -> bool {
        let kept = self.kept.as_ref();
        kept.is_none_or(|kept| kept.schemas.contains(name))
    }

    /// Whether webhooks are kept.
    pub(super) fn keeps_webhooks(&self) -> bool {
        self.kept.as_ref().is_none_or(|kept| kept.webhooks)
    }
}

fn unmatched(entry: &Entry, known: &BTreeSet<String>) -> Diagnostic {
    let text = &entry.text;
    let help = match closest(text, known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            "name an operationId, a tag, a path (`/pets`) or a method and a path (`GET /pets`); \
                 `*` is any text"
                .to_owned()
        }
    };
    Diagnostic::error("config", SETTINGS, format!("`{text}` names no operation"))
        .with_place(entry.place.clone())
        .with_help(help)
}

/// Follows references.
pub(super) struct Reach<'a> {
    root: &'a Json,
    /// Members that are not followed.
    skips: &'static [&'static str],
    /// Pointers to what is yet to be looked at.
    pub(super) open: Vec<String>,
    seen: BTreeSet<String>,
    /// The components that are composed of another one, by the pointer of that.
    heirs: BTreeMap<String, Vec<String>>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(root: &'a Json) -> Self {
        let mut heirs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let schemas = root.pointer("/components/schemas");
        let schemas = schemas.and_then(Json::as_object).into_iter().flatten();
        for (name, schema) in schemas {
            let parts = schema.get("allOf").and_then(Json::as_array);
            for part in parts.into_iter().flatten() {
                if let Some(parent) = target(part) {
                    let heirs = heirs.entry(parent).or_default();
                    heirs.push(format!("/components/schemas/{}", escape(name)));
                }
            }
        }
        Reach {
            root,
            skips: &[],
            open: Vec::new(),
            seen: BTreeSet::new(),
            heirs,
        }
    }

    /// The same, but members of these names are not followed, unless an author chose the name.
    pub(super) fn skipping(self, skips: &'static [&'static str]) -> Self {
        Reach { skips, ..self }
    }

    /// The names of the component schemas that are reached.
    fn schemas(self) -> BTreeSet<String> {
        self.pointers()
            .iter()
            .filter_map(|pointer| component(pointer))
            .collect()
    }

    /// The pointers to all that is reached; what is below it is, too.
    pub(super) fn pointers(mut self) -> BTreeSet<String> {
        while let Some(pointer) = self.open.pop() {
            if !self.seen.insert(pointer.clone()) {
                continue;
            }
            if let Some(name) = component(&pointer) {
                // A part of a component is named by the whole.
                self.open
                    .push(format!("/components/schemas/{}", escape(&name)));
            }
            let Some(value) = self.root.pointer(&pointer) else {
                continue;
            };
            if value.get("discriminator").is_some()
                && let Some(heirs) = self.heirs.get(&pointer)
            {
                self.open.extend(heirs.iter().cloned());
            }
            self.open.extend(references(value, self.skips));
        }
        self.seen
    }
}

/// The component schema that a pointer leads to or into.
fn component(pointer: &str) -> Option<String> {
    pointer.strip_prefix("/components/schemas/")?;
    tokens(pointer).nth(2).map(std::borrow::Cow::into_owned)
}

/// What a value refers to, as pointers: all text that is like a reference, and the names of schemas
/// that a discriminator maps to.
fn references(value: &Json, skips: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(value, false)];
    while let Some((value, are_names)) = open.pop() {
        match value {
            Json::String(text) => found.extend(local(text).filter(|pointer| !pointer.is_empty())),
            Json::Array(items) => open.extend(items.iter().map(|item| (item, false))),
            Json::Object(members) => {
                let mapping = members.get("mapping").and_then(Json::as_object);
                let names = mapping.into_iter().flat_map(Members::values);
                let names = names.filter_map(Json::as_str);
                found.extend(names.map(|name| format!("/components/schemas/{}", escape(name))));
                let followed = members.iter();
                let followed = followed.filter(|(name, _)| are_names || !skips.contains(name));
                open.extend(followed.map(|(name, value)| (value, NAMED.contains(&name))));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
    found
}
