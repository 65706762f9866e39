//! The crate that `regen` starts: place, workspace, owner and features.

use super::regen::{Folder, stdout};
use crate::support::command::{regen, run};
use std::process::Command;

#[test]
fn requires_a_folder_for_a_different_spec() {
    let folder = Folder::new();
    let mut command = regen();
    command
        .args(["--check", "--spec"])
        .arg(folder.0.join("pets.yaml"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--out <DIR>"));
}

#[test]
fn joins_the_workspace_that_has_the_crate_as_a_member() {
    let folder = Folder::new();
    folder.write(
        "Cargo.toml",
        "[workspace]\nresolver = '3'\nmembers = ['p*']\n",
    );
    assert!(!stdout(folder.command(&[])).contains("members"));
    assert!(!folder.read("pets/Cargo.toml").contains("[workspace]"));
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--no-deps", "--format-version=1", "--offline"]);
    run(metadata.current_dir(&folder.0));
    // A table of the user prevents cargo from reading the workspace.
    let manifest = folder.read("pets/Cargo.toml");
    folder.write("pets/Cargo.toml", &format!("{manifest}\n[workspace]\n"));
    let report = stdout(folder.command(&[]));
    assert!(report.contains("delete `[workspace]` from"), "{report}");
}

#[test]
fn explains_a_workspace_without_the_crate() {
    let folder = Folder::new();
    folder.write("Cargo.toml", "[workspace]\nresolver = '3'\nmembers = []\n");
    let report = stdout(folder.command(&[]));
    assert!(report.contains("add \"pets\" to `members`"), "{report}");
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--no-deps", "--format-version=1", "--offline"]);
    run(metadata.current_dir(folder.0.join("pets")));
    assert!(!stdout(folder.command(&[])).contains("members"));
}

#[test]
fn refuses_a_foreign_crate_before_writing() {
    for path in ["pets/Cargo.toml", "pets/src/lib.rs"] {
        let folder = Folder::new();
        folder.write(path, "[package]\nname = \"other\"\n");
        let output = folder.command(&[]);
        assert_eq!(output.status.code(), Some(2));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains("error[file-conflict]"), "{errors}");
        assert!(errors.contains("belongs to a different crate"), "{errors}");
        let file = folder.0.join(path);
        let mut files = std::fs::read_dir(file.parent().unwrap()).unwrap();
        assert!(files.all(|entry| entry.unwrap().path() == file));
    }
}

#[test]
fn continues_a_crate_without_generated_files() {
    let folder = Folder::new();
    folder.command(&[]);
    for path in ["pets/src/types", "pets/src/operations", "pets/src/runtime"] {
        std::fs::remove_dir_all(folder.0.join(path)).unwrap();
    }
    std::fs::remove_file(folder.0.join("pets/outline.txt")).unwrap();
    stdout(folder.command(&[]));
}

#[test]
fn tells_how_to_compile_a_part() {
    let folder = Folder::new();
    let operation = |path: &str, tag: &str| {
        format!("  /{path}: {{ get: {{ tags: [{tag}], responses: {{}} }} }}\n")
    };
    let paths = operation("cats", "Cats") + &operation("dogs", "Dogs");
    let spec = format!("openapi: 3.1.0\ninfo: {{ title: Pets, version: '1' }}\npaths:\n{paths}");
    folder.write("pets.yaml", &spec);
    let report = stdout(folder.command(&[]));
    assert!(
        report.contains("2 features for parts of the API"),
        "{report}"
    );
    let line = r#"default-features = false, features = ["rustls", "cats"] }"#;
    assert!(report.contains(line), "{report}");
}
