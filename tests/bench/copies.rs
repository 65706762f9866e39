//! Whether twice the document takes twice the time.

use super::run::{self, Outcome, Program};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Doubles a document, redoubles it, and tells what each takes of what the one before takes.
pub fn table(document: &Path, out: &Path, rounds: usize) {
    let text = fs::read_to_string(document).expect("the document can be read");
    let root: Value = serde_yaml::from_str(&text).expect("the document is one of JSON values");
    fs::create_dir_all(out).expect("the folder is ours");
    let programs = [1, 2, 4].map(|count| {
        let path = out.join(format!("{}-{count}.yaml", run::name(document)));
        let text = serde_yaml::to_string(&copies(&root, count)).expect("JSON values are YAML");
        fs::write(&path, text).expect("the folder is ours");
        Program::regen(&path, out)
    });
    let mut before = None;
    println!("\n{}", run::name(document));
    for (outcome, count) in run::in_turns(&programs, rounds).iter().zip([1, 2, 4]) {
        let Outcome::Done { seconds, memory } = outcome else {
            println!("  {count} times: is not generated");
            continue;
        };
        let ratio = before.map(|before| format!("{:.2} of half of it", seconds / before));
        let (milliseconds, memory) = (seconds * 1e3, memory / 1_000_000);
        println!(
            "  {count} times: {milliseconds:5.0}ms {memory:4}MB {}",
            ratio.unwrap_or_default()
        );
        before = Some(seconds);
    }
}

/// A document whose paths and components stand in it so many times, under names of their own.
fn copies(root: &Value, count: usize) -> Value {
    let mut all = root.clone();
    all["paths"] = json!({});
    all["components"] = json!({});
    for copy in 0..count {
        let mut one = root.clone();
        rename(&mut one, copy);
        for (path, item) in members(&mut one["paths"]) {
            all["paths"][format!("/copy{copy}{path}")] = item;
        }
        for (section, components) in members(&mut one["components"]) {
            let mut components = components;
            for (name, component) in members(&mut components) {
                all["components"][&section][format!("{name}Copy{copy}")] = component;
            }
        }
    }
    all
}

fn members(value: &mut Value) -> Map<String, Value> {
    value
        .as_object_mut()
        .map(std::mem::take)
        .unwrap_or_default()
}

/// Gives references and operations the names that they have in a copy.
fn rename(value: &mut Value, copy: usize) {
    let suffix = format!("Copy{copy}");
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("$ref", Value::String(reference)) => reference.push_str(&suffix),
                    ("operationId", Value::String(id)) => id.push_str(&suffix),
                    (_, member) => rename(member, copy),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, copy)),
        _ => {}
    }
}
