//! Runs the specs in sequence and prints a table of the results.

use super::rehearse::{self, Figures};
use super::specs::{self, Document};
use super::{Arguments, round_trip};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

const HEAD: &str = "spec                            version result      types    ops   lines  parse   lower    emit  format  memory examples warnings";

/// Runs every spec; returns true if a spec failed.
pub fn run(arguments: &Arguments) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let out = root.join(&arguments.out);
    let listed = arguments.list.as_ref().map(|path| {
        let text = fs::read_to_string(path).expect("the list can be read");
        text.lines()
            .map(|line| line.trim().to_owned())
            .collect::<Vec<_>>()
    });
    let mut table = format!("{HEAD}\n");
    println!("{HEAD}");
    let mut failed = false;
    let mut rehearsed = Figures::default();
    for document in specs::below(&arguments.folder) {
        let name = &document.name;
        let is_wanted = arguments
            .only
            .as_ref()
            .is_none_or(|only| name.contains(only.as_str()));
        if !is_wanted || listed.as_ref().is_some_and(|listed| !listed.contains(name)) {
            continue;
        }
        let folder = out.join(name);
        let found = generate(&document, &folder);
        let mut row = row(name, &found);
        if found["result"] != "generated" {
            failed = true;
        } else if let Err(problem) = examine(arguments, &document, &folder, &found, &mut rehearsed)
        {
            failed = true;
            let _ = write!(row, "\n    {}", problem.trim_end().replace('\n', "\n    "));
        }
        println!("{row}");
        table.push_str(&row);
        table.push('\n');
    }
    if arguments.rehearse {
        println!("{rehearsed}");
    }
    if let Some(report) = &arguments.report {
        fs::write(report, table).expect("the report can be written");
    }
    failed
}

/// Generates a spec in a separate process.
fn generate(document: &Document, folder: &Path) -> Value {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("the output folder is writable");
    let program = std::env::current_exe().expect("the path of the program is known");
    let mut one = Command::new(program);
    one.arg(&document.folder)
        .arg("--one")
        .arg(&document.path)
        .arg("--out")
        .arg(folder);
    let output = one.output().expect("the program starts");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::json!({ "result": format!("crashed: {error}") })
    })
}

fn row(name: &str, found: &Value) -> String {
    let number = |member: &str| found[member].as_u64().unwrap_or_default();
    let warnings = found["warnings"].as_object().into_iter().flatten();
    let warnings: Vec<String> = warnings
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    let result = found["result"].as_str().unwrap_or("nothing");
    format!(
        "{name:31} {:7} {:9} {:7} {:6} {:7} {:5}ms {:5}ms {:5}ms {:5}ms {:5}MB {:8} {}",
        found["version"].as_str().unwrap_or_default(),
        result.chars().take(70).collect::<String>(),
        number("types"),
        number("operations"),
        number("lines"),
        number("parse"),
        number("lower"),
        number("emit"),
        number("format"),
        number("memory") >> 20,
        number("examples"),
        warnings.join(", "),
    )
}

/// Checks and rehearses a crate, as the arguments ask.
fn examine(
    arguments: &Arguments,
    document: &Document,
    folder: &Path,
    found: &Value,
    rehearsed: &mut Figures,
) -> Result<(), String> {
    if !arguments.check && !arguments.rehearse {
        return Ok(());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = root.join(&arguments.out).join("target");
    complete(&root, document, folder)?;
    if arguments.check {
        check(folder, &target)?;
    }
    if arguments.rehearse {
        rehearsed.add(found);
        rehearse::run(&document.name, folder, &target, rehearsed)?;
    }
    Ok(())
}

/// Adds the parts of a crate that do not depend on the spec, such as the runtime.
fn complete(root: &Path, document: &Document, folder: &Path) -> Result<(), String> {
    let settings = folder.join("codegen.toml");
    let named = std::path::absolute(&document.folder).map_err(|error| error.to_string())?;
    fs::write(
        &settings,
        format!("description.folder = '{}'\n", named.display()),
    )
    .map_err(|error| error.to_string())?;
    let mut regen = Command::new(env!("CARGO"));
    regen.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "xtask",
        "--",
        "regen",
        "--name",
        "corpus",
    ]);
    regen.arg("--config").arg(settings);
    regen
        .arg("--spec")
        .arg(&document.path)
        .arg("--out")
        .arg(folder);
    let output = regen
        .current_dir(root)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let _ = fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"));
    Ok(())
}

/// Compiles a crate and round-trips its examples.
fn check(folder: &Path, target: &Path) -> Result<(), String> {
    round_trip::write(folder);
    let mut cargo = round_trip::cargo(folder, target, &["check"]);
    cargo.env("RUSTFLAGS", "-D warnings");
    let output = cargo.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(text.lines().take(40).collect::<Vec<_>>().join("\n"));
    }
    match round_trip::run(folder, target)? {
        broken if broken.is_empty() => Ok(()),
        broken => Err(broken.join("\n")),
    }
}
