//! The suites, in the order of the table.

mod apis_guru;
mod autorest;
mod datadog;
mod event_streams;
mod httpbin;
mod json;
mod jsonpath;
mod oasdiff;
mod overlay;
mod overlay_results;
mod prism;
mod spector;
mod swagger2;
mod uri_templates;
mod yaml;

use super::Suite;
use codegen::Diagnostic;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// All suites.
pub const SUITES: &[Suite] = &[
    json::SUITE,
    yaml::SUITE,
    jsonpath::SUITE,
    overlay::SUITE,
    overlay_results::SUITE,
    swagger2::SUITE,
    oasdiff::SUITE,
    uri_templates::SUITE,
    event_streams::SUITE,
    apis_guru::SUITE,
    apis_guru::SAMPLE,
    spector::SUITE,
    spector::SUBSET_SUITE,
    autorest::SUITE,
    datadog::SUITE,
    prism::SUITE,
    httpbin::SUITE,
];

/// Returns the first error.
fn problems(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|problem| problem.is_error());
    let mut messages = errors.map(|problem| problem.message.clone());
    messages
        .next()
        .unwrap_or_else(|| "an error without a message".to_owned())
}

/// Parses a file of a suite with an independent reader of YAML.
fn decoded<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

include!("../data/same.rs");
