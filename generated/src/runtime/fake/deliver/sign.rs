//! Signatures of webhooks.

use crate::runtime::webhooks::{GitHub, Meta, Scheme, StandardWebhooks, Stripe};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt::Write as _;

/// A scheme that signs webhooks, the inverse of a verifier.
pub trait Sign: Scheme {
    /// The headers of a request: signature, id, time, and the name of the event.
    fn headers(
        key: &[u8],
        id: &str,
        time: u64,
        event: Option<&str>,
        body: &[u8],
    ) -> Vec<(&'static str, String)>;
}

impl Sign for Meta {
    fn headers(
        key: &[u8],
        _: &str,
        _: u64,
        _: Option<&str>,
        body: &[u8],
    ) -> Vec<(&'static str, String)> {
        vec![("x-hub-signature-256", sha256(key, body))]
    }
}

impl Sign for GitHub {
    fn headers(
        key: &[u8],
        id: &str,
        _: u64,
        event: Option<&str>,
        body: &[u8],
    ) -> Vec<(&'static str, String)> {
        let event = event.unwrap_or("ping").to_owned();
        vec![
            ("x-hub-signature-256", sha256(key, body)),
            ("x-github-delivery", id.to_owned()),
            ("x-github-event", event),
        ]
    }
}

impl Sign for Stripe {
    fn headers(
        key: &[u8],
        _: &str,
        time: u64,
        _: Option<&str>,
        body: &[u8],
    ) -> Vec<(&'static str, String)> {
        let signature = hex(&mac(key, &format!("{time}."), body));
        vec![("stripe-signature", format!("t={time},v1={signature}"))]
    }
}

impl Sign for StandardWebhooks {
    fn headers(
        key: &[u8],
        id: &str,
        time: u64,
        _: Option<&str>,
        body: &[u8],
    ) -> Vec<(&'static str, String)> {
        let signature = STANDARD.encode(mac(key, &format!("{id}.{time}."), body));
        vec![
            ("webhook-id", id.to_owned()),
            ("webhook-timestamp", time.to_string()),
            ("webhook-signature", format!("v1,{signature}")),
        ]
    }
}

fn mac(key: &[u8], prefix: &str, body: &[u8]) -> [u8; 32] {
    let mac = Hmac::<Sha256>::new_from_slice(key);
    let mac = mac.expect("HMAC accepts keys of every length");
    let mac = mac.chain_update(prefix).chain_update(body);
    mac.finalize().into_bytes().into()
}

fn sha256(key: &[u8], body: &[u8]) -> String {
    format!("sha256={}", hex(&mac(key, "", body)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::runtime::webhooks::Verifier;

    fn check<S: Sign>(secret: &str) {
        let verifier = Verifier::<S>::new(secret).unwrap();
        let now = std::time::SystemTime::now();
        let time = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let key = S::key(secret).unwrap();
        let headers = S::headers(&key, "1", time, Some("a"), b"{}");
        verifier.verify(&headers, b"{}").unwrap();
        assert!(verifier.verify(&headers, b"{ }").is_err());
    }

    #[test]
    fn signs_for_the_verifier() {
        check::<Meta>("secret");
        check::<GitHub>("secret");
        check::<Stripe>("whsec_secret");
        check::<StandardWebhooks>("whsec_c2VjcmV0");
    }
}
