//! Commands for tests.

use crate::support::shipped_spec::root;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// `cargo xtask regen` in the project folder; the caller adds arguments.
pub fn regen() -> Command {
    xtask("regen")
}

/// A command of `cargo xtask` in the project folder; the caller adds arguments.
pub fn xtask(name: &str) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--locked", "--package", "xtask", "--"]);
    command.arg(name).current_dir(root());
    command
}

/// `cargo` in a generated crate. The lock file and the target folder of the workspace let cargo
/// reuse compiled dependencies.
pub fn cargo_in(folder: &Path, arguments: &[&str]) -> Command {
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["--quiet", "--offline", "--target-dir"]);
    command.arg(target).current_dir(folder);
    command
}

/// Runs a command; panics unless the command succeeds.
#[track_caller]
pub fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{stderr}");
    output
}
