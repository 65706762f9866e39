//! The person at the page: messages, actions, and pages of different hosts.

use super::{ADA, KAI, NUMBER, start, text};
use serde_json::{Value, json};
use whatsapp_cloud::types::{ReadReceipt, TextMessage, TypingIndicator};

#[tokio::test]
async fn a_message_becomes_a_webhook() {
    let mut setup = start(&[], |_| {}).await;
    assert_eq!(setup.act(KAI, "messages", text("Hello")).await, 204);
    let value = setup.webhook().await;
    let contact = json!({ "profile": { "name": "Kai", "username": "kai.surfs" }, "user_id": KAI });
    assert_eq!(value["contacts"], json!([contact]));
    assert_eq!(value["metadata"]["phone_number_id"], NUMBER);
    let message = &value["messages"][0];
    assert_eq!(message["from_user_id"], KAI);
    assert_eq!(message["from"], Value::Null);
    assert_eq!(message["text"]["body"], "Hello");
}

#[tokio::test]
async fn a_reply_names_the_author_of_the_message() {
    let mut setup = start(&[], |_| {}).await;
    let id = setup
        .send(TextMessage::to(ADA, "Yes or no?"))
        .await
        .unwrap();
    let mut reply = text("Yes");
    reply["context"] = json!({ "id": id });
    setup.act(ADA, "messages", reply).await;
    let message = setup.message().await;
    assert_eq!(
        message["context"],
        json!({ "id": id, "from": "15550783881" })
    );
}

#[tokio::test]
async fn a_receipt_marks_earlier_messages() {
    let mut setup = start(&[], |_| {}).await;
    for words in ["One", "Two", "Three"] {
        setup.act(ADA, "messages", text(words)).await;
    }
    let mut ids = Vec::new();
    while ids.len() < 3 {
        ids.push(setup.message().await);
    }
    let second = ids
        .iter()
        .find(|message| message["text"]["body"] == "Two")
        .unwrap();
    let receipt = ReadReceipt::new(second["id"].as_str().unwrap());
    let receipt = receipt.with_typing_indicator(TypingIndicator::new());
    setup
        .client
        .send_message(NUMBER, receipt)
        .send()
        .await
        .unwrap();
    let state = setup.state().await;
    let messages = state["messages"].as_array().unwrap();
    let statuses: Vec<&Value> = messages.iter().map(|message| &message["status"]).collect();
    assert_eq!(statuses, ["read", "read", "received"]);
}

#[tokio::test]
async fn deletes_and_edits() {
    let mut setup = start(&[], |_| {}).await;
    setup.act(ADA, "messages", text("Helo")).await;
    let id = setup.message().await["id"].clone();
    let edit = json!({ "original_message_id": id, "message": text("Hello") });
    setup
        .act(ADA, "messages", json!({ "type": "edit", "edit": edit }))
        .await;
    assert_eq!(setup.message().await["type"], "edit");
    let revoke = json!({ "original_message_id": id });
    setup
        .act(
            ADA,
            "messages",
            json!({ "type": "revoke", "revoke": revoke }),
        )
        .await;
    assert_eq!(setup.message().await["revoke"]["original_message_id"], id);
    let state = setup.state().await;
    assert_eq!(state["messages"][0]["content"]["text"]["body"], "Hello");
    assert_eq!(state["messages"][0]["is_deleted"], true);
}

#[tokio::test]
async fn calls_and_preferences_have_webhooks_of_their_own() {
    let mut setup = start(&[], |_| {}).await;
    setup
        .act(ADA, "call", json!({ "payload": "order=1" }))
        .await;
    assert_eq!(setup.webhook().await["calls"][0]["cta_payload"], "order=1");
    setup
        .act(ADA, "marketing", json!({ "value": "stop" }))
        .await;
    assert_eq!(
        setup.webhook().await["user_preferences"][0]["value"],
        "stop"
    );
}

#[tokio::test]
async fn refuses_invalid_messages_and_foreign_pages() {
    let setup = start(&[], |_| {}).await;
    assert_eq!(
        setup.act(ADA, "messages", json!({ "type": "text" })).await,
        400
    );
    assert_eq!(setup.act("1", "messages", text("Hello")).await, 400);
    let url = format!("{}/phone/chats/{ADA}/messages", setup.phone.url());
    let foreign = setup.http.post(url).body(text("Hello").to_string());
    assert_eq!(foreign.send().await.unwrap().status(), 403);
    let renamed = setup
        .http
        .get(setup.phone.url())
        .header("host", "evil.example");
    assert_eq!(renamed.send().await.unwrap().status(), 403);
}
