//! References by name: `$anchor`, `$id`, `$dynamicRef`, `$recursiveRef`, and the `$self` of the
//! document.
//!
//! A schema with an `$id` is a resource: what is within it and says `#/…` means a place in it, unless
//! the document has that place, which is what most authors mean. Which of several schemas a
//! `$dynamicRef` means depends on the way by which it was reached: it becomes any of them. Where
//! there is only one, it is a reference like any other.

use super::pointer;
use super::references::{for_each_by, for_each_reference, is_data};
use crate::json::{Json, Members};
use std::collections::{BTreeMap, VecDeque};

/// Turns references to what has a name of its own into pointers to it.
pub(super) fn resolve(root: &mut Json) {
    let mut names = Names::default();
    names.collect(root, "", &mut String::new());
    if names.has_dynamic {
        settle_dynamic(root, &names);
    }
    if names.places.is_empty() {
        return;
    }
    let mut turned = Vec::new();
    for_each_reference(root, &mut |at, reference| {
        turned.push(names.place(at, reference));
    });
    let has = |place: &str| root.pointer(place).is_some();
    let settled = turned.into_iter().map(|found| match found {
        Found::Place(place) => Some(place),
        // What most authors mean by `#/…` is the document.
        Found::InResource { document, place } if !has(&document) => Some(place),
        Found::InResource { .. } | Found::InDocument => None,
    });
    let mut settled: VecDeque<Option<String>> = settled.collect();
    for_each_reference(root, &mut |_, reference| {
        if let Some(Some(place)) = settled.pop_front() {
            *reference = format!("#{place}").into();
        }
    });
}

/// Where a reference leads.
enum Found {
    /// Where it says, in the document; or elsewhere.
    InDocument,
    /// To this pointer.
    Place(String),
    /// To a place in its resource, or to one in the document.
    InResource { document: String, place: String },
}

/// What has a name of its own.
#[derive(Default)]
struct Names {
    /// The places of resources and anchors, by their addresses.
    places: BTreeMap<String, String>,
    /// The addresses of the resources, by their places.
    resources: BTreeMap<String, String>,
    /// The places of the schemas that have each dynamic anchor.
    dynamic: BTreeMap<String, Vec<String>>,
    /// The places of recursive anchors.
    recursive: Vec<String>,
    /// Whether there are references whose meaning depends on the way to them.
    has_dynamic: bool,
}

impl Names {
    /// `base` is the address of the resource that a value is in.
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
                            let places = self.dynamic.entry(anchor.to_string()).or_default();
                            places.push(path.clone());
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

    /// Notes a resource, if this is one. What comes back is the address of the resource that this
    /// is in.
    fn resource(&mut self, members: &Members, base: &str, path: &str) -> String {
        let keyword = if path.is_empty() { "$self" } else { "$id" };
        let id = members.get(keyword).and_then(Json::as_str);
        let Some(id) = id.map(|id| id.trim_end_matches('#')) else {
            return base.to_owned();
        };
        let address = joined(base, id);
        for name in [address.as_str(), id] {
            let known = self.places.entry(name.to_owned());
            known.or_insert_with(|| path.to_owned());
        }
        if !path.is_empty() {
            self.resources.insert(path.to_owned(), address.clone());
        }
        address
    }

    fn anchor(&mut self, anchor: &str, base: &str, path: &str) {
        for name in [format!("{base}#{anchor}"), format!("#{anchor}")] {
            self.places.entry(name).or_insert_with(|| path.to_owned());
        }
    }

    /// The resource that a pointer leads into: its place and its address.
    fn resource_of(&self, at: &str) -> (&str, &str) {
        let mut at = at;
        loop {
            if let Some((place, address)) = self.resources.get_key_value(at) {
                return (place, address);
            }
            match at.rsplit_once('/') {
                Some((parent, _)) => at = parent,
                None => return ("", ""),
            }
        }
    }

    /// What a reference can mean that depends on the way to it.
    fn meant(&self, key: &str, at: &str, reference: &str) -> Vec<String> {
        let (_, fragment) = reference.split_once('#').unwrap_or_default();
        let (own, several) = match key {
            "$recursiveRef" => (format!("#{}", whole(self, at)), Some(&self.recursive)),
            _ => (reference.to_owned(), self.dynamic.get(fragment)),
        };
        match several {
            // An anchor that is none of these is meant itself.
            Some(places) if places.len() > 1 && self.is_one_of(places, at, &own) => {
                places.iter().map(|place| format!("#{place}")).collect()
            }
            _ => vec![own],
        }
    }

    fn is_one_of(&self, places: &[String], at: &str, reference: &str) -> bool {
        match self.place(at, reference) {
            Found::Place(place) => places.contains(&place),
            Found::InDocument | Found::InResource { .. } => reference.starts_with('#'),
        }
    }

    /// Where the reference of the value at a pointer leads.
    fn place(&self, at: &str, reference: &str) -> Found {
        let (resource, base) = self.resource_of(at);
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        if uri.is_empty() && is_pointer {
            let place = format!("{resource}{fragment}");
            return match (resource, fragment) {
                ("", _) => Found::InDocument,
                (_, "") => Found::Place(place),
                (_, document) => Found::InResource {
                    document: document.to_owned(),
                    place,
                },
            };
        }
        let address = match uri {
            "" => base.to_owned(),
            uri => joined(base, uri),
        };
        let known = |name: &str| self.places.get(name);
        let found = match is_pointer {
            true => known(&address).or_else(|| known(uri)),
            false => known(&format!("{address}#{fragment}"))
                .or_else(|| known(&format!("#{fragment}")).filter(|_| uri.is_empty())),
        };
        match (found, is_pointer) {
            (Some(place), true) => Found::Place(format!("{place}{fragment}")),
            (Some(place), false) => Found::Place(place.clone()),
            (None, _) => Found::InDocument,
        }
    }
}

/// Makes references of those that depend on the way by which they are reached.
fn settle_dynamic(root: &mut Json, names: &Names) {
    let mut found = Vec::new();
    for key in ["$dynamicRef", "$recursiveRef"] {
        for_each_by(key, root, &mut |at, reference| {
            found.push((key, at.to_owned(), names.meant(key, at, reference)));
        });
    }
    for (key, at, meant) in found {
        let Some(object) = root.pointer_mut(&at).and_then(Json::as_object_mut) else {
            continue;
        };
        object.remove(key);
        let references = meant
            .into_iter()
            .map(|target| with("$ref", target.as_str().into()));
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
            all.push(with(name, value));
        }
    }
}

/// An object with one member.
fn with(name: &str, value: Json) -> Json {
    Json::Object([(name.into(), value)].into_iter().collect())
}

/// The whole schema that a place is in: its resource, or its component.
fn whole(names: &Names, at: &str) -> String {
    let (resource, _) = names.resource_of(at);
    match at.strip_prefix("/components/schemas/") {
        Some(rest) if resource.is_empty() => {
            let name = rest.split('/').next().unwrap_or_default();
            format!("/components/schemas/{name}")
        }
        _ => resource.to_owned(),
    }
}

/// The address that a reference means within a resource, by RFC 3986 as far as schemas need it.
fn joined(base: &str, reference: &str) -> String {
    let scheme = |address: &str| {
        let (scheme, _) = address.split_once(':')?;
        let is_one = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one));
        is_one.then_some(scheme.len() + 1)
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
            other => segments.push(other),
        }
    }
    format!("{}{}", &base[..host], segments.join("/"))
}
