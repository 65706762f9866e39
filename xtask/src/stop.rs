//! Why a command ends early.

use codegen::{Diagnostic, Source};
use std::io;
use std::path::Path;

/// The exit code of a description with problems, and of drift.
pub const PROBLEMS: u8 = 1;
/// The exit code of wrong use, and of files that cannot be read or written.
pub const WRONG_USE: u8 = 2;

/// Everything that kept a command from its end.
#[derive(Debug)]
pub struct Stop {
    /// What the process exits with.
    pub exit: u8,
    /// The diagnostics of each input.
    pub inputs: Vec<(Source, Vec<Diagnostic>)>,
}

impl Stop {
    /// The problems of an input that was read.
    pub fn problems(source: Source, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            exit: PROBLEMS,
            inputs: vec![(source, diagnostics)],
        }
    }

    /// A file or folder that cannot be used.
    pub fn path(path: &Path, problem: impl Into<String>, help: &str) -> Self {
        let diagnostic = Diagnostic::error("file", "", problem).with_help(help);
        Self {
            exit: WRONG_USE,
            inputs: vec![(Source::unread(shown(path), ""), vec![diagnostic])],
        }
    }

    /// An operation of the file system that failed.
    pub fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::PermissionDenied => "check the permissions of the file and its folder",
            io::ErrorKind::StorageFull => "make room on the disk, then run the command again",
            _ => "solve this, then run the command again; it can be repeated at any time",
        };
        Self::path(path, format!("cannot {verb} this: {error}"), help)
    }

    /// Both, with the higher exit code.
    pub fn and(mut self, other: Self) -> Self {
        self.exit = self.exit.max(other.exit);
        self.inputs.extend(other.inputs);
        self
    }
}

/// A path as the user would write it.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let short = here
        .as_deref()
        .and_then(|here| path.strip_prefix(here).ok());
    short.unwrap_or(path).display().to_string()
}
