//! Whole descriptions: our own, and published ones where they are present.

use super::{found, keys};
use crate::description::{root, shared};
use codegen::Source;
use codegen::check::{self, Finding};
use codegen::diagnostic::{Style, render_all};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Published descriptions of different kinds, in which corrections are tried.
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

/// What is found in a description, of which only what fits it as it is written can be corrected.
fn findings(mut source: Source) -> (Source, Vec<Finding>) {
    let before = source.root.clone();
    assert!(source.bundle(&mut |_| None).is_empty());
    source.upgrade();
    let mut findings = found(&source);
    check::keep_applicable(&mut findings, &before, &source.root);
    (source, findings)
}

#[test]
fn nothing_is_found_in_the_shipped_description() {
    let (source, findings) = findings(read(&root().join("spec/whatsapp-cloud.yaml")));
    let told: Vec<_> = findings.into_iter().map(|it| it.diagnostic).collect();
    assert_eq!(render_all(&told, &source, Style::Plain), "");
}

#[test]
fn what_an_overlay_is_suggested_for_is_gone_with_it() {
    let Some(specs) = shared("corpus/specs") else {
        return;
    };
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

/// The table in `codegen/docs/check-spec.md`: how often each kind is found.
fn documented() -> BTreeMap<String, usize> {
    let text = include_str!("../../codegen/docs/check-spec.md");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let code = cells.next()?.trim().trim_end_matches('`').to_owned();
        Some((code, cells.next()?.trim().parse().ok()?))
    });
    rows.collect()
}

#[test]
fn what_is_found_in_metas_description_is_as_documented() {
    let Some(spec) = shared("corpus/specs/meta-whatsapp.yaml") else {
        return;
    };
    let (_, findings) = findings(read(&spec));
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &findings {
        *kinds.entry(finding.diagnostic.code.to_owned()).or_default() += 1;
    }
    assert_eq!(kinds, documented());

    let at = "/paths/~1{Version}~1{Phone-Number-ID}~1messages/post/requestBody/content/application~1json/examples";
    let mut all = findings.iter().map(|finding| &finding.diagnostic);
    let examples = all.find(|told| told.pointer == at).unwrap();
    assert_eq!(examples.problem, "none of these 30 examples is valid");
    let why = examples.notes.join("\n");
    for reason in [
        "`additionalProperties: false` shuts out members of the schemas beside it",
        "`policy` is missing, says /components/schemas/LanguageObject/required",
        "`recipient_type` is missing, says /components/schemas/BaseMessageProperties/required",
        "a number is not a string, says /components/schemas/TemplateComponent/properties/index/type",
        "a number is not a string, says /components/schemas/LocationMessage/allOf/1/properties/location/properties/latitude/type",
    ] {
        assert!(why.contains(reason), "{reason} is not among\n{why}");
    }
}
