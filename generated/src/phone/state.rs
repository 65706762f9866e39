//! What the phone remembers: chats, media, templates, and the log of requests and webhooks.

use super::contacts::{self, Contact};
use super::limits::Limits;
use super::media::Medium;
use super::settings::Settings;
use super::templates;
use crate::runtime::wire::Json;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use serde_json::json;
use std::collections::{BTreeMap, VecDeque};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The number of messages, requests and webhooks that are kept, each.
const KEPT: usize = 2_000;
/// The bytes of media that are kept.
const KEPT_BYTES: usize = 512 << 20;

/// The state that all requests share.
#[derive(Debug)]
pub(super) struct Shared {
    pub settings: Settings,
    /// The address of the phone.
    pub url: String,
    pub http: reqwest::Client,
    data: Mutex<Data>,
}

/// The part of the state that changes.
#[derive(Debug)]
pub(super) struct Data {
    pub contacts: Vec<Contact>,
    pub messages: VecDeque<Message>,
    pub media: BTreeMap<String, Medium>,
    pub templates: Vec<Json>,
    pub profile: Json,
    pub limits: Limits,
    pub webhook: Webhook,
    /// The id of the business phone number of the latest request.
    pub phone_number_id: String,
    requests: VecDeque<Json>,
    deliveries: VecDeque<Json>,
    listeners: Vec<UnboundedSender<Json>>,
    random: RandomState,
    counter: u64,
}

/// The address that receives webhooks, and whether the bot verified the address.
#[derive(Clone, Debug)]
pub(super) struct Webhook {
    pub url: Option<String>,
    pub verify_token: String,
    pub is_verified: bool,
}

/// A message in a chat.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub id: String,
    /// The id of the contact.
    pub chat: String,
    /// True if the business sent the message.
    pub is_outgoing: bool,
    pub phone_number_id: String,
    /// The message as sent, or as the webhook has it.
    pub content: Json,
    /// The definition of the template of the message.
    pub template: Option<Json>,
    pub time: u64,
    /// `accepted`, then the latest status; for incoming messages `received` or `read`.
    pub status: &'static str,
    /// The error of a failed message.
    pub error: Option<Json>,
    /// True after the person deleted the message.
    pub is_deleted: bool,
}

impl Message {
    pub(super) fn to_json(&self) -> Json {
        json!({
            "id": self.id, "chat": self.chat, "is_outgoing": self.is_outgoing,
            "phone_number_id": self.phone_number_id, "content": self.content,
            "template": self.template, "time": self.time, "status": self.status,
            "error": self.error, "is_deleted": self.is_deleted,
        })
    }
}

impl Shared {
    pub(super) fn new(settings: Settings, url: String) -> Self {
        let mut all = templates::known();
        all.extend(settings.templates.iter().cloned().map(templates::complete));
        let data = Data {
            contacts: contacts::known(now()),
            messages: VecDeque::new(),
            media: BTreeMap::new(),
            templates: all,
            profile: json!({ "messaging_product": "whatsapp", "about": "Testing on a phone" }),
            limits: Limits::new(&settings),
            webhook: Webhook {
                url: settings.webhook.clone(),
                verify_token: settings.verify_token.clone(),
                is_verified: false,
            },
            phone_number_id: settings.phone_number_id.clone(),
            requests: VecDeque::new(),
            deliveries: VecDeque::new(),
            listeners: Vec::new(),
            random: RandomState::new(),
            counter: 0,
        };
        Shared {
            settings,
            url,
            http: bot_client(),
            data: Mutex::new(data),
        }
    }

    /// The changing part of the state. A panic while changing the state leaves usable data.
    pub(super) fn data(&self) -> MutexGuard<'_, Data> {
        self.data.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Data {
    /// Returns a number that grows.
    pub(super) fn next(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// Returns a number without a pattern.
    pub(super) fn number(&mut self) -> u64 {
        self.counter += 1;
        self.random.hash_one(self.counter)
    }

    /// Returns a new id of a message.
    pub(super) fn message_id(&mut self, chat: &str) -> String {
        let number = self.number();
        let text = format!("\u{1c}\u{18}{chat}\u{15}\u{2}{number:016X}");
        format!("wamid.{}", BASE64_STANDARD_NO_PAD.encode(text))
    }

    pub(super) fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    pub(super) fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    /// Changes a contact and shows the change on the page.
    pub(super) fn change_contact(&mut self, id: &str, change: impl FnOnce(&mut Contact)) {
        let found = self.contacts.iter_mut().find(|contact| contact.id == id);
        if let Some(contact) = found {
            change(contact);
            let json = contact.to_json(now());
            self.publish("contact", &json);
        }
    }

    pub(super) fn add_contact(&mut self, contact: Contact) {
        self.publish("contact", &contact.to_json(now()));
        self.contacts.push(contact);
    }

    /// Changes a message and shows the change on the page.
    pub(super) fn change_message(&mut self, id: &str, change: impl FnOnce(&mut Message)) {
        let found = self.messages.iter_mut().find(|message| message.id == id);
        if let Some(message) = found {
            change(message);
            let json = message.to_json();
            self.publish("message", &json);
        }
    }

    pub(super) fn add_message(&mut self, message: Message) {
        self.publish("message", &message.to_json());
        self.messages.push_back(message);
        if self.messages.len() > KEPT {
            self.messages.pop_front();
        }
    }

    /// Keeps a file; the oldest files make room.
    pub(super) fn add_medium(&mut self, medium: Medium) -> String {
        let id = (1_000_000_000_000_000 + self.number() % 9_000_000_000_000_000).to_string();
        self.media.insert(id.clone(), medium);
        let size = |data: &Data| {
            data.media
                .values()
                .map(|one| one.bytes.len())
                .sum::<usize>()
        };
        while size(self) > KEPT_BYTES && self.media.len() > 1 {
            let oldest = self.media.iter().min_by_key(|(_, medium)| medium.order);
            let Some(oldest) = oldest.map(|(id, _)| id.clone()) else {
                break;
            };
            self.media.remove(&oldest);
        }
        id
    }

    /// Keeps a request with its answer for the inspector.
    pub(super) fn log_request(&mut self, mut request: Json) {
        self.counter += 1;
        request["id"] = json!(self.counter);
        self.publish("request", &request);
        self.requests.push_back(request);
        if self.requests.len() > KEPT {
            self.requests.pop_front();
        }
    }

    /// Keeps a webhook for the inspector; the id finds the webhook again.
    pub(super) fn log_delivery(&mut self, mut delivery: Json) -> u64 {
        self.counter += 1;
        let id = self.counter;
        delivery["id"] = json!(id);
        self.publish("delivery", &delivery);
        self.deliveries.push_back(delivery);
        if self.deliveries.len() > KEPT {
            self.deliveries.pop_front();
        }
        id
    }

    /// Changes a webhook in the log.
    pub(super) fn change_delivery(&mut self, id: u64, change: impl FnOnce(&mut Json)) {
        let mut deliveries = self.deliveries.iter_mut();
        let found = deliveries.find(|delivery| delivery["id"] == json!(id));
        if let Some(delivery) = found {
            change(delivery);
            let json = delivery.clone();
            self.publish("delivery", &json);
        }
    }

    /// Sends an event to every open page.
    pub(super) fn publish(&mut self, kind: &str, content: &Json) {
        let event = json!({ "kind": kind, "content": content });
        self.listeners
            .retain(|listener| listener.send(event.clone()).is_ok());
    }

    /// Returns the events from now on.
    pub(super) fn listen(&mut self) -> UnboundedReceiver<Json> {
        let (sender, receiver) = unbounded_channel();
        // The event with the complete state comes first, so that the page misses no change.
        let state = json!({ "kind": "state", "content": self.snapshot() });
        let _ = sender.send(state);
        self.listeners.push(sender);
        receiver
    }

    /// The complete state, for a page that opens.
    pub(super) fn snapshot(&self) -> Json {
        let now = now();
        json!({
            "contacts": self.contacts.iter().map(|one| one.to_json(now)).collect::<Vec<_>>(),
            "messages": self.messages.iter().map(Message::to_json).collect::<Vec<_>>(),
            "requests": self.requests,
            "deliveries": self.deliveries,
            "phone_number_id": self.phone_number_id,
            "webhook": self.webhook_json(),
        })
    }

    pub(super) fn webhook_json(&self) -> Json {
        json!({ "url": self.webhook.url, "is_verified": self.webhook.is_verified })
    }
}

/// The seconds since 1970.
pub(super) fn now() -> u64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    elapsed.unwrap_or_default().as_secs()
}

/// A client for webhooks. The bot is on this machine: no proxy, and no redirects, as the service.
fn bot_client() -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy();
    let client = client.redirect(reqwest::redirect::Policy::none());
    client.build().unwrap_or_default()
}
