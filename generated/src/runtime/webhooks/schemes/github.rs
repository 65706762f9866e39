//! GitHub.

use super::sha256_header;
use crate::runtime::webhooks::{Headers, Rejected, Scheme, Signed};
use crate::runtime::wire::Json;

/// Signatures of GitHub: `X-Hub-Signature-256`. `X-GitHub-Event` names the event, and
/// `X-GitHub-Delivery` is the id.
#[derive(Debug)]
pub enum GitHub {}

impl Scheme for GitHub {
    // GitHub sends up to 25 MB.
    const MAX_BYTES: usize = 26 << 20;

    fn signed(headers: &dyn Headers) -> Result<Signed, Rejected> {
        Ok(Signed {
            signatures: vec![sha256_header(headers, "X-Hub-Signature-256")?],
            ..Signed::default()
        })
    }

    fn id(headers: &dyn Headers, _: &Json) -> Option<String> {
        headers.header("X-GitHub-Delivery").map(str::to_owned)
    }

    /// Returns a name such as `issues-opened`: GitHub's spec names webhooks by event and action.
    fn event(headers: &dyn Headers, body: &Json) -> Option<String> {
        let event = headers.header("X-GitHub-Event")?;
        Some(match body.get("action").and_then(Json::as_str) {
            Some(action) => format!("{event}-{action}"),
            None => event.to_owned(),
        })
    }
}
