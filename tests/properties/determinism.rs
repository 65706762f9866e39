//! Equal specs give equal files, and a small change of the spec changes few files.

use crate::support::shipped_spec::{SPEC, root};
use codegen::{Config, Source};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, String>;

const OUTLINE: &str = "outline.txt";

fn generated(description: &Value) -> Files {
    let source = Source::parse("api.json", description.to_string()).unwrap();
    let config = std::fs::read_to_string(root().join("spec/codegen.toml")).unwrap();
    let config = Config::parse("codegen.toml", &config).unwrap();
    let generated = codegen::generate(&source, &config).unwrap();
    let mut files = generated.files;
    files.insert(OUTLINE.into(), generated.outline);
    files
}

/// The effect of a change of the shipped spec: the number of outline lines removed and added, and
/// the paths of changed files.
fn diff(change: impl FnOnce(&mut Value)) -> ([usize; 2], Vec<String>) {
    let mut description = SPEC.clone();
    let before = generated(&description);
    change(&mut description);
    let after = generated(&description);
    let lines = |files: &Files| {
        files[OUTLINE]
            .lines()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let (old, new) = (lines(&before), lines(&after));
    let lines = [old.difference(&new).count(), new.difference(&old).count()];
    let mut files = changed(&before, &after);
    files.retain(|path| path != OUTLINE);
    (lines, files)
}

/// The paths of changed, added and removed files.
fn changed(before: &Files, after: &Files) -> Vec<String> {
    let all = before
        .keys()
        .chain(after.keys().filter(|path| !before.contains_key(*path)));
    let all = all.filter(|path| before.get(*path) != after.get(*path));
    let mut all: Vec<String> = all.cloned().collect();
    all.sort();
    all
}

/// The files affected by a change of the shipped spec.
fn changed_by(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut description = SPEC.clone();
    let before = generated(&description);
    change(&mut description);
    changed(&before, &generated(&description))
}

/// A copy with object properties in random order.
fn shuffled(value: &Value, seed: &mut u64) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| shuffled(item, seed)).collect(),
        Value::Object(members) => {
            let mut rest: Vec<_> = members.iter().collect();
            let mut members = Map::new();
            while !rest.is_empty() {
                // A fixed sequence, equal in every run.
                *seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let index = usize::try_from(*seed >> 33).unwrap() % rest.len();
                let (name, value) = rest.swap_remove(index);
                members.insert(name.clone(), shuffled(value, seed));
            }
            Value::Object(members)
        }
        value => value.clone(),
    }
}

#[test]
fn generates_equal_files_for_equal_specs() {
    assert_eq!(changed_by(|_| ()), Vec::<String>::new());
}

#[test]
fn ignores_the_order_of_properties() {
    for seed in 0..5 {
        let order = changed_by(|description| {
            let other = shuffled(description, &mut seed.clone());
            assert_ne!(other.to_string(), description.to_string());
            *description = other;
        });
        assert_eq!(order, Vec::<String>::new(), "with seed {seed}");
    }
}

/// A component schema.
fn schema<'d>(description: &'d mut Value, name: &str) -> &'d mut Value {
    &mut description["components"]["schemas"][name]
}

#[test]
fn adds_only_lines_and_a_file_for_a_new_schema() {
    // Alphabetically before, between and after the existing schemas.
    for (name, file) in [("Aaa", "aaa"), ("Nnn", "nnn"), ("Zzz", "zzz")] {
        let other = json!({
            "properties": { "text": { "type": "string", "minLength": 1 }, "inner": { "properties": { "a": {} } } },
        });
        let (lines, files) = diff(|description| *schema(description, name) = other);
        // Two types with three fields in total.
        assert_eq!(lines, [0, 5]);
        assert_eq!(
            files,
            sorted([&format!("src/types/{file}.rs"), "src/types/mod.rs"])
        );
    }
}

fn sorted(mut paths: [&str; 2]) -> [&str; 2] {
    paths.sort_unstable();
    paths
}

#[test]
fn adds_a_line_for_a_new_property() {
    let (lines, files) = diff(|description| {
        schema(description, "Text")["properties"]["tone"] =
            json!({ "type": "string", "minLength": 2, "pattern": "^a" });
    });
    assert_eq!(lines, [0, 1]);
    assert_eq!(files, ["src/types/text.rs"]);
}

#[test]
fn adds_a_line_for_a_new_enum_value() {
    let (lines, files) = diff(|description| {
        let values = &mut schema(description, "FlowParameters")["properties"]["mode"]["enum"];
        values.as_array_mut().unwrap().push(json!("paused"));
    });
    assert_eq!(lines, [0, 1]);
    assert_eq!(files, ["src/types/flow_parameters.rs"]);
}

#[test]
fn changes_a_line_for_a_new_bound() {
    let (lines, files) = diff(|description| {
        let body = &mut schema(description, "Text")["properties"]["body"];
        assert_eq!(body["maxLength"], 4096);
        body["maxLength"] = json!(5000);
    });
    assert_eq!(lines, [1, 1]);
    assert_eq!(files, ["src/types/text.rs"]);
}

#[test]
fn changes_a_line_for_a_renamed_property() {
    for (object, member, old) in [
        ("Text", "text", "preview_url"),
        ("Text", "text", "body"),
        ("Location", "location", "latitude"),
    ] {
        let (lines, files) = diff(|description| {
            rename(schema(description, object), old);
            rename_in(&mut description["paths"], member, old);
        });
        assert_eq!(lines, [1, 1], "{object}");
        // A page with example code may name the property, too.
        let (pages, files): (Vec<_>, Vec<_>) = files
            .iter()
            .partition(|path| path.strip_suffix(".md").is_some());
        assert_eq!(files.len(), 1, "{files:?}");
        assert!(pages.len() <= 1, "{pages:?}");
    }
}

/// Renames a property, including strings with its name, such as in `required`.
fn rename(value: &mut Value, old: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, old)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| rename(member, old));
            if let Some(member) = members.remove(old) {
                members.insert(format!("{old}_new"), member);
            }
        }
        Value::String(text) if text == old => text.push_str("_new"),
        _ => {}
    }
}

/// Renames a property of the objects with a name, such as in examples.
fn rename_in(value: &mut Value, object: &str, old: &str) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| rename_in(item, object, old)),
        Value::Object(members) => {
            for (name, member) in members {
                match name == object {
                    true => rename(member, old),
                    false => rename_in(member, object, old),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn changes_no_line_for_a_new_description() {
    let (lines, files) = diff(|description| {
        schema(description, "Text")["description"] = json!("Words.");
    });
    assert_eq!(lines, [0, 0]);
    assert_eq!(files, ["src/types/text.rs"]);
}

#[test]
fn adds_only_lines_for_a_new_operation() {
    let operation = json!({ "operationId": "aardvark", "tags": ["Animals"], "responses": {} });
    let (lines, files) =
        diff(|description| description["paths"]["/aardvark"] = json!({ "get": operation.clone() }));
    // Four facts about the operation, and the feature of its tag.
    assert_eq!(lines, [0, 5]);
    assert_eq!(
        files,
        [
            "src/operations/animals.rs",
            "src/operations/fake.rs",
            "src/operations/mod.rs"
        ]
    );
    let (lines, files) = diff(|description| {
        let mut operation = operation;
        operation["tags"] = json!(["Messages"]);
        description["paths"]["/aardvark"] = json!({ "get": operation });
    });
    // Four facts about the operation.
    assert_eq!(lines, [0, 4]);
    assert_eq!(
        files,
        ["src/operations/fake.rs", "src/operations/messages.rs"]
    );
}
