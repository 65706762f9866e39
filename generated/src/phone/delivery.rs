//! Delivery of webhooks: attempts, repetitions, and verification of the address.

use super::state::{Shared, now};
use super::webhook;
use crate::runtime::wire::Json;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// The number of attempts. The service repeats a webhook for days, with growing pauses.
const ATTEMPTS: u32 = 8;
/// The time for an answer of the bot.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The pause between attempts to verify the address: the bot may start after the phone.
const VERIFY_PAUSE: Duration = Duration::from_secs(2);

/// Posts a webhook until the bot answers with 200.
pub(super) fn start(shared: &Arc<Shared>, label: &str, body: &Json) {
    let mut data = shared.data();
    let url = data.webhook.url.clone();
    let state = if url.is_some() {
        "waiting"
    } else {
        "no webhook"
    };
    let id = data.log_delivery(json!({
        "time": now(), "label": label, "body": body, "state": state, "attempts": [],
    }));
    drop(data);
    if let Some(url) = url {
        tokio::spawn(deliver(Arc::clone(shared), id, url, body.to_string()));
    }
}

async fn deliver(shared: Arc<Shared>, id: u64, url: String, body: String) {
    let mut pause = shared.settings.retry_delay;
    for attempt in 1..=ATTEMPTS {
        let outcome = post(&shared, &url, body.clone()).await;
        let is_done = outcome["status"] == 200;
        shared.data().change_delivery(id, |delivery| {
            if let Some(attempts) = delivery["attempts"].as_array_mut() {
                attempts.push(outcome);
            }
            delivery["state"] = json!(match is_done {
                true => "answered",
                false if attempt == ATTEMPTS => "given up",
                false => "retrying",
            });
        });
        if is_done {
            return;
        }
        sleep(pause).await;
        pause *= 2;
    }
}

/// Posts a body once; returns `{status}` or `{error}`.
async fn post(shared: &Shared, url: &str, body: String) -> Json {
    let signature = webhook::signature(&shared.settings.app_secret, body.as_bytes());
    let request = shared.http.post(url).timeout(TIMEOUT);
    let request = request.header("content-type", "application/json");
    let request = request.header("x-hub-signature-256", signature);
    match request.body(body).send().await {
        Ok(response) => json!({ "time": now(), "status": response.status().as_u16() }),
        Err(error) => json!({ "time": now(), "error": reason(&error) }),
    }
}

fn reason(error: &reqwest::Error) -> &'static str {
    match error {
        _ if error.is_timeout() => "no answer within ten seconds",
        _ if error.is_connect() => "no connection: is the bot running?",
        _ => "the connection broke",
    }
}

/// Verifies the address of the webhooks by a GET request, as the service does. Repeats the request
/// until the bot answers with the challenge, or a different address replaces the address.
pub(super) async fn verify(shared: Arc<Shared>) {
    let webhook = shared.data().webhook.clone();
    let Some(url) = webhook.url else { return };
    let challenge = (shared.data().number() % 1_000_000_000).to_string();
    let query = [
        ("hub.mode", "subscribe"),
        ("hub.challenge", &challenge),
        ("hub.verify_token", &webhook.verify_token),
    ];
    loop {
        let is_verified = is_challenge_returned(&shared, &url, &query).await;
        if is_done(&shared, &url, is_verified) {
            return;
        }
        sleep(VERIFY_PAUSE).await;
    }
}

/// Notes a verified address. True if the address is verified or replaced.
fn is_done(shared: &Shared, url: &str, is_verified: bool) -> bool {
    let mut data = shared.data();
    if data.webhook.url.as_deref() != Some(url) {
        return true;
    }
    if is_verified {
        data.webhook.is_verified = true;
        let webhook = data.webhook_json();
        data.publish("webhook", &webhook);
    }
    is_verified
}

async fn is_challenge_returned(shared: &Shared, url: &str, query: &[(&str, &str); 3]) -> bool {
    let Ok(mut url) = reqwest::Url::parse(url) else {
        return false;
    };
    url.query_pairs_mut().extend_pairs(query);
    let Ok(response) = shared.http.get(url).timeout(TIMEOUT).send().await else {
        return false;
    };
    let is_success = response.status() == 200;
    let text = response.text().await.unwrap_or_default();
    is_success && text == query[1].1
}
