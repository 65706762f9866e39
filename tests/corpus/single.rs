//! Generates a single spec, in a separate process.

use codegen::ir::Api;
use codegen::json::Json;
use codegen::{Config, Diagnostic, Source};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Generates a spec into a folder; returns figures, or the first error, as JSON.
pub fn generate(path: &Path, folder: &Path, out: &Path) -> Value {
    let start = Instant::now();
    let text = fs::read_to_string(path).expect("the file was found before");
    let bytes = text.len();
    let source = match read(path, folder, text) {
        Ok(source) => source,
        Err(problems) => return failed(&Value::Null, &problems),
    };
    let version = version(&source.root);
    let parse = start.elapsed();
    let start = Instant::now();
    let config = Config {
        crate_name: "corpus".to_owned(),
        ..Config::default()
    };
    let (api, warnings) = match codegen::lower(&source, &config) {
        Ok(lowered) => lowered,
        Err(problems) => return failed(&version, &problems),
    };
    let lower = start.elapsed();
    // File by file, like `codegen::print`, but single-threaded.
    let (mut emit, mut format, mut lines) = (Duration::ZERO, Duration::ZERO, 0);
    for file in codegen::emit::files(&api) {
        let start = Instant::now();
        let items: Vec<_> = file.items(&api).collect();
        emit += start.elapsed();
        let start = Instant::now();
        let text = codegen::files::text(items);
        format += start.elapsed();
        if file.path().strip_suffix(".rs").is_some() {
            lines += text.lines().count();
        }
    }
    let memory = peak_memory();
    let root = source.root.to_value();
    let count = write_programs(&api, &root, out);
    json!({
        "result": "generated",
        "declared": tests::rehearse::operations(&root),
        "version": version,
        "warnings": by_code(&warnings),
        "types": api.types.len(),
        "operations": api.operations(),
        "lines": lines,
        "bytes": bytes,
        "parse": parse.as_millis(),
        "lower": lower.as_millis(),
        "emit": emit.as_millis(),
        "format": format.as_millis(),
        "memory": memory,
        "examples": count,
    })
}

/// Writes the data and the programs of a crate; returns the number of examples.
fn write_programs(api: &Api, root: &Value, out: &Path) -> usize {
    let examples = codegen::emit::examples(api);
    let examples = super::valid_examples::examples(root, &examples);
    let count = examples.len();
    let files = [
        ("examples.json", Value::Array(examples).to_string()),
        ("rehearse.rs", tests::rehearse::program(api, root)),
    ];
    for (name, text) in files {
        fs::write(out.join(name), text).expect("the output folder is writable");
    }
    count
}

fn read(path: &Path, folder: &Path, text: String) -> Result<Source, Vec<Diagnostic>> {
    let mut source = Source::parse(path.display().to_string(), text)?;
    let own = path.strip_prefix(folder).unwrap_or(path);
    let shown = format!("{}/", folder.display());
    let mut other = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let problems = source.bundle_in(&shown, &own.to_string_lossy(), &mut other);
    source.upgrade();
    if problems.is_empty() {
        Ok(source)
    } else {
        Err(problems)
    }
}

fn failed(version: &Value, problems: &[Diagnostic]) -> Value {
    let errors = problems.iter().filter(|problem| problem.is_error());
    let first = errors.map(|problem| problem.message.clone()).next();
    json!({ "result": first, "version": version, "warnings": by_code(problems), "memory": peak_memory() })
}

fn version(root: &Json) -> Value {
    root.get("openapi")
        .or_else(|| root.get("swagger"))
        .map(Json::to_value)
        .unwrap_or_default()
}

fn by_code(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    counts
}

/// The peak memory of the process in bytes, if the system provides the figure.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}
