//! Tests how bodies are split into updates.

use super::{body, message};
use crate::support::shipped_spec::SPEC;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use whatsapp_cloud::types::{
    InboundMessage, Reaction, ReactionMessage, RecipientType, Text, TextMessage,
};
use whatsapp_cloud::webhooks::{Update, parse};

fn updates(body: &Value) -> Vec<Update> {
    parse(body.to_string().as_bytes()).into_iter().collect()
}

/// The only update of a body with one message.
fn only(message: &Value) -> Update {
    let mut updates = updates(&body(&json!([message]), &json!([])));
    assert_eq!(updates.len(), 1, "{updates:?}");
    updates.remove(0)
}

fn reason(update: &Update) -> (&Value, &str) {
    match update {
        Update::Unknown(unknown) => (&unknown.content.json, &unknown.content.reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn knows_every_example_of_the_spec() {
    let post = &SPEC["webhooks"]["updates"]["post"];
    let examples = &post["requestBody"]["content"]["application/json"]["examples"];
    let examples = examples.as_object().unwrap();
    assert!(examples.len() > 30, "{}", examples.len());
    let mut keys = BTreeSet::new();
    for (name, example) in examples {
        let found = updates(&example["value"]);
        assert!(!found.is_empty(), "{name}");
        for update in &found {
            let is_new_kind = ["new", "unknown", "other"]
                .iter()
                .any(|word| name.contains(word));
            let is_unknown = matches!(update, Update::Unknown(_));
            assert!(!is_unknown || is_new_kind, "{name}: {update:?}");
            keys.extend(update.key().map(str::to_owned));
        }
        let again = updates(&example["value"]);
        assert_eq!(found, again, "{name}");
    }
    assert!(keys.len() > 20, "{}", keys.len());
}

#[test]
fn knows_phone_number_sender_and_key() {
    let Update::Message(message) = only(&message("wamid.1", "Hi")) else {
        panic!();
    };
    assert_eq!(message.phone_number_id(), "106540352242922");
    assert_eq!(message.origin.account_id.as_deref(), Some("102"));
    assert_eq!(message.key.as_deref(), Some("message/wamid.1"));
    assert_eq!(message.text(), Some("Hi"));
    assert_eq!(message.choice(), None);
    assert_eq!(
        (message.user.id(), message.user.user_id.as_deref()),
        (Some("16505551234"), Some("US.1"))
    );
    assert_eq!(message.user.to_string(), "Ada");
    let status = json!({ "id": "wamid.2", "status": "read", "timestamp": 1, "recipient_id": "+16505551234" });
    let found = updates(&body(&json!([]), &json!([status])));
    let [Update::Status(status)] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(status.key.as_deref(), Some("status/wamid.2/read"));
    assert_eq!(status.user.name.as_deref(), Some("Ada"));
}

#[test]
fn reads_choices() {
    let choice = |kind: &str, content: Value| {
        let update =
            only(&json!({ "id": "wamid.1", "timestamp": "1", "type": kind, kind: content }));
        let Update::Message(message) = update else {
            panic!("{update:?}");
        };
        message.choice().map(str::to_owned)
    };
    let button = json!({ "type": "button_reply", "button_reply": { "id": "yes", "title": "Yes" } });
    assert_eq!(choice("interactive", button).unwrap(), "yes");
    let row = json!({ "type": "list_reply", "list_reply": { "id": "row", "title": "Row" } });
    assert_eq!(choice("interactive", row).unwrap(), "row");
    assert_eq!(
        choice("button", json!({ "payload": "later", "text": "Later" })).unwrap(),
        "later"
    );
    let form = json!({ "type": "nfm_reply", "nfm_reply": { "response_json": "{}" } });
    assert_eq!(choice("interactive", form), None);
}

#[test]
fn addresses_a_reply_by_number_id_or_group() {
    let reply = |extra: Value| {
        let mut message =
            json!({ "id": "wamid.1", "timestamp": "1", "type": "text", "text": { "body": "a" } });
        message
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        let Update::Message(message) = only(&message) else {
            panic!();
        };
        let text = message.reply(TextMessage::new(Text::new("b")));
        assert_eq!(
            text.context.as_ref().unwrap().message_id.as_deref(),
            Some("wamid.1")
        );
        assert!(text.validate().is_ok());
        let reaction = message.reply(ReactionMessage::new(Reaction::new("wamid.1", "👍")));
        assert_eq!(
            (&reaction.to, &reaction.recipient),
            (&text.to, &text.recipient)
        );
        (text.to, text.recipient, text.recipient_type)
    };
    let some = |text: &str| Some(text.to_owned());
    let number = reply(json!({ "from": "16505551234" }));
    assert_eq!(number, (some("16505551234"), None, None));
    let hidden = reply(json!({ "from_user_id": "GB.2" }));
    assert_eq!(hidden, (None, some("GB.2"), None));
    // The contact with the user id also has the phone number.
    let known = reply(json!({ "from_user_id": "US.1" }));
    assert_eq!(known, (some("16505551234"), None, None));
    let group = reply(json!({ "from": "16505551234", "group_id": "G1" }));
    assert_eq!(group, (some("G1"), None, Some(RecipientType::Group)));
}

#[test]
fn keeps_the_neighbours_of_an_update_that_does_not_fit() {
    let broken = json!({ "id": "wamid.2", "from": "16505551234", "timestamp": "1", "type": "text", "text": 5 });
    let new = json!({ "id": "wamid.3", "timestamp": "1", "type": "hologram", "hologram": {} });
    let messages = json!([
        message("wamid.1", "a"),
        broken,
        new,
        7,
        message("wamid.4", "b")
    ]);
    let found = updates(&body(&messages, &json!([{ "status": "sent" }])));
    let keys: Vec<Option<&str>> = found.iter().map(Update::key).collect();
    assert_eq!(
        keys[..3],
        ["message/wamid.1", "message/wamid.2", "message/wamid.3"].map(Some)
    );
    assert_eq!(
        reason(&found[1]),
        (&broken, "/text is an integer, expected an object")
    );
    assert_eq!(
        reason(&found[2]),
        (&new, "a message of the unknown type `hologram`")
    );
    assert_eq!(reason(&found[3]).0, &json!(7));
    assert!(matches!(&found[4], Update::Message(message) if message.text() == Some("b")));
    assert_eq!(reason(&found[5]).0, &json!({ "status": "sent" }));
    // A reply to a message of an unknown type has the sender as recipient.
    let Update::Unknown(unknown) = &found[1] else {
        panic!();
    };
    let reply = unknown.reply(TextMessage::new(Text::new("?")));
    assert_eq!(reply.to.as_deref(), Some("16505551234"));
}

#[test]
fn loses_no_body() {
    for text in [
        "",
        "{",
        "[]",
        "7",
        "\"a\"",
        "{}",
        r#"{"entry":7}"#,
        "\u{1}",
        "{\"entry\":[{}]}",
    ] {
        let found: Vec<Update> = parse(text.as_bytes()).into_iter().collect();
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(!reason(&found[0]).1.is_empty());
    }
    let deep = "[".repeat(10_000);
    assert_eq!(parse(deep.as_bytes()).updates().len(), 1);
    let invalid = parse(b"{\"a\":\"\xff\"}");
    assert_eq!(reason(&invalid.updates()[0]).0, "{\"a\":\"\u{fffd}\"}");
    assert_eq!(updates(&json!({ "entry": [] })), []);
}

#[test]
fn reads_changes_that_are_no_lists() {
    let change = |field: &str, value: Value| json!({ "object": "whatsapp_business_account", "entry": [{ "id": 102, "time": 9, "changes": [{ "field": field, "value": value }] }] });
    let review = updates(&change(
        "account_review_update",
        json!({ "decision": "APPROVED" }),
    ));
    assert!(matches!(&review[..], [Update::Change(_)]), "{review:?}");
    let later = change("account_review_update", json!({ "decision": "APPROVED" }));
    let later = later.to_string().replace("\"time\":9", "\"time\":10");
    let later = parse(later.as_bytes()).into_iter().next().unwrap();
    assert_ne!(review[0].key(), later.key());
    assert_eq!(review[0].origin().account_id.as_deref(), Some("102"));
    let new = updates(&change("teleport", json!({ "a": 1 })));
    let reason = reason(&new[0]);
    assert!(
        reason.1.starts_with("`teleport` is an unknown field"),
        "{}",
        reason.1
    );
    assert_eq!(
        reason.0,
        &json!({ "field": "teleport", "value": { "a": 1 } })
    );
    let odd = updates(&change("messages", json!({ "messages": "none" })));
    assert!(matches!(&odd[..], [Update::Unknown(_)]), "{odd:?}");
    let errors = updates(&change(
        "messages",
        json!({
            "metadata": { "display_phone_number": "1", "phone_number_id": 2 }, "errors": [{ "code": 130_429 }, { "code": 130_429 }],
        }),
    ));
    assert!(
        matches!(&errors[..], [Update::Error(_), Update::Error(_)]),
        "{errors:?}"
    );
    assert_eq!(errors[0].key(), None);
    assert_eq!(errors[0].origin().phone_number_id.as_deref(), Some("2"));
}

#[test]
fn reads_calls_echoes_and_preferences() {
    let change = |field: &str, list: &str, item: Value| {
        let body = json!({ "entry": [{ "id": "1", "changes": [{ "field": field, "value": { list: [item] } }] }] });
        updates(&body).remove(0)
    };
    let call = json!({ "id": "wacid.1", "event": "connect", "direction": "BUSINESS_INITIATED", "from": "1", "to": "2" });
    let call = change("calls", "calls", call);
    assert!(matches!(call, Update::Call(_)));
    assert_eq!(
        (call.key(), call.user().id()),
        (Some("call/wacid.1/connect"), Some("2"))
    );
    let status = json!({ "id": "wacid.1", "status": "RINGING", "recipient_id": "2" });
    let status = change("calls", "statuses", status);
    assert!(matches!(status, Update::CallStatus(_)));
    assert_eq!(status.key(), Some("call-status/wacid.1/RINGING"));
    let echo = json!({ "id": "wamid.1", "from": "1", "to": "2", "timestamp": "1", "type": "text", "text": { "body": "a" } });
    let echo = change("smb_message_echoes", "message_echoes", echo);
    assert!(matches!(&echo, Update::Echo(echo) if echo.message_id.is_none()));
    assert_eq!(
        (echo.key(), echo.user().id()),
        (Some("echo/wamid.1"), Some("2"))
    );
    let stop =
        json!({ "wa_id": "2", "category": "marketing_messages", "value": "stop", "timestamp": 1 });
    let stop = change("user_preferences", "user_preferences", stop);
    assert!(matches!(&stop, Update::Preference(_)));
    assert!(stop.key().unwrap().starts_with("content/"));
}

#[test]
fn distinguishes_statuses_of_the_members_of_a_group() {
    let status = |member: &str| json!({ "id": "wamid.1", "status": "read", "timestamp": "1", "recipient_id": "G1", "recipient_type": "group", "recipient_participant_id": member });
    let found = updates(&body(&json!([]), &json!([status("1"), status("2")])));
    let keys: Vec<_> = found.iter().map(Update::key).collect();
    assert_eq!(
        keys,
        [Some("status/wamid.1/read/1"), Some("status/wamid.1/read/2")]
    );
    let user = found[0].user();
    assert_eq!(
        (user.id(), user.group_id.as_deref()),
        (Some("1"), Some("G1"))
    );
    let is_text = |update: &Update| matches!(update, Update::Message(message) if matches!(message.content, InboundMessage::InboundTextMessage(_)));
    assert!(!is_text(&found[0]));
}
