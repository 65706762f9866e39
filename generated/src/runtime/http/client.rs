//! The client: server, credentials, connections and defaults.

use crate::runtime::http::builder::ClientBuilder;
use crate::runtime::http::clock::Clock;
use crate::runtime::http::operation::SecurityScheme;
use crate::runtime::http::request::invalid::Validation;
use crate::runtime::http::request::secret::Secret;
use crate::runtime::http::retry::{Budget, Retry};
use crate::runtime::rules::{Rule, Rules, Violations, validate_json};
use crate::runtime::wire::Json;
use http::HeaderMap;
use reqwest::Url;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::time::Duration;

/// An HTTP client for the API. Clones are cheap and share connections.
///
/// A client is immutable; settings of a single call are made on the [`Call`](crate::Call). `Debug`
/// output never contains secrets.
#[derive(Clone)]
pub struct Client {
    // A field, because a method could collide with the method of an operation.
    pub(crate) settings: Arc<Settings>,
}

/// The settings of a client.
pub(crate) struct Settings {
    pub(crate) http: reqwest::Client,
    pub(crate) base_url: Url,
    /// True if the caller set `base_url`, which then overrides the `servers` of operations.
    pub(crate) base_url_is_overridden: bool,
    pub(crate) plain_http: bool,
    pub(crate) secrets: Vec<(SecurityScheme, Secret)>,
    pub(crate) headers: HeaderMap,
    pub(crate) parameters: Vec<ClientParameter>,
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) validation: Validation,
    pub(crate) redirects: u32,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    pub(crate) clock: Arc<dyn Clock>,
}

/// A parameter shared by all operations.
pub(crate) struct ClientParameter {
    pub(crate) name: &'static str,
    pub(crate) value: Json,
    /// The rules of the last successful validation, to skip repeated validation.
    satisfied: AtomicPtr<Rule>,
}

impl ClientParameter {
    pub(crate) fn new(name: &'static str, value: Json) -> Self {
        ClientParameter {
            name,
            value,
            satisfied: AtomicPtr::default(),
        }
    }

    /// Validates the value, unless the last successful validation used equal rules.
    pub(crate) fn check(&self, rules: Rules) -> Result<(), Violations> {
        let table = rules.as_ptr().cast_mut();
        if self.satisfied.load(Ordering::Relaxed) != table {
            validate_json(&self.value, rules)?;
            self.satisfied.store(table, Ordering::Relaxed);
        }
        Ok(())
    }
}

impl Client {
    /// Returns a builder with the server and the defaults of the spec.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The URL of the service, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.settings.base_url.as_str().trim_end_matches('/')
    }
}

impl Settings {
    pub(crate) fn secret(&self, scheme: SecurityScheme) -> Option<&Secret> {
        let mut secrets = self.secrets.iter();
        secrets
            .find(|(candidate, _)| *candidate == scheme)
            .map(|(_, secret)| secret)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.settings;
        out.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("secrets", &settings.secrets)
            .field("headers", &settings.headers.keys().collect::<Vec<_>>())
            .field("timeout", &settings.timeout)
            .finish_non_exhaustive()
    }
}
