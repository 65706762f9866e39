//! The block list.

use super::answer::{Answer, webhook_error};
use super::state::{Data, Shared, now};
use crate::runtime::wire::Json;
use serde_json::json;

/// Blocks or unblocks the users of a request.
pub(super) fn change(shared: &Shared, body: &Json, block: bool) -> Answer {
    let mut data = shared.data();
    let mut changed = Vec::new();
    let mut failed = Vec::new();
    for user in body["block_users"].as_array().into_iter().flatten() {
        let input = user["user"].as_str().or(user["user_id"].as_str());
        let input = input.unwrap_or_default();
        match find(&data, input) {
            Some((id, entry, is_open)) if is_open || !block => {
                data.change_contact(&id, |contact| contact.is_blocked = block);
                changed.push(entry);
            }
            _ => {
                let details = "The user did not write within 24 hours.";
                let errors = [webhook_error(131_047, details)];
                failed.push(json!({ "input": input, "errors": errors }));
            }
        }
    }
    let name = if block {
        "added_users"
    } else {
        "removed_users"
    };
    let mut lists = json!({ name: changed });
    if !failed.is_empty() {
        lists["failed_users"] = json!(failed);
    }
    Answer::ok(json!({ "messaging_product": "whatsapp", "block_users": lists }))
}

/// Returns the contact's id, the entry of the answer, and whether the window is open.
fn find(data: &Data, input: &str) -> Option<(String, Json, bool)> {
    let digits: String = input.chars().filter(char::is_ascii_digit).collect();
    let contact = data.contacts.iter().find(|contact| {
        let is_phone = contact.phone.as_deref() == Some(digits.as_str());
        !contact.is_group && (is_phone || contact.user_id.as_deref() == Some(input))
    })?;
    let mut entry = contact.webhook_entry(false);
    entry["input"] = json!(input);
    Some((contact.id.clone(), entry, contact.window_is_open(now())))
}

/// Lists the blocked users.
pub(super) fn list(shared: &Shared) -> Answer {
    let data = shared.data();
    let blocked = data.contacts.iter().filter(|contact| contact.is_blocked);
    let users = blocked.map(|contact| {
        let mut entry = contact.webhook_entry(false);
        entry["messaging_product"] = json!("whatsapp");
        entry
    });
    Answer::ok(json!({ "data": users.collect::<Vec<_>>() }))
}
