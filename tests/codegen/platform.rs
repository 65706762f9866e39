//! Meta's published spec with the project's overlay and settings, if present: a crate for the complete platform.

use crate::properties::laws::examples::WRONG;
use crate::support::command::{cargo_in, regen, run};
use crate::support::round_trip::SAME;
use crate::support::shipped_spec::shared;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The maximum number of lines of the crate.
const MOST_LINES: usize = 25_000;

/// A program that round-trips the bodies in two folders, and prints an error for each body that is
/// rejected or changed.
const PROGRAM: &str = r#"use serde_json::Value;
use whatsapp_platform::types::{SendMessageRequest, SendMessageResponse};

macro_rules! through {
    ($ty:ty, $value:expr) => {
        match serde_json::from_value::<$ty>($value.clone()) {
            Ok(read) if !same(&serde_json::to_value(&read).unwrap(), $value) => "changed".to_owned(),
            Ok(read) => read.validate().err().map(|all| all.to_string()).unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    };
}

fn main() {
    for (folder, is_request) in std::env::args().skip(1).zip([true, false]) {
        for file in std::fs::read_dir(folder).unwrap().flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            let value: &Value = &serde_json::from_str(&text).unwrap();
            let problem = match is_request {
                true => through!(SendMessageRequest, value),
                false => through!(SendMessageResponse, value),
            };
            println!("{}\t{problem}", file.file_name().display());
        }
    }
}
"#;

fn crate_of(spec: &Path, out: &Path) -> Value {
    let mut regen = regen();
    regen.args(["--format", "json", "--config"]);
    regen.args(["spec/overlays/meta-v23.toml", "--spec"]);
    regen.arg(spec).arg("--out").arg(out);
    serde_json::from_slice(&run(&mut regen).stdout).unwrap()
}

fn lines(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().flatten();
    // Only Rust files: pages with examples are documentation.
    let entries = entries.filter(|entry| entry.path().extension().is_some_and(|it| it == "rs"));
    let files = entries.map(|entry| fs::read_to_string(entry.path()).unwrap());
    files.map(|text| text.lines().count()).sum()
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn accepts_every_valid_message_of_the_platform() {
    let spec = shared("corpus/specs/meta-whatsapp.yaml");
    let bodies = ["dev", "responses"].map(|folder| shared(&format!("facts/examples/{folder}")));
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let out = temporary.join("platform");
    let _ = fs::remove_dir_all(&out);
    let report = crate_of(&spec, &out);
    assert_eq!(report["summary"]["operations"], 113);
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    let lines = lines(&out.join("src/types")) + lines(&out.join("src/operations"));
    assert!(lines < MOST_LINES, "{lines} lines");

    fs::create_dir_all(out.join("examples")).unwrap();
    fs::write(out.join("examples/messages.rs"), PROGRAM.to_owned() + SAME).unwrap();
    let mut program = cargo_in(&out, &["run", "--example", "messages"]);
    let output = run(program.arg("--").args(bodies));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let results: Vec<(&str, &str)> = stdout
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    assert!(results.len() > 50, "only {} bodies", results.len());
    for (file, problem) in results {
        let is_wrong = WRONG.iter().any(|(wrong, _)| *wrong == file);
        assert_eq!(is_wrong, !problem.is_empty(), "{file}: {problem}");
    }
}
