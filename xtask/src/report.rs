//! What a command tells, as text for people or as JSON for machines.

use crate::stop::Stop;
use codegen::diagnostic::{self, Style};
use codegen::{Diagnostic, Source};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How to tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Diagnostics to standard error, changes and a summary to standard output.
    Text,
    /// One JSON object with all of it to standard output.
    Json,
    /// Text, in which also diagnostics of a kind are each shown in full.
    #[value(skip)]
    FullText,
}

impl Format {
    /// Text with all diagnostics in full, where this is text.
    pub const fn in_full(self) -> Self {
        match self {
            Format::Text | Format::FullText => Format::FullText,
            Format::Json => Format::Json,
        }
    }
}

/// What a command did, or would have to do.
#[derive(Debug, Default)]
pub struct Report {
    /// What happened, or should happen, to which path.
    pub changes: Vec<(&'static str, String)>,
    /// One line about the whole.
    pub summary: String,
    /// The numbers of the summary.
    pub numbers: Value,
    /// What the changes mean for users, a line each.
    pub meaning: Vec<String>,
    /// The same as data; `null` if there was nothing to compare with.
    pub verdict: Value,
}

/// Tells how a command ended.
pub fn tell(
    format: Format,
    inputs: &[(Source, Vec<Diagnostic>)],
    report: &Report,
    exit: u8,
) -> ExitCode {
    let told = match format {
        Format::Text => text(inputs, report, diagnostic::render, MANY),
        Format::FullText => text(inputs, report, diagnostic::render_all, usize::MAX),
        Format::Json => object(inputs, report, exit),
    };
    match told {
        // Whoever read the output has read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(exit),
    }
}

/// Tells why a command ended early.
pub fn tell_stop(format: Format, stop: &Stop) -> ExitCode {
    tell(format, &stop.inputs, &Report::default(), stop.exit)
}

fn text(
    inputs: &[(Source, Vec<Diagnostic>)],
    report: &Report,
    render: fn(&[Diagnostic], &Source, Style) -> String,
    many: usize,
) -> io::Result<()> {
    let mut errors = io::stderr().lock();
    let style = if colours(&errors) {
        Style::Colour
    } else {
        Style::Plain
    };
    for (source, diagnostics) in inputs {
        errors.write_all(render(diagnostics, source, style).as_bytes())?;
    }
    let mut output = io::stdout().lock();
    for line in folded(&report.changes, many) {
        writeln!(output, "{line}")?;
    }
    if report.summary.is_empty() {
        return Ok(());
    }
    writeln!(output, "{}", report.summary)?;
    let mut meaning = report.meaning.iter();
    meaning.try_for_each(|line| writeln!(output, "{line}"))
}

/// So many files of one folder are told in one line.
const MANY: usize = 12;

/// A line for each change, or one for all of a kind in a folder such as `src/types`.
fn folded(changes: &[(&str, String)], many: usize) -> Vec<String> {
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

fn object(inputs: &[(Source, Vec<Diagnostic>)], report: &Report, exit: u8) -> io::Result<()> {
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
        "verdict": report.verdict,
    });
    writeln!(io::stdout().lock(), "{object:#}")
}

fn colours(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    stream.is_terminal() && set("NO_COLOR").is_none() && set("TERM").is_none_or(|it| it != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_of_a_folder_are_one_line() {
        let paths = [
            "Cargo.toml",
            "src/lib.rs",
            "src/types/a.rs",
            "src/types/deep/b.rs",
        ];
        let mut changes = paths.map(|path| ("written", path.to_owned())).to_vec();
        changes.push(("deleted", "src/types/c.rs".to_owned()));
        assert_eq!(
            folded(&changes, 2),
            [
                "written Cargo.toml",
                "written src/lib.rs",
                "written src/types/ (2 files)",
                "deleted src/types/c.rs",
            ]
        );
        assert_eq!(folded(&changes, 3).len(), 5);
    }
}
