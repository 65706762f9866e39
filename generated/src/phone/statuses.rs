//! Statuses of sent messages: order, pauses, and webhooks.

use super::answer::webhook_error;
use super::contacts::Contact;
use super::content;
use super::state::{Message, Shared, now};
use super::{delivery, webhook};
use crate::runtime::wire::Json;
use serde_json::json;
use std::sync::Arc;
use tokio::time::sleep;

/// Reports `sent` and `delivered`, or `failed`, after the pauses of the settings.
pub(super) fn start(shared: &Arc<Shared>, id: String, failure: Option<i64>) {
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        sleep(shared.settings.delay).await;
        if let Some(code) = failure {
            report(
                &shared,
                &id,
                "failed",
                Some(webhook_error(code, details(code))),
            );
            return;
        }
        report(&shared, &id, "sent", None);
        let is_reaction = |message: &Message| message.content["type"] == "reaction";
        if shared.data().message(&id).is_some_and(is_reaction) {
            return; // The service reports no more for reactions.
        }
        sleep(shared.settings.delay).await;
        report(&shared, &id, "delivered", None);
    });
}

fn details(code: i64) -> &'static str {
    match code {
        131_047 => "More than 24 hours have passed since the last message of the user.",
        131_050 => "The user does not want marketing messages of this business.",
        131_026 => "The number does not use WhatsApp.",
        _ => "An error of `--fail`.",
    }
}

/// Sets the status of a message and sends the webhook.
pub(super) fn report(shared: &Arc<Shared>, id: &str, status: &'static str, error: Option<Json>) {
    let mut data = shared.data();
    data.change_message(id, |message| {
        if status != "played" {
            message.status = status;
        }
        message.error.clone_from(&error);
    });
    let Some(message) = data.message(id).cloned() else {
        return;
    };
    let Some(contact) = data.contact(&message.chat).cloned() else {
        return;
    };
    drop(data);
    let value = value(&message, &contact, status, error);
    let body = webhook::body("messages", &message.phone_number_id, value);
    delivery::start(shared, &format!("status: {status}"), &body);
}

/// The `value` of a webhook with a status.
fn value(message: &Message, contact: &Contact, status: &str, error: Option<Json>) -> Json {
    let mut update = json!({ "id": message.id, "status": status, "timestamp": now().to_string() });
    let is_phone = message.content["to"].is_string();
    if contact.is_group {
        update["recipient_type"] = json!("group");
        update["recipient_id"] = json!(contact.id);
    } else if let Some(phone) = contact.phone.as_ref().filter(|_| is_phone) {
        update["recipient_id"] = json!(phone);
    }
    if let Some(user_id) = &contact.user_id {
        update["recipient_user_id"] = json!(user_id);
    }
    if let Some(data) = message.content.get("biz_opaque_callback_data") {
        update["biz_opaque_callback_data"] = data.clone();
    }
    if ["sent", "delivered"].contains(&status) {
        update["pricing"] = pricing(message, contact);
    }
    let mut value = json!({});
    match error {
        Some(error) => update["errors"] = json!([error]),
        None if contact.is_group => {}
        None => value["contacts"] = json!([contact.webhook_entry(status != "sent")]),
    }
    value["statuses"] = json!([update]);
    value
}

fn pricing(message: &Message, contact: &Contact) -> Json {
    let category = content::category(&message.content, message.template.as_ref());
    let is_open = contact.window_is_open(message.time);
    let is_free = category == "service" || category == "utility" && is_open;
    json!({
        "billable": !is_free, "pricing_model": "PMP",
        "type": if is_free { "free_customer_service" } else { "regular" },
        "category": category,
    })
}
