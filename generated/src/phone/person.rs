//! Actions of the person at the page: messages, receipts, calls, preferences.

use super::contacts::Contact;
use super::content;
use super::send::BUSINESS_NUMBER;
use super::state::{Data, Message, Shared, now};
use super::{delivery, statuses, webhook};
use crate::runtime::wire::Json;
use crate::types::InboundMessage;
use serde_json::json;
use std::sync::Arc;

/// Does what the person asks for; returns the reason if the request makes no sense.
pub(super) fn act(
    shared: &Arc<Shared>,
    chat: &str,
    action: &str,
    body: Json,
) -> Result<(), String> {
    let contact = shared.data().contact(chat).cloned();
    let contact = contact.ok_or("no such chat")?;
    match action {
        "messages" => write(shared, &contact, body),
        "read" => {
            read(shared, chat);
            Ok(())
        }
        "played" => {
            let id = body["id"].as_str().ok_or("no id")?;
            statuses::report(shared, id, "played", None);
            Ok(())
        }
        "call" => {
            call(shared, &contact, &body);
            Ok(())
        }
        "marketing" => {
            prefer(shared, &contact, body["value"] == "resume");
            Ok(())
        }
        "silence" => {
            let change = |contact: &mut Contact| contact.last_message = 0;
            shared.data().change_contact(chat, change);
            Ok(())
        }
        _ => Err("no such action".to_owned()),
    }
}

/// Adds a person to the phone.
pub(super) fn add(shared: &Shared, body: &Json) -> Result<(), String> {
    let phone = body["phone"].as_str().unwrap_or_default();
    let phone: String = phone.chars().filter(char::is_ascii_digit).collect();
    let name = body["name"].as_str().filter(|name| !name.is_empty());
    let mut data = shared.data();
    if phone.is_empty() || data.contact(&phone).is_some() {
        return Err("the number is empty or known".to_owned());
    }
    let name = name.map_or_else(|| format!("+{phone}"), str::to_owned);
    data.add_contact(Contact::person(&phone, &name, now()));
    Ok(())
}

/// Sends a message of the person to the business.
fn write(shared: &Arc<Shared>, contact: &Contact, mut content: Json) -> Result<(), String> {
    let kind = content["type"].as_str().unwrap_or_default();
    if content[kind].is_null() {
        return Err(format!("a message of the type `{kind}` needs `{kind}`"));
    }
    let mut data = shared.data();
    let id = data.message_id(&contact.id);
    content["id"] = json!(id);
    content["timestamp"] = json!(now().to_string());
    address(&mut content, contact);
    complete_context(&data, &mut content);
    complete_media(&data, &shared.url, &mut content);
    let parsed: Result<InboundMessage, _> = serde_json::from_value(content.clone());
    let parsed = parsed.map_err(|error| error.to_string())?;
    parsed.validate().map_err(|error| error.to_string())?;
    let phone_number_id = data.phone_number_id.clone();
    apply(&mut data, &content);
    data.change_contact(&contact.id, |contact| contact.last_message = now());
    data.add_message(Message {
        id,
        chat: contact.id.clone(),
        is_outgoing: false,
        phone_number_id: phone_number_id.clone(),
        content: content.clone(),
        template: None,
        time: now(),
        status: "received",
        error: None,
        is_deleted: false,
    });
    drop(data);
    // The service drops messages of blocked users.
    if !contact.is_blocked {
        let label = format!("message: {}", content["type"].as_str().unwrap_or_default());
        let value = json!({ "contacts": [contact.webhook_entry(true)], "messages": [content] });
        let body = webhook::body("messages", &phone_number_id, value);
        delivery::start(shared, &label, &body);
    }
    Ok(())
}

/// Sets the sender. In a group, the first known person writes.
fn address(content: &mut Json, contact: &Contact) {
    if contact.is_group {
        content["group_id"] = json!(contact.id);
        content["from"] = json!("16505551234");
        return;
    }
    if let Some(phone) = &contact.phone {
        content["from"] = json!(phone);
    }
    if let Some(user_id) = &contact.user_id {
        content["from_user_id"] = json!(user_id);
    }
}

/// A reply names the author of the message that it answers.
fn complete_context(data: &Data, content: &mut Json) {
    let id = content["context"]["id"].as_str().unwrap_or_default();
    let Some(message) = data.message(id) else {
        if content["context"].is_null() {
            content
                .as_object_mut()
                .map(|content| content.remove("context"));
        }
        return;
    };
    let author = match message.is_outgoing {
        true => Some(BUSINESS_NUMBER.to_owned()),
        false => data
            .contact(&message.chat)
            .and_then(|contact| contact.phone.clone()),
    };
    if let Some(author) = author {
        content["context"]["from"] = json!(author);
    }
}

/// Adds the type, digest and address of a file.
fn complete_media(data: &Data, url: &str, content: &mut Json) {
    let Some(kind) = content::media_kind(content).map(str::to_owned) else {
        return;
    };
    let id = content[&kind]["id"].as_str().unwrap_or_default().to_owned();
    let Some(medium) = data.media.get(&id) else {
        return;
    };
    if let Json::Object(entry) = medium.webhook_entry(&id, url) {
        for (name, value) in entry {
            content[&kind][name] = value;
        }
    }
}

/// Deletes or changes an earlier message of the person.
fn apply(data: &mut Data, content: &Json) {
    let id = |kind: &str| content[kind]["original_message_id"].as_str();
    match content["type"].as_str() {
        Some("revoke") => {
            let id = id("revoke").unwrap_or_default();
            data.change_message(id, |message| message.is_deleted = true);
        }
        Some("edit") => {
            let edited = &content["edit"]["message"];
            let kind = edited["type"].as_str().unwrap_or_default();
            let change = |message: &mut Message| message.content[kind] = edited[kind].clone();
            data.change_message(id("edit").unwrap_or_default(), change);
        }
        _ => {}
    }
}

/// The person sees the chat: every delivered message becomes `read`.
fn read(shared: &Arc<Shared>, chat: &str) {
    let is_new = |message: &&Message| {
        message.chat == chat && message.is_outgoing && message.status == "delivered"
    };
    let data = shared.data();
    let new: Vec<String> = data
        .messages
        .iter()
        .filter(is_new)
        .map(|one| one.id.clone())
        .collect();
    drop(data);
    for id in new {
        statuses::report(shared, &id, "read", None);
    }
}

/// The person calls the business.
fn call(shared: &Arc<Shared>, contact: &Contact, body: &Json) {
    let mut data = shared.data();
    let mut call = json!({
        "id": format!("wacid.{:016X}", data.number()), "event": "connect",
        "direction": "USER_INITIATED", "timestamp": now().to_string(), "to": BUSINESS_NUMBER,
        "session": { "sdp_type": "offer", "sdp": "v=0\r\n" },
    });
    let phone_number_id = data.phone_number_id.clone();
    drop(data);
    address(&mut call, contact);
    if let Some(payload) = body["payload"].as_str() {
        call["cta_payload"] = json!(payload);
    }
    let value = json!({ "contacts": [contact.webhook_entry(true)], "calls": [call] });
    let body = webhook::body("calls", &phone_number_id, value);
    delivery::start(shared, "call: connect", &body);
}

/// The person stops or resumes marketing messages.
fn prefer(shared: &Arc<Shared>, contact: &Contact, accepts: bool) {
    let mut data = shared.data();
    data.change_contact(&contact.id, |contact| contact.accepts_marketing = accepts);
    let phone_number_id = data.phone_number_id.clone();
    drop(data);
    let mut preference = contact.webhook_entry(false);
    preference["detail"] = json!("The person changed the setting on the page.");
    preference["category"] = json!("marketing_messages");
    preference["value"] = json!(if accepts { "resume" } else { "stop" });
    preference["timestamp"] = json!(now());
    let value = json!({
        "contacts": [contact.webhook_entry(true)], "user_preferences": [preference],
    });
    let body = webhook::body("user_preferences", &phone_number_id, value);
    delivery::start(shared, "preference: marketing", &body);
}
