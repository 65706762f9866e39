//! Where a description refers to something.

use super::bundle::FILES;
use super::pointer;
use crate::json::Json;

/// Members whose own members are names that the author chose, and no keywords.
pub(crate) const NAMED: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
    FILES,
];

/// Members that a document in several files may keep in one of its own, beside the maps of names.
const WHOLE: &[&str] = &["components", "info", "security", "servers", "tags"];

/// Members that hold data, in which nothing is a reference.
const DATA: &[&str] = &["const", "default", "enum", "example", "value"];

/// What a reference stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// One thing: a schema, a parameter.
    One,
    /// A map of names, such as all paths, or a list.
    Map,
}

type Act<'a> = dyn FnMut(Stands, &str, &mut Box<str>) + 'a;

/// Calls back for every reference, with the pointer to the object that has it.
pub(crate) fn for_each_reference(value: &mut Json, act: &mut dyn FnMut(&str, &mut Box<str>)) {
    let act = &mut |_, pointer: &str, reference: &mut Box<str>| act(pointer, reference);
    walk("$ref", value, "", &mut String::new(), act);
}

/// Calls back for every reference that stands where a map of names should.
pub(super) fn for_each_map_reference(value: &mut Json, act: &mut dyn FnMut(&str, &mut Box<str>)) {
    let act = &mut |stands, pointer: &str, reference: &mut Box<str>| {
        if stands == Stands::Map {
            act(pointer, reference);
        }
    };
    walk("$ref", value, "", &mut String::new(), act);
}

/// Calls back for every reference by another keyword than `$ref`.
pub(super) fn for_each_by(key: &str, value: &mut Json, act: &mut dyn FnMut(&str, &mut Box<str>)) {
    let act = &mut |_, pointer: &str, reference: &mut Box<str>| act(pointer, reference);
    walk(key, value, "", &mut String::new(), act);
}

/// `around` is the member that holds the value, empty where that is a name.
fn walk(key: &str, value: &mut Json, around: &str, path: &mut String, act: &mut Act<'_>) {
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
            let named = NAMED.contains(&around);
            for (name, value) in members.iter_mut() {
                match value {
                    Json::String(reference) if name == key => {
                        let whole = named || WHOLE.contains(&around);
                        let stands = if whole { Stands::Map } else { Stands::One };
                        act(stands, path, reference);
                    }
                    Json::String(target)
                        if around == "mapping" && key == "$ref" && is_path(target) =>
                    {
                        act(Stands::One, path, target);
                    }
                    _ if !named && is_data(name) => {}
                    Json::Object(_) | Json::Array(_) => {
                        pointer::push(path, name);
                        walk(key, value, if named { "" } else { name }, path, act);
                        path.truncate(length);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Whether a member holds data, in which nothing is a reference.
pub(crate) fn is_data(name: &str) -> bool {
    DATA.contains(&name) || (name.starts_with("x-") && name != FILES)
}

/// Whether what a discriminator maps to is a reference and not the name of a schema.
fn is_path(target: &str) -> bool {
    target.contains(['/', '#'])
        || [".yaml", ".yml", ".json"]
            .iter()
            .any(|end| target.ends_with(end))
}
