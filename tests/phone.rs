//! The phone: the paths of the Graph API through the client, webhooks, and the page in a browser.

#![allow(clippy::unwrap_used)]

mod browser;
mod chat;
mod driver;
mod echo_bot;
mod messages;
mod operations;
mod settings;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use whatsapp_cloud::phone::{Phone, Settings};
use whatsapp_cloud::types::{SendMessageRequest, SendMessageResponse};
use whatsapp_cloud::webhooks::Verifier;
use whatsapp_cloud::{Client, Retry};

const SECRET: &str = "app-secret-e1f0";
const TOKEN: &str = "verify-token-77";
const NUMBER: &str = "106540352242922";
/// A person without special rules.
const ADA: &str = "16505551234";
/// A person with a user id and no number.
const KAI: &str = "US.13491208655302741918";
/// A person who stopped marketing messages.
const INES: &str = "16505550150";
/// A person who has been silent for two days.
const OSKAR: &str = "16505550147";
/// A number without WhatsApp.
const JUNE: &str = "16505550126";

/// A phone, a client, and a bot that collects webhooks.
struct Setup {
    phone: Phone,
    client: Client,
    webhooks: UnboundedReceiver<Value>,
    http: reqwest::Client,
}

/// The bot: checks signatures, and answers with the statuses, then with 200.
struct Bot {
    statuses: Mutex<VecDeque<u16>>,
    received: UnboundedSender<Value>,
}

async fn receive(State(bot): State<Arc<Bot>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let verifier: Verifier = Verifier::new(SECRET).unwrap();
    verifier.verify(&headers, &body).unwrap();
    bot.received
        .send(serde_json::from_slice(&body).unwrap())
        .unwrap();
    let status = bot.statuses.lock().unwrap().pop_front();
    StatusCode::from_u16(status.unwrap_or(200)).unwrap()
}

async fn challenge(uri: axum::http::Uri) -> Result<String, StatusCode> {
    let verifier: Verifier = Verifier::new(SECRET)
        .unwrap()
        .with_verify_token(TOKEN)
        .unwrap();
    let answer = verifier.challenge(uri.query().unwrap_or_default());
    answer.map_err(|_| StatusCode::FORBIDDEN)
}

/// Starts a phone with short pauses; the bot answers its first webhooks with `statuses`.
async fn start(statuses: &[u16], change: impl FnOnce(&mut Settings)) -> Setup {
    let (received, webhooks) = unbounded_channel();
    let bot = Bot {
        statuses: Mutex::new(statuses.iter().copied().collect()),
        received,
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = axum::Router::new().route("/webhook", get(challenge).post(receive));
    let router = router.with_state(Arc::new(bot));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let mut settings = Settings::default();
    settings.port = 0;
    settings.webhook = Some(format!("http://{address}/webhook"));
    SECRET.clone_into(&mut settings.app_secret);
    TOKEN.clone_into(&mut settings.verify_token);
    settings.delay = Duration::from_millis(5);
    settings.retry_delay = Duration::from_millis(5);
    change(&mut settings);
    let phone = Phone::start(settings).await.unwrap();
    let client = Client::builder().bearer_token("any").retry(Retry::never());
    let client = client.base_url(phone.url()).build().unwrap();
    Setup {
        phone,
        client,
        webhooks,
        http: reqwest::Client::builder().no_proxy().build().unwrap(),
    }
}

impl Setup {
    /// Sends a message; returns its id, or the code of the error.
    async fn send(&self, message: impl Into<SendMessageRequest>) -> Result<String, i64> {
        let sent = self.client.send_message(NUMBER, message).send().await;
        match sent {
            Ok(SendMessageResponse::MessageResponsePayload(sent)) => {
                Ok(sent.messages[0].id.clone())
            }
            Ok(other) => panic!("{other:?}"),
            Err(whatsapp_cloud::Error::Api(failure)) => Err(failure.body.error.code),
            Err(error) => panic!("{error}"),
        }
    }

    /// The `value` of the next webhook.
    async fn webhook(&mut self) -> Value {
        let next = tokio::time::timeout(Duration::from_secs(20), self.webhooks.recv());
        let mut body = next.await.unwrap().unwrap();
        body["entry"][0]["changes"][0]["value"].take()
    }

    /// The next webhook with a message of the person.
    async fn message(&mut self) -> Value {
        loop {
            let mut value = self.webhook().await;
            if value["messages"].is_array() {
                return value["messages"][0].take();
            }
        }
    }

    /// The next webhook with a status.
    async fn status(&mut self) -> Value {
        loop {
            let mut value = self.webhook().await;
            if value["statuses"].is_array() {
                return value["statuses"][0].take();
            }
        }
    }

    /// Does something as the person at the page; returns the status of the response.
    async fn act(&self, chat: &str, action: &str, body: Value) -> StatusCode {
        let url = format!("{}/phone/chats/{chat}/{action}", self.phone.url());
        let request = self.http.post(url).header("x-phone", "1");
        let response = request.body(body.to_string()).send().await.unwrap();
        response.status()
    }

    /// The state that the page shows.
    async fn state(&self) -> Value {
        let response = self.http.get(format!("{}/phone/state", self.phone.url()));
        let text = response.send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

fn text(words: &str) -> Value {
    json!({ "type": "text", "text": { "body": words } })
}
