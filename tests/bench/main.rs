//! Generation from end to end, against the clock: `cargo xtask bench`.
//!
//! Times mean little by themselves, so that each is measured in turns with what it is compared
//! with, and told as a ratio.

mod copies;
mod crates;
mod run;

use clap::Parser;
use run::{Outcome, Program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measure how long generation takes, in turns with other programs.
///
/// Tells for each document the whole time of `regen`, that of reading the file with serde_yaml
/// alone, and that of another generator where it is installed; and the peak memory. Then the same
/// for a document that is doubled and redoubled.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Arguments {
    /// The documents
    #[arg(required_unless_present = "read")]
    documents: Vec<PathBuf>,

    /// The document that is doubled
    #[arg(long, value_name = "FILE")]
    doubled: Option<PathBuf>,

    /// The generator to compare with, if it is not in PATH
    #[arg(long, value_name = "PROGRAM", default_value = "ploidy")]
    other: PathBuf,

    /// How often each is measured
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    rounds: usize,

    /// Compare what `cargo check` takes for the crates, too
    #[arg(long)]
    check: bool,

    /// Where the crates go; a folder that is no part of a workspace [default: bench, among the
    /// system's temporary files]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Read a file with serde_yaml and do nothing else
    #[arg(long, value_name = "FILE", hide = true)]
    read: Option<PathBuf>,
}

const HEAD: &str =
    "document                     size  regen  other ratio   yaml ratio   peak xsize";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(path) = &arguments.read {
        let text = fs::read_to_string(path).expect("the document can be read");
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
        copies::table(document, &out, arguments.rounds);
    }
    if arguments.check {
        crates::table(&arguments.documents, &out, arguments.rounds.min(3));
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
        return format!("{:24} is not generated", run::name(document));
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
