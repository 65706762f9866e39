//! The JSON Schema test suite, where it is present: generated types and `validate()` judge its
//! instances.

mod schemas;

use crate::description::{root, shared};
use codegen::{Config, Source};
use schemas::{place, resolved};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is about something else than values, or beyond what a description can say.
const NOT_ABOUT_VALUES: &[&str] = &[
    "optional/format",
    "optional/cross-draft",
    "optional/unknownKeyword",
    "vocabulary",
    "refRemote",
];

/// Where types do not agree with the suite, by what is said then, and why.
const KNOWN: &[(&str, &str)] = &[
    (
        "expected an object",
        "a schema that describes members is of objects, also where it does not say so",
    ),
    (
        "expected an array",
        "a schema that describes items is of arrays, also where it does not say so",
    ),
    (
        "refused optional/bignum: integer: ",
        "integers have 64 bits",
    ),
    ("refused optional/float-overflow: ", "integers have 64 bits"),
    (
        "accepted dynamicRef: ",
        "where several schemas can be meant, each is accepted",
    ),
    (
        "accepted optional/dynamicRef: ",
        "where several schemas can be meant, each is accepted",
    ),
    (
        "accepted optional/ecmascript-regex: ",
        "`\\c` and Unicode classes are not matched, which is told",
    ),
    (
        "accepted pattern: pattern with Unicode property",
        "Unicode classes are not matched, which is told",
    ),
];

/// What sends the instances through the types, with a table of these to follow.
const PROGRAM: &str = r#"use corpus::types::*;
use serde_json::Value;

fn judge<T: serde::de::DeserializeOwned>(value: &Value, valid: fn(&T) -> Result<(), String>) -> Result<(), String> {
    let read: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    valid(&read)
}

fn main() {
    let text = include_str!("../cases.json");
    let cases: Vec<(String, String, Value, bool)> = serde_json::from_str(text).unwrap();
    for (ty, name, value, valid) in cases {
        let judge = TYPES.iter().find(|(known, _)| *known == ty).unwrap().1;
        match (judge(&value), valid) {
            (Err(error), true) => println!("refused {name}: {error}"),
            (Ok(()), false) => println!("accepted {name}"),
            _ => {}
        }
    }
}

type Judge = fn(&Value) -> Result<(), String>;

"#;

/// A group of instances with their schema.
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
        if NOT_ABOUT_VALUES.iter().any(|other| name.starts_with(other)) {
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

/// A description with these schemas, each also as the member of an object, since only types of
/// their own can be asked whether they are valid.
fn document(schemas: &BTreeMap<String, Value>) -> Value {
    let mut all = Map::new();
    for (name, schema) in schemas {
        let member = json!({ "$ref": format!("#/components/schemas/{name}") });
        let holder = json!({ "type": "object", "required": ["v"], "properties": { "v": member } });
        all.insert(format!("{name}Holder"), holder);
        all.insert(name.clone(), schema.clone());
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Suite", "version": "1" },
        "components": { "schemas": all },
    })
}

/// Whether the compiler makes something of the schema.
fn is_taken(name: &str, schema: &Value) -> bool {
    let one = document(&BTreeMap::from([(name.to_owned(), schema.clone())]));
    let source = Source::parse("suite.json", one.to_string()).unwrap();
    codegen::generate(&source, &Config::default()).is_ok()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Makes a crate of the schemas, and a program that judges the cases; what it says where it does
/// not agree.
fn judged(schemas: &BTreeMap<String, Value>, cases: &[Value]) -> String {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (spec, out) = (temporary.join("suite.json"), temporary.join("suite"));
    let _ = fs::remove_dir_all(&out);
    fs::write(&spec, document(schemas).to_string()).unwrap();
    let mut regen = Command::new(env!("CARGO"));
    regen.args([
        "run",
        "--quiet",
        "--locked",
        "--package",
        "xtask",
        "--",
        "regen",
    ]);
    regen
        .args(["--name", "corpus", "--spec"])
        .arg(&spec)
        .arg("--out")
        .arg(&out);
    run(regen.current_dir(root()));
    let table = schemas.keys().map(|name| {
        let ty = format!("{name}Holder");
        format!("    ({ty:?}, |value| judge::<{ty}>(value, |read| read.validate().map_err(|all| all.to_string()))),\n")
    });
    let table: String = table.collect();
    fs::create_dir_all(out.join("examples")).unwrap();
    let program = format!("{PROGRAM}const TYPES: &[(&str, Judge)] = &[\n{table}];\n");
    fs::write(out.join("examples/suite.rs"), program).unwrap();
    fs::write(out.join("cases.json"), json!(cases).to_string()).unwrap();
    fs::copy(root().join("Cargo.lock"), out.join("Cargo.lock")).unwrap();
    let mut program = Command::new(env!("CARGO"));
    program.args(["run", "--quiet", "--offline", "--example", "suite"]);
    program.arg("--target-dir").arg(temporary.parent().unwrap());
    run(program.current_dir(&out))
}

#[test]
fn types_agree_with_the_test_suite() {
    let Some(folder) = shared("corpus/json-schema-test-suite") else {
        return;
    };
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
    let said = judged(&schemas, &cases);
    let wrong = said.lines().count();
    println!(
        "{} of {} instances agree; {elsewhere} are about other resources\n{said}",
        cases.len() - wrong,
        cases.len()
    );
    assert_eq!(
        refused,
        Vec::<String>::new(),
        "groups of which nothing is made"
    );
    let known = |line: &&str| KNOWN.iter().any(|(part, _)| line.contains(part));
    let unknown: Vec<&str> = said.lines().filter(|line| !known(line)).collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
