//! Commands that run programs of the package `tests`, because they need its dependencies.

use codegen::check::{Case, Outcome};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

/// Generate a crate for every spec below a folder and report the results
///
/// See `cargo xtask corpus --help` for the options.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Corpus {
    /// A folder and options
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Measure the generation time, interleaved with other programs
///
/// See `cargo xtask bench --help` for the options.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Bench {
    /// Specs and options
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Run test suites published by other projects and compare the results with the expected ones
///
/// See `cargo xtask conformance --help` for the options.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Conformance {
    /// Suites and options
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Builds and runs `corpus`.
pub fn corpus(command: &Corpus) -> ExitCode {
    run("corpus", &command.arguments)
}

/// Builds `regen` in release mode, then builds and runs `bench`.
pub fn bench(command: &Bench) -> ExitCode {
    run_with_regen("bench", &command.arguments)
}

/// Builds `regen` in release mode, then builds and runs `conformance`.
pub fn conformance(command: &Conformance) -> ExitCode {
    run_with_regen("conformance", &command.arguments)
}

fn run_with_regen(program: &str, arguments: &[String]) -> ExitCode {
    let built = cargo(&["build", "--package", "xtask"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::from(2);
    }
    run(program, arguments)
}

/// Builds and runs the validator on the values of a spec.
pub fn judge(root: &Value, questions: &[Case]) -> io::Result<Vec<Outcome>> {
    let mut cargo = cargo(&["run", "--package", "tests", "--bin", "validator"]);
    cargo.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = cargo.spawn()?;
    let request = json!({ "root": root, "questions": questions });
    let mut input = child.stdin.take().expect("stdin is piped");
    // If the program fails early, its exit status explains more than the broken pipe.
    let written = input.write_all(request.to_string().as_bytes());
    drop(input);
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(io::Error::other("the validator failed"));
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
