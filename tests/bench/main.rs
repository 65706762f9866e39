//! End-to-end benchmark of generation: `cargo xtask bench`.
//!
//! Absolute times depend on the computer, so programs run in alternation and the table shows
//! ratios.

mod compile_time;
mod run;
mod scaling;

use clap::Parser;
use run::{Outcome, Program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measure generation time in comparison with other programs
///
/// Prints for every spec the time of `regen`, the time to parse the file with serde_yaml alone, the
/// time of another generator if installed, and the peak memory. With --doubled, measures a spec,
/// two copies and four copies.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Arguments {
    /// Specs to measure
    #[arg(required_unless_present = "read")]
    documents: Vec<PathBuf>,

    /// Spec to double and quadruple
    #[arg(long, value_name = "FILE")]
    doubled: Option<PathBuf>,

    /// Generator to compare with, if not in PATH
    #[arg(long, value_name = "PROGRAM", default_value = "ploidy")]
    other: PathBuf,

    /// Number of rounds per program
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    rounds: usize,

    /// Also compare the `cargo check` times of the crates
    #[arg(long)]
    check: bool,

    /// Output folder for the crates, outside of any workspace [default: bench, in the system's
    /// temporary folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Parse a file with serde_yaml and exit
    #[arg(long, value_name = "FILE", hide = true)]
    read: Option<PathBuf>,
}

const HEAD: &str =
    "spec                         size  regen  other ratio   yaml ratio   peak xsize";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(path) = &arguments.read {
        let text = fs::read_to_string(path).expect("the spec is readable");
        let value: Result<serde_yaml::Value, _> = serde_yaml::from_str(&text);
        return ExitCode::from(u8::from(value.is_err()));
    }
    let out = arguments.out.clone();
    let out = out.unwrap_or_else(|| std::env::temp_dir().join("bench"));
    println!("{HEAD}");
    for document in &arguments.documents {
        println!("{}", row(&arguments, document, &out));
    }
    if let Some(document) = &arguments.doubled {
        scaling::table(document, &out, arguments.rounds);
    }
    if arguments.check {
        compile_time::table(&arguments.documents, &out, arguments.rounds.min(3));
    }
    ExitCode::SUCCESS
}

fn row(arguments: &Arguments, document: &Path, out: &Path) -> String {
    let programs = [
        Program::regen(document, out),
        Program::other(&arguments.other, document, out),
        Program::yaml(document),
    ];
    let [regen, other, yaml] = run::in_turns(&programs, arguments.rounds);
    let size = fs::metadata(document).map_or(0, |file| file.len());
    let Outcome::Done { seconds, memory } = regen else {
        return format!("{:24} failed", run::name(document));
    };
    format!(
        "{:24} {:6.2}MB {:4.0}ms {} {} {:4.0}MB {:5.1}",
        run::name(document),
        megabytes(size),
        seconds * 1e3,
        other.against(seconds),
        yaml.against(seconds),
        megabytes(memory),
        megabytes(memory) / megabytes(size),
    )
}

#[allow(clippy::cast_precision_loss)] // Nobody measures petabytes.
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
