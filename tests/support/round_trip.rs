//! Round-trips JSON values through generated types, in a generated crate.

use crate::support::command::{cargo_in, regen, run};
use codegen::{Config, Source};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The function `same`, for programs that tests write.
pub const SAME: &str = include_str!("../data/same.rs");

/// The program that round-trips the values; a table of types follows.
const PROGRAM: &str = r#"use serde_json::Value;

fn judge<T: serde::Serialize + serde::de::DeserializeOwned>(
    value: &Value,
    valid: fn(&T) -> Result<(), String>,
) -> Result<Value, String> {
    let read: T = serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())?;
    valid(&read)?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

fn main() {
    let text = include_str!("../cases.json");
    let cases: Vec<(String, String, Value, bool)> = serde_json::from_str(text).unwrap();
    for (ty, name, value, valid) in cases {
        let judge = TYPES.iter().find(|(known, _)| *known == ty).unwrap().1;
        match (judge(&value), valid) {
            (Err(error), true) => println!("rejected {name}: {error}"),
            (Ok(written), true) if !same(&written, &value) => println!("changed {name}: {written}"),
            // The invalid part of an optional property is dropped, not sent.
            (Ok(written), false) if same(&written, &value) => println!("accepted {name}"),
            _ => {}
        }
    }
}

type Judge = fn(&Value) -> Result<Value, String>;

"#;

/// A spec with the schemas. Each schema is also the property `v` of an object, since only named
/// types have `validate`.
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

/// True if the generator accepts the schema.
pub fn is_taken(name: &str, schema: &Value) -> bool {
    let one = document(&BTreeMap::from([(name.to_owned(), schema.clone())]));
    let source = Source::parse("suite.json", one.to_string()).unwrap();
    codegen::generate(&source, &Config::default()).is_ok()
}

/// Generates a crate for the schemas and runs the cases; returns a line per disagreement.
///
/// The folder is also the name of the crate: cargo confuses crates with equal names.
pub fn judged(folder: &str, schemas: &BTreeMap<String, Value>, cases: &[Value]) -> String {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (spec, out) = (
        temporary.join(format!("{folder}.json")),
        temporary.join(folder),
    );
    let _ = fs::remove_dir_all(&out);
    fs::write(&spec, document(schemas).to_string()).unwrap();
    let mut regen = regen();
    regen
        .args(["--name", folder, "--spec"])
        .arg(&spec)
        .arg("--out")
        .arg(&out);
    run(&mut regen);
    let table = schemas.keys().map(|name| {
        let ty = format!("{name}Holder");
        format!("    ({ty:?}, |value| judge::<{ty}>(value, |read| read.validate().map_err(|all| all.to_string()))),\n")
    });
    let table: String = table.collect();
    fs::create_dir_all(out.join("examples")).unwrap();
    let program = format!(
        "use {folder}::types::*;\n{PROGRAM}{SAME}\nconst TYPES: &[(&str, Judge)] = &[\n{table}];\n"
    );
    fs::write(out.join(format!("examples/{folder}.rs")), program).unwrap();
    fs::write(out.join("cases.json"), json!(cases).to_string()).unwrap();
    let output = run(&mut cargo_in(&out, &["run", "--example", folder]));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
