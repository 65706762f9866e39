//! Visits every `$ref` of a spec.

use super::bundle::BUNDLED_FILES;
use super::pointer;
use crate::json::Json;
use crate::keywords::{DATA, SCHEMA_MAPS};

/// Fields of OpenAPI whose properties have names chosen by the author, as in `paths`.
const NAME_MAPS: &[&str] = &[
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "pathItems",
    "paths",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
    BUNDLED_FILES,
];

/// Other keywords with a `$ref` that stands for the complete value, as in `components: { $ref:
/// parts.yaml }`.
const INLINABLE: &[&str] = &["components", "info", "security", "servers", "tags"];

/// The kind of value that a `$ref` replaces.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RefKind {
    /// One object, such as a schema or a parameter.
    Object,
    /// A map of names or a list, such as `paths` or `servers`.
    Map,
    /// A schema in `mapping` of a discriminator.
    Mapping,
}

pub(super) type Visitor<'a> = dyn FnMut(RefKind, &str, &mut Box<str>) + 'a;

/// Calls `act` for every `$ref`, with the pointer to the object around the `$ref`, and for every
/// schema in `mapping`, with the pointer to the entry.
pub(crate) fn for_each_reference(value: &mut Json, act: &mut dyn FnMut(&str, &mut Box<str>)) {
    for_each_target(value, &mut |_, pointer, reference| act(pointer, reference));
}

/// Like [`for_each_reference`], with the kind of value.
pub(super) fn for_each_target(value: &mut Json, act: &mut Visitor<'_>) {
    walk("$ref", value, "", &mut String::new(), act);
}

/// Calls `act` for every `$ref` in the position of a map, such as `paths: { $ref: paths.yaml }`.
pub(super) fn for_each_map_reference(value: &mut Json, act: &mut dyn FnMut(&str, &mut Box<str>)) {
    let act = &mut |kind, pointer: &str, reference: &mut Box<str>| {
        if kind == RefKind::Map {
            act(pointer, reference);
        }
    };
    walk("$ref", value, "", &mut String::new(), act);
}

/// Like [`for_each_reference`], for a keyword other than `$ref`.
pub(super) fn for_each_keyword(
    key: &str,
    value: &mut Json,
    act: &mut dyn FnMut(&str, &mut Box<str>),
) {
    let act = &mut |_, pointer: &str, reference: &mut Box<str>| act(pointer, reference);
    walk(key, value, "", &mut String::new(), act);
}

/// `parent` is the keyword that holds `value`, or empty for a name chosen by the author.
fn walk(key: &str, value: &mut Json, parent: &str, path: &mut String, act: &mut Visitor<'_>) {
    let length = path.len();
    match value {
        Json::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                pointer::push(path, &index.to_string());
                walk(key, item, "", path, act);
                path.truncate(length);
            }
        }
        Json::Object(members) => {
            let are_names = has_names(parent);
            for (name, value) in members.iter_mut() {
                match value {
                    Json::String(reference) if name == key => {
                        let is_map = are_names || INLINABLE.contains(&parent);
                        let kind = if is_map {
                            RefKind::Map
                        } else {
                            RefKind::Object
                        };
                        act(kind, path, reference);
                    }
                    Json::String(target)
                        if parent == "mapping" && key == "$ref" && is_reference(target) =>
                    {
                        pointer::push(path, name);
                        act(RefKind::Mapping, path, target);
                        path.truncate(length);
                    }
                    _ if !are_names && is_data(name) => {}
                    Json::Object(_) | Json::Array(_) => {
                        pointer::push(path, name);
                        walk(key, value, if are_names { "" } else { name }, path, act);
                        path.truncate(length);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// True for a keyword or field whose properties have names chosen by the author.
pub(crate) fn has_names(name: &str) -> bool {
    SCHEMA_MAPS.contains(&name) || NAME_MAPS.contains(&name)
}

/// True if a keyword or field holds plain data, where `$ref` has no meaning.
pub(crate) fn is_data(name: &str) -> bool {
    name == "value" || DATA.contains(&name) || (name.starts_with("x-") && name != BUNDLED_FILES)
}

/// True if a value of `mapping` is a reference rather than the name of a schema.
fn is_reference(target: &str) -> bool {
    target.contains(['/', '#'])
        || [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| target.ends_with(end))
}
