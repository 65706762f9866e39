//! The commands that need what the tests need and `regen` does not: their programs are in `tests`.

use std::path::Path;
use std::process::{Command, ExitCode};

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
