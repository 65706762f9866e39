//! Commands for tests.

use crate::support::shipped_spec::root;
use std::process::{Command, Output};

/// `cargo xtask regen` in the project folder; the caller adds arguments.
pub fn regen() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--locked", "--package", "xtask", "--"]);
    command.arg("regen").current_dir(root());
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
