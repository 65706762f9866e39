//! The committed crates match the committed specs.

use crate::support::shipped_spec::root;
use codegen::{Config, Source};
use std::collections::BTreeMap;
use std::fs::{create_dir_all, read_dir, read_to_string, write};
use std::path::Path;

/// Adds the generated files in a folder of the crate, by path.
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
fn matches_the_shipped_spec() {
    let source =
        Source::parse("spec/whatsapp-cloud.yaml", read("spec/whatsapp-cloud.yaml")).unwrap();
    let config = Config::parse("spec/codegen.toml", &read("spec/codegen.toml")).unwrap();
    let generated = codegen::generate(&source, &config).unwrap();
    assert_eq!(generated.warnings, [], "the shipped spec has warnings");
    let mut files = BTreeMap::new();
    present("src/types", &mut files);
    present("src/operations", &mut files);
    let webhooks = read("generated/src/webhooks.rs");
    files.insert("src/webhooks.rs".to_owned(), webhooks);
    assert!(
        read("generated/outline.txt") == generated.outline,
        "outline.txt is outdated: run `cargo xtask regen`"
    );
    let wanted: Vec<&String> = generated.files.keys().collect();
    let found: Vec<&String> = files.keys().collect();
    assert_eq!(found, wanted, "run `cargo xtask regen`");
    for (path, text) in &generated.files {
        assert!(
            files[path] == *text,
            "{path} is outdated: run `cargo xtask regen`"
        );
    }
}

/// The test itself writes changed files: `cargo xtask regen` does not cover the `media` crate,
/// which shares the runtime of the main crate.
#[test]
fn matches_the_media_spec() {
    let source = Source::parse("media.yaml", read("tests/media/media.yaml")).unwrap();
    let config = Config::parse("codegen.toml", &read("tests/media/codegen.toml")).unwrap();
    let generated = codegen::generate(&source, &config).unwrap();
    assert_eq!(generated.warnings, []);
    let mut written = Vec::new();
    for (path, text) in &generated.files {
        let path = root().join("tests/media").join(path);
        if read_to_string(&path).ok().as_ref() != Some(text) {
            create_dir_all(path.parent().unwrap()).unwrap();
            write(&path, text).unwrap();
            written.push(path);
        }
    }
    assert!(
        written.is_empty(),
        "outdated files, now rewritten: {written:?}"
    );
}
