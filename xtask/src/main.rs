//! The commands of the project; see `cargo xtask --help`.

mod changelog;
mod check_spec;
mod committed;
mod comparison;
mod crate_files;
mod diff;
mod facts;
mod input;
mod manifest;
mod programs;
mod regen;
mod release;
mod report;
mod root;
mod stop;
mod summary;
mod sync;
mod version;
mod without_tests;

use clap::Parser;

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
    CheckSpec(check_spec::Arguments),
    Corpus(programs::Corpus),
    Bench(programs::Bench),
}

fn main() -> ExitCode {
    match Command::parse() {
        Command::Regen(arguments) => regen::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::CheckSpec(arguments) => check_spec::run(&arguments),
        Command::Corpus(command) => programs::corpus(&command),
        Command::Bench(command) => programs::bench(&command),
    }
}
