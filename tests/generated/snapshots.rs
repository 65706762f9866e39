//! The generated code for the shipped spec, with a snapshot per schema and operation: `cargo insta
//! review` shows the effect of a change item by item.

use crate::support::shipped_spec::{DESCRIPTION, root};
use codegen::{Config, HEADER, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read_dir, read_to_string};

/// The first words of the documentation of an operation.
const OPERATION: &str = "/// The operation `";

/// The last import in a file of types.
const PRELUDE: &str = "use crate::runtime::prelude::*;\n\n";

/// The generated items by name, without file headers and imports.
fn items() -> BTreeMap<String, String> {
    let read = |path: &str| read_to_string(root().join(path)).unwrap();
    let source = Source::parse("api.yaml", read("spec/whatsapp-cloud.yaml")).unwrap();
    let config = Config::parse("codegen.toml", &read("spec/codegen.toml")).unwrap();
    let generated = codegen::generate(&source, &config).unwrap();
    let mut items = BTreeMap::new();
    let files = generated.files.into_iter();
    // Pages with examples are tested as documentation.
    for (path, text) in files.filter(|(path, _)| path.strip_suffix(".rs").is_some()) {
        let text = text.strip_prefix(HEADER).unwrap();
        let text = text.replacen("\nuse super::*;\n\n", "", 1);
        let text = match text.split_once(PRELUDE) {
            Some((_, text)) => text.to_owned(),
            None => text,
        };
        let path = path.trim_start_matches("src/").trim_end_matches(".rs");
        let path = path.replace('/', "-");
        let mut operations = text.split(OPERATION);
        items.insert(path, operations.next().unwrap().to_owned());
        for operation in operations {
            let (id, _) = operation.split_once('`').unwrap();
            items.insert(format!("operation-{id}"), format!("{OPERATION}{operation}"));
        }
    }
    items.retain(|_, text| !text.trim().is_empty());
    items
}

#[test]
fn every_schema_and_every_operation() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, text) in items() {
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

#[test]
fn no_snapshot_is_left_of_what_is_gone() {
    let files = read_dir(root().join("tests/snapshots")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = files
        .filter_map(|file| file.strip_suffix(".snap").map(str::to_owned))
        .collect();
    assert_eq!(names, items().into_keys().collect());
}

#[test]
fn every_example_of_a_message_is_documented() {
    let page = read_to_string(root().join("generated/src/operations/send_message.md")).unwrap();
    let post = &DESCRIPTION["paths"]["/{Version}/{Phone-Number-ID}/messages"]["post"];
    let body = &post["requestBody"]["content"]["application/json"];
    let examples = body["examples"].as_object().unwrap();
    for example in examples.values() {
        let title = example["summary"].as_str().unwrap();
        assert!(
            page.contains(&format!("<summary>{title}</summary>")),
            "{title}"
        );
    }
    assert_eq!(page.matches("assert_eq!").count(), examples.len());
}
