//! The program behind `cargo xtask check-spec`.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    check_spec::run(&check_spec::Arguments::parse())
}
