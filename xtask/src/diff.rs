//! `cargo xtask diff`: the changes of the public API.

use crate::diff_input::Input;
use crate::failure::{Failure, INVALID_INPUT};
use crate::input::Given;
use crate::report;
use crate::spec_root;
use codegen::diff::{self, Bump, Change};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Report the changes of the public API and the version bump they require
///
/// OLD and NEW are specs, outlines or git revisions of the project's spec/, for example `HEAD~1`.
/// NEW defaults to the spec in the working tree, OLD to the last commit. See docs/compatibility.md
/// for the classification of changes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// The old version: a spec, an outline or a git revision [default: HEAD]
    old: Option<String>,

    /// The new version: a spec, an outline or a git revision [default: the project's spec/]
    new: Option<String>,

    /// An OpenAPI Overlay for specs that are files; repeatable, applied in order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// The folder of the files of specs, which a `$ref` must not leave [default: `folder` of the
    /// settings, else the folder of the spec]
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,

    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Exit with 1 if changes of this kind exist
    #[arg(long, value_enum)]
    deny: Option<Denied>,
}

/// The output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A list for people, with locations in the spec.
    Text,
    /// A list for a pull request or a changelog.
    Markdown,
    /// A JSON object with `verdict` and `changes`.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Denied {
    /// Changes that may require changes of programs.
    Breaking,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask diff
      Report the changes since the last commit.
  cargo xtask diff HEAD~1 --format markdown
      Report the changes since the last commit but one, for a changelog.
  cargo xtask diff old.yaml new.yaml --deny breaking
      Fail if new.yaml breaks users of the crate generated from old.yaml.

Exit codes:
  0  success
  1  a spec has errors, or --deny found changes
  2  wrong usage, or a file or revision cannot be read";

/// Runs the command and prints the changes.
pub fn run(arguments: &Arguments) -> ExitCode {
    let found = match compare(arguments) {
        Ok(found) => found,
        Err(stop) => return report::print_failure(report::Format::Text, &stop),
    };
    let written = write!(io::stdout().lock(), "{}", found.render(arguments.format));
    let denied =
        arguments.deny == Some(Denied::Breaking) && diff::verdict(&found.changes) == Bump::Major;
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ if denied => ExitCode::from(INVALID_INPUT),
        _ => ExitCode::SUCCESS,
    }
}

struct Comparison {
    old: Input,
    new: Input,
    changes: Vec<Change>,
}

impl Comparison {
    fn render(&self, format: Format) -> String {
        let place = |change: &Change| {
            let input = if change.is_removed {
                &self.old
            } else {
                &self.new
            };
            input.place(&change.fact)
        };
        match format {
            Format::Text => diff::text(&self.changes, &place),
            Format::Markdown => diff::markdown(&self.changes),
            Format::Json => format!("{:#}\n", diff::json(&self.changes, &place)),
        }
    }
}

fn compare(arguments: &Arguments) -> Result<Comparison, Failure> {
    let old = arguments.old.as_deref().unwrap_or("HEAD");
    let given = Given {
        overlays: &arguments.overlay,
        folder: arguments.folder.as_deref(),
    };
    let old = read(old, &given)?;
    let new = match &arguments.new {
        Some(new) => read(new, &given)?,
        None => Input::spec(&spec_root::default_spec(), &Given::default())?,
    };
    let changes = diff::compare(&old.facts, &new.facts);
    Ok(Comparison { old, new, changes })
}

/// Reads a file if the path exists, otherwise a revision.
fn read(argument: &str, given: &Given<'_>) -> Result<Input, Failure> {
    let path = PathBuf::from(argument);
    let is_text = |path: &Path| path.extension().is_some_and(|extension| extension == "txt");
    match path.is_file() {
        true if is_text(&path) => Input::outline(&path),
        true => Input::spec(&path, given),
        false => Input::revision(argument),
    }
}
