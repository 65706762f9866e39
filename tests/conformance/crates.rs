//! Generated crates, and programs that use the crates.

use super::{Context, Stop, broken};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generates a crate for a spec, in a folder of the suite.
///
/// # Errors
///
/// If `regen` rejects the spec.
pub fn generate(context: &Context, suite: &str, spec: &str) -> Result<PathBuf, Stop> {
    let workspace = context.workspace(suite)?;
    let path = workspace.join("spec.yaml");
    fs::write(&path, spec).map_err(|error| broken(&path.display(), &error))?;
    generate_file(context, &path, &workspace.join("crate"), suite)
}

/// Generates a crate for a file.
///
/// # Errors
///
/// If `regen` rejects the spec.
pub fn generate_file(
    context: &Context,
    spec: &Path,
    folder: &Path,
    name: &str,
) -> Result<PathBuf, Stop> {
    // `regen` keeps the files that people write, so the files of an earlier version would stay.
    let started = ["Cargo.toml", "src/lib.rs"].map(|name| folder.join(name));
    let before = started.clone().map(|path| {
        let times = fs::metadata(&path).and_then(|found| found.modified());
        let text = fs::read(&path);
        let _ = fs::remove_file(&path);
        times.ok().zip(text.ok())
    });
    // `cargo xtask conformance` builds `xtask` into the folder of this program.
    let mut regen = Command::new(std::env::current_exe()?.with_file_name("xtask"));
    regen.args(["regen", "--name", name, "--spec"]).arg(spec);
    let output = regen.arg("--out").arg(folder).output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(broken(&spec.display(), &errors));
    }
    // Cargo compiles files with a new time again.
    for (path, before) in started.iter().zip(before) {
        if let Some((time, text)) = before
            && fs::read(path)? == text
        {
            fs::File::options()
                .append(true)
                .open(path)?
                .set_modified(time)?;
        }
    }
    // The versions of the project are in the cache of cargo.
    let lock = folder.join("Cargo.lock");
    fs::copy(context.root.join("Cargo.lock"), &lock)
        .map_err(|error| broken(&lock.display(), &error))?;
    Ok(folder.to_owned())
}

/// Compiles and runs a program with the crate in `folder`; returns the output.
///
/// # Errors
///
/// If the program does not compile, or fails.
pub fn run(context: &Context, folder: &Path, program: &str) -> Result<String, Stop> {
    run_with(context, folder, program, "blocking,stream", &[])
}

/// Like [`run`], with features of the crate and variables of the environment.
///
/// # Errors
///
/// If the program does not compile, or fails.
pub fn run_with(
    context: &Context,
    folder: &Path,
    program: &str,
    features: &str,
    environment: &[(&str, String)],
) -> Result<String, Stop> {
    let examples = folder.join("examples");
    fs::create_dir_all(&examples)?;
    let path = examples.join("conformance.rs");
    fs::write(&path, program).map_err(|error| broken(&path.display(), &error))?;
    let mut cargo = cargo(context, folder);
    cargo.args(["run", "--example", "conformance", "--no-default-features"]);
    for (name, value) in environment {
        cargo.env(name, value);
    }
    let output = cargo.args(["--features", features]).output()?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let start: Vec<&str> = errors.lines().take(40).collect();
        return Err(Stop::Broken(start.join("\n")));
    }
    String::from_utf8(output.stdout).map_err(|error| broken(&"the program", &error))
}

/// Cargo for a crate that is compiled once, with dependencies shared with `cargo xtask corpus`:
/// without incremental data and debug info, which would take gigabytes.
#[must_use]
pub fn cargo(context: &Context, folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            context.root.join("target/corpus/target"),
        )
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TERM_QUIET", "true")
        .env("CARGO_NET_OFFLINE", "true");
    cargo
}
