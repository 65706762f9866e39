//! Findings of `cargo xtask check-spec` for small specs in YAML.
//!
//! Each test also applies the suggested overlay and checks that the findings disappear.

mod components;
mod discriminators;
mod examples;
mod operations;
mod published;
mod schemas;
mod structure;

use check_spec::validator;
use codegen::check::{self, Case, Finding, Outcome};
use codegen::diagnostic::{Style, render_all};
use codegen::{Diagnostic, Source};
use std::collections::BTreeSet;

/// A spec with the given component schemas and without operations.
fn with_schemas(schemas: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\ncomponents:\n schemas:\n{schemas}")
}

/// A spec with the given paths.
fn with_paths(paths: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}")
}

fn parsed(text: &str) -> Source {
    Source::parse("api.yaml", text).unwrap()
}

/// The validator's outcome for each case of a spec.
fn outcomes(source: &Source) -> Vec<(Case, Outcome)> {
    let questions = check::cases(source);
    let answers = validator::answers(&source.root.to_value(), &questions);
    questions.into_iter().zip(answers).collect()
}

/// The findings for a single-document spec of the current OpenAPI version.
fn found(source: &Source) -> Vec<Finding> {
    check::check(source, &outcomes(source)).unwrap()
}

/// The findings for a single-document spec; checks that the suggested overlay fixes them.
fn checked(text: &str) -> (Source, Vec<Finding>, Option<String>) {
    let source = parsed(text);
    let findings = found(&source);
    let overlay = check::overlay(&findings, "Corrections");
    if let Some(overlay) = &overlay {
        let remaining = keys(&found(&corrected(text, overlay)));
        let unfixed = findings.iter().filter(|it| it.actions.is_empty());
        let unfixed = keys(unfixed);
        // The overlay may fix findings without actions, too, but must not cause new findings.
        assert!(
            remaining.is_subset(&unfixed),
            "{remaining:?} instead of {unfixed:?}"
        );
    }
    (source, findings, overlay)
}

/// The spec after applying an overlay.
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

/// The rendered findings, followed by the actions of the suggested overlay.
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
