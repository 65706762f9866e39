//! A program that round-trips the examples of a spec through the generated types (laws 1 and 2).

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The beginning of the program, before the table of types.
const HEAD: &str = r#"//! Round-trips the examples of the spec through the generated types.

use corpus::*;
use serde_json::Value;

fn through<T: serde::Serialize + serde::de::DeserializeOwned>(value: &Value) -> Result<Value, String> {
    let read: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    serde_json::to_value(&read).map_err(|error| error.to_string())
}

fn main() {
    let text = include_str!("../examples.json");
    let examples: Vec<(String, String, Value)> = serde_json::from_str(text).unwrap();
    for (ty, schema, value) in examples {
        let Some((_, through)) = TYPES.iter().find(|(name, _)| *name == ty) else { continue };
        match through(&value) {
            Err(error) => println!("{schema}: rejected: {error}: {value}"),
            Ok(written) if !same(&written, &value) => println!("{schema}: lost: {value} became {written}"),
            Ok(_) => {}
        }
    }
}

type Through = fn(&Value) -> Result<Value, String>;

"#;

/// Writes the program into the folder of a crate.
pub fn write(folder: &Path) {
    let text = fs::read_to_string(folder.join("examples.json")).unwrap_or_default();
    let examples: Vec<(String, String, Value)> = serde_json::from_str(&text).unwrap_or_default();
    let types: BTreeSet<&String> = examples.iter().map(|(ty, _, _)| ty).collect();
    let mut program = HEAD.to_owned()
        + include_str!("../data/same.rs")
        + "\nconst TYPES: &[(&str, Through)] = &[\n";
    for ty in types {
        // Writing to a `String` cannot fail.
        let _ = writeln!(program, "    ({ty:?}, through::<{ty}>),");
    }
    program.push_str("];\n");
    let folder = folder.join("examples");
    fs::create_dir_all(&folder).expect("the output folder is writable");
    fs::write(folder.join("laws.rs"), program).expect("the output folder is writable");
}

/// A cargo command for a crate that is compiled once: without incremental data and debug info,
/// which would take tens of gigabytes.
pub fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--quiet", "--offline"]);
    cargo
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    cargo
}

/// Runs the program of a crate; returns a line for each violation.
pub fn run(folder: &Path, target: &Path) -> Result<Vec<String>, String> {
    let mut cargo = cargo(folder, target, &["run", "--example", "laws"]);
    let output = cargo.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(lines.lines().map(str::to_owned).collect())
}
