//! Splits bodies into updates.

use super::user::member;
use super::{Origin, Received, Update, User, keys};
use crate::graph::webhooks::{self, Change};
use crate::runtime::webhooks::{Unknown, read_update};
use crate::runtime::wire::{Json, Typed};
use crate::types::{InboundMessage, WebhookChange};
use std::sync::Arc;

/// A list of updates inside `value`.
struct List {
    field: &'static str,
    name: &'static str,
    user: fn(&Json) -> User,
    key: fn(&Json) -> Option<String>,
    /// True if the items are messages whose id a reply can quote.
    is_message: bool,
    read: fn(Received<Json>) -> Update,
}

impl List {
    const fn new(
        field: &'static str,
        name: &'static str,
        read: fn(Received<Json>) -> Update,
    ) -> Self {
        List {
            field,
            name,
            user: |_| User::default(),
            key: |_| None,
            is_message: false,
            read,
        }
    }

    const fn of(self, user: fn(&Json) -> User, key: fn(&Json) -> Option<String>) -> Self {
        List { user, key, ..self }
    }

    const fn messages(self) -> Self {
        List {
            is_message: true,
            ..self
        }
    }
}

/// A key for items that contain a time but no id.
const BY_CONTENT: fn(&Json) -> Option<String> = |item| Some(keys::of_content(&[], item));

const LISTS: &[List] = &[
    List::new("messages", "messages", |item| {
        message(item, Update::Message)
    })
    .of(User::sender, keys::of_message)
    .messages(),
    List::new("messages", "statuses", |item| typed(item, Update::Status))
        .of(User::recipient, keys::of_status),
    List::new("messages", "user_actions", |item| {
        typed(item, Update::Action)
    })
    .of(|_| User::default(), BY_CONTENT),
    List::new("messages", "errors", |item| typed(item, Update::Error)),
    List::new("smb_message_echoes", "message_echoes", |item| {
        message(item, Update::Echo)
    })
    .of(User::addressee, keys::of_echo),
    List::new("user_preferences", "user_preferences", |item| {
        typed(item, Update::Preference)
    })
    .of(User::contact, BY_CONTENT),
    List::new("calls", "calls", |item| typed(item, Update::Call)).of(User::party, keys::of_call),
    List::new("calls", "statuses", |item| typed(item, Update::CallStatus))
        .of(User::recipient, keys::of_call_status),
    List::new("calls", "errors", |item| typed(item, Update::Error)),
];

/// Splits a body into updates.
pub(super) fn updates(body: Json) -> Vec<Update> {
    let mut found = Vec::new();
    for change in webhooks::changes(body) {
        match change {
            Ok(change) => split(change, &mut found),
            Err(unknown) => found.push(Update::Unknown(Received {
                key: Some(keys::of_content(&[], &unknown.json)),
                ..Received::new(unknown)
            })),
        }
    }
    found
}

/// Splits a change: an update per item of its lists. A change without lists is a single update.
fn split(mut change: Change, found: &mut Vec<Update>) {
    let mut lists = Vec::new();
    let value = change.json.get_mut("value").and_then(Json::as_object_mut);
    if let Some(value) = value {
        for list in LISTS.iter().filter(|list| list.field == change.field) {
            match value.remove(list.name) {
                Some(Json::Array(items)) => lists.push((list, items)),
                // A value of a different type stays in the change.
                Some(other) => drop(value.insert(list.name.to_owned(), other)),
                None => {}
            }
        }
        let has_rest = LISTS.iter().any(|list| value.contains_key(list.name));
        let has_items = lists
            .iter()
            .any(|(_, items): &(_, Vec<Json>)| !items.is_empty());
        if has_rest && has_items {
            found.push(whole(change.clone()));
        }
    }
    if lists.iter().all(|(_, items)| items.is_empty()) {
        found.push(whole(change));
        return;
    }
    let origin = Arc::new(origin(change));
    let contacts = origin.value.get("contacts").and_then(Json::as_array);
    let contacts = contacts.map(Vec::as_slice).unwrap_or_default();
    for (list, items) in lists {
        for json in items {
            let mut user = (list.user)(&json);
            user.complete(contacts);
            found.push((list.read)(Received {
                origin: Arc::clone(&origin),
                user,
                message_id: member(&json, "id").filter(|_| list.is_message),
                key: (list.key)(&json),
                content: json,
            }));
        }
    }
}

fn origin(mut change: Change) -> Origin {
    let value = change
        .json
        .get_mut("value")
        .map(Json::take)
        .unwrap_or_default();
    let metadata = value.get("metadata").unwrap_or(&Json::Null);
    Origin {
        account_id: change.account_id,
        phone_number_id: member(metadata, "phone_number_id"),
        display_phone_number: member(metadata, "display_phone_number"),
        field: change.field,
        value,
    }
}

/// Reads a complete change as an update.
fn whole(change: Change) -> Update {
    let json = change.json.clone();
    let account = Json::from(change.account_id.clone());
    let time = change.time.clone().unwrap_or_default();
    let key = Some(keys::of_content(&[&account, &time], &json));
    let update = Received {
        origin: Arc::new(origin(change)),
        key,
        ..Received::new(json)
    };
    match read_update(&update.content) {
        Ok(WebhookChange::OtherChange(change)) => {
            let reason = format!(
                "`{}` is an unknown field, or has an unknown shape",
                change.field
            );
            unknown(update, reason)
        }
        Ok(WebhookChange::Unknown(_)) => unknown(update, "the change fits no type".to_owned()),
        Ok(change) => Update::Change(update.map(|_| change)),
        Err(reason) => unknown(update, reason),
    }
}

/// Reads an item of a list as an update.
fn typed<T: Typed>(item: Received<Json>, update: fn(Received<T>) -> Update) -> Update {
    match read_update(&item.content) {
        Ok(content) => update(item.map(|_| content)),
        Err(reason) => unknown(item, reason),
    }
}

/// Reads a message as an update. A message of an unknown type is an unknown update.
fn message(item: Received<Json>, update: fn(Received<InboundMessage>) -> Update) -> Update {
    match read_update(&item.content) {
        Ok(InboundMessage::OtherInboundMessage(message)) => {
            let reason = match message.r#type {
                Some(kind) => format!("a message of the unknown type `{kind}`"),
                None => "a message without a type".to_owned(),
            };
            unknown(item, reason)
        }
        Ok(InboundMessage::Unknown(_)) => unknown(item, "the message fits no type".to_owned()),
        Ok(content) => update(item.map(|_| content)),
        Err(reason) => unknown(item, reason),
    }
}

fn unknown(mut item: Received<Json>, reason: String) -> Update {
    let key = item.key.take();
    let key = key.or_else(|| Some(keys::of_content(&[], &item.content)));
    let unknown = item.map(|json| Unknown::new(json, reason));
    Update::Unknown(Received { key, ..unknown })
}
