//! Standard Webhooks: <https://www.standardwebhooks.com>.

use super::required;
use crate::runtime::webhooks::{Headers, InvalidSecret, Rejected, Scheme, Signed};
use crate::runtime::wire::Json;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Signatures of Standard Webhooks, version `v1`: the headers `webhook-id`, `webhook-timestamp` and
/// `webhook-signature`. A secret starts with `whsec_`.
#[derive(Debug)]
pub enum StandardWebhooks {}

const SIGNATURE: &str = "webhook-signature";
const TIME: &str = "webhook-timestamp";

impl Scheme for StandardWebhooks {
    // The specification recommends bodies below 20 kB.
    const MAX_BYTES: usize = 1 << 20;

    fn key(secret: &str) -> Result<Vec<u8>, InvalidSecret> {
        let encoded = secret.strip_prefix("whsec_").unwrap_or(secret);
        match STANDARD.decode(encoded) {
            Ok(key) if !key.is_empty() => Ok(key),
            _ => Err(InvalidSecret("is not Base64 with the prefix `whsec_`")),
        }
    }

    fn signed(headers: &dyn Headers) -> Result<Signed, Rejected> {
        let id = required(headers, "webhook-id")?;
        let time = required(headers, TIME)?;
        let all = required(headers, SIGNATURE)?.split(' ');
        let signatures = all.filter_map(|signature| {
            let decoded = STANDARD.decode(signature.strip_prefix("v1,")?).ok()?;
            decoded.try_into().ok()
        });
        let signatures: Vec<[u8; 32]> = signatures.collect();
        if signatures.is_empty() {
            return Err(Rejected::MalformedHeader(SIGNATURE));
        }
        Ok(Signed {
            prefix: format!("{id}.{time}."),
            time: Some(time.parse().map_err(|_| Rejected::MalformedHeader(TIME))?),
            signatures,
        })
    }

    fn id(headers: &dyn Headers, _: &Json) -> Option<String> {
        headers.header("webhook-id").map(str::to_owned)
    }
}
