//! Commands of further packages, in separate programs: the dependencies would slow down every build
//! of `regen`.

use std::path::Path;
use std::process::{Command, ExitCode};

/// The arguments of a program, passed on as they are.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Options of the program
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Builds and runs `corpus`.
pub fn corpus(command: &Arguments) -> ExitCode {
    run("tests", "corpus", &command.arguments)
}

/// Builds `regen` in release mode, then builds and runs `bench`.
pub fn bench(command: &Arguments) -> ExitCode {
    run_with_regen("bench", &command.arguments)
}

/// Builds `regen` in release mode, then builds and runs `conformance`.
pub fn conformance(command: &Arguments) -> ExitCode {
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
pub fn check_spec(command: &Arguments) -> ExitCode {
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
