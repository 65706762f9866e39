//! The commands of the project; see `cargo xtask --help`.

mod changelog;
mod comparison;
mod crate_files;
mod diff;
mod diff_input;
mod external;
mod git;
mod manifest;
mod regen;
mod release;
mod strip_tests;
mod summary;
mod sync;
mod version;
mod workspace;

use clap::Parser;
use xtask::{failure, input, report, spec_root};

/// The system allocator took a third of the run time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

/// The commands of the project.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
enum Command {
    Regen(regen::Arguments),
    Diff(diff::Arguments),
    /// Lint a spec: violations of OpenAPI, invalid examples, schemas that accept no value
    ///
    /// See `cargo xtask check-spec --help` for the options.
    #[command(disable_help_flag = true)]
    CheckSpec(external::Arguments),
    /// Generate a crate for every spec below a folder and report the results
    ///
    /// See `cargo xtask corpus --help` for the options.
    #[command(disable_help_flag = true)]
    Corpus(external::Arguments),
    /// Measure the generation time, interleaved with other programs
    ///
    /// See `cargo xtask bench --help` for the options.
    #[command(disable_help_flag = true)]
    Bench(external::Arguments),
    /// Run test suites published by other projects and compare the results with the expected ones
    ///
    /// See `cargo xtask conformance --help` for the options.
    #[command(disable_help_flag = true)]
    Conformance(external::Arguments),
}

fn main() -> ExitCode {
    match Command::parse() {
        Command::Regen(arguments) => regen::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::CheckSpec(command) => external::check_spec(&command),
        Command::Corpus(command) => external::corpus(&command),
        Command::Bench(command) => external::bench(&command),
        Command::Conformance(command) => external::conformance(&command),
    }
}
