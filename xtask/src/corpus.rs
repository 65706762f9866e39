//! `cargo xtask corpus`: many descriptions, and what becomes of each.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Generate every description below a folder, and tell how it went
///
/// `cargo xtask corpus --help` tells more. The program is in `tests/corpus`, since it needs what
/// the tests need and `regen` does not.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    /// A folder, and what else the program takes
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENT"
    )]
    arguments: Vec<String>,
}

/// Builds and runs the program.
pub fn run(arguments: &Arguments) -> ExitCode {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "tests",
        "--bin",
        "corpus",
    ]);
    cargo
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--")
        .args(&arguments.arguments);
    let status = cargo.status().ok().and_then(|status| status.code());
    ExitCode::from(status.and_then(|code| u8::try_from(code).ok()).unwrap_or(2))
}
