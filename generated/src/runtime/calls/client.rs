//! The client: server, credentials, connections and defaults.

use super::builder::ClientBuilder;
use super::clock::Clock;
use super::latest::Latest;
use super::operation::Scheme;
use super::retry::{Budget, Retry};
use super::secret::Secret;
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
pub struct Client(pub(super) Arc<Settings>);

/// The settings of a client.
pub(super) struct Settings {
    pub(super) http: reqwest::Client,
    pub(super) base_url: Url,
    /// True if the caller set `base_url`, which then overrides the `servers` of operations.
    pub(super) has_own_base_url: bool,
    pub(super) plain_http: bool,
    pub(super) secrets: Vec<(Scheme, Secret)>,
    pub(super) headers: HeaderMap,
    pub(super) parameters: Vec<Shared>,
    pub(super) timeout: Duration,
    pub(super) max_response_bytes: usize,
    pub(super) validates: bool,
    pub(super) retry: Retry,
    pub(super) budget: Budget,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) latest: Latest,
}

/// A parameter shared by all operations.
pub(super) struct Shared {
    pub(super) name: &'static str,
    pub(super) value: Json,
    /// The rules of the last successful validation, to skip repeated validation.
    satisfied: AtomicPtr<Rule>,
}

impl Shared {
    pub(super) fn new(name: &'static str, value: Json) -> Self {
        Shared {
            name,
            value,
            satisfied: AtomicPtr::default(),
        }
    }

    /// Validates the value, unless the last successful validation used equal rules.
    pub(super) fn check(&self, rules: Rules) -> Result<(), Violations> {
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
        self.0.base_url.as_str().trim_end_matches('/')
    }

    pub(super) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    pub(super) fn secret(&self, scheme: Scheme) -> Option<&Secret> {
        let mut secrets = self.0.secrets.iter();
        secrets
            .find(|(candidate, _)| *candidate == scheme)
            .map(|(_, secret)| secret)
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    pub(super) fn parameters(&self) -> &[Shared] {
        &self.0.parameters
    }

    pub(super) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(super) fn max_response_bytes(&self) -> usize {
        self.0.max_response_bytes
    }

    pub(super) fn validates(&self) -> bool {
        self.0.validates
    }

    pub(super) fn retry(&self) -> Retry {
        self.0.retry
    }

    pub(super) fn budget(&self) -> &Budget {
        &self.0.budget
    }

    pub(super) fn latest(&self) -> &Latest {
        &self.0.latest
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.0;
        out.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("secrets", &settings.secrets)
            .field("headers", &settings.headers.keys().collect::<Vec<_>>())
            .field("timeout", &settings.timeout)
            .finish_non_exhaustive()
    }
}
