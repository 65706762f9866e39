//! Webhooks: bodies of the spec, malformed bodies, the router, and bursts of deliveries.

#![allow(clippy::unwrap_used)]

mod burst;
mod echo_bot;
mod other_schemes;
mod router;
mod updates;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::fmt::Write as _;
use tower_service::Service;

const SECRET: &str = "app-secret-e1f0";
const TOKEN: &str = "verify-token-77";

/// The value of `X-Hub-Signature-256`.
fn signature(secret: &str, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    let mut header = "sha256=".to_owned();
    for byte in mac.chain_update(body).finalize().into_bytes() {
        write!(header, "{byte:02x}").unwrap();
    }
    header
}

fn signed(body: impl Into<Vec<u8>>) -> Request<Body> {
    let body = body.into();
    let signature = signature(SECRET, &body);
    let request = Request::post("/").header("X-Hub-Signature-256", signature);
    request.body(body.into()).unwrap()
}

async fn call(router: &Router, request: Request<Body>) -> Response<Body> {
    router.clone().call(request).await.unwrap()
}

async fn status(router: &Router, request: Request<Body>) -> StatusCode {
    call(router, request).await.status()
}

async fn text(response: Response<Body>) -> String {
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(body.into()).unwrap()
}

/// A body with one change of the field `messages`.
fn body(messages: &Value, statuses: &Value) -> Value {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "102", "changes": [{
        "field": "messages",
        "value": {
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "15550100", "phone_number_id": "106540352242922" },
            "contacts": [
                { "wa_id": "16505550000", "profile": { "name": "Somebody" } },
                { "wa_id": "16505551234", "user_id": "US.1", "profile": { "name": "Ada" } },
            ],
            "messages": messages,
            "statuses": statuses,
        },
    }] }] })
}

fn message(id: &str, text: &str) -> Value {
    json!({ "id": id, "from": "16505551234", "timestamp": "1795862400", "type": "text", "text": { "body": text } })
}
