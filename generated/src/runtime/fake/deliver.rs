//! Sends signed webhooks to the program under test.

mod sign;

use crate::runtime::fake::fault::mixed;
use crate::runtime::webhooks::{InvalidSecret, Scheme, Verifier};
use serde::Serialize;
pub use sign::Sign;
use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Posts webhooks to an address, signed like the service does. `Debug` prints no secret.
///
/// ```text
/// let webhooks = fake.webhooks::<Meta>("http://127.0.0.1:3000/webhook", "app secret")?;
/// let delivered = webhooks.repeats(1).retries(3, Duration::from_millis(50)).deliver(&body).await?;
/// assert_eq!(delivered.statuses, [Some(500), Some(200), Some(200)]);
/// ```
pub struct Webhooks<S> {
    url: String,
    secret: String,
    http: reqwest::Client,
    event: Option<String>,
    repeats: u32,
    retries: u32,
    wait: Duration,
    order: Option<u64>,
    sent: AtomicU64,
    scheme: PhantomData<fn() -> S>,
}

/// The delivery of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivered {
    /// The status of each attempt; `None` without a response.
    pub statuses: Vec<Option<u16>>,
}

impl Delivered {
    /// Returns true if the program accepted the webhook.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.statuses
            .last()
            .is_some_and(|status| is_success(*status))
    }
}

fn is_success(status: Option<u16>) -> bool {
    status.is_some_and(|status| (200..300).contains(&status))
}

impl<S: Sign> Webhooks<S> {
    pub(super) fn new(url: &str, secret: &str) -> Result<Self, InvalidSecret> {
        // Checks the secret.
        Verifier::<S>::new(secret)?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(20))
            .build();
        Ok(Webhooks {
            url: url.to_owned(),
            secret: secret.to_owned(),
            http: http.unwrap_or_default(),
            event: None,
            repeats: 0,
            retries: 0,
            wait: Duration::ZERO,
            order: None,
            sent: AtomicU64::new(0),
            scheme: PhantomData,
        })
    }

    /// Sets the name of the event, for schemes that send the name in a header.
    #[must_use]
    pub fn event(mut self, event: impl Into<String>) -> Self {
        self.event = Some(event.into());
        self
    }

    /// Sends each accepted webhook again: services deliver at least once.
    #[must_use]
    pub fn repeats(mut self, repeats: u32) -> Self {
        self.repeats = repeats;
        self
    }

    /// Sends a webhook again, after a wait, until the program accepts the webhook.
    #[must_use]
    pub fn retries(mut self, retries: u32, wait: Duration) -> Self {
        self.retries = retries;
        self.wait = wait;
        self
    }

    /// Changes the order of webhooks in [`deliver_all`](Webhooks::deliver_all), by a seed.
    #[must_use]
    pub fn reordered(mut self, seed: u64) -> Self {
        self.order = Some(seed);
        self
    }

    /// Delivers a webhook. All attempts have the same id.
    ///
    /// # Errors
    ///
    /// Returns an error if the body cannot be serialized.
    pub async fn deliver(&self, body: &impl Serialize) -> serde_json::Result<Delivered> {
        let body = serde_json::to_vec(body)?;
        let number = self.sent.fetch_add(1, Ordering::SeqCst);
        let id = format!("fake-{number}");
        let mut statuses = Vec::new();
        let (mut retries, mut repeats) = (self.retries, self.repeats);
        loop {
            let status = self.post(&id, &body).await;
            statuses.push(status);
            let rest = if is_success(status) {
                &mut repeats
            } else {
                &mut retries
            };
            if *rest == 0 {
                return Ok(Delivered { statuses });
            }
            *rest -= 1;
            if !is_success(status) {
                tokio::time::sleep(self.wait).await;
            }
        }
    }

    /// Delivers webhooks one by one.
    ///
    /// # Errors
    ///
    /// Returns an error if a body cannot be serialized.
    pub async fn deliver_all(
        &self,
        bodies: &[impl Serialize],
    ) -> serde_json::Result<Vec<Delivered>> {
        let mut order: Vec<usize> = (0..bodies.len()).collect();
        if let Some(seed) = self.order {
            order.sort_by_key(|index| mixed(seed, *index as u64));
        }
        let mut delivered = Vec::new();
        for index in order {
            delivered.push((index, self.deliver(&bodies[index]).await?));
        }
        delivered.sort_by_key(|(index, _)| *index);
        Ok(delivered.into_iter().map(|(_, one)| one).collect())
    }

    /// Posts a body, and returns the status of the response.
    async fn post(&self, id: &str, body: &[u8]) -> Option<u16> {
        let time = SystemTime::now().duration_since(UNIX_EPOCH);
        let time = time.unwrap_or_default().as_secs();
        let key = S::key(&self.secret).ok()?;
        let headers = S::headers(&key, id, time, self.event.as_deref(), body);
        let request = self.http.post(&self.url).body(body.to_vec());
        let request = request.header("content-type", "application/json");
        let request = headers.into_iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        let response = request.send().await.ok()?;
        Some(response.status().as_u16())
    }
}

impl<S: Scheme> fmt::Debug for Webhooks<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Webhooks")
            .field("url", &self.url)
            .field("repeats", &self.repeats)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}
