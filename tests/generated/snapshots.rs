//! Snapshots that a reviewer reads after a change of the shipped spec: the public API, and
//! its changes since the last release.

use crate::support::shipped_spec::{SPEC, root};
use codegen::{Config, Generated, Source, diff, outline};
use std::fs::read_to_string;

fn generated() -> Generated {
    let read = |path: &str| read_to_string(root().join(path)).unwrap();
    let source = Source::parse("api.yaml", read("spec/whatsapp-cloud.yaml")).unwrap();
    let config = Config::parse("codegen.toml", &read("spec/codegen.toml")).unwrap();
    codegen::generate(&source, &config).unwrap()
}

fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// One line for each operation and schema: the fact, and how many facts are below.
#[test]
fn outline_of_each_operation_and_schema() {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for fact in generated().facts() {
        let line = outline::print([&fact]);
        let line = line.lines().last().unwrap_or_default().to_owned();
        match (fact.path.len(), lines.last_mut()) {
            (2.., Some((_, below))) => *below += 1,
            _ => lines.push((line, 0)),
        }
    }
    let lines = lines
        .into_iter()
        .map(|(line, below)| format!("{line} (+{below})\n"));
    assert_snapshot("outline", &lines.collect::<String>());
}

/// `tests/data/release/outline.txt` is the outline of the last release.
#[test]
fn changes_since_the_last_release() {
    let text = read_to_string(root().join("tests/data/release/outline.txt")).unwrap();
    let changes = diff::compare(&outline::parse(&text).unwrap(), &generated().facts());
    let text = diff::text(&changes, &|_| String::new());
    assert_snapshot("changes", &text);
}

#[test]
fn documents_every_message_example() {
    let page = read_to_string(root().join("generated/src/operations/send_message.md")).unwrap();
    let post = &SPEC["paths"]["/{Version}/{Phone-Number-ID}/messages"]["post"];
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
