//! Selects operations and the component schemas reachable from them.
//!
//! Unselected operations and schemas are neither read nor reported. Every string that looks like a
//! reference is followed, also in examples: keeping too much is better than keeping too little.

use super::{Document, escape, local_pointer, ref_target};
use crate::config::{OperationKeys, Pattern, Selection, exact_patterns};
use crate::diagnostic::Diagnostic;
use crate::fields::METHODS;
use crate::json::{Json, Map};
use crate::source::pointer::tokens;
use crate::source::{SETTINGS, has_names};
use crate::spelling::closest;
use std::collections::{BTreeMap, BTreeSet};

/// The selected part of a spec.
pub(super) struct Selected {
    /// Operations by path and method.
    operations: BTreeSet<(String, &'static str)>,
    /// Names of component schemas.
    schemas: BTreeSet<String>,
    webhooks: bool,
}

impl Document<'_> {
    /// Selects the configured operations and the schemas reachable from them. Reports entries that
    /// match no operation.
    pub fn select(&mut self, selection: &Selection) {
        let mut operations = BTreeSet::new();
        let mut known = BTreeSet::new();
        let mut named = vec![false; selection.patterns().count()];
        let mut reach = Reachability::of(self.root);
        for (path, item, method) in self.candidates() {
            let operation = self.at(&format!("{item}/{method}"));
            let text = |name| operation?.get(name)?.as_str();
            let tags = operation.and_then(|operation| operation.get("tags")?.as_array());
            let tags: Vec<&str> = tags
                .into_iter()
                .flatten()
                .filter_map(Json::as_str)
                .collect();
            let candidate = OperationKeys {
                id: text("operationId"),
                tags: &tags,
                path: &path,
                method,
            };
            exact_patterns(&candidate, &mut known);
            for (entry, named) in selection.patterns().zip(&mut named) {
                *named |= entry.matches(&candidate);
            }
            if selection.contains(&candidate) {
                let items = self.path_items(&path).into_iter();
                reach
                    .pending
                    .extend(items.map(|item| format!("{item}/parameters")));
                reach.pending.push(format!("{item}/{method}"));
                operations.insert((path, method));
            }
        }
        if selection.webhooks {
            reach.pending.push("/webhooks".to_owned());
        }
        let unmatched = selection.patterns().zip(named).filter(|(_, named)| !named);
        for (entry, _) in unmatched {
            self.report(matches_nothing(entry, &known));
        }
        self.selected = Some(Selected {
            operations,
            schemas: reach.schemas(),
            webhooks: selection.webhooks,
        });
    }

    /// Returns the path, the pointer to the path item and the method of every operation.
    fn candidates(&self) -> Vec<(String, String, &'static str)> {
        let paths = self.root.get("paths").and_then(Json::as_object);
        let names = paths.into_iter().flat_map(Map::keys);
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

    /// True if the operation is selected.
    pub(super) fn selects_operation(&self, path: &str, method: &'static str) -> bool {
        let is_kept = |kept: &Selected| kept.operations.contains(&(path.to_owned(), method));
        self.selected.as_ref().is_none_or(is_kept)
    }

    /// True if the component schema is selected.
    pub(super) fn selects_schema(&self, name: &str) -> bool {
        let kept = self.selected.as_ref();
        kept.is_none_or(|kept| kept.schemas.contains(name))
    }

    /// True if webhooks are selected.
    pub(super) fn selects_webhooks(&self) -> bool {
        self.selected.as_ref().is_none_or(|kept| kept.webhooks)
    }
}

fn matches_nothing(entry: &Pattern, known: &BTreeSet<String>) -> Diagnostic {
    let text = &entry.text;
    let help = match closest(text, known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write an `operationId`, a tag, a path (`/pets`) or a method and a path \
                 (`GET /pets`); `*` matches any text"
            .to_owned(),
    };
    Diagnostic::error("config", SETTINGS, format!("`{text}` matches no operation"))
        .with_span(entry.place.clone())
        .with_help(help)
}

/// Finds the values that are reachable by references.
pub(super) struct Reachability<'a> {
    root: &'a Json,
    /// Keywords whose values are not searched.
    skipped: &'static [&'static str],
    /// Pointers to the values still to search.
    pub(super) pending: Vec<String>,
    seen: BTreeSet<String>,
    /// Component schemas with `allOf`, by the pointers of the schemas they extend.
    derived: BTreeMap<String, Vec<String>>,
}

impl<'a> Reachability<'a> {
    pub(super) fn of(root: &'a Json) -> Self {
        let mut derived: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let schemas = root.pointer("/components/schemas");
        let schemas = schemas.and_then(Json::as_object).into_iter().flatten();
        for (name, schema) in schemas {
            let parts = schema.get("allOf").and_then(Json::as_array);
            for part in parts.into_iter().flatten() {
                if let Some(parent) = ref_target(part) {
                    let derived = derived.entry(parent).or_default();
                    derived.push(format!("/components/schemas/{}", escape(name)));
                }
            }
        }
        Reachability {
            root,
            skipped: &[],
            pending: Vec::new(),
            seen: BTreeSet::new(),
            derived,
        }
    }

    /// Skips the given keywords, but keeps author-chosen names, as in `properties`.
    pub(super) fn skipping(self, skipped: &'static [&'static str]) -> Self {
        Reachability { skipped, ..self }
    }

    /// Returns the names of the reachable component schemas.
    fn schemas(self) -> BTreeSet<String> {
        self.reachable()
            .iter()
            .filter_map(|pointer| component(pointer))
            .collect()
    }

    /// Returns the pointers of the reachable values. Values nested below a pointer are reachable,
    /// too.
    pub(super) fn reachable(mut self) -> BTreeSet<String> {
        while let Some(pointer) = self.pending.pop() {
            if !self.seen.insert(pointer.clone()) {
                continue;
            }
            if let Some(name) = component(&pointer) {
                // The type of a nested schema is named after its component, so keep the component.
                self.pending
                    .push(format!("/components/schemas/{}", escape(&name)));
            }
            let Some(value) = self.root.pointer(&pointer) else {
                continue;
            };
            if value.get("discriminator").is_some()
                && let Some(derived) = self.derived.get(&pointer)
            {
                self.pending.extend(derived.iter().cloned());
            }
            self.pending.extend(references_in(value, self.skipped));
        }
        self.seen
    }
}

/// Returns the name of the component schema that a pointer leads to or into.
fn component(pointer: &str) -> Option<String> {
    pointer.strip_prefix("/components/schemas/")?;
    tokens(pointer).nth(2).map(std::borrow::Cow::into_owned)
}

/// Returns the pointers that a value refers to: every string that looks like a reference, and the
/// schema names in `mapping` of a discriminator.
fn references_in(value: &Json, skipped: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(value, false)];
    while let Some((value, keys_are_names)) = open.pop() {
        match value {
            Json::String(text) => {
                found.extend(local_pointer(text).filter(|pointer| !pointer.is_empty()));
            }
            Json::Array(items) => open.extend(items.iter().map(|item| (item, false))),
            Json::Object(members) => {
                let mapping = members.get("mapping").and_then(Json::as_object);
                let names = mapping.into_iter().flat_map(Map::values);
                let names = names.filter_map(Json::as_str);
                found.extend(names.map(|name| format!("/components/schemas/{}", escape(name))));
                let followed = members.iter();
                let followed =
                    followed.filter(|(name, _)| keys_are_names || !skipped.contains(name));
                open.extend(followed.map(|(name, value)| (value, has_names(name))));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
    found
}
