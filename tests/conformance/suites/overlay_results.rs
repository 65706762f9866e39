//! Overlays of a different implementation, with the results.

use super::overlay::{applied, apply};
use crate::conformance::{Case, Context, Stop, Suite, read};
use std::path::Path;

pub const SUITE: Suite = Suite {
    name: "overlay-results",
    tests: "overlays",
    source: "speakeasy-api/openapi 356660f",
    quick: true,
    run,
};

/// A spec, an overlay and the result.
const RESULTS: &[[&str; 3]] = &[
    ["openapi.yaml", "overlay.yaml", "openapi-overlayed.yaml"],
    [
        "openapi.yaml",
        "overlay-generated.yaml",
        "openapi-overlayed.yaml",
    ],
    [
        "openapi-copy.yaml",
        "overlay-copy.yaml",
        "openapi-copy-expected.yaml",
    ],
    [
        "openapi-copy.yaml",
        "overlay-copy-move.yaml",
        "openapi-copy-move-expected.yaml",
    ],
    [
        "openapi-version-header.yaml",
        "overlay-version-header.yaml",
        "openapi-version-header-expected.yaml",
    ],
];

/// A spec and an overlay with the code of an error.
const ERRORS: &[[&str; 3]] = &[
    [
        "openapi.yaml",
        "overlay-mismatched.yaml",
        "overlay-unmatched",
    ],
    ["openapi.yaml", "overlay-old.yaml", "overlay-path"],
    [
        "openapi-copy.yaml",
        "overlay-copy-errors.yaml",
        "overlay-unmatched",
    ],
    [
        "openapi-copy.yaml",
        "overlay-copy-mutual-exclusive.yaml",
        "overlay",
    ],
];

/// A spec and a valid overlay; the result is not published.
const VALID: &[[&str; 2]] = &[
    ["openapi.yaml", "overlay-zero-change.yaml"],
    ["openapi.yaml", "overlay-1.0.0.yaml"],
    ["openapi.yaml", "overlay-1.0.0-with-rfc9535.yaml"],
    ["openapi.yaml", "overlay-1.1.0-with-legacy.yaml"],
    ["openapi.yaml", "overlay-1.1.0-with-description.yaml"],
];

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("overlay-results/overlay/testdata")?;
    let mut cases = Vec::new();
    for files in RESULTS {
        cases.push(Case::of(files[1], applied(&folder, *files)));
    }
    for [spec, overlay, code] in ERRORS {
        let codes = codes(&folder, spec, overlay)?;
        let result = match codes.contains(code) {
            true => Ok(()),
            false => Err(format!("{codes:?} instead of `{code}`")),
        };
        cases.push(Case::of(*overlay, result));
    }
    for [spec, overlay] in VALID {
        let codes = codes(&folder, spec, overlay)?;
        let invalid = codes
            .iter()
            .find(|code| !["overlay-unmatched", "overlay-kinds"].contains(code));
        cases.push(Case::of(
            *overlay,
            invalid.map_or(Ok(()), |code| Err((*code).to_owned())),
        ));
    }
    Ok(cases)
}

fn codes(folder: &Path, spec: &str, overlay: &str) -> Result<Vec<&'static str>, Stop> {
    let (spec, overlay) = (read(&folder.join(spec))?, read(&folder.join(overlay))?);
    let found = match apply(&spec, &overlay) {
        Ok((_, found)) | Err(found) => found,
    };
    Ok(found.iter().map(|problem| problem.code).collect())
}
