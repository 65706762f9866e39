//! The example `echo_bot`: the test sends webhooks as Meta does, and receives the replies.

use super::{SECRET, TOKEN, body, message, signed, status};
use crate::wire::server::{Reply, Server};
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use whatsapp_cloud::Client;
use whatsapp_cloud::webhooks::Verifier;

#[allow(dead_code)]
#[path = "../../generated/examples/echo_bot.rs"]
mod example;

const SENT: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.9"}]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn echoes_texts_and_answers_buttons() {
    let server = Server::new([Reply::json(200, SENT), Reply::json(200, SENT)]);
    let client = Client::builder().base_url(server.url()).bearer_token("t");
    let verifier = Verifier::new(SECRET).unwrap();
    let verifier = verifier.with_verify_token(TOKEN).unwrap();
    let app = example::app(client.build().unwrap(), verifier);
    let button = json!({
        "id": "wamid.2", "from_user_id": "GB.7", "timestamp": "1", "type": "interactive",
        "interactive": { "type": "button_reply", "button_reply": { "id": "yes", "title": "Yes" } },
    });
    let read = json!({ "id": "wamid.0", "status": "read", "timestamp": "1" });
    let body = body(
        &json!([message("wamid.1", "Hello"), button]),
        &json!([read]),
    );
    for _ in 0..2 {
        let mut request = signed(body.to_string());
        *request.uri_mut() = "/webhook".parse().unwrap();
        assert_eq!(status(&app, request).await, 200);
    }
    let received = server.received();
    let bodies: Vec<Value> = received
        .iter()
        .map(|request| serde_json::from_slice(&request.body).unwrap())
        .collect();
    let answer = |address: &str, to: &str, text: &str, id: &str| {
        json!({
            "messaging_product": "whatsapp", address: to, "type": "text", "text": { "body": text },
            "context": { "message_id": id },
        })
    };
    let expected = [
        answer("to", "16505551234", "Hello", "wamid.1"),
        answer("recipient", "GB.7", "You chose yes.", "wamid.2"),
    ];
    assert_eq!(bodies, expected);
    let query = format!("hub.mode=subscribe&hub.challenge=5&hub.verify_token={TOKEN}");
    let get = Request::get(format!("/webhook?{query}")).body(Body::empty());
    assert_eq!(status(&app, get.unwrap()).await, 200);
}
