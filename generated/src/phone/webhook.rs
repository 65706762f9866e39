//! The bodies of webhooks, and their signatures.

use super::send::BUSINESS_NUMBER;
use crate::runtime::wire::Json;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;
use std::fmt::Write as _;

/// The id of the business account.
pub(super) const ACCOUNT_ID: &str = "102290129340398";

/// A webhook with a change of a field. Adds the business phone number to `value`.
pub(super) fn body(field: &str, phone_number_id: &str, mut value: Json) -> Json {
    value["messaging_product"] = json!("whatsapp");
    value["metadata"] = json!({
        "display_phone_number": BUSINESS_NUMBER, "phone_number_id": phone_number_id,
    });
    change(field, &value)
}

/// A webhook with a change of a field.
pub(super) fn change(field: &str, value: &Json) -> Json {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": ACCOUNT_ID, "changes": [{ "field": field, "value": value }] }],
    })
}

/// The value of the header `X-Hub-Signature-256`.
pub(super) fn signature(secret: &str, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mac = mac.expect("HMAC accepts keys of every length");
    let digest = mac.chain_update(body).finalize().into_bytes();
    digest.iter().fold("sha256=".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
