//! Checks the rules of the repository: short files and functions, plain prose, pages that name
//! existing files.
//!
//! `LONG_FILES` and `LONG_FUNCTIONS` in `tidy/size.rs` list the exceptions with a reason.

mod conformance;
mod prose;
mod size;
mod structure;

use crate::support::shipped_spec::root;
use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

/// Folders with hand-written Rust code.
const CODE: &[&str] = &[
    "codegen/src",
    "generated/examples",
    "generated/src/bin",
    "generated/src/graph",
    "generated/src/phone",
    "generated/src/runtime",
    "generated/src/updates",
    "tests",
    "xtask/check-spec/src",
    "xtask/src",
];

/// Every file below `folder` with this extension, without build output and generated files.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), extension, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["target", "snapshots", "node_modules"].contains(&name) {
                collect(&path, extension, found);
            }
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
}

/// The path below the root of the workspace, with `/` between its segments.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

/// The Markdown pages of the project.
fn pages() -> Vec<PathBuf> {
    let mut pages = files("docs", "md");
    pages.extend(["README.md", "ARCHITECTURE.md"].map(|page| root().join(page)));
    pages
}

#[test]
fn every_path_that_a_page_names_exists() {
    let mut missing = Vec::new();
    for page in pages() {
        let text = read_to_string(&page).unwrap();
        for path in text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|code| is_path(code))
        {
            if !root().join(path.trim_end_matches('/')).exists() {
                missing.push(format!("{}: `{path}`", shown(&page)));
            }
        }
        for link in links(&text) {
            if !page.parent().unwrap().join(link).exists() {
                missing.push(format!("{}: ({link})", shown(&page)));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// True for `codegen/src/lower/` and `tests/tidy.rs`, false for code, commands and patterns.
fn is_path(code: &str) -> bool {
    const TOP: &[&str] = &[
        "codegen/",
        "docs/",
        "generated/",
        "spec/",
        "tests/",
        "xtask/",
    ];
    TOP.iter().any(|folder| code.starts_with(folder))
        && !code.contains([' ', '*', '<', '{', '…', '\n'])
}

/// The targets of relative links, without their fragments.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| {
        let (target, _) = rest.split_once(')')?;
        let (target, _) = target.split_once('#').unwrap_or((target, ""));
        let is_relative = !target.is_empty() && !target.contains(':') && !target.contains(' ');
        is_relative.then_some(target)
    })
}

#[test]
fn every_diagnostic_code_has_an_entry_in_the_docs() {
    let page = read_to_string(root().join("docs/diagnostics.md")).unwrap();
    let documented: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'))
        .collect();
    let codes: BTreeSet<&str> = codegen::diagnostic::CODES.iter().copied().collect();
    let missing: Vec<_> = codes.difference(&documented).collect();
    assert!(
        missing.is_empty(),
        "no entry in docs/diagnostics.md: {missing:?}"
    );
    let unknown: Vec<_> = documented.difference(&codes).collect();
    assert!(unknown.is_empty(), "entries for unknown codes: {unknown:?}");
}
