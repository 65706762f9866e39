//! The JSON Schema test suite, if present, run against generated types and `validate()`.

mod schemas;

use crate::support::round_trip::{is_taken, judged};
use crate::support::shipped_spec::shared;
use schemas::{place, resolved};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files about features outside of validation, or outside of OpenAPI.
const UNSUPPORTED: &[&str] = &[
    "optional/format",
    "optional/cross-draft",
    "optional/unknownKeyword",
    "vocabulary",
    "refRemote",
];

/// Known disagreements with the suite: a part of the message, and the reason.
const KNOWN: &[(&str, &str)] = &[
    (
        "expected an object",
        "a schema with `properties` is read as an object schema, even without `type`",
    ),
    (
        "expected an array",
        "a schema with `items` is read as an array schema, even without `type`",
    ),
    (
        "rejected optional/bignum: integer: ",
        "integers have 64 bits",
    ),
    (
        "rejected optional/float-overflow: ",
        "integers have 64 bits",
    ),
    (
        "accepted dynamicRef: ",
        "an ambiguous `$dynamicRef` accepts every candidate",
    ),
    (
        "accepted optional/dynamicRef: ",
        "an ambiguous `$dynamicRef` accepts every candidate",
    ),
    (
        "accepted optional/ecmascript-regex: ",
        "`\\c` and Unicode classes are not supported, with a warning",
    ),
    (
        "accepted pattern: pattern with Unicode property",
        "Unicode classes are not supported, with a warning",
    ),
];

/// A schema with test instances.
struct Group {
    name: String,
    schema: Value,
    tests: Vec<Value>,
}

fn groups(folder: &Path) -> Vec<Group> {
    let tests = folder.join("tests/draft2020-12");
    let mut groups = Vec::new();
    for path in files(&tests) {
        let name = path.strip_prefix(&tests).unwrap().with_extension("");
        let name = name.display().to_string();
        if UNSUPPORTED.iter().any(|other| name.starts_with(other)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let all: Vec<Value> = serde_json::from_str(&text).unwrap();
        groups.extend(all.into_iter().map(|group| Group {
            name: format!("{name}: {}", group["description"].as_str().unwrap()),
            schema: group["schema"].clone(),
            tests: group["tests"].as_array().unwrap().clone(),
        }));
    }
    groups
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn agrees_with_the_test_suite() {
    let folder = shared("corpus/json-schema-test-suite");
    let (mut schemas, mut cases) = (BTreeMap::new(), Vec::new());
    let (mut elsewhere, mut refused) = (0, Vec::new());
    for (index, mut group) in groups(&folder).into_iter().enumerate() {
        let name = format!("S{index:03}");
        let original = group.schema.clone();
        let at = format!("#/components/schemas/{name}");
        if !place(&mut group.schema, &at, false) {
            let schema = resolved(&name, &original).filter(|schema| is_taken(&name, schema));
            let Some(schema) = schema else {
                elsewhere += group.tests.len();
                continue;
            };
            group.schema = schema;
        }
        if !is_taken(&name, &group.schema) {
            refused.push(group.name);
            continue;
        }
        for test in &group.tests {
            let case = format!("{}: {}", group.name, test["description"].as_str().unwrap());
            cases
                .push(json!([format!("{name}Holder"), case, { "v": test["data"] }, test["valid"]]));
        }
        schemas.insert(name, group.schema);
    }
    let disagreements = judged("suite", &schemas, &cases);
    let count = disagreements.lines().count();
    println!(
        "{} of {} instances agree; {elsewhere} need other resources\n{disagreements}",
        cases.len() - count,
        cases.len()
    );
    assert_eq!(
        refused,
        Vec::<String>::new(),
        "schemas that the generator rejects"
    );
    let known = |line: &&str| KNOWN.iter().any(|(part, _)| line.contains(part));
    let unknown: Vec<&str> = disagreements.lines().filter(|line| !known(line)).collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
