//! Cargo features of the crate: dependencies, and compilation with subsets.

use crate::support::shipped_spec::root;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root());
    command.args(["--offline", "--locked", "--package", "whatsapp-cloud"]);
    command
}

#[track_caller]
fn run(command: &mut Command) -> (String, String) {
    let output = command.output().unwrap();
    let [stdout, stderr] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{command:?}:\n{stderr}");
    (stdout, stderr)
}

/// The packages in the dependency tree, including the crate.
fn packages(features: &[&str]) -> BTreeSet<String> {
    let mut command = cargo(&["tree", "--edges=normal", "--prefix=none", "--format={p}"]);
    let (tree, _) = run(command.args(features));
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn needs_no_http_packages_for_types() {
    let packages = packages(&["--no-default-features"]);
    assert!(packages.contains("whatsapp-cloud") && packages.contains("serde_json"));
    for name in ["http", "hyper", "reqwest", "rustls", "tokio", "tracing"] {
        assert!(!packages.contains(name), "{name}");
    }
}

#[test]
fn needs_no_packages_of_webhooks_for_sending() {
    let packages = packages(&[]);
    for name in ["axum", "hmac", "sha2", "tokio-macros"] {
        assert!(!packages.contains(name), "{name}");
    }
}

#[test]
fn reserves_the_feature_names_of_the_runtime() {
    let (metadata, _) = run(Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--offline",
            "--locked",
            "--no-deps",
            "--format-version=1",
        ])
        .current_dir(root()));
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let mut packages = metadata["packages"].as_array().unwrap().iter();
    let own = packages.find(|it| it["name"] == "whatsapp-cloud").unwrap();
    let features = own["features"].as_object().unwrap().keys();
    let outline = std::fs::read_to_string(root().join("generated/outline.txt")).unwrap();
    let facts = codegen::outline::parse(&outline).unwrap();
    let is_generated = |name: &String| {
        let mut facts = facts.iter();
        facts.any(|fact| fact.kind == codegen::outline::FactKind::Feature && fact.path[0] == *name)
    };
    // `phone` is specific to WhatsApp.
    let features = features.filter(|name| !is_generated(name) && *name != "phone");
    let mut features: Vec<&str> = features.map(String::as_str).collect();
    features.sort_unstable();
    assert_eq!(features, codegen::RUNTIME_FEATURES);
}

#[test]
fn depends_on_few_packages() {
    let packages = packages(&[]);
    assert!(packages.len() <= 100, "{}: {packages:?}", packages.len());
}

#[test]
fn compiles_every_feature_without_warnings() {
    for features in [
        "",
        "client",
        "blocking",
        "stream",
        "tracing",
        "webhooks",
        "axum",
        "axum,messages",
        "fake",
        "fake,webhooks,messages",
        "phone",
    ] {
        let mut command = cargo(&["check", "--no-default-features", "--all-targets"]);
        command.args(["--features", features]);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let (_, stderr) = run(command.arg("--target-dir").arg(target));
        assert!(!stderr.contains("warning"), "{features}: {stderr}");
    }
}
