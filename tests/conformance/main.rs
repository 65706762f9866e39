//! Runs test suites published by other projects: `cargo xtask conformance`.

use clap::Parser;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, io};
use tests::conformance::expected::{self, Expected};
use tests::conformance::suites::SUITES;
use tests::conformance::{Context, Stop, Suite, report};

/// Run test suites published by other projects and compare the results with the expected ones
///
/// Suites are read from `../shared/suites`, or installed into `target/conformance` with npm or pip.
/// Missing suites are skipped.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask conformance", bin_name = "cargo xtask conformance")]
struct Arguments {
    /// The suites to run [default: all]
    #[arg(value_name = "SUITE", value_parser = clap::builder::PossibleValuesParser::new(SUITES.iter().map(|suite| suite.name)))]
    suites: Vec<String>,

    /// Only suites that need seconds and no network
    #[arg(long)]
    quick: bool,

    /// Write the results to `tests/conformance/expected.toml`, `docs/conformance.md` and `README.md`
    #[arg(long)]
    accept: bool,
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match run(&Arguments::parse(), &root) {
        Ok(as_expected) => ExitCode::from(u8::from(!as_expected)),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs the suites; returns true if the results are as expected.
fn run(arguments: &Arguments, root: &Path) -> io::Result<bool> {
    let path = root.join("tests/conformance/expected.toml");
    let mut expected = expected::parse(&fs::read_to_string(&path)?).map_err(io::Error::other)?;
    let context = Context::new(root);
    let mut as_expected = true;
    println!("{}", report::HEAD);
    for suite in SUITES {
        let is_named = arguments.suites.iter().any(|name| name == suite.name);
        if (arguments.suites.is_empty() || is_named) && (suite.quick || !arguments.quick) {
            as_expected &= run_suite(suite, &context, &mut expected, arguments.accept);
        }
    }
    if arguments.accept {
        fs::write(path, expected::print(&expected))?;
        for page in report::PAGES {
            let page = root.join(page);
            let before = fs::read_to_string(&page)?;
            fs::write(page, report::page(&before, &expected))?;
        }
    }
    Ok(as_expected)
}

/// Runs a suite and prints a row; returns true if the results are as expected.
fn run_suite(suite: &Suite, context: &Context, expected: &mut Expected, accept: bool) -> bool {
    let start = Instant::now();
    let cases = match (suite.run)(context) {
        Ok(cases) => cases,
        Err(Stop::Absent(reason)) => {
            println!("{:18} not run: {reason}", suite.name);
            return true;
        }
        Err(Stop::Broken(problem)) => {
            println!("{:18} broken: {problem}", suite.name);
            return false;
        }
    };
    let is_new = !expected.contains_key(suite.name);
    let results = expected.entry(suite.name.to_owned()).or_default();
    if accept {
        *results = expected::accept(&cases, results, &report::today());
    }
    println!(
        "{}",
        report::row(suite.name, &cases, results, start.elapsed())
    );
    if is_new && !accept {
        println!("    no expected results; add `--accept` to store the results");
        return true;
    }
    let differences = expected::differences(&cases, results);
    for difference in &differences {
        println!("    {}", difference.trim_end().replace('\n', "\n    "));
    }
    differences.is_empty()
}
