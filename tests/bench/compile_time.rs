//! Compile time of the generated crates.

use super::run;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Compares `cargo check` times of the crates of two generators.
///
/// Dependencies are built beforehand, so only the crate itself counts.
pub fn table(documents: &[PathBuf], out: &Path, rounds: usize) {
    println!("\ncargo check                lines    time   other lines    time  ratio");
    for document in documents {
        let name = run::name(document);
        let crates = ["ours", "other"].map(|generator| out.join(generator).join(&name));
        let mut best: [Option<f64>; 2] = [None; 2];
        // The first round builds the dependencies.
        for round in 0..=rounds {
            for (folder, best) in crates.iter().zip(&mut best) {
                let seconds = check(folder, &out.join("target"));
                if round > 0 {
                    *best = min_seconds(*best, seconds);
                }
            }
        }
        let lines = crates.each_ref().map(|folder| lines(&folder.join("src")));
        let [ours, other] = best;
        let ratio = ours
            .zip(other)
            .map(|(ours, other)| format!("{:6.2}", ours / other));
        println!(
            "{name:24} {:7} {} {:13} {} {}",
            lines[0],
            format_seconds(ours),
            lines[1],
            format_seconds(other),
            ratio.unwrap_or_default()
        );
    }
}

/// The duration of `cargo check` in seconds; `None` if the crate does not compile.
fn check(folder: &Path, target: &Path) -> Option<f64> {
    // Crates with equal names share a fingerprint in a shared target folder.
    let generator = folder.parent().and_then(Path::file_name)?;
    let root = folder.join("src/lib.rs");
    fs::write(&root, fs::read(&root).ok()?).ok()?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target.join(generator))
        .stderr(Stdio::null());
    let start = Instant::now();
    let status = cargo.status().ok()?;
    status.success().then(|| start.elapsed().as_secs_f64())
}

fn min_seconds(before: Option<f64>, now: Option<f64>) -> Option<f64> {
    match (before, now) {
        (Some(before), Some(now)) => Some(before.min(now)),
        (before, now) => before.or(now),
    }
}

fn format_seconds(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "      -".to_owned(), |seconds| format!("{seconds:6.2}s"))
}

fn lines(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let counts = entries.map(|entry| match entry.path() {
        path if path.is_dir() => lines(&path),
        path => fs::read_to_string(path).map_or(0, |text| text.lines().count()),
    });
    counts.sum()
}
