//! Runs test suites published by other projects, and compares the results with `expected.toml`.
//!
//! A suite is an entry of [`suites::SUITES`]: a function that runs every case and returns the
//! outcomes. The files of a suite are never committed.

pub mod crates;
pub mod expected;
pub mod install;
pub mod report;
pub mod servers;
pub mod suites;

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A test suite of a different project.
pub struct Suite {
    /// The name on the command line and in `expected.toml`.
    pub name: &'static str,
    /// The part of the product under test, for the table in `docs/conformance.md`.
    pub tests: &'static str,
    /// The project and version, or the packages, for the table in `docs/conformance.md`.
    pub source: &'static str,
    /// True if the suite needs seconds and no network: part of `.ci/run`.
    pub quick: bool,
    /// Runs every case.
    pub run: fn(&Context) -> Result<Vec<Case>, Stop>,
}

/// A case of a suite.
#[derive(Debug)]
pub struct Case {
    /// Unique in the suite, and stable between runs.
    pub name: String,
    /// The result.
    pub outcome: Outcome,
}

/// The result of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The expected result.
    Passed,
    /// A different result, with details.
    Failed(String),
    /// A case about a feature that OpenAPI or the project excludes, with the reason.
    OutOfScope(String),
}

impl Case {
    /// A case that passes if `result` is `Ok`, and fails with the details otherwise.
    pub fn of(name: impl Into<String>, result: Result<(), String>) -> Self {
        let outcome = match result {
            Ok(()) => Outcome::Passed,
            Err(details) => Outcome::Failed(details),
        };
        Self {
            name: name.into(),
            outcome,
        }
    }

    /// A case that is not run.
    pub fn out_of_scope(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            outcome: Outcome::OutOfScope(reason.into()),
        }
    }
}

/// The reason why a suite has no results.
#[derive(Debug)]
pub enum Stop {
    /// The suite or a tool is not installed: the suite is skipped.
    Absent(String),
    /// The suite could not run to the end.
    Broken(String),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<String> for Stop {
    fn from(problem: String) -> Self {
        Self::Broken(problem)
    }
}

/// The folders of a run.
pub struct Context {
    /// The project.
    pub root: PathBuf,
    /// Installed packages, generated crates and their build: `target/conformance`.
    pub work: PathBuf,
    /// The suites that are files, next to the project: `../shared/suites`.
    pub shared: PathBuf,
}

impl Context {
    /// The folders for the project at `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            work: root.join("target/conformance"),
            shared: root.join("../shared/suites"),
        }
    }

    /// Returns a folder below `../shared/suites`.
    ///
    /// # Errors
    ///
    /// [`Stop::Absent`] if the folder does not exist.
    pub fn folder(&self, path: &str) -> Result<PathBuf, Stop> {
        let folder = self.shared.join(path);
        match folder.exists() {
            true => Ok(folder),
            false => Err(Stop::Absent(format!("no ../shared/suites/{path}"))),
        }
    }

    /// Returns the folder for the packages and crates of a suite, created if missing.
    ///
    /// # Errors
    ///
    /// If the folder cannot be created.
    pub fn workspace(&self, suite: &str) -> Result<PathBuf, Stop> {
        let folder = self.work.join(suite);
        fs::create_dir_all(&folder).map_err(|error| broken(&folder.display(), &error))?;
        Ok(folder)
    }
}

/// Returns the files below a folder with an extension, sorted.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Stop> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| broken(&folder.display(), &error))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Returns a path below a folder, with `/` as separator.
#[must_use]
pub fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

/// An error about a file or a program.
pub fn broken(subject: &dyn Display, error: &dyn Display) -> Stop {
    Stop::Broken(format!("{subject}: {error}"))
}

/// Reads a file as text.
///
/// # Errors
///
/// If the file cannot be read.
pub fn read(path: &Path) -> Result<String, Stop> {
    fs::read_to_string(path).map_err(|error| broken(&path.display(), &error))
}
