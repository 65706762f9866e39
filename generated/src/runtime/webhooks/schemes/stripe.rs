//! Stripe.

use super::{from_hex, required};
use crate::runtime::webhooks::{Headers, Rejected, Scheme, Signed};
use crate::runtime::wire::Json;

/// Signatures of Stripe: `Stripe-Signature: t=…,v1=…`. The secret is the signing secret of the
/// endpoint, as shown: `whsec_…`.
#[derive(Debug)]
pub enum Stripe {}

const SIGNATURE: &str = "Stripe-Signature";

impl Scheme for Stripe {
    // Stripe documents no limit; an event contains a single object.
    const MAX_BYTES: usize = 4 << 20;

    fn signed(headers: &dyn Headers) -> Result<Signed, Rejected> {
        let malformed = Rejected::MalformedHeader(SIGNATURE);
        let parts = required(headers, SIGNATURE)?.split(',');
        let mut time = None;
        let mut signatures = Vec::new();
        for (name, value) in parts.filter_map(|part| part.trim().split_once('=')) {
            match name {
                "t" => time = Some(value),
                "v1" => signatures.extend(from_hex(value)),
                _ => {}
            }
        }
        match time {
            Some(time) if !signatures.is_empty() => Ok(Signed {
                prefix: format!("{time}."),
                time: Some(time.parse().map_err(|_| malformed)?),
                signatures,
            }),
            _ => Err(malformed),
        }
    }

    fn id(_: &dyn Headers, body: &Json) -> Option<String> {
        body.get("id")?.as_str().map(str::to_owned)
    }
}
