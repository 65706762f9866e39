//! Sending: receipts and messages of the business.

use super::answer::Answer;
use super::contacts::Contact;
use super::content;
use super::state::{Data, Message, Shared, now};
use super::{statuses, template_rules};
use crate::runtime::wire::Json;
use serde_json::json;
use std::sync::Arc;
use std::time::Instant;

/// The number of the business, as people see the number.
pub(super) const BUSINESS_NUMBER: &str = "15550783881";

/// Answers a valid body of Send Message.
pub(super) fn answer(shared: &Arc<Shared>, phone_number_id: &str, body: &Json) -> Answer {
    let mut data = shared.data();
    phone_number_id.clone_into(&mut data.phone_number_id);
    if body["status"] == "read" {
        return receipt(&mut data, body);
    }
    match accept(&mut data, phone_number_id, body) {
        Ok((message, failure)) => {
            let answer = accepted(&data, body, &message);
            let id = message.id.clone();
            data.add_message(message);
            drop(data);
            statuses::start(shared, id, failure);
            answer
        }
        Err(refused) => refused,
    }
}

/// Answers a valid body of the operation for marketing messages.
pub(super) fn marketing(shared: &Arc<Shared>, phone_number_id: &str, body: &Json) -> Answer {
    let is_marketing = {
        let data = shared.data();
        let template = template_rules::find(&data.templates, &body["template"]);
        template.is_ok_and(|template| content::category(body, Some(template)) == "marketing")
    };
    match is_marketing {
        true => answer(shared, phone_number_id, body),
        false => Answer::error(131_055, "Only marketing templates can be sent here."),
    }
}

/// Marks the message and earlier messages of the chat as read, and shows the typing indicator.
fn receipt(data: &mut Data, body: &Json) -> Answer {
    let id = body["message_id"].as_str().unwrap_or_default();
    let Some(message) = data.message(id).cloned() else {
        return Answer::success();
    };
    let messages = data.messages.iter();
    let until = messages.take_while(|other| other.id != id);
    let in_chat = until.filter(|other| other.chat == message.chat && !other.is_outgoing);
    let mut read: Vec<String> = in_chat.map(|other| other.id.clone()).collect();
    read.push(id.to_owned());
    for id in read {
        data.change_message(&id, |message| {
            message.status = if message.is_outgoing {
                message.status
            } else {
                "read"
            };
        });
    }
    if body["typing_indicator"].is_object() {
        data.publish("typing", &json!({ "chat": message.chat }));
    }
    Answer::success()
}

/// Returns the message, and the code of the error that a status reports later.
fn accept(
    data: &mut Data,
    phone_number_id: &str,
    body: &Json,
) -> Result<(Message, Option<i64>), Answer> {
    let contact = recipient(data, body)?;
    let fault = data.limits.check(&contact.id, Instant::now())?;
    if contact.is_blocked {
        return Err(Answer::error(130_403, "Unblock the user first."));
    }
    let template = match body["type"] == "template" {
        true => Some(template_rules::find(&data.templates, &body["template"])?.clone()),
        false => None,
    };
    let category = content::category(body, template.as_ref());
    if let Some(template) = &template {
        template_rules::check(template, &body["template"])?;
        if category == "authentication" && contact.phone.is_none() {
            let details = "Authentication templates need a phone number.";
            return Err(Answer::error(131_062, details));
        }
    }
    let failure = fault.or(failure(&contact, body, &category));
    let message = Message {
        id: data.message_id(&contact.id),
        chat: contact.id,
        is_outgoing: true,
        phone_number_id: phone_number_id.to_owned(),
        content: body.clone(),
        template,
        time: now(),
        status: "accepted",
        error: None,
        is_deleted: false,
    };
    Ok((message, failure))
}

/// The reason not to deliver an accepted message.
fn failure(contact: &Contact, body: &Json, category: &str) -> Option<i64> {
    // Direct Send: a category permits messages without a template outside the window.
    let needs_window =
        body["type"] != "template" && !["utility", "authentication"].contains(&category);
    if !contact.uses_whatsapp {
        Some(131_026)
    } else if category == "marketing" && !contact.accepts_marketing {
        Some(131_050)
    } else if needs_window && !contact.window_is_open(now()) {
        Some(131_047)
    } else {
        None
    }
}

/// Finds the contact. An unknown recipient becomes a person who wrote just now.
fn recipient(data: &mut Data, body: &Json) -> Result<Contact, Answer> {
    let address = body["to"].as_str().or(body["recipient"].as_str());
    let address = address.unwrap_or_default();
    let is_group = body["recipient_type"] == "group";
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    let id = match body["to"].is_string() && !is_group {
        true if digits.is_empty() => {
            return Err(Answer::error(
                131_009,
                format!("`{address}` is no phone number."),
            ));
        }
        true => digits,
        false => address.to_owned(),
    };
    if id == BUSINESS_NUMBER {
        return Err(Answer::error(131_021, "The recipient is the business."));
    }
    let is_known = |contact: &&Contact| contact.id == id || contact.user_id.as_deref() == Some(&id);
    if let Some(contact) = data.contacts.iter().find(is_known) {
        return Ok(contact.clone());
    }
    let contact = match body["to"].is_string() {
        _ if is_group => Contact::group(&id, now()),
        true => Contact::person(&id, &format!("+{id}"), now()),
        false => Contact::user(&id, &id, now()),
    };
    data.add_contact(contact.clone());
    Ok(contact)
}

/// The answer for an accepted message: the user as addressed, and as WhatsApp knows the user.
fn accepted(data: &Data, body: &Json, message: &Message) -> Answer {
    let input = body["to"].as_str().or(body["recipient"].as_str());
    let mut user = json!({ "input": input });
    if let Some(contact) = data.contact(&message.chat) {
        let (name, value) = match body["to"].is_string() {
            true if contact.is_group => ("wa_id", Some(&contact.id)),
            true => ("wa_id", contact.phone.as_ref()),
            false => ("user_id", contact.user_id.as_ref()),
        };
        if let Some(value) = value {
            user[name] = json!(value);
        }
    }
    let mut sent = json!({ "id": message.id });
    if message.template.is_some() {
        sent["message_status"] = json!("accepted");
    }
    Answer::ok(json!({
        "messaging_product": "whatsapp", "contacts": [user], "messages": [sent],
    }))
}
