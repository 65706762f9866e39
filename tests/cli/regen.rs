//! `cargo xtask regen` compared with the last commit: verdict, changelog and version.

use crate::support::command::regen;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

const SPEC: &str = r#"openapi: 3.1.0
info: { title: Pets, version: "1" }
paths: {}
components:
  schemas:
    Pet:
      description: A pet.
      properties:
        name: { type: string }
"#;

/// The changelog of a new crate.
const STARTED: &str = "# Changelog\n\n## 0.1.0\n\nThe first version.\n";

/// A temporary folder outside of any repository, removed on drop.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("regen-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let folder = Self(folder);
        folder.write("pets.yaml", SPEC);
        folder
    }

    /// A repository with a committed crate; `None` without git.
    fn committed() -> Option<Self> {
        let folder = Self::new();
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: git is not installed");
            return None;
        }
        folder.git(&["init", "--quiet"]);
        folder.regen(&[]);
        folder.commit();
        Some(folder)
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
        stdout(git.args(arguments).current_dir(&self.0).output().unwrap())
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "All."]);
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// Replaces a text of the spec.
    fn describe(&self, old: &str, new: &str) {
        assert!(SPEC.contains(old));
        self.write("pets.yaml", &SPEC.replace(old, new));
    }

    /// Runs the command; returns the lines about verdict and version.
    fn regen(&self, arguments: &[&str]) -> Vec<String> {
        let text = stdout(self.command(arguments));
        let lines = text.lines().skip_while(|line| !line.ends_with(" ms"));
        lines.skip(1).map(str::to_owned).collect()
    }

    pub(super) fn command(&self, arguments: &[&str]) -> Output {
        let mut command = regen();
        command.args(["--name", "pets", "--spec"]);
        command.arg(self.0.join("pets.yaml"));
        command.arg("--out").arg(self.0.join("pets"));
        command.args(arguments).output().unwrap()
    }

    fn version(&self) -> String {
        let manifest = self.read("pets/Cargo.toml");
        let line = manifest
            .lines()
            .find_map(|line| line.strip_prefix("version = "));
        line.unwrap().trim_matches('"').to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
pub(super) fn stdout(output: Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

const ADDED: [&str; 2] = [
    "name: { type: string }",
    "name: { type: string }\n        age: { type: integer }",
];
const BROKEN: [&str; 2] = ["name: { type: string }", "name: { type: integer }"];
const REWORDED: [&str; 2] = ["A pet.", "An animal."];

#[test]
fn compares_with_the_last_commit() {
    let Some(folder) = Folder::committed() else {
        return;
    };
    assert_eq!(folder.regen(&[]), ["verdict since the last commit: none"]);
    for ([old, new], verdict) in [
        (ADDED, "minor (0 breaking, 1 additive, 0 documentation)"),
        (BROKEN, "major (1 breaking, 0 additive, 0 documentation)"),
        (REWORDED, "patch (0 breaking, 0 additive, 1 documentation)"),
    ] {
        folder.describe(old, new);
        let line = format!("verdict since the last commit: {verdict}");
        // The second run compares with the commit, not with the files of the first run.
        for _ in 0..2 {
            assert_eq!(folder.regen(&[]), [line.as_str()]);
        }
    }
}

#[test]
fn reports_each_change_as_json() {
    let Some(folder) = Folder::committed() else {
        return;
    };
    folder.describe(ADDED[0], ADDED[1]);
    let check = folder.command(&["--check", "--format", "json"]);
    assert_eq!(check.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&check.stdout).unwrap();
    let place = folder.0.join("pets.yaml").display().to_string() + ":10:9";
    let wanted = serde_json::json!({
        "verdict": "minor",
        "against": "commit",
        "counts": { "breaking": 0, "additive": 1, "documentation": 0 },
        "changes": [{
            "level": "additive",
            "rule": "member-added",
            "item": "Pet.age",
            "was": null,
            "is": "type=i64 optional",
            "pointer": "/components/schemas/Pet",
            "place": place,
        }],
    });
    assert_eq!(report["verdict"], wanted);
}

#[test]
fn compares_with_the_previous_outline_without_git() {
    let folder = Folder::new();
    assert_eq!(folder.regen(&["--changelog"]), Vec::<String>::new());
    assert_eq!(folder.read("pets/CHANGELOG.md"), STARTED);
    folder.describe(BROKEN[0], BROKEN[1]);
    assert_eq!(
        folder.regen(&["--changelog"]),
        [
            "verdict since the outline on disk: major (1 breaking, 0 additive, 0 documentation)",
            "version 0.1.0 -> 0.2.0",
        ]
    );
    let changelog = folder.read("pets/CHANGELOG.md");
    assert_eq!(
        folder.regen(&["--changelog"]),
        [
            "verdict since the outline on disk: none",
            "version 0.2.0, unchanged"
        ]
    );
    assert_eq!(folder.read("pets/CHANGELOG.md"), changelog);
}

#[test]
fn writes_one_section_and_version_per_change() {
    let Some(folder) = Folder::committed() else {
        return;
    };
    let manifest = folder.read("pets/Cargo.toml");
    folder.describe(BROKEN[0], BROKEN[1]);
    folder.regen(&["--changelog"]);
    folder.describe(ADDED[0], ADDED[1]);
    for _ in 0..2 {
        let lines = folder.regen(&["--changelog"]);
        assert_eq!(lines[1], "version 0.1.0 -> 0.1.1");
    }
    insta::assert_snapshot!(folder.read("pets/CHANGELOG.md"), @"
    # Changelog

    ## 0.1.1

    <!-- cargo xtask regen --changelog: since 0.1.0 -->

    ### Additive

    - field `Pet.age` is a new optional property: `type=i64 optional`

    ## 0.1.0

    The first version.
    ");
    assert_eq!(
        folder.read("pets/Cargo.toml"),
        manifest.replacen("0.1.0", "0.1.1", 1)
    );
    // A reverted change leaves no section and no new version.
    folder.write("pets.yaml", SPEC);
    folder.regen(&["--changelog"]);
    assert_eq!(folder.read("pets/Cargo.toml"), manifest);
    assert_eq!(folder.git(&["status", "--porcelain"]), "");
    assert_eq!(folder.read("pets/CHANGELOG.md"), STARTED);
}

#[test]
fn starts_a_section_for_the_next_change() {
    let Some(folder) = Folder::committed() else {
        return;
    };
    folder.describe(ADDED[0], ADDED[1]);
    folder.regen(&["--changelog"]);
    folder.commit();
    let first = folder.read("pets/CHANGELOG.md");
    assert_eq!(
        folder.regen(&["--changelog"])[1],
        "version 0.1.1, unchanged"
    );
    assert_eq!(folder.read("pets/CHANGELOG.md"), first);
    folder.describe(BROKEN[0], BROKEN[1]);
    assert_eq!(folder.regen(&["--changelog"])[1], "version 0.1.1 -> 0.2.0");
    let second = folder.read("pets/CHANGELOG.md");
    let (own, rest) = second.split_once("\n## 0.1.1").unwrap();
    assert!(own.starts_with("# Changelog\n\n## 0.2.0\n"), "{own}");
    assert!(first.ends_with(rest), "{rest}");
}

#[test]
fn keeps_a_sufficient_version_set_by_hand() {
    let Some(folder) = Folder::committed() else {
        return;
    };
    let manifest = folder.read("pets/Cargo.toml");
    folder.describe(BROKEN[0], BROKEN[1]);
    for (by_hand, then) in [("1.0.0", "1.0.0"), ("0.1.1", "0.2.0")] {
        folder.write("pets/Cargo.toml", &manifest.replacen("0.1.0", by_hand, 1));
        folder.regen(&["--changelog"]);
        assert_eq!(folder.version(), then);
        assert!(
            folder
                .read("pets/CHANGELOG.md")
                .contains(&format!("## {then}\n"))
        );
    }
}

#[test]
fn replaces_an_inherited_version() {
    let Some(folder) = Folder::committed() else {
        return;
    };
    let manifest = folder
        .read("pets/Cargo.toml")
        .replace("version = \"0.1.0\"", "version.workspace = true");
    folder.write(
        "pets/Cargo.toml",
        manifest.trim_end().trim_end_matches("[workspace]"),
    );
    let workspace =
        "[workspace]\nmembers = [\"pets\"]\n\n[workspace.package]\nversion = \"1.2.3\"\n";
    let lock = "version = 4\n\n[[package]]\nname = \"pets\"\nversion = \"1.2.3\"\n";
    folder.write("Cargo.toml", workspace);
    folder.write("Cargo.lock", lock);
    folder.commit();
    folder.describe(ADDED[0], ADDED[1]);
    assert_eq!(folder.regen(&["--changelog"])[1], "version 1.2.3 -> 1.3.0");
    assert_eq!(folder.version(), "1.3.0");
    assert_eq!(folder.read("Cargo.toml"), workspace);
    assert_eq!(folder.read("Cargo.lock"), lock.replace("1.2.3", "1.3.0"));
}
