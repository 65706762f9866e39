//! Commands that run programs of other packages, because `regen` must not wait for their
//! dependencies.

use std::path::Path;
use std::process::{Command, ExitCode};

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

/// Lint a spec: violations of OpenAPI, invalid examples, schemas that accept no value
///
/// See `cargo xtask check-spec --help` for the options.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct CheckSpec {
    /// Options
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
    run("tests", "corpus", &command.arguments)
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
    run("tests", program, arguments)
}

/// Builds and runs `check-spec`.
pub fn check_spec(command: &CheckSpec) -> ExitCode {
    run("check-spec", "check-spec", &command.arguments)
}

fn run(package: &str, program: &str, arguments: &[String]) -> ExitCode {
    let mut cargo = cargo(&["run", "--package", package, "--bin", program]);
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
