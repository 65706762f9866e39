//! Verifies the severities that `diff` reports, with the compiler and with `cargo-semver-checks`.
//!
//! Each change of `changes/cases.yaml` is a module of one crate before and after the change, so a
//! single run checks every case.

mod crates;
mod programs;

use crate::semver::changes::{cases, crates_of};
use codegen::Generated;
use codegen::diff::{Change, Level, compare};
use crates::{target, write_crate};
use programs::program;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Breaking changes outside of the Rust API, invisible to compiler and tool.
const OUTSIDE_OF_THE_API: &[&str] = &[
    // Rules are data, checked when a value is sent.
    "bound-tightened",
    "pattern-added",
    "pattern-changed",
    "condition-added",
    "exclusive",
    "type-closed",
    // The JSON changes, but not the Rust type.
    "fixed-changed",
    "fixed-removed",
    "discriminator-changed",
    "mapping-removed",
    "mapping-default-removed",
    "value-changed",
    // Properties move from `extra` to another field, but `extra` remains.
    "others-added",
    // Default features are enabled.
    "feature-needed",
    "feature-removed",
    // A call without credentials fails at run time, before a request is sent.
    "security-required",
    "security-removed",
    // The feature `webhooks` is off by default.
    "webhook-removed",
    "scheme-changed",
];

/// Breaking changes that the compiler detects and `cargo-semver-checks` does not.
const MISSED_BY_THE_TOOL: &[&str] = &[
    // The tool compares the number of arguments, but not the types of arguments and fields.
    "arguments-reordered",
    "type-changed",
    "now-nullable",
    "never-null",
    // The tool ignores removed trait implementations, such as conversions.
    "conversion-removed",
    "pages-removed",
    "events-removed",
    // The tool ignores the types in trait implementations.
    "output-changed",
    "error-changed",
];

struct Case {
    name: String,
    before: Generated,
    after: Generated,
    changes: Vec<Change>,
}

/// Every case in both directions.
fn all_changes() -> Vec<Case> {
    let mut all = Vec::new();
    for (number, case) in cases().iter().enumerate() {
        for direction in ["there", "back"] {
            let [before, after] = crates_of(case);
            let (before, after) = match direction {
                "there" => (before, after),
                _ => (after, before),
            };
            let changes = compare(&before.facts(), &after.facts());
            all.push(Case {
                name: format!("case_{number}_{direction}"),
                before,
                after,
                changes,
            });
        }
    }
    all
}

/// True if a program stops compiling because of a change, given the changes made together.
fn breaks_compilation(change: &Change, siblings: &[Change]) -> bool {
    let is_variant = change.fact.attribute("variant").is_some();
    match change.rule {
        // Code that constructs responses, such as tests, needs a new argument.
        "required-member-added" => true,
        // Without a variant per status, the output type stays the same.
        "status-removed" => is_variant,
        // A conversion that now leads to a different variant still compiles.
        "conversion-removed" => !siblings.iter().any(|other| {
            other.rule == "conversion-added" && other.fact.path[0] == change.fact.path[0]
        }),
        rule => change.level == Level::Breaking && !OUTSIDE_OF_THE_API.contains(&rule),
    }
}

/// The modules of programs that fail to compile, with errors.
///
/// The compiler may stop before checking every module, so compilation is repeated without the
/// failed modules until it succeeds.
fn failed_modules(cases: &[Case]) -> BTreeMap<String, Vec<String>> {
    let mut failed_modules = BTreeMap::new();
    loop {
        let remaining = || {
            cases
                .iter()
                .filter(|case| !failed_modules.contains_key(&use_of(case)))
        };
        let modules: Vec<_> = cases
            .iter()
            .map(|case| (case.name.as_str(), &case.after))
            .collect();
        let programs: Vec<_> = remaining()
            .map(|case| (use_of(case), program(&case.name, &case.before.facts())))
            .collect();
        let found = errors(&write_crate("programs", &modules, &programs));
        if found.is_empty() {
            return failed_modules;
        }
        failed_modules.extend(found);
    }
}

fn rules(case: &Case) -> Vec<(Level, &str)> {
    let changes = case.changes.iter();
    changes.map(|change| (change.level, change.rule)).collect()
}

fn use_of(case: &Case) -> String {
    format!("use_of_{}", case.name)
}

/// The compiler errors, by module.
fn errors(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--quiet", "--message-format", "short"]);
    cargo.args([
        "--no-default-features",
        "--features",
        "client",
        "--target-dir",
    ]);
    let output = cargo.arg(target()).current_dir(folder).output().unwrap();
    let messages = String::from_utf8_lossy(&output.stderr);
    let lines = messages.lines().filter(|line| line.contains("error"));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines {
        let module = line
            .strip_prefix("src/")
            .and_then(|line| line.split_once(".rs:"));
        if let Some((module, what)) = module.filter(|(module, _)| module.starts_with("use_of")) {
            found
                .entry(module.to_owned())
                .or_default()
                .push(what.to_owned());
        }
    }
    assert_eq!(output.status.success(), found.is_empty(), "{messages}");
    found
}

#[test]
fn breaks_compilation_only_for_breaking_changes() {
    let cases = all_changes();
    let found = failed_modules(&cases);
    let mut mismatches = BTreeMap::new();
    for case in &cases {
        let error = found.get(&use_of(case));
        let mut changes = case.changes.iter();
        if error.is_some() != changes.any(|change| breaks_compilation(change, &case.changes)) {
            mismatches.insert(&case.name, (rules(case), error));
        }
    }
    assert!(mismatches.is_empty(), "{mismatches:#?}");
    assert!(found.len() > 60 && cases.len() - found.len() > 60);
}

/// True if the tool reports a change, given the changes made together.
fn is_reported(change: &Change, siblings: &[Change]) -> bool {
    match change.rule {
        // The variant for unknown values stays last, so its discriminant changes.
        "value-added" => true,
        // The tool ignores the methods of `Call` for a single operation, the setters of optional
        // arguments.
        "parameter-removed" | "parameter-renamed" | "body-removed"
            if change.fact.attribute("optional").is_some() =>
        {
            false
        }
        "set-on-client" => change.was == "required",
        rule => breaks_compilation(change, siblings) && !MISSED_BY_THE_TOOL.contains(&rule),
    }
}

#[test]
fn agrees_with_cargo_semver_checks() {
    let present = Command::new("cargo-semver-checks")
        .args(["semver-checks", "--version"])
        .output();
    if !present.is_ok_and(|output| output.status.success()) {
        eprintln!(
            "skipped: cargo-semver-checks is not installed; run `cargo install cargo-semver-checks`"
        );
        return;
    }
    let cases = all_changes();
    let modules = |which: fn(&Case) -> &Generated| -> Vec<_> {
        cases
            .iter()
            .map(|case| (case.name.as_str(), which(case)))
            .collect()
    };
    let old = write_crate("old", &modules(|case| &case.before), &[]);
    let new = write_crate("new", &modules(|case| &case.after), &[]);
    let mut tool = Command::new("cargo-semver-checks");
    tool.args([
        "semver-checks",
        "--release-type",
        "minor",
        "--color",
        "never",
    ]);
    tool.args(["--only-explicit-features", "--features", "client"]);
    tool.arg("--baseline-root").arg(&old);
    tool.arg("--manifest-path").arg(new.join("Cargo.toml"));
    let output = tool.env("CARGO_TARGET_DIR", target()).output().unwrap();
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        messages.contains("Failed in"),
        "{messages}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut mismatches = BTreeMap::new();
    for case in &cases {
        // In a module path or a file path.
        let [module, file] = ["::", "/"].map(|end| format!("{}{end}", case.name));
        let found = messages.contains(&module) || messages.contains(&file);
        let mut changes = case.changes.iter();
        if found != changes.any(|change| is_reported(change, &case.changes)) {
            mismatches.insert(&case.name, (rules(case), found));
        }
    }
    assert!(mismatches.is_empty(), "{mismatches:#?}\n{messages}");
}
