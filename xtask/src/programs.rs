//! The commands that need what the tests need and `regen` does not: their programs are in `tests`.

use codegen::check::{Answer, Question};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// Generate every description below a folder, and tell how it went
///
/// `cargo xtask corpus --help` tells more.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Corpus {
    /// A folder, and what else the program takes
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Measure how long generation takes, in turns with other programs
///
/// `cargo xtask bench --help` tells more.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Bench {
    /// Documents, and what else the program takes
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Builds and runs the program.
pub fn corpus(command: &Corpus) -> ExitCode {
    run("corpus", &command.arguments)
}

/// Builds `regen` and the program, and runs it.
pub fn bench(command: &Bench) -> ExitCode {
    let built = cargo(&["build", "--package", "xtask"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::from(2);
    }
    run("bench", &command.arguments)
}

/// Builds the program, and has it judge the values of a description.
pub fn judge(root: &Value, questions: &[Question]) -> io::Result<Vec<Answer>> {
    let mut cargo = cargo(&["run", "--package", "tests", "--bin", "validator"]);
    cargo.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut judge = cargo.spawn()?;
    let asked = json!({ "root": root, "questions": questions });
    let mut input = judge.stdin.take().expect("its input is a pipe");
    // A program that has failed reads no further; how it ended says more.
    let written = input.write_all(asked.to_string().as_bytes());
    drop(input);
    let output = judge.wait_with_output()?;
    if !output.status.success() {
        return Err(io::Error::other(
            "the program that judges values has failed",
        ));
    }
    written?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn run(program: &str, arguments: &[String]) -> ExitCode {
    let mut cargo = cargo(&["run", "--package", "tests", "--bin", program]);
    let status = cargo.arg("--").args(arguments).status();
    let code = status.ok().and_then(|status| status.code());
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(2))
}

fn cargo(arguments: &[&str]) -> Command {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(arguments)
        .args(["--quiet", "--release", "--manifest-path"])
        .arg(manifest);
    cargo
}
