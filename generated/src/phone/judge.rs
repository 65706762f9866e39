//! Judges the body of a message by the types and rules of the crate.

use super::answer::Answer;
use crate::runtime::wire::Json;
use crate::types::SendMessageRequest;
use serde_json::json;

/// Returns the violations of a body, as `{pointer, message}`.
pub(super) fn violations(body: &Json) -> Vec<Json> {
    let request: SendMessageRequest = match serde_json::from_value(body.clone()) {
        Ok(request) => request,
        Err(error) => return vec![json!({ "pointer": "", "message": error.to_string() })],
    };
    match request.validate() {
        Ok(()) => Vec::new(),
        Err(violations) => violations
            .iter()
            .map(|one| json!({ "pointer": one.pointer, "message": one.message }))
            .collect(),
    }
}

/// The answer to a body with violations.
pub(super) fn refusal(violations: &[Json]) -> Answer {
    let text = |violation: &Json, name: &str| violation[name].as_str().unwrap_or("").to_owned();
    let first = violations.first().unwrap_or(&Json::Null);
    let (pointer, message) = (text(first, "pointer"), text(first, "message"));
    let is_missing = message.contains("missing");
    let code = match pointer.as_str() {
        _ if is_missing => 131_008,
        pointer if pointer.starts_with("/template/components") && pointer.ends_with("/text") => {
            132_018
        }
        _ if message.contains("unknown") || message.contains("not allowed") => 100,
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
