//! Reports entries of `codegen.toml` without a target in the spec.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Operation};
use crate::json::Json;
use crate::lower::schema::Schemas;
use crate::source::SETTINGS;
use crate::source::pointer::{child, tokens};
use crate::spelling::closest;
use std::collections::BTreeSet;

impl Schemas<'_> {
    /// Reports pointers under `[conversions]` and `[names]`, and names in `parameters`, that the spec
    /// lacks.
    ///
    /// An entry for an unselected or merged part of the spec has no effect, but is no mistake.
    pub(crate) fn report_unmatched_settings(&self, operations: &[Operation]) {
        if self.config.ignores_unmatched {
            return;
        }
        let pointers = self
            .config
            .names
            .keys()
            .chain(self.config.conversions.keys());
        for pointer in pointers {
            let is_used = self.used_names.borrow().contains(pointer.as_str());
            if !is_used && !exists(self.document, pointer) {
                let meant = suggested_pointer(self.document, pointer);
                let help = "write a JSON pointer into the spec, with `/` in a name as `~1`";
                self.report_unmatched(pointer, "value of the spec", meant, help);
            }
        }
        let parameters = operations.iter().flat_map(|one| &one.parameters);
        let known: BTreeSet<&str> = parameters.map(|one| one.name.as_str()).collect();
        for name in &self.config.client_parameters {
            let root = self.document.at("");
            if !known.contains(name.as_str()) && !root.is_some_and(|root| declares(root, name)) {
                let meant = closest(name, known.iter().copied()).map(str::to_owned);
                let help = "write the `name` of a parameter in the spec";
                self.report_unmatched(name, "parameter", meant, help);
            }
        }
    }

    fn report_unmatched(&self, entry: &str, kind: &str, meant: Option<String>, help: &str) {
        let help = meant.map_or_else(
            || help.to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        let problem = format!("`{entry}` matches no {kind}");
        let mut diagnostic = Diagnostic::error("config", SETTINGS, problem).with_help(help);
        diagnostic.span = self.config.spans.get(entry).cloned();
        self.document.report(diagnostic);
    }
}

/// True if the pointer leads to a value; the last token of `…/enum/XL` is a value, not an index.
fn exists(document: &Document<'_>, pointer: &str) -> bool {
    let (parent, _) = pointer.rsplit_once('/').unwrap_or_default();
    let token = tokens(pointer).last().unwrap_or_default();
    document.at(pointer).is_some()
        || document
            .at(parent)
            .is_some_and(|parent| keys(parent).contains(&*token))
}

/// Replaces the first token without a target by a similar key, if the result leads to a value.
fn suggested_pointer(document: &Document<'_>, pointer: &str) -> Option<String> {
    let mut known = String::new();
    let mut rest = tokens(pointer);
    let (wrong, parent) = loop {
        let token = rest.next()?;
        let next = child(&known, &token);
        if document.at(&next).is_none() {
            break (token, document.at(&known)?);
        }
        known = next;
    };
    let keys = keys(parent);
    let meant = closest(&wrong, keys.iter().map(String::as_str))?;
    let fixed = rest.fold(child(&known, meant), |pointer, token| {
        child(&pointer, &token)
    });
    exists(document, &fixed).then_some(fixed)
}

/// The keys of an object, or the items of an array such as `enum` as text.
fn keys(value: &Json) -> BTreeSet<String> {
    let members = value.as_object().into_iter().flatten();
    let items = value.as_array().into_iter().flatten();
    let items = items.map(|item| {
        item.as_str()
            .map_or_else(|| item.to_string(), str::to_owned)
    });
    members
        .map(|(name, _)| name.to_owned())
        .chain(items)
        .collect()
}

/// True if a value contains a parameter with the name, for parameters of unselected operations.
fn declares(value: &Json, name: &str) -> bool {
    let is_named = value.get("name").and_then(Json::as_str) == Some(name);
    let members = value.as_object().into_iter().flatten();
    let items = value.as_array().into_iter().flatten();
    is_named && value.get("in").is_some()
        || members
            .map(|(_, member)| member)
            .chain(items)
            .any(|inner| declares(inner, name))
}
