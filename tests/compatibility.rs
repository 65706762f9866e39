//! What `diff` says is true of the crates: judged by the compiler and by `cargo-semver-checks`.
//!
//! Each change of `changes/cases.yaml` is a module of one crate before and after, so that one run
//! judges all of them.

mod crates;
mod programs;

use crate::changes::{cases, crates_of};
use codegen::Generated;
use codegen::diff::{Change, Level, compare};
use crates::{target, write_crate};
use programs::program;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Changes that break users and are none of the API that a compiler or a tool can see, each with a
/// reason.
const UNSEEN: &[&str] = &[
    // Rules are data: they are checked when a value is sent.
    "bound-tightened",
    "pattern-added",
    "pattern-changed",
    "condition-added",
    "exclusive",
    "type-closed",
    // What is written and read is data of the same type.
    "fixed-changed",
    "fixed-removed",
    "discriminator-changed",
    "mapping-removed",
    "mapping-default-removed",
    "value-changed",
    // What was in `extra` is read into another field; `extra` stays.
    "others-added",
    // What is on by default is there.
    "feature-needed",
    "feature-removed",
    // A call without it is refused before it is sent.
    "security-required",
    "security-removed",
];

/// What the tool does not look at, and the compiler does.
const UNSEEN_BY_THE_TOOL: &[&str] = &[
    // The tool compares the number of arguments and not yet their types, nor those of fields.
    "arguments-reordered",
    "type-changed",
    "now-nullable",
    "never-null",
    // It does not look for conversions and other implementations that are gone.
    "conversion-removed",
    "pages-removed",
    "events-removed",
    // Nor at the types in implementations.
    "output-changed",
    "error-changed",
];

struct Case {
    name: String,
    before: Generated,
    after: Generated,
    changes: Vec<Change>,
}

/// The changes there and back.
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

/// Whether the compiler refuses a program because of a change among others.
fn is_seen(change: &Change, others: &[Change]) -> bool {
    let is_variant = change.fact.attribute("variant").is_some();
    match change.rule {
        // Whoever makes answers, in tests for example, gives the constructor another argument.
        "required-member-added" => true,
        // What else may come back is the same type, unless there is a variant for each.
        "status-removed" => is_variant,
        // It leads to another variant.
        "conversion-removed" => !others.iter().any(|other| {
            other.rule == "conversion-added" && other.fact.path[0] == change.fact.path[0]
        }),
        rule => change.level == Level::Breaking && !UNSEEN.contains(&rule),
    }
}

/// The modules of programs that the compiler refuses. It may refuse some before it looks at others,
/// so it is asked until it has nothing against those that are left.
fn refused(cases: &[Case]) -> BTreeMap<String, Vec<String>> {
    let mut refused = BTreeMap::new();
    loop {
        let left = || {
            cases
                .iter()
                .filter(|case| !refused.contains_key(&use_of(case)))
        };
        let modules: Vec<_> = cases
            .iter()
            .map(|case| (case.name.as_str(), &case.after))
            .collect();
        let programs: Vec<_> = left()
            .map(|case| (use_of(case), program(&case.name, &case.before.facts())))
            .collect();
        let found = errors(&write_crate("programs", &modules, &programs));
        if found.is_empty() {
            return refused;
        }
        refused.extend(found);
    }
}

fn rules(case: &Case) -> Vec<(Level, &str)> {
    let changes = case.changes.iter();
    changes.map(|change| (change.level, change.rule)).collect()
}

fn use_of(case: &Case) -> String {
    format!("use_of_{}", case.name)
}

/// What the compiler has against the modules of a crate, by module.
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
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = said.lines().filter(|line| line.contains("error"));
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
    assert_eq!(output.status.success(), found.is_empty(), "{said}");
    found
}

#[test]
fn the_compiler_refuses_programs_after_what_is_breaking_and_no_others() {
    let cases = all_changes();
    let found = refused(&cases);
    let mut wrong = BTreeMap::new();
    for case in &cases {
        let why = found.get(&use_of(case));
        let mut changes = case.changes.iter();
        if why.is_some() != changes.any(|change| is_seen(change, &case.changes)) {
            wrong.insert(&case.name, (rules(case), why));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(found.len() > 60 && cases.len() - found.len() > 60);
}

/// Whether the tool finds a change, among others.
fn is_found(change: &Change, others: &[Change]) -> bool {
    match change.rule {
        // The unknown values stay the last in the order, and that is one further on.
        "value-added" => true,
        // It does not look at the methods of `Call` for one operation, which set what is optional.
        "parameter-removed" | "parameter-renamed" | "body-removed"
            if change.fact.attribute("optional").is_some() =>
        {
            false
        }
        "set-on-client" => change.was == "required",
        rule => is_seen(change, others) && !UNSEEN_BY_THE_TOOL.contains(&rule),
    }
}

#[test]
fn cargo_semver_checks_agrees() {
    let present = Command::new("cargo-semver-checks")
        .args(["semver-checks", "--version"])
        .output();
    if !present.is_ok_and(|output| output.status.success()) {
        eprintln!(
            "skipped: there is no cargo-semver-checks; `cargo install cargo-semver-checks` brings it"
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
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("Failed in"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut wrong = BTreeMap::new();
    for case in &cases {
        // In a path of a module or of a file.
        let [module, file] = ["::", "/"].map(|end| format!("{}{end}", case.name));
        let found = said.contains(&module) || said.contains(&file);
        let mut changes = case.changes.iter();
        if found != changes.any(|change| is_found(change, &case.changes)) {
            wrong.insert(&case.name, (rules(case), found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\n{said}");
}
