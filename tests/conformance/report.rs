//! Prints the results: a row per suite on the terminal, and `docs/conformance.md`.

use super::expected::{Expected, Results};
use super::suites::SUITES;
use super::{Case, Outcome};
use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The header of the table on the terminal.
pub const HEAD: &str = "suite               cases  passed  failed  out of scope  seconds";

/// Returns a row of the table on the terminal.
#[must_use]
pub fn row(suite: &str, cases: &[Case], expected: &Results, duration: Duration) -> String {
    let (mut passed, mut failed, mut excluded) = (0, 0, 0);
    for case in cases {
        let is_excluded = expected.out_of_scope.contains_key(&case.name);
        match case.outcome {
            Outcome::Passed => passed += 1,
            Outcome::Failed(_) if !is_excluded => failed += 1,
            _ => excluded += 1,
        }
    }
    let (total, seconds) = (cases.len(), duration.as_secs_f64());
    format!("{suite:18} {total:6}  {passed:6}  {failed:6}  {excluded:12}  {seconds:7.1}")
}

/// The pages with results, below the root of the project.
pub const PAGES: &[&str] = &["docs/conformance.md", "README.md"];

/// Returns a page of [`PAGES`] with the text between the markers replaced.
#[must_use]
pub fn page(before: &str, expected: &Expected) -> String {
    let replaced = between(before, "suites", &table(expected));
    let replaced = between(&replaced, "suites in short", &summary(expected));
    between(&replaced, "exceptions", &exceptions(expected))
}

/// Replaces the text between `<!-- name -->` and `<!-- /name -->`.
fn between(text: &str, name: &str, new: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let parts = text.split_once(&open).and_then(|(start, rest)| {
        let (_, end) = rest.split_once(&close)?;
        Some((start, end))
    });
    match parts {
        Some((start, end)) => format!("{start}{open}\n{new}\n{close}{end}"),
        None => text.to_owned(),
    }
}

/// Returns the table of all suites.
fn table(expected: &Expected) -> String {
    let mut table = "| Suite | Tests | Source | Cases | Passed | Failed | Out of scope | Date |\n\
                     | --- | --- | --- | --: | --: | --: | --: | --- |\n"
        .to_owned();
    for suite in SUITES {
        let Some(results) = expected.get(suite.name) else {
            continue;
        };
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
            suite.name,
            suite.tests,
            suite.source,
            results.cases,
            results.passed,
            results.failed.len(),
            results.out_of_scope.len(),
            results.date,
        );
    }
    table
}

/// Returns the short table for `README.md`.
fn summary(expected: &Expected) -> String {
    let mut table =
        "| Suite | Tests | Cases | Passed | Out of scope |\n| --- | --- | --: | --: | --: |\n"
            .to_owned();
    for suite in SUITES {
        let Some(results) = expected.get(suite.name) else {
            continue;
        };
        let (excluded, project) = (results.out_of_scope.len(), suite.source.split(' ').next());
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {excluded} |",
            project.unwrap_or_default().trim_end_matches(','),
            suite.tests,
            results.cases,
            results.passed,
        );
    }
    table
}

/// Returns the failed and excluded cases with reasons, per suite.
fn exceptions(expected: &Expected) -> String {
    let mut text = String::new();
    for suite in SUITES {
        let Some(results) = expected.get(suite.name) else {
            continue;
        };
        for (title, entries) in [
            ("failed", &results.failed),
            ("out of scope", &results.out_of_scope),
        ] {
            if entries.is_empty() {
                continue;
            }
            let _ = writeln!(text, "### `{}`: {title}\n", suite.name);
            for (case, reason) in entries {
                let _ = writeln!(text, "- {}: {reason}", code(case));
            }
            text.push('\n');
        }
    }
    text.trim_end().to_owned() + "\n"
}

/// Inline code of Markdown, also for names with back-quotes.
fn code(name: &str) -> String {
    match name.contains('`') {
        true => format!("`` {name} ``"),
        false => format!("`{name}`"),
    }
}

/// Returns the current day in UTC, such as `2026-11-29`.
#[must_use]
pub fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut days = since.map_or(0, |since| since.as_secs() / 86_400);
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}
