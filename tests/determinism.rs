//! Same input, same bytes; and a change of the description is a change of what it is about.

use crate::description::{DESCRIPTION, root};
use codegen::{Config, Source};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, String>;

fn generated(description: &Value) -> Files {
    let source = Source::parse("api.json", description.to_string()).unwrap();
    let config = std::fs::read_to_string(root().join("spec/codegen.toml")).unwrap();
    let config = Config::parse("codegen.toml", &config).unwrap();
    codegen::generate(&source, &config).unwrap().files
}

/// The paths of files that differ, are new or are gone.
fn changed(before: &Files, after: &Files) -> Vec<String> {
    let all = before
        .keys()
        .chain(after.keys().filter(|path| !before.contains_key(*path)));
    let all = all.filter(|path| before.get(*path) != after.get(*path));
    let mut all: Vec<String> = all.cloned().collect();
    all.sort();
    all
}

/// What changes when the shipped description does.
fn changed_by(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut description = DESCRIPTION.clone();
    let before = generated(&description);
    change(&mut description);
    changed(&before, &generated(&description))
}

/// The value with the members of all objects in another order.
fn shuffled(value: &Value, seed: &mut u64) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| shuffled(item, seed)).collect(),
        Value::Object(members) => {
            let mut rest: Vec<_> = members.iter().collect();
            let mut members = Map::new();
            while !rest.is_empty() {
                // Any numbers will do, as long as they are the same each time.
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
fn the_same_description_gives_the_same_bytes() {
    assert_eq!(changed_by(|_| ()), Vec::<String>::new());
}

#[test]
fn the_order_of_members_is_of_no_account() {
    for seed in 0..5 {
        let order = changed_by(|description| {
            let other = shuffled(description, &mut seed.clone());
            assert_ne!(other.to_string(), description.to_string());
            *description = other;
        });
        assert_eq!(order, Vec::<String>::new(), "with seed {seed}");
    }
}

#[test]
fn another_schema_is_another_file() {
    // In the alphabet, it comes before, between and after the others.
    for (name, file) in [("Aaa", "aaa"), ("Nnn", "nnn"), ("Zzz", "zzz")] {
        let schema = json!({
            "properties": { "text": { "type": "string", "minLength": 1 }, "inner": { "properties": { "a": {} } } },
        });
        let changed = changed_by(|description| description["components"]["schemas"][name] = schema);
        let expected = BTreeSet::from([format!("src/types/{file}.rs"), "src/types/mod.rs".into()]);
        assert_eq!(changed.into_iter().collect::<BTreeSet<String>>(), expected);
    }
}

#[test]
fn another_member_changes_the_file_of_its_schema() {
    let changed = changed_by(|description| {
        description["components"]["schemas"]["Text"]["properties"]["tone"] =
            json!({ "type": "string" });
    });
    assert_eq!(changed, ["src/types/text.rs"]);
}

#[test]
fn other_words_change_the_file_of_their_schema() {
    let changed = changed_by(|description| {
        description["components"]["schemas"]["Text"]["description"] = json!("Words.");
    });
    assert_eq!(changed, ["src/types/text.rs"]);
}

#[test]
fn another_operation_changes_no_other() {
    let operation = json!({ "operationId": "aardvark", "tags": ["Animals"], "responses": {} });
    let changed =
        changed_by(|description| description["paths"]["/aardvark"] = json!({ "get": operation }));
    assert_eq!(
        changed,
        ["src/operations/animals.rs", "src/operations/mod.rs"]
    );
}
