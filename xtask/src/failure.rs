//! The errors that stop a command.

use codegen::{Diagnostic, Source};
use std::io;
use std::path::Path;

/// The exit code for errors in inputs, and for outdated files with `--check`.
pub const INVALID_INPUT: u8 = 1;
/// The exit code for wrong usage and for I/O errors.
pub const WRONG_USAGE: u8 = 2;

/// The errors of a command.
#[derive(Debug)]
pub struct Failure {
    /// The exit code of the process.
    pub exit: u8,
    /// The diagnostics of each input.
    pub inputs: Vec<(Source, Vec<Diagnostic>)>,
}

impl Failure {
    /// Errors in the content of an input.
    #[must_use]
    pub fn invalid_input(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            exit: INVALID_INPUT,
            inputs: vec![(source, diagnostics)],
        }
    }

    /// A file or folder that cannot be used.
    pub fn unusable_path(path: &Path, problem: impl Into<String>, help: &str) -> Self {
        let diagnostic = Diagnostic::error("file", "", problem).with_help(help);
        Self {
            exit: WRONG_USAGE,
            inputs: vec![(Source::unparsed(relative(path), ""), vec![diagnostic])],
        }
    }

    /// A failed file system operation.
    #[must_use]
    pub fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::PermissionDenied => "check the permissions of the file and its folder",
            io::ErrorKind::StorageFull => "free disk space, then run the command again",
            _ => "fix the cause, then run the command again; repeated runs are safe",
        };
        Self::unusable_path(
            path,
            format!("cannot {verb} `{}`: {error}", relative(path)),
            help,
        )
    }

    /// Combines two failures; the higher exit code wins.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.exit = self.exit.max(other.exit);
        self.inputs.extend(other.inputs);
        self
    }
}

/// Returns a path relative to the current directory, if possible.
#[must_use]
pub fn relative(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let short = here
        .as_deref()
        .and_then(|here| path.strip_prefix(here).ok());
    short.unwrap_or(path).display().to_string()
}
