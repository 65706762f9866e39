//! `cargo xtask diff`: what changed for users of the crate.

use crate::facts::Input;
use crate::regen;
use crate::report;
use crate::stop::{PROBLEMS, Stop};
use codegen::diff::{self, Change, Verdict};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Tell what changed for users of the crate, and which version number it takes.
///
/// OLD and NEW are descriptions, outlines, or revisions of the project's own `spec/`, such as
/// `HEAD~1`. Without NEW, the new one is the project's own description as it is now; without OLD,
/// the old one is that of the last commit. What a change means is in
/// docs/compatibility.md.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// What was: a description, an outline or a git revision [default: HEAD]
    old: Option<String>,

    /// What is: a description, an outline or a git revision [default: the project's spec/]
    new: Option<String>,

    /// An OpenAPI Overlay for the descriptions that are files; several are applied in order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// How to tell it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Exit with 1 if there are changes of this kind
    #[arg(long, value_enum)]
    deny: Option<Denied>,
}

/// How to tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A list for people, with the places in the description.
    Text,
    /// A list for a pull request or a changelog.
    Markdown,
    /// One object with `verdict` and `changes`.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Denied {
    /// What users may have to change their programs for.
    Breaking,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask diff
      What the changes since the last commit mean.
  cargo xtask diff HEAD~1 --format markdown
      What the last commit and the changes since mean, for a changelog.
  cargo xtask diff old.yaml new.yaml --deny breaking
      Fail if one description breaks users of the other's crate.

Exit codes:
  0  told
  1  a description has problems, or there is what --deny names
  2  wrong use, or a file or revision cannot be read";

/// Runs the command and tells what it found.
pub fn run(arguments: &Arguments) -> ExitCode {
    let found = match compared(arguments) {
        Ok(found) => found,
        Err(stop) => return report::tell_stop(report::Format::Text, &stop),
    };
    let told = write!(io::stdout().lock(), "{}", found.told(arguments.format));
    let denied =
        arguments.deny == Some(Denied::Breaking) && diff::verdict(&found.changes) == Verdict::Major;
    match told {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ if denied => ExitCode::from(PROBLEMS),
        _ => ExitCode::SUCCESS,
    }
}

struct Found {
    old: Input,
    new: Input,
    changes: Vec<Change>,
}

impl Found {
    fn told(&self, format: Format) -> String {
        let place = |change: &Change| {
            let input = if change.gone { &self.old } else { &self.new };
            input.place(&change.fact)
        };
        match format {
            Format::Text => diff::text(&self.changes, &place),
            Format::Markdown => diff::markdown(&self.changes),
            Format::Json => format!("{:#}\n", diff::json(&self.changes, &place)),
        }
    }
}

fn compared(arguments: &Arguments) -> Result<Found, Stop> {
    let old = arguments.old.as_deref().unwrap_or("HEAD");
    let old = read(old, &arguments.overlay)?;
    let new = match &arguments.new {
        Some(new) => read(new, &arguments.overlay)?,
        None => Input::description(&regen::own_spec(), &[])?,
    };
    let changes = diff::compare(&old.facts, &new.facts);
    Ok(Found { old, new, changes })
}

/// A file, or else a revision.
fn read(argument: &str, overlays: &[PathBuf]) -> Result<Input, Stop> {
    let path = PathBuf::from(argument);
    let is_text = |path: &Path| path.extension().is_some_and(|it| it == "txt");
    match path.is_file() {
        true if is_text(&path) => Input::outline(&path),
        true => Input::description(&path, overlays),
        false => Input::revision(argument),
    }
}
