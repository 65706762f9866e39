//! References by name: `$anchor`, `$id`, and the `$self` of the document.

use super::pointer;
use super::references::{for_each_reference, is_data};
use serde_json::Value;
use std::collections::BTreeMap;

/// Turns references to what has a name of its own into pointers to it.
pub(super) fn resolve(root: &mut Value) {
    let mut names = BTreeMap::new();
    collect(root, &mut String::new(), &mut names);
    if names.is_empty() {
        return;
    }
    for_each_reference(root, &mut |_, reference| {
        let (name, rest) = match reference.split_once("#/") {
            Some((name, rest)) => (name, format!("/{rest}")),
            None => (reference.trim_end_matches('#'), String::new()),
        };
        if let Some(place) = names.get(name) {
            *reference = format!("#{place}{rest}");
        }
    });
}

/// The names with the places that have them: `#anchor`, or the whole of an id.
fn collect(value: &Value, path: &mut String, names: &mut BTreeMap<String, String>) {
    let length = path.len();
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointer::push(path, &index.to_string());
                collect(item, path, names);
                path.truncate(length);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("$anchor", Value::String(anchor)) => {
                        names
                            .entry(format!("#{anchor}"))
                            .or_insert_with(|| path.clone());
                    }
                    ("$self", Value::String(own)) if path.is_empty() => {
                        names.entry(own.clone()).or_default();
                    }
                    ("$id", Value::String(id)) if !path.is_empty() => {
                        let id = id.trim_end_matches('#').to_owned();
                        names.entry(id).or_insert_with(|| path.clone());
                    }
                    (name, _) if is_data(name) => {}
                    (name, member) => {
                        pointer::push(path, name);
                        collect(member, path, names);
                        path.truncate(length);
                    }
                }
            }
        }
        _ => {}
    }
}
