//! Prints the result of a command, as text or as JSON.

use crate::failure::Failure;
use codegen::diagnostic::{self, Style};
use codegen::{Diagnostic, Source};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// The output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Diagnostics on standard error, changes and a summary on standard output.
    Text,
    /// A JSON object on standard output.
    Json,
    /// Text with every diagnostic in full.
    #[value(skip)]
    FullText,
}

impl Format {
    /// Selects full diagnostics for text output.
    #[must_use]
    pub const fn in_full(self) -> Self {
        match self {
            Format::Text | Format::FullText => Format::FullText,
            Format::Json => Format::Json,
        }
    }
}

/// The result of a command.
#[derive(Debug, Default)]
pub struct Report {
    /// Changes, done or needed, and their paths.
    pub changes: Vec<(&'static str, String)>,
    /// The summary line.
    pub summary: String,
    /// The numbers of the summary.
    pub numbers: Value,
    /// The effects on users, a line each.
    pub effects: Vec<String>,
    /// The comparison as JSON; `null` without a base.
    pub comparison: Value,
}

/// Prints the result of a command and returns the exit code.
#[must_use]
pub fn tell(
    format: Format,
    inputs: &[(Source, Vec<Diagnostic>)],
    report: &Report,
    exit: u8,
) -> ExitCode {
    let printed = match format {
        Format::Text => print_text(inputs, report, diagnostic::render, SUMMARIZE_FROM),
        Format::FullText => print_text(inputs, report, diagnostic::render_all, usize::MAX),
        Format::Json => print_json(inputs, report, exit),
    };
    match printed {
        // A closed pipe is no error: the reader has read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(exit),
    }
}

/// Prints the errors that stopped a command.
#[must_use]
pub fn print_failure(format: Format, stop: &Failure) -> ExitCode {
    tell(format, &stop.inputs, &Report::default(), stop.exit)
}

fn print_text(
    inputs: &[(Source, Vec<Diagnostic>)],
    report: &Report,
    render: fn(&[Diagnostic], &Source, Style) -> String,
    many: usize,
) -> io::Result<()> {
    let mut errors = io::stderr().lock();
    let style = if supports_colour(&errors) {
        Style::Colour
    } else {
        Style::Plain
    };
    for (source, diagnostics) in inputs {
        errors.write_all(render(diagnostics, source, style).as_bytes())?;
    }
    let mut output = io::stdout().lock();
    for line in summarize(&report.changes, many) {
        writeln!(output, "{line}")?;
    }
    if report.summary.is_empty() {
        return Ok(());
    }
    writeln!(output, "{}", report.summary)?;
    let mut meaning = report.effects.iter();
    meaning.try_for_each(|line| writeln!(output, "{line}"))
}

/// Changes of a folder are summarized from this number of files.
const SUMMARIZE_FROM: usize = 12;

/// Returns a line per change, or a line per folder such as `src/types` for many changes.
fn summarize(changes: &[(&str, String)], many: usize) -> Vec<String> {
    let mut groups: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for (change, path) in changes {
        let mut slashes = path.match_indices('/').map(|(at, _)| at);
        let folder = slashes.nth(1).map_or("", |at| &path[..=at]);
        match groups.last_mut() {
            Some((known, within, paths)) if (*known, *within) == (*change, folder) => {
                paths.push(path);
            }
            _ => groups.push((change, folder, vec![path])),
        }
    }
    let lines = groups.into_iter().flat_map(|(change, folder, paths)| {
        if paths.len() >= many && !folder.is_empty() {
            return vec![format!("{change} {folder} ({} files)", paths.len())];
        }
        let lines = paths.iter().map(|path| format!("{change} {path}"));
        lines.collect()
    });
    lines.collect()
}

fn print_json(inputs: &[(Source, Vec<Diagnostic>)], report: &Report, exit: u8) -> io::Result<()> {
    let diagnostics = inputs
        .iter()
        .map(|(source, all)| diagnostic::to_json(all, source));
    let diagnostics = diagnostics.filter_map(|mut all| all.as_array_mut().map(std::mem::take));
    let change = |(change, path): &(&str, String)| json!({ "change": change, "path": path });
    let object = json!({
        "exit": exit,
        "diagnostics": diagnostics.flatten().collect::<Value>(),
        "changes": report.changes.iter().map(change).collect::<Value>(),
        "summary": report.numbers,
        "verdict": report.comparison,
    });
    writeln!(io::stdout().lock(), "{object:#}")
}

fn supports_colour(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    stream.is_terminal()
        && set("NO_COLOR").is_none()
        && set("TERM").is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summarizes_many_files_of_a_folder() {
        let paths = [
            "Cargo.toml",
            "src/lib.rs",
            "src/types/a.rs",
            "src/types/deep/b.rs",
        ];
        let mut changes = paths.map(|path| ("written", path.to_owned())).to_vec();
        changes.push(("deleted", "src/types/c.rs".to_owned()));
        assert_eq!(
            summarize(&changes, 2),
            [
                "written Cargo.toml",
                "written src/lib.rs",
                "written src/types/ (2 files)",
                "deleted src/types/c.rs",
            ]
        );
        assert_eq!(summarize(&changes, 3).len(), 5);
    }
}
