//! Commands that tests run.

use crate::description::root;
use std::process::{Command, Output};

/// `cargo xtask regen` of the project, to be given the rest.
pub fn regen() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--locked", "--package", "xtask", "--"]);
    command.arg("regen").current_dir(root());
    command
}

/// Runs a command that has to end well.
#[track_caller]
pub fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{said}");
    output
}
