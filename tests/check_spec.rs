//! What `cargo xtask check-spec` finds in a description: a piece of YAML, and all that is told of it.
//!
//! Whatever an overlay is suggested for has to be gone with it: every case here is tried so.

mod components;
mod discriminators;
mod examples;
mod operations;
mod published;
mod schemas;

use codegen::check::{self, Answer, Finding, Question};
use codegen::diagnostic::{Style, render_all};
use codegen::{Diagnostic, Source};
use std::collections::BTreeSet;
use tests::judge;

/// A description with these component schemas and no operation.
fn with_schemas(schemas: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\ncomponents:\n schemas:\n{schemas}")
}

/// A description with these paths.
fn with_paths(paths: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}")
}

fn parsed(text: &str) -> Source {
    Source::parse("api.yaml", text).unwrap()
}

/// The answers of the validator to all questions about a description.
fn judged(source: &Source) -> Vec<(Question, Answer)> {
    let questions = check::questions(source);
    let answers = judge::answers(&source.root.to_value(), &questions);
    questions.into_iter().zip(answers).collect()
}

/// Everything that is found in a description that is one document of the current kind.
fn found(source: &Source) -> Vec<Finding> {
    check::check(source, &judged(source)).unwrap()
}

/// What is found in a description that is one document, after trying the overlay that is suggested.
fn checked(text: &str) -> (Source, Vec<Finding>, Option<String>) {
    let source = parsed(text);
    let findings = found(&source);
    let overlay = check::overlay(&findings, "Corrections");
    if let Some(overlay) = &overlay {
        let left = keys(&found(&corrected(text, overlay)));
        let others = findings.iter().filter(|it| it.actions.is_empty());
        let others = keys(others);
        // What was told of them can be gone, too; nothing is new.
        assert!(left.is_subset(&others), "{left:?} instead of {others:?}");
    }
    (source, findings, overlay)
}

/// The description with an overlay.
fn corrected(text: &str, overlay: &str) -> Source {
    let mut source = parsed(text);
    let problems = source.overlay(Source::parse("suggested.yaml", overlay).unwrap());
    assert_eq!(render_all(&problems, &source, Style::Plain), "");
    source
}

fn keys<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> BTreeSet<(&'static str, String)> {
    findings
        .into_iter()
        .map(|finding| (finding.diagnostic.code, finding.diagnostic.pointer.clone()))
        .collect()
}

/// All that is told, and the actions that are suggested.
fn told(text: &str) -> String {
    let (source, findings, overlay) = checked(text);
    let diagnostics: Vec<Diagnostic> = findings.into_iter().map(|it| it.diagnostic).collect();
    let mut told = render_all(&diagnostics, &source, Style::Plain);
    if let Some(overlay) = overlay {
        let (_, actions) = overlay.split_once("actions:\n").unwrap();
        told.push_str(actions);
    }
    told
}
