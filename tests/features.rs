//! What the features of the crate bring in, and that it compiles without them.

use crate::description::root;
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
    let [out, said] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{command:?}:\n{said}");
    (out, said)
}

/// The packages that the crate is built of, itself included.
fn packages(features: &[&str]) -> BTreeSet<String> {
    let mut command = cargo(&["tree", "--edges=normal", "--prefix=none", "--format={p}"]);
    let (tree, _) = run(command.args(features));
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_types_alone_need_no_http() {
    let packages = packages(&["--no-default-features"]);
    assert!(packages.contains("whatsapp-cloud") && packages.contains("serde_json"));
    for name in ["http", "hyper", "reqwest", "rustls", "tokio", "tracing"] {
        assert!(!packages.contains(name), "{name}");
    }
}

#[test]
fn no_group_of_operations_can_take_the_name_of_a_feature_of_the_runtime() {
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
    let is_of_group = |name: &String| {
        let mut facts = facts.iter();
        facts.any(|fact| fact.kind == codegen::outline::Kind::Feature && fact.path[0] == *name)
    };
    let features = features.filter(|name| !is_of_group(name));
    let mut features: Vec<&str> = features.map(String::as_str).collect();
    features.sort_unstable();
    assert_eq!(features, codegen::RUNTIME_FEATURES);
}

#[test]
fn the_crate_needs_few_packages() {
    let packages = packages(&[]);
    assert!(packages.len() <= 100, "{}: {packages:?}", packages.len());
}

#[test]
fn every_choice_of_features_compiles_without_a_warning() {
    for features in ["", "client", "blocking", "stream", "tracing"] {
        let mut command = cargo(&["check", "--no-default-features", "--all-targets"]);
        command.args(["--features", features]);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let (_, said) = run(command.arg("--target-dir").arg(target));
        assert!(!said.contains("warning"), "{features}: {said}");
    }
}
