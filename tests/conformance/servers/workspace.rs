//! The workspace of generated crates, and the program that uses them.

use super::document::Document;
use super::program;
use super::scenario::Scenario;
use crate::conformance::{Context, Stop, broken, crates, read};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The manifest of the workspace. Debug information and incremental data would take gigabytes.
const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"doc-*\", \"program\"]\n\n\
                        [profile.dev]\ndebug = false\nincremental = false\n";

/// Generates a crate for each document, and the program. Returns the results of each scenario:
/// `calls` has `null` or the error for each call, `keys` has the names that the reports count for the
/// calls.
///
/// # Errors
///
/// If a crate cannot be generated, or the program does not compile.
pub fn run(
    context: &Context,
    folder: &Path,
    documents: &[&Document],
    scenarios: &[Scenario],
    url: &str,
    reports: &[&str],
) -> Result<Value, Stop> {
    let root = folder.join("crates");
    write(&root.join("Cargo.toml"), MANIFEST)?;
    let lock = fs::read_to_string(context.root.join("Cargo.lock"))?;
    if !root.join("Cargo.lock").exists() {
        write(&root.join("Cargo.lock"), &lock)?;
    }
    for document in documents {
        let folder = root.join(&document.package);
        crates::generate_file(context, &document.path, &folder, &document.package)?;
    }
    write_program(&root.join("program"), documents, scenarios)?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", "program", "--", url]);
    cargo.args(reports);
    cargo
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", folder.join("target"));
    let output = cargo.output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let start: Vec<&str> = errors.lines().take(40).collect();
        return Err(Stop::Broken(start.join("\n")));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| broken(&"the program", &error))
}

fn write_program(
    folder: &Path,
    documents: &[&Document],
    scenarios: &[Scenario],
) -> Result<(), Stop> {
    let mut manifest = "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                        [dependencies]\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n\
                        tokio = { version = \"1\", features = [\"rt\", \"net\", \"time\"] }\n"
        .to_owned();
    let source = folder.join("src");
    for document in documents {
        let package = &document.package;
        let features = features(&folder.with_file_name(package))?;
        let _ = writeln!(
            manifest,
            "{package} = {{ path = \"../{package}\", default-features = false, features = {features:?} }}"
        );
        let own: Vec<&Scenario> = scenarios
            .iter()
            .filter(|scenario| belongs(scenario, document, documents))
            .collect();
        let path = source.join(format!("calls_{}.rs", document.library()));
        write(&path, &program::module(document, &own))?;
    }
    let support = format!(
        "{}\n{}",
        program::SUPPORT,
        include_str!("../../data/same.rs")
    );
    write(&source.join("support.rs"), &support)?;
    write(&source.join("main.rs"), &program::main(documents))?;
    write(&folder.join("Cargo.toml"), &manifest)
}

/// The default features of a crate, without TLS.
fn features(folder: &Path) -> Result<Vec<String>, Stop> {
    let path = folder.join("Cargo.toml");
    let manifest: Value =
        toml::from_str(&read(&path)?).map_err(|error| broken(&path.display(), &error))?;
    let default = manifest["features"]["default"].as_array();
    let names = default.into_iter().flatten().filter_map(Value::as_str);
    let parts = names.filter(|name| *name != "rustls").map(str::to_owned);
    Ok(["client".to_owned()].into_iter().chain(parts).collect())
}

/// True if the document is the version in the URL, else the latest version with an operation for the
/// first call, else the latest version.
fn belongs(scenario: &Scenario, document: &Document, documents: &[&Document]) -> bool {
    let mut versions = documents
        .iter()
        .filter(|other| other.name == scenario.document);
    let has = |version: &&Document, exact: bool| {
        let mut calls = scenario.calls.iter();
        calls.any(|call| version.find(call).is_some() && (!exact || version.has_version_of(call)))
    };
    let mut latest = versions.clone().rev();
    let found = latest.clone().find(|version| has(version, true));
    let found = found.or_else(|| latest.find(|version| has(version, false)));
    let found = found.or_else(|| versions.next_back());
    found.is_some_and(|found| found.package == document.package)
}

/// Writes a file unless the content is equal, so that cargo compiles only what changed.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).map_err(|error| broken(&path.display(), &error))
}
