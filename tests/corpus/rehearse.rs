//! Runs the program of a crate, and compares the failures with the known ones.

use crate::round_trip::cargo;
use serde_json::Value;
use std::fmt;
use std::fs;
use std::path::Path;

/// The operations that fail, with a reason.
const KNOWN: &str = include_str!("known.txt");

/// The number of operations.
#[derive(Default)]
pub struct Figures {
    passed: usize,
    generated: usize,
    declared: usize,
}

impl Figures {
    /// Adds the operations of a document.
    pub fn add(&mut self, found: &Value) {
        let declared = found["declared"].as_u64().unwrap_or_default();
        self.declared += usize::try_from(declared).unwrap_or_default();
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "rehearsed: {} of {} generated operations succeed; the documents have {}",
            self.passed, self.generated, self.declared
        )
    }
}

/// Runs the program of a crate; the error names each failure that is not known, and each known
/// failure that succeeds.
pub fn run(name: &str, folder: &Path, target: &Path, figures: &mut Figures) -> Result<(), String> {
    let examples = folder.join("examples");
    let moved = fs::create_dir_all(&examples)
        .and_then(|()| fs::rename(folder.join("rehearse.rs"), examples.join("rehearse.rs")));
    moved.map_err(|error| error.to_string())?;
    let arguments = ["run", "--features", "fake", "--example", "rehearse"];
    let output = cargo(folder, target, &arguments).output();
    let output = output.map_err(|error| error.to_string())?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(errors.lines().take(40).collect::<Vec<_>>().join("\n"));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (failures, passed): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| !line.starts_with("passed "));
    let counts = passed.first().and_then(|line| line[7..].split_once(" of "));
    let (passed, generated) = counts.ok_or("the program printed no counts")?;
    let number = |text: &str| text.parse::<usize>().map_err(|error| error.to_string());
    figures.passed += number(passed)?;
    figures.generated += number(generated)?;
    let known = KNOWN.lines().filter_map(|line| line.split_once(": "));
    let known = known.filter_map(|(place, _)| place.strip_prefix(name)?.strip_prefix(' '));
    let known: Vec<&str> = known.collect();
    let operation = |line: &&str| line.split(": ").next().unwrap_or_default().to_owned();
    let failed: Vec<String> = failures.iter().map(operation).collect();
    let unknown = failures
        .iter()
        .filter(|line| !known.contains(&operation(line).as_str()));
    let stale = known
        .iter()
        .filter(|name| !failed.iter().any(|failed| failed == **name));
    let stale = stale.map(|name| format!("{name}: succeeds, but is listed as a failure"));
    let lines: Vec<String> = unknown.map(ToString::to_string).chain(stale).collect();
    match lines.is_empty() {
        true => Ok(()),
        false => Err(lines.join("\n")),
    }
}
