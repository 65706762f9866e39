//! The committed crate is what the committed description makes.

use crate::description::root;
use codegen::{Config, Source};
use std::collections::BTreeMap;
use std::fs::{read_dir, read_to_string};
use std::path::Path;

/// The machine-owned files of the crate, by path.
fn present(folder: &str, files: &mut BTreeMap<String, String>) {
    for entry in read_dir(root().join("generated").join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        files.insert(path, read_to_string(entry.path()).unwrap());
    }
}

fn read(path: &str) -> String {
    read_to_string(root().join(Path::new(path))).unwrap()
}

#[test]
fn the_crate_is_what_the_description_makes() {
    let source =
        Source::parse("spec/whatsapp-cloud.yaml", read("spec/whatsapp-cloud.yaml")).unwrap();
    let config = Config::parse("spec/codegen.toml", &read("spec/codegen.toml")).unwrap();
    let generated = codegen::generate(&source, &config).unwrap();
    assert_eq!(
        generated.warnings,
        [],
        "the description that ships has no warnings"
    );
    let mut files = BTreeMap::new();
    present("src/types", &mut files);
    present("src/operations", &mut files);
    let wanted: Vec<&String> = generated.files.keys().collect();
    let found: Vec<&String> = files.keys().collect();
    assert_eq!(found, wanted, "run `cargo xtask regen`");
    for (path, text) in &generated.files {
        assert!(
            files[path] == *text,
            "{path} has drifted: run `cargo xtask regen`"
        );
    }
}
