//! Measures generation time for a spec, doubled and quadrupled.

use super::run::{self, Outcome, Program};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Prints the generation time for one, two and four copies of a spec, with the ratio to half the
/// size.
pub fn table(document: &Path, out: &Path, rounds: usize) {
    let text = fs::read_to_string(document).expect("the spec is readable");
    let root: Value = serde_yaml::from_str(&text).expect("the spec consists of JSON values");
    fs::create_dir_all(out).expect("the output folder is writable");
    let programs = [1, 2, 4].map(|count| {
        let path = out.join(format!("{}-{count}.yaml", run::name(document)));
        let text =
            serde_yaml::to_string(&copies(&root, count)).expect("JSON values are valid YAML");
        fs::write(&path, text).expect("the output folder is writable");
        Program::regen(&path, out)
    });
    let mut before = None;
    println!("\n{}", run::name(document));
    for (outcome, count) in run::in_turns(&programs, rounds).iter().zip([1, 2, 4]) {
        let Outcome::Done { seconds, memory } = outcome else {
            println!("  {count} times: failed");
            continue;
        };
        let ratio = before.map(|before| format!("{:.2} times half the size", seconds / before));
        let (milliseconds, memory) = (seconds * 1e3, memory / 1_000_000);
        println!(
            "  {count} times: {milliseconds:5.0}ms {memory:4}MB {}",
            ratio.unwrap_or_default()
        );
        before = Some(seconds);
    }
}

/// A spec with paths and components repeated `count` times, under distinct names.
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

/// Appends the number of the copy to references and operation ids.
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
