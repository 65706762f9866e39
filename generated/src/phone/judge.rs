//! Judges requests by the spec.

use super::answer::Answer;
use crate::fake::{Judged, Part, Violation};
use crate::runtime::wire::Json;
use serde_json::json;

/// Returns the violations that the service refuses, as `{pointer, message}`. The service ignores
/// unknown headers and queries.
pub(super) fn violations(judged: &Judged) -> Vec<Json> {
    let is_refused = |violation: &&Violation| match violation.part {
        Part::Body | Part::MediaType | Part::PathParameter(_) => judged.route.is_some(),
        _ => false,
    };
    let violations = judged.violations.iter().filter(is_refused);
    let described = violations.map(|violation| match violation.part {
        Part::Body => json!({ "pointer": violation.pointer, "message": violation.message }),
        _ => json!({ "pointer": "", "message": violation.to_string() }),
    });
    described.collect()
}

/// The answer to a body with violations. The first violation decides on the code.
pub(super) fn refusal(violations: &[Json]) -> Answer {
    let text = |violation: &Json, name: &str| violation[name].as_str().unwrap_or("").to_owned();
    let first = violations.first().unwrap_or(&Json::Null);
    let (pointer, message) = (text(first, "pointer"), text(first, "message"));
    let is_in_template = pointer.starts_with("/template/components") && pointer.ends_with("/text");
    let code = match message.as_str() {
        _ if is_in_template => 132_018,
        message if message.starts_with("is missing") => 131_008,
        message if message.starts_with("is not a property") => 100,
        _ => 131_009,
    };
    let lines = violations.iter().map(|violation| {
        let (pointer, message) = (text(violation, "pointer"), text(violation, "message"));
        match pointer.as_str() {
            "" => message,
            pointer => format!("{pointer} {message}"),
        }
    });
    Answer::error(code, lines.collect::<Vec<_>>().join("; "))
}
