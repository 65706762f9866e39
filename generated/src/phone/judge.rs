//! Judges bodies by the rules of the crate.

use super::answer::Answer;
use crate::runtime::rules::{Rules, validate_json};
use crate::runtime::wire::{Json, Typed as _};
use crate::types;
use serde_json::json;

/// The rules of a body, by method and the last segment of the path.
fn rules(method: &str, name: &str) -> Rules {
    match (method, name) {
        ("POST", "messages") => types::SendMessageRequest::RULES,
        ("POST", "marketing_messages") => types::MarketingMessage::RULES,
        ("POST" | "DELETE", "block_users") => types::BlockUsersRequest::RULES,
        ("POST", "message_templates") => types::TemplateDefinition::RULES,
        ("POST", "whatsapp_business_profile") => types::BusinessProfileChange::RULES,
        _ => &[],
    }
}

/// Returns the violations of a body, as `{pointer, message}`.
pub(super) fn violations(method: &str, name: &str, body: &Json) -> Vec<Json> {
    let Err(violations) = validate_json(body, rules(method, name)) else {
        return Vec::new();
    };
    let violations = violations.iter();
    violations
        .map(|one| json!({ "pointer": one.pointer, "message": one.message }))
        .collect()
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
            "" => format!("The body {message}"),
            pointer => format!("{pointer} {message}"),
        }
    });
    Answer::error(code, lines.collect::<Vec<_>>().join("; "))
}
