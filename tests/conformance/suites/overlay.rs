//! The tests of the Overlay specification: valid and invalid overlays of the published versions, and
//! specs with overlays and results. Version 1.2 is a draft, and not part of the suite.

use super::{problems, same};
use crate::conformance::{Case, Context, Stop, Suite, files, name_below, read};
use codegen::{Diagnostic, Source};
use std::path::Path;

pub const SUITE: Suite = Suite {
    name: "overlay",
    tests: "overlays",
    source: "OAI/Overlay-Specification 5de61eb, versions 1.0 and 1.1",
    quick: true,
    run,
};

const SPEC: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n";

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("overlay")?;
    let mut cases = Vec::new();
    for version in ["v1.0", "v1.1"] {
        for path in files(&folder.join("tests").join(version), "yaml")? {
            let is_valid = path.components().any(|part| part.as_os_str() == "pass");
            let name = name_below(&folder.join("tests"), &path);
            cases.push(Case::of(name, check(&read(&path)?, is_valid)));
        }
    }
    for path in files(&folder.join("compliant-sets"), "yaml")? {
        if path.ends_with("overlay.yaml") {
            let set = path.parent().unwrap_or(&path);
            let files = ["openapi.yaml", "overlay.yaml", "output.yaml"];
            cases.push(Case::of(name_below(&folder, set), applied(set, files)));
        }
    }
    Ok(cases)
}

/// Applies a valid or invalid overlay. The spec has none of the targets: only errors in the overlay
/// itself count.
fn check(overlay: &str, is_valid: bool) -> Result<(), String> {
    let found = apply(SPEC, overlay).map(|(_, found)| found);
    let found = found.unwrap_or_else(|found| found);
    let mut errors = found.into_iter().filter(Diagnostic::is_error);
    let error = errors.find(|error| error.code != "overlay-unmatched");
    match (error, is_valid) {
        (None, true) | (Some(_), false) => Ok(()),
        (Some(error), true) => Err(error.message),
        (None, false) => Err("an invalid overlay is accepted".to_owned()),
    }
}

/// Applies an overlay to a spec and compares the result.
pub fn applied(folder: &Path, [spec, overlay, result]: [&str; 3]) -> Result<(), String> {
    let text = |name: &str| {
        std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))
    };
    let (found, errors) = apply(&text(spec)?, &text(overlay)?).map_err(|found| problems(&found))?;
    if !errors.is_empty() {
        return Err(problems(&errors));
    }
    let expected = Source::parse(result, text(result)?).map_err(|found| problems(&found))?;
    let (found, expected) = (found.root.to_value(), expected.root.to_value());
    match same(&found, &expected) {
        true => Ok(()),
        false => Err(format!("the result is {found}")),
    }
}

/// Applies an overlay to a spec; returns the spec and the errors.
pub fn apply(spec: &str, overlay: &str) -> Result<(Source, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut spec = Source::parse("spec.yaml", spec)?;
    let overlay = Source::parse("overlay.yaml", overlay)?;
    let found = spec.overlay(overlay);
    Ok((spec, found))
}
