//! Webhooks: requests from the service.

use super::{Docs, Type};

/// The webhooks of the spec.
#[derive(Debug, Default)]
pub struct Webhooks {
    /// The scheme of the signatures: a type in `runtime::webhooks`.
    pub scheme: Option<&'static str>,
    /// The path of a hand-written type of updates, in place of an enum of the requests.
    pub update: Option<String>,
    /// The requests with JSON bodies, in the order of the spec.
    pub requests: Vec<Webhook>,
}

/// A webhook with a JSON body.
#[derive(Debug)]
pub struct Webhook {
    /// The name in the spec.
    pub event: String,
    /// The variant in the enum of updates.
    pub variant: String,
    /// The type of the body.
    pub ty: Type,
    /// The documentation.
    pub docs: Docs,
}
