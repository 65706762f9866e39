//! Deserializing unions: the generated types compared with `serde_derive`.
//!
//! The derived types have equal variants and fields; `tag` and `untagged` are serde's own ways to
//! select a variant.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::struct_field_names,
    dead_code
)]

use divan::{Bencher, black_box};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use whatsapp_cloud::types;

const TAG_FIRST: &str = r#"{"type":"location","messaging_product":"whatsapp","recipient_type":"individual","to":"16505551234","context":{"message_id":"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUYzMjEzNDM2RTZGQ0MzMDJBRgA="},"location":{"latitude":37.758056,"longitude":-122.425332,"name":"Head office","address":"1 Example Way, Menlo Park, CA 94025"}}"#;
const TAG_LAST: &str = r#"{"messaging_product":"whatsapp","recipient_type":"individual","to":"16505551234","context":{"message_id":"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQUYzMjEzNDM2RTZGQ0MzMDJBRgA="},"location":{"latitude":37.758056,"longitude":-122.425332,"name":"Head office","address":"1 Example Way, Menlo Park, CA 94025"},"type":"location"}"#;

fn main() {
    divan::main();
}

macro_rules! derived {
    ($($name:ident { $payload:ident: $type:ty })*) => { $(
        #[derive(Clone, Debug, Serialize, Deserialize)]
        struct $name {
            messaging_product: String,
            to: String,
            recipient_type: Option<RecipientType>,
            context: Option<Context>,
            biz_opaque_callback_data: Option<String>,
            recipient_identity_key_hash: Option<String>,
            $payload: $type,
        }
    )* };
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RecipientType {
    Individual,
    Group,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Context {
    message_id: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Location {
    latitude: f64,
    longitude: f64,
    name: Option<String>,
    address: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Payload {
    id: Option<String>,
    link: Option<String>,
    caption: Option<String>,
    body: Option<String>,
}

derived! {
    Text { text: Payload }
    Audio { audio: Payload }
    Document { document: Payload }
    Image { image: Payload }
    Video { video: Payload }
    Sticker { sticker: Payload }
    Reaction { reaction: Payload }
    Interactive { interactive: Payload }
    Template { template: Payload }
    Contacts { contacts: Vec<Payload> }
    Place { location: Location }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Tagged {
    Text(Text),
    Audio(Audio),
    Document(Document),
    Image(Image),
    Location(Place),
    Video(Video),
    Sticker(Sticker),
    Reaction(Reaction),
    Interactive(Interactive),
    Template(Template),
    Contacts(Contacts),
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Receipt {
    messaging_product: String,
    status: String,
    message_id: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Receipt(Receipt),
    Message(Tagged),
}

fn read<T: DeserializeOwned>(bencher: Bencher, order: &str) {
    let json = match order {
        "tag first" => TAG_FIRST,
        _ => TAG_LAST,
    };
    bencher
        .counter(divan::counter::BytesCount::of_str(json))
        .bench(|| serde_json::from_str::<T>(black_box(json)).unwrap());
}

#[divan::bench(args = ["tag first", "tag last"])]
fn tagged_generated(bencher: Bencher, order: &str) {
    read::<types::Message>(bencher, order);
}

#[divan::bench(args = ["tag first", "tag last"])]
fn tagged_derived(bencher: Bencher, order: &str) {
    read::<Tagged>(bencher, order);
}

#[divan::bench(args = ["tag first", "tag last"])]
fn untagged_generated(bencher: Bencher, order: &str) {
    read::<types::SendMessageRequest>(bencher, order);
}

#[divan::bench(args = ["tag first", "tag last"])]
fn untagged_derived(bencher: Bencher, order: &str) {
    read::<Untagged>(bencher, order);
}

/// Validates a message, for comparison with the cost of sending.
#[divan::bench]
fn validate(bencher: Bencher) {
    let message: types::SendMessageRequest = serde_json::from_str(TAG_FIRST).unwrap();
    bencher.bench(|| black_box(&message).validate().unwrap());
}
