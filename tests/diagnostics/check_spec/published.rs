//! Complete specs: the shipped spec, and published specs if present.

use super::{found, keys};
use crate::support::shipped_spec::{root, shared};
use codegen::Source;
use codegen::check::{self, Finding};
use codegen::diagnostic::{Style, render_all};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Published specs of different kinds, for testing suggested corrections.
const CORRECTED: &[&str] = &[
    "assemblyai.yml",
    "blockfrost.yaml",
    "deepgram.yml",
    "hf-tgi.json",
    "influxdb-oss.yml",
    "together.yaml",
];

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    Source::parse(path.file_name().unwrap().to_string_lossy(), text).unwrap()
}

/// The findings for a spec, with actions only if they apply to the original document.
fn findings(mut source: Source) -> (Source, Vec<Finding>) {
    let before = source.root.clone();
    assert!(source.bundle(&mut |_| None).is_empty());
    let violations = check::structure(&mut source);
    source.upgrade();
    let mut findings = [violations, found(&source)].concat();
    check::keep_applicable(&mut findings, &before, &source.root);
    (source, findings)
}

#[test]
fn finds_no_errors_in_the_shipped_spec() {
    let (source, findings) = findings(read(&root().join("spec/whatsapp-cloud.yaml")));
    let diagnostic: Vec<_> = findings.into_iter().map(|it| it.diagnostic).collect();
    assert_eq!(render_all(&diagnostic, &source, Style::Plain), "");
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn suggests_overlays_that_fix_their_findings() {
    let specs = shared("corpus/specs");
    for name in CORRECTED.iter().chain(&["meta-whatsapp.yaml"]) {
        let (_, before) = findings(read(&specs.join(name)));
        let Some(overlay) = check::overlay(&before, "Corrections") else {
            continue;
        };
        let mut source = read(&specs.join(name));
        let problems = source.overlay(Source::parse("suggested.yaml", overlay).unwrap());
        assert_eq!(render_all(&problems, &source, Style::Plain), "", "{name}");
        let (_, after) = findings(source);
        let corrected = keys(before.iter().filter(|it| !it.actions.is_empty()));
        let left = keys(&after);
        let both: Vec<_> = corrected.intersection(&left).collect();
        assert!(both.is_empty(), "{name}: {both:?}");
    }
}

/// The number of findings by kind, from the table in `docs/check-spec.md`.
fn documented() -> BTreeMap<String, usize> {
    let text = include_str!("../../../docs/check-spec.md");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let code = cells.next()?.trim().trim_end_matches('`').to_owned();
        Some((code, cells.next()?.trim().parse().ok()?))
    });
    rows.collect()
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn matches_the_documented_findings_for_metas_spec() {
    let spec = shared("corpus/specs/meta-whatsapp.yaml");
    let (_, findings) = findings(read(&spec));
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &findings {
        *kinds.entry(finding.diagnostic.code.to_owned()).or_default() += 1;
    }
    assert_eq!(kinds, documented());

    let at = "/paths/~1{Version}~1{Phone-Number-ID}~1messages/post/requestBody/content/application~1json/examples";
    let mut all = findings.iter().map(|finding| &finding.diagnostic);
    let examples = all.find(|diagnostic| diagnostic.pointer == at).unwrap();
    assert_eq!(examples.message, "all 30 examples are invalid");
    for (reason, rule) in [
        ("additionalProperties: false", ""),
        ("`policy`", "/LanguageObject/required"),
        ("`recipient_type`", "/BaseMessageProperties/required"),
        ("string", "/TemplateComponent/properties/index/type"),
        (
            "string",
            "/LocationMessage/allOf/1/properties/location/properties/latitude/type",
        ),
    ] {
        let is_reason = |note: &String| note.contains(reason) && note.contains(rule);
        assert!(
            examples.notes.iter().any(is_reason),
            "{reason} ({rule}) is missing in {:#?}",
            examples.notes
        );
    }
}
