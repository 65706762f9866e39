//! What `diff` says of types is true of the crates: judged by the compiler and by
//! `cargo-semver-checks`.
//!
//! Each change of `changes/cases.yaml` is a module of one crate before and after, so that one run
//! judges all of them. Operations are methods of one client and cannot stand in modules; what is
//! judged here are the types.

use crate::changes::{cases, crates_of};
use crate::description::root;
use codegen::diff::{Change, Level, compare};
use codegen::outline::{Fact, Kind};
use codegen::{Generated, HEADER};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Changes that break users and are no change of the API that a tool can see, each with a reason.
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
    // The tool compares the number of arguments and not yet their types, nor those of fields.
    "arguments-reordered",
    "type-changed",
    "now-nullable",
    "never-null",
    // It does not look for conversions that are gone.
    "conversion-removed",
    // What was in `extra` is read into another field; `extra` stays.
    "others-added",
];

/// What breaks nobody, although the tool says so.
const OVERSEEN: &[&str] = &[
    // Whoever makes answers, in tests for example, gives the constructor another argument.
    "required-member-added",
    // The unknown values stay the last in the order, and that is one further on.
    "value-added",
];

struct Case {
    name: String,
    before: Generated,
    after: Generated,
    changes: Vec<Change>,
}

/// The changes that are about types, there and back.
fn changes_of_types() -> Vec<Case> {
    let mut all = Vec::new();
    for (number, case) in cases().iter().enumerate() {
        for direction in ["there", "back"] {
            let [before, after] = crates_of(case);
            let (before, after) = match direction {
                "there" => (before, after),
                _ => (after, before),
            };
            let changes = compare(&before.facts, &after.facts);
            let is_type = |change: &Change| {
                !matches!(
                    change.fact.kind,
                    Kind::Api
                        | Kind::Setting
                        | Kind::Credential
                        | Kind::Feature
                        | Kind::Operation
                        | Kind::Security
                        | Kind::Parameter
                        | Kind::Body
                        | Kind::Success
                        | Kind::Failure
                        | Kind::Pages
                )
            };
            if changes.iter().all(is_type) && !changes.is_empty() {
                let name = format!("case_{number}_{direction}");
                all.push(Case {
                    name,
                    before,
                    after,
                    changes,
                });
            }
        }
    }
    all
}

/// Writes a crate with the runtime, and the types of each description as a module.
fn write_crate(name: &str, modules: &[(&str, &Generated)], extra: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("compatibility")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let mut library =
        "//! Many small crates.\n#![allow(missing_docs, unused)]\npub mod runtime;\n".to_owned();
    for (module, generated) in modules {
        writeln!(library, "pub mod {module} {{ pub mod types; }}").unwrap();
        for (path, text) in &generated.files {
            if let Some(path) = path.strip_prefix("src/types/") {
                write(
                    &format!("src/{module}/types/{path}"),
                    text.strip_prefix(HEADER).unwrap(),
                );
            }
        }
    }
    write("src/lib.rs", &(library + extra));
    copy(
        &root().join("generated/src/runtime"),
        &folder.join("src/runtime"),
    );
    let manifest = fs::read_to_string(root().join("generated/Cargo.toml")).unwrap();
    let manifest = manifest.split("[lints]").next().unwrap();
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, workspace) = workspace.split_once("[workspace.package]").unwrap();
    let workspace = workspace.split("[workspace.lints").next().unwrap();
    write(
        "Cargo.toml",
        &format!("{manifest}\n[workspace]\n\n[workspace.package]{workspace}"),
    );
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compatibility/target")
}

/// A program that uses all of the types that these facts are of.
fn program(module: &str, facts: &[Fact]) -> String {
    let types: BTreeSet<&str> = facts
        .iter()
        .filter(|fact| fact.kind.is_type())
        .map(|fact| fact.path[0].as_str())
        .collect();
    let mut text = format!(
        "mod uses_{module} {{\nuse crate::{module}::types::*;\nuse crate::runtime::wire::{{Json, Map, Nullable, Number}};\n"
    );
    for name in types {
        let of = |kind: Kind| {
            facts
                .iter()
                .filter(move |fact| fact.kind == kind && fact.path[0] == name)
        };
        let head = facts
            .iter()
            .find(|fact| fact.kind.is_type() && fact.path[0] == name)
            .unwrap();
        let body = match head.kind {
            Kind::Struct => structure(name, &of(Kind::Field).collect::<Vec<_>>()),
            Kind::Union => {
                let arms = of(Kind::Variant).map(|fact| {
                    format!(
                        "{name}::{} (inner) => {{ let _: {} = inner; }}",
                        fact.path[1],
                        ty(fact)
                    )
                });
                let made = of(Kind::Variant).filter(|fact| fact.attribute("unmade").is_none());
                let made = made.flat_map(|fact| {
                    let from: Vec<&str> = fact
                        .attributes
                        .iter()
                        .filter(|(at, _)| at == "from")
                        .map(|(_, from)| from.as_str())
                        .collect();
                    match from.is_empty() {
                        true => vec![ty(fact)],
                        false => from.into_iter().map(str::to_owned).collect(),
                    }
                });
                let made = made.enumerate().map(|(at, from)| {
                    format!("fn from_{at}(value: {from}) -> {name} {{ value.into() }}")
                });
                format!(
                    "{} match value {{ {} _ => {{}} }}",
                    made.collect::<String>(),
                    arms.collect::<String>()
                )
            }
            Kind::Strings | Kind::Integers => {
                let arms = of(Kind::Value).map(|fact| format!("{name}::{} => {{}}", fact.path[1]));
                format!("match value {{ {} _ => {{}} }}", arms.collect::<String>())
            }
            _ => format!("let _: {} = value;", ty(head)),
        };
        writeln!(
            text,
            "#[allow(non_snake_case)] fn use_{name}(value: {name}) {{ {body} }}"
        )
        .unwrap();
    }
    text + "}\n"
}

fn structure(name: &str, fields: &[&Fact]) -> String {
    let mut required: Vec<&&Fact> = fields
        .iter()
        .filter(|fact| fact.attribute("required").is_some())
        .collect();
    required.sort_by_key(|fact| {
        fact.attribute("required")
            .unwrap()
            .parse::<usize>()
            .unwrap()
    });
    let rust = |fact: &Fact| fact.attribute("name").unwrap_or(&fact.path[1]).to_owned();
    let raw = |fact: &Fact| match rust(fact).as_str() {
        "type" => "r#type".to_owned(),
        name => name.to_owned(),
    };
    let arguments: Vec<String> = required
        .iter()
        .map(|fact| format!("value.{}.clone()", raw(fact)))
        .collect();
    let mut text = format!("let mut made = {name}::new({});", arguments.join(", "));
    for fact in fields
        .iter()
        .filter(|fact| fact.attribute("required").is_none())
    {
        let (field, plain) = (raw(fact), rust(fact));
        let inner = if fact.attribute("nullable").is_some() {
            format!("Nullable<{}>", plain_ty(fact))
        } else {
            plain_ty(fact)
        };
        write!(text, "let _: &Option<{inner}> = &value.{field}; let with: fn({name}) -> {name} = |it| it.with_{plain}(None::<{}>.unwrap()); ", plain_ty(fact)).unwrap();
    }
    text
}

fn plain_ty(fact: &Fact) -> String {
    fact.attribute("type").unwrap().to_owned()
}

fn ty(fact: &Fact) -> String {
    match fact.attribute("nullable") {
        Some(_) => format!("Option<{}>", plain_ty(fact)),
        None => plain_ty(fact),
    }
}

#[test]
fn programs_compile_after_every_change_that_is_not_breaking() {
    let cases = changes_of_types();
    let kept: Vec<&Case> = cases
        .iter()
        .filter(|case| {
            case.changes
                .iter()
                .all(|change| change.level != Level::Breaking)
        })
        // The constructor of what only comes back takes another argument.
        .filter(|case| {
            case.changes
                .iter()
                .all(|change| change.rule != "required-member-added")
        })
        .collect();
    assert!(kept.len() > 20);
    let modules: Vec<_> = kept
        .iter()
        .map(|case| (case.name.as_str(), &case.after))
        .collect();
    let programs: String = kept
        .iter()
        .map(|case| program(&case.name, &case.before.facts))
        .collect();
    let folder = write_crate("programs", &modules, &programs);
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "check",
        "--offline",
        "--quiet",
        "--no-default-features",
        "--target-dir",
    ]);
    let output = cargo.arg(target()).current_dir(folder).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
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
    let cases = changes_of_types();
    assert!(cases.len() > 25);
    let modules = |which: fn(&Case) -> &Generated| -> Vec<_> {
        cases
            .iter()
            .map(|case| (case.name.as_str(), which(case)))
            .collect()
    };
    let old = write_crate("old", &modules(|case| &case.before), "");
    let new = write_crate("new", &modules(|case| &case.after), "");
    let mut tool = Command::new("cargo-semver-checks");
    tool.args([
        "semver-checks",
        "--release-type",
        "minor",
        "--only-explicit-features",
        "--color",
        "never",
    ]);
    tool.arg("--baseline-root")
        .arg(&old)
        .arg("--manifest-path")
        .arg(new.join("Cargo.toml"));
    let output = tool.env("CARGO_TARGET_DIR", target()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("Failed in"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut agreed = 0;
    let mut wrong: BTreeMap<&str, String> = BTreeMap::new();
    for case in &cases {
        // In a path of a module or of a file.
        let found =
            said.contains(&format!("{}::", case.name)) || said.contains(&format!("{}/", case.name));
        let breaking: Vec<_> = case
            .changes
            .iter()
            .filter(|change| change.level == Level::Breaking)
            .map(|change| change.rule)
            .collect();
        let expected = breaking.iter().any(|rule| !UNSEEN.contains(rule));
        agreed += usize::from(found == expected);
        let is_explained =
            |change: &Change| UNSEEN.contains(&change.rule) || OVERSEEN.contains(&change.rule);
        let explained = case.changes.iter().any(is_explained);
        if found != expected && !explained {
            wrong.insert(
                &case.name,
                format!("the tool says {found}, we say {breaking:?}"),
            );
        }
    }
    assert!(agreed > 40, "{agreed}");
    assert!(wrong.is_empty(), "{wrong:#?}\n{said}");
}
