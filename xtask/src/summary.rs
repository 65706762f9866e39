//! The summary of a `regen` run.

use crate::failure::relative;
use crate::report::Report;
use crate::sync;
use codegen::Generated;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Returns the changes, the summary and its numbers.
pub fn report(check: bool, generated: &Generated, plan: &sync::Plan, elapsed: Duration) -> Report {
    let changes = plan.changes().map(|(action, path)| match action {
        sync::FileAction::Create if check => ("missing", path),
        sync::FileAction::Replace if check => ("changed", path),
        sync::FileAction::Delete if check => ("stale", path),
        sync::FileAction::Create | sync::FileAction::Replace => ("written", path),
        sync::FileAction::Delete => ("deleted", path),
    });
    let changes: Vec<_> = changes
        .map(|(change, path)| (change, path.to_owned()))
        .collect();
    let numbers = json!({
        "schemas": generated.schemas,
        "operations": generated.operations,
        "files": changes.len(),
        "warnings": generated.warnings.len(),
        "milliseconds": u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
    });
    Report {
        summary: summary(check, generated, changes.len(), elapsed),
        changes,
        numbers,
        ..Report::default()
    }
}

fn summary(check: bool, generated: &Generated, files: usize, elapsed: Duration) -> String {
    let schemas = count(generated.schemas, "schema");
    let operations = count(generated.operations, "operation");
    let warnings = count(generated.warnings.len(), "warning");
    let files = match (check, files) {
        (true, 0) => "up to date".to_owned(),
        (true, _) => format!(
            "{} to update with `cargo xtask regen`",
            count(files, "file")
        ),
        (false, _) => format!("{} changed", count(files, "file")),
    };
    // Three diagnostics or fewer are always shown in full.
    let all = match generated.warnings.len() {
        0..=3 => "",
        _ => " (`--all` shows all in full)",
    };
    let milliseconds = elapsed.as_millis();
    format!("{schemas}, {operations}: {files}; {warnings}{all}, {milliseconds} ms")
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// A line about the features of tags, with an example of a dependency on a part of the crate.
pub fn features(features: &[String], crate_name: &str, root: &Path) -> Option<String> {
    let is_tag = |name: &&String| !["other-types", "untagged"].contains(&name.as_str());
    let example = features.iter().find(is_tag)?;
    let count = count(features.len(), "feature");
    let path = relative(root);
    Some(format!(
        "{count} for parts of the API, in the default features; to compile a part: \
         {crate_name} = {{ path = {path:?}, default-features = false, features = [\"rustls\", {example:?}] }}"
    ))
}

/// A line about added features.
pub fn added(features: &[String]) -> Option<String> {
    let names: Vec<String> = features.iter().map(|name| format!("`{name}`")).collect();
    let line = || {
        format!(
            "new features in Cargo.toml, enabled by default: {}",
            names.join(", ")
        )
    };
    (!names.is_empty()).then(line)
}
