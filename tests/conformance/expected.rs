//! `expected.toml`: the results of the last accepted run, with a reason for each case that does not
//! pass.

use super::suites::SUITES;
use super::{Case, Outcome};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The results of all suites, by name.
pub type Expected = BTreeMap<String, Results>;

/// The results of a suite.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// The day of the run.
    pub date: String,
    /// The number of cases.
    pub cases: usize,
    /// The number of passed cases.
    pub passed: usize,
    /// Cases with a wrong result, with the reason.
    #[serde(default)]
    pub failed: BTreeMap<String, String>,
    /// Cases that the project does not want to pass, with the reason.
    #[serde(default, rename = "out-of-scope")]
    pub out_of_scope: BTreeMap<String, String>,
}

/// Parses `expected.toml`.
///
/// # Errors
///
/// Returns the syntax error.
pub fn parse(text: &str) -> Result<Expected, String> {
    toml::from_str(text).map_err(|error| error.to_string())
}

/// Compares a run with the expected results; returns the differences.
#[must_use]
pub fn differences(cases: &[Case], expected: &Results) -> Vec<String> {
    let mut found = Vec::new();
    let mut names = BTreeSet::new();
    for case in cases {
        let name = &case.name;
        if !names.insert(name) {
            found.push(format!("`{name}`: two cases have the same name"));
        }
        let is_excluded = expected.out_of_scope.contains_key(name);
        let is_listed = is_excluded || expected.failed.contains_key(name);
        match &case.outcome {
            Outcome::Passed if is_listed => {
                found.push(format!(
                    "`{name}` passes, but is listed as failed or out of scope"
                ));
            }
            Outcome::Failed(details) if !is_listed => {
                found.push(format!("`{name}` failed: {details}"));
            }
            Outcome::OutOfScope(reason) if !is_excluded => {
                found.push(format!("`{name}` is not listed as out of scope: {reason}"));
            }
            _ => {}
        }
    }
    let listed = expected.failed.keys().chain(expected.out_of_scope.keys());
    let missing = listed.filter(|name| !names.contains(name));
    found.extend(missing.map(|name| format!("`{name}` is listed, but the suite has no such case")));
    if cases.len() != expected.cases {
        let (ran, expected) = (cases.len(), expected.cases);
        found.push(format!("{ran} cases instead of {expected}"));
    }
    found
}

/// Returns the results of a run as expected results. Known reasons are kept; the reason of a new
/// failure is the first line of the details.
#[must_use]
pub fn accept(cases: &[Case], before: &Results, date: &str) -> Results {
    let mut results = Results {
        date: date.to_owned(),
        cases: cases.len(),
        ..Results::default()
    };
    for Case { name, outcome } in cases {
        let known = |reason: &str| reason.lines().next().unwrap_or_default().to_owned();
        let excluded = before.out_of_scope.get(name).cloned();
        match (outcome, excluded) {
            (Outcome::Passed, _) => results.passed += 1,
            (Outcome::OutOfScope(reason), None) => {
                results.out_of_scope.insert(name.clone(), known(reason));
            }
            (_, Some(reason)) => {
                results.out_of_scope.insert(name.clone(), reason);
            }
            (Outcome::Failed(details), None) => {
                let reason = before.failed.get(name).cloned();
                let reason = reason.unwrap_or_else(|| known(details));
                results.failed.insert(name.clone(), reason);
            }
        }
    }
    if results
        == (Results {
            date: date.to_owned(),
            ..before.clone()
        })
    {
        results.date.clone_from(&before.date);
    }
    results
}

/// Prints `expected.toml`.
#[must_use]
pub fn print(expected: &Expected) -> String {
    let mut text = "# The results of `cargo xtask conformance --accept`, with a reason for each case that does not\n\
                    # pass. `docs/conformance.md` is printed from this file.\n"
        .to_owned();
    for suite in SUITES {
        let name = suite.name;
        let Some(results) = expected.get(name) else {
            continue;
        };
        let _ = write!(
            text,
            "\n[{name}]\ndate = {}\ncases = {}\npassed = {}\n",
            quoted(&results.date),
            results.cases,
            results.passed
        );
        let lists = [
            ("failed", &results.failed),
            ("out-of-scope", &results.out_of_scope),
        ];
        for (list, entries) in lists {
            if entries.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n[{name}.{list}]");
            for (case, reason) in entries {
                let _ = writeln!(text, "{} = {}", quoted(case), quoted(reason));
            }
        }
    }
    text
}

/// A basic string of TOML, which has the escapes of JSON.
fn quoted(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.replace('\u{7f}', "\\u007F")
}
