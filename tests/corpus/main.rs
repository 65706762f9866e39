//! Generates a crate for every spec in a folder and reports the results: `cargo xtask corpus`.

mod rehearse;
mod round_trip;
mod single;
mod specs;
mod table;
mod valid_examples;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Generate a crate for every spec in a folder and report the results
///
/// Each spec is generated in a separate process, so a crash does not end the run and peak memory is
/// measured per spec.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask corpus", bin_name = "cargo xtask corpus")]
pub struct Arguments {
    /// Folder with specs: files, or subfolders with a root document
    folder: PathBuf,

    /// Compile each crate with warnings denied, and round-trip every valid example through its type
    #[arg(long)]
    check: bool,

    /// Call every operation of each crate against the fake server of the crate
    #[arg(long)]
    rehearse: bool,

    /// Only specs with NAME in their names
    #[arg(long, value_name = "NAME")]
    only: Option<String>,

    /// Only specs listed in FILE, one name per line
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,

    /// Also write the table to a file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Output folder for the crates
    #[arg(long, value_name = "DIR", default_value = "target/corpus")]
    out: PathBuf,

    /// Generate a single spec and print the result as JSON
    #[arg(long, value_name = "FILE", hide = true)]
    one: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(path) = &arguments.one {
        println!(
            "{}",
            single::generate(path, &arguments.folder, &arguments.out)
        );
        return ExitCode::SUCCESS;
    }
    let failed = table::run(&arguments);
    ExitCode::from(u8::from(failed))
}
