//! Resolves references by name: `$anchor`, `$id`, `$dynamicRef`, `$recursiveRef`, and `$self` of
//! the document.
//!
//! A schema with `$id` is a resource, and `#/…` inside points into the resource. Most authors mean
//! the document, so a pointer that exists in the document wins. A `$dynamicRef` with several
//! candidates becomes `anyOf` of all candidates; with one candidate, a plain `$ref`:
//!
//! ```yaml
//! Tree: { $dynamicAnchor: node, items: { $dynamicRef: '#node' } }
//! Leaf: { $dynamicAnchor: node }
//! # items: { anyOf: [{ $ref: '#/…/Tree' }, { $ref: '#/…/Leaf' }] }
//! ```

use super::pointer;
use super::references::{for_each_keyword, for_each_reference, is_data};
use crate::json::{Json, Map};
use std::collections::{BTreeMap, VecDeque};

/// Rewrites references by name to references by pointer.
pub(super) fn resolve(root: &mut Json) {
    let mut names = Names::default();
    names.collect(root, "", &mut String::new());
    if names.has_dynamic {
        replace_dynamic(root, &names);
    }
    if names.pointers.is_empty() {
        return;
    }
    let mut targets = Vec::new();
    for_each_reference(root, &mut |at, reference| {
        targets.push(names.target(at, reference));
    });
    let exists = |pointer: &str| root.pointer(pointer).is_some();
    let resolved = targets.into_iter().map(|found| match found {
        Target::Pointer(pointer) => Some(pointer),
        // A pointer that exists in the document wins.
        Target::InResource { document, pointer } if !exists(&document) => Some(pointer),
        Target::InResource { .. } | Target::Unchanged => None,
    });
    let mut resolved: VecDeque<Option<String>> = resolved.collect();
    for_each_reference(root, &mut |_, reference| {
        if let Some(Some(pointer)) = resolved.pop_front() {
            *reference = format!("#{pointer}").into();
        }
    });
}

/// The target of a reference.
enum Target {
    /// A pointer in the document, or an unknown name; the reference stays unchanged.
    Unchanged,
    /// The value at this pointer.
    Pointer(String),
    /// A pointer relative to the document or to the resource; `pointer` is the latter, made absolute.
    InResource { document: String, pointer: String },
}

/// The resources and anchors of a document.
#[derive(Default)]
struct Names {
    /// Pointers of resources and anchors, by URI.
    pointers: BTreeMap<String, String>,
    /// URIs of resources, by pointer.
    resources: BTreeMap<String, String>,
    /// Pointers of the schemas with a `$dynamicAnchor`, by anchor.
    dynamic: BTreeMap<String, Vec<String>>,
    /// Pointers of the schemas with `$recursiveAnchor: true`.
    recursive: Vec<String>,
    /// True if the document has a `$dynamicRef` or `$recursiveRef`.
    has_dynamic: bool,
}

impl Names {
    /// `base` is the URI of the resource around `value`.
    fn collect(&mut self, value: &Json, base: &str, path: &mut String) {
        let length = path.len();
        match value {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    pointer::push(path, &index.to_string());
                    self.collect(item, base, path);
                    path.truncate(length);
                }
            }
            Json::Object(members) => {
                let base = &self.resource(members, base, path);
                for (name, member) in members {
                    match (name, member) {
                        ("$anchor", Json::String(anchor)) => self.anchor(anchor, base, path),
                        ("$dynamicAnchor", Json::String(anchor)) => {
                            let pointers = self.dynamic.entry(anchor.to_string()).or_default();
                            pointers.push(path.clone());
                            self.anchor(anchor, base, path);
                        }
                        ("$dynamicRef" | "$recursiveRef", Json::String(_)) => {
                            self.has_dynamic = true;
                        }
                        ("$recursiveAnchor", Json::Bool(true)) => {
                            self.recursive.push(path.clone());
                        }
                        (name, _) if is_data(name) => {}
                        (name, member) => {
                            pointer::push(path, name);
                            self.collect(member, base, path);
                            path.truncate(length);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Records a resource if the object has `$id` (`$self` at the root). Returns the base URI for
    /// nested values.
    fn resource(&mut self, members: &Map, base: &str, path: &str) -> String {
        let keyword = if path.is_empty() { "$self" } else { "$id" };
        let id = members.get(keyword).and_then(Json::as_str);
        let Some(id) = id.map(|id| id.trim_end_matches('#')) else {
            return base.to_owned();
        };
        let address = join_uri(base, id);
        for name in [address.as_str(), id] {
            let known = self.pointers.entry(name.to_owned());
            known.or_insert_with(|| path.to_owned());
        }
        if !path.is_empty() {
            self.resources.insert(path.to_owned(), address.clone());
        }
        address
    }

    fn anchor(&mut self, anchor: &str, base: &str, path: &str) {
        for name in [format!("{base}#{anchor}"), format!("#{anchor}")] {
            self.pointers.entry(name).or_insert_with(|| path.to_owned());
        }
    }

    /// Returns the pointer and the URI of the resource around `at`.
    fn resource_of(&self, at: &str) -> (&str, &str) {
        let mut at = at;
        loop {
            if let Some((pointer, address)) = self.resources.get_key_value(at) {
                return (pointer, address);
            }
            match at.rsplit_once('/') {
                Some((parent, _)) => at = parent,
                None => return ("", ""),
            }
        }
    }

    /// Returns the possible targets of a `$dynamicRef` or `$recursiveRef`.
    fn candidates(&self, key: &str, at: &str, reference: &str) -> Vec<String> {
        let (_, fragment) = reference.split_once('#').unwrap_or_default();
        let (own, anchored) = match key {
            "$recursiveRef" => (format!("#{}", root_schema(self, at)), Some(&self.recursive)),
            _ => (reference.to_owned(), self.dynamic.get(fragment)),
        };
        match anchored {
            // A reference to a plain `$anchor` has a single target.
            Some(pointers) if pointers.len() > 1 && self.is_candidate(pointers, at, &own) => {
                pointers
                    .iter()
                    .map(|pointer| format!("#{pointer}"))
                    .collect()
            }
            _ => vec![own],
        }
    }

    fn is_candidate(&self, pointers: &[String], at: &str, reference: &str) -> bool {
        match self.target(at, reference) {
            Target::Pointer(pointer) => pointers.contains(&pointer),
            Target::Unchanged | Target::InResource { .. } => reference.starts_with('#'),
        }
    }

    /// Resolves the reference of the object at `at`.
    fn target(&self, at: &str, reference: &str) -> Target {
        let (resource, base) = self.resource_of(at);
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        if uri.is_empty() && is_pointer {
            let pointer = format!("{resource}{fragment}");
            return match (resource, fragment) {
                ("", _) => Target::Unchanged,
                (_, "") => Target::Pointer(pointer),
                (_, document) => Target::InResource {
                    document: document.to_owned(),
                    pointer,
                },
            };
        }
        let address = match uri {
            "" => base.to_owned(),
            uri => join_uri(base, uri),
        };
        let known = |name: &str| self.pointers.get(name);
        let found = match is_pointer {
            true => known(&address).or_else(|| known(uri)),
            false => known(&format!("{address}#{fragment}"))
                .or_else(|| known(&format!("#{fragment}")).filter(|_| uri.is_empty())),
        };
        match (found, is_pointer) {
            (Some(pointer), true) => Target::Pointer(format!("{pointer}{fragment}")),
            (Some(pointer), false) => Target::Pointer(pointer.clone()),
            (None, _) => Target::Unchanged,
        }
    }
}

/// Replaces `$dynamicRef` and `$recursiveRef` by `$ref` or `anyOf`.
fn replace_dynamic(root: &mut Json, names: &Names) {
    let mut found = Vec::new();
    for key in ["$dynamicRef", "$recursiveRef"] {
        for_each_keyword(key, root, &mut |at, reference| {
            found.push((key, at.to_owned(), names.candidates(key, at, reference)));
        });
    }
    for (key, at, candidates) in found {
        let Some(object) = root.pointer_mut(&at).and_then(Json::as_object_mut) else {
            continue;
        };
        object.remove(key);
        let references = candidates
            .into_iter()
            .map(|target| object_with("$ref", target.as_str().into()));
        let mut references: Vec<Json> = references.collect();
        let (name, value) = match references.as_slice() {
            [Json::Object(only)] => ("$ref", only.get("$ref").cloned().unwrap_or_default()),
            _ => ("anyOf", Json::Array(std::mem::take(&mut references))),
        };
        if !object.contains_key(name) {
            object.insert(name, value);
            continue;
        }
        if !object.contains_key("allOf") {
            object.insert("allOf", Json::Array(Vec::new()));
        }
        if let Some(Json::Array(all)) = object.get_mut("allOf") {
            all.push(object_with(name, value));
        }
    }
}

/// Returns an object with one property.
fn object_with(name: &str, value: Json) -> Json {
    Json::Object([(name.into(), value)].into_iter().collect())
}

/// Returns the pointer to the outermost schema around `at`: the resource, or the component.
fn root_schema(names: &Names, at: &str) -> String {
    let (resource, _) = names.resource_of(at);
    match at.strip_prefix("/components/schemas/") {
        Some(rest) if resource.is_empty() => {
            let name = rest.split('/').next().unwrap_or_default();
            format!("/components/schemas/{name}")
        }
        _ => resource.to_owned(),
    }
}

/// Resolves a URI reference against a base URI, by the parts of RFC 3986 that schemas use.
fn join_uri(base: &str, reference: &str) -> String {
    let scheme = |address: &str| {
        let (scheme, _) = address.split_once(':')?;
        let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        is_scheme.then_some(scheme.len() + 1)
    };
    let Some(start) = scheme(base).filter(|_| scheme(reference).is_none()) else {
        return reference.to_owned();
    };
    let host = match base[start..].strip_prefix("//") {
        Some(rest) => start + 2 + rest.find('/').unwrap_or(rest.len()),
        None => start,
    };
    if reference.starts_with("//") {
        return format!("{}{reference}", &base[..start]);
    }
    if reference.starts_with('/') {
        return format!("{}{reference}", &base[..host]);
    }
    let folder = base[host..]
        .rfind('/')
        .map_or("/", |end| &base[host..=host + end]);
    let mut segments: Vec<&str> = folder.split('/').collect();
    segments.pop();
    for segment in reference.split('/') {
        match segment {
            "." => {}
            ".." => _ = segments.pop().filter(|_| segments.len() > 1),
            name => segments.push(name),
        }
    }
    format!("{}{}", &base[..host], segments.join("/"))
}
