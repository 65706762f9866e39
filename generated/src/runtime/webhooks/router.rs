//! A router for the web framework axum.

use super::{
    Deduplicate, Deduplicator, Delivery, Progress, ReadUpdates, Rejected, Scheme, StoreError,
    Verifier,
};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Creates a router that receives webhooks at `/`: `Router::new().nest("/webhook", router(…))`.
///
/// Short for [`Receiver::new`] and [`Receiver::into_router`].
pub fn router<S, U, H, F, E>(verifier: Verifier<S>, handler: H) -> Router
where
    S: Scheme,
    U: ReadUpdates,
    H: Fn(Delivery<U>) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Display + Send + 'static,
{
    Receiver::new(verifier, handler).into_router()
}

/// Receives requests: verifies, parses, drops repeated updates, and calls a handler.
///
/// | Response | Reason |
/// | --- | --- |
/// | 200 | the handler returned `Ok`, or every update was a repetition |
/// | 400 | the connection broke before the body was complete |
/// | 403 | wrong or missing signature |
/// | 408 | the body did not arrive within the time limit |
/// | 413 | the body exceeds the limit of the verifier |
/// | 500 | the handler returned an error or panicked |
/// | 503 | the time limit passed, a different request is handling an update, or the store failed |
///
/// After 500 and 503 the service sends the request again, and the handler gets the updates again.
/// A handler runs on if the service closes the connection, and is canceled at the time limit.
#[derive(Debug)]
pub struct Receiver<S, U, H, D = Deduplicator> {
    verifier: Verifier<S>,
    handler: H,
    seen: D,
    timeout: Duration,
    updates: PhantomData<fn() -> U>,
}

impl<S: Scheme, U: ReadUpdates, H> Receiver<S, U, H> {
    /// Creates a receiver with a [`Deduplicator`] for 100,000 updates and a time limit of ten
    /// seconds.
    pub fn new(verifier: Verifier<S>, handler: H) -> Self {
        Receiver {
            verifier,
            handler,
            seen: Deduplicator::default(),
            timeout: Duration::from_secs(10),
            updates: PhantomData,
        }
    }
}

impl<S: Scheme, U: ReadUpdates, H, D: Deduplicate> Receiver<S, U, H, D> {
    /// Sets the store for the keys of updates.
    pub fn with_deduplicator<N: Deduplicate>(self, seen: N) -> Receiver<S, U, H, N> {
        Receiver {
            verifier: self.verifier,
            handler: self.handler,
            seen,
            timeout: self.timeout,
            updates: PhantomData,
        }
    }

    /// Sets the time limit, for the arrival of the body and for the handler.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Creates a router that receives webhooks at `/`.
    pub fn into_router<F, E>(self) -> Router
    where
        H: Fn(Delivery<U>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Display + Send + 'static,
    {
        let methods = get(challenge::<S, U, H, D>).post(receive::<S, U, H, D, F, E>);
        Router::new().route("/", methods).with_state(Arc::new(self))
    }

    /// Reads the body and verifies the signature. The headers are checked first, so a request
    /// without a signature is rejected before its body is read.
    async fn verified(&self, headers: &HeaderMap, body: Body) -> Result<Delivery<U>, Response> {
        let rejected = |error: &Rejected| {
            #[cfg(feature = "tracing")]
            tracing::warn!(reason = %error, "webhook request rejected");
            StatusCode::from_u16(error.status())
                .unwrap_or(StatusCode::FORBIDDEN)
                .into_response()
        };
        S::signed(headers).map_err(|error| rejected(&error))?;
        let limit = self.verifier.max_bytes();
        let length = headers.get(header::CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|length| length > limit) {
            return Err(rejected(&Rejected::TooLarge { limit }));
        }
        let body = tokio::time::timeout(self.timeout, to_bytes(body, limit)).await;
        let body = body.map_err(|_| StatusCode::REQUEST_TIMEOUT.into_response())?;
        let body = body.map_err(|error| {
            // The error has no kind; its source is the limit or a broken connection.
            match is_over_limit(&error) {
                true => rejected(&Rejected::TooLarge { limit }),
                false => StatusCode::BAD_REQUEST.into_response(),
            }
        })?;
        let verified = self.verifier.verify(headers, &body);
        verified.map_err(|error| rejected(&error))?;
        Ok(match serde_json::from_slice(&body) {
            Ok(json) => {
                let (id, event) = (S::id(headers, &json), S::event(headers, &json));
                Delivery::new(id, event.as_deref(), json)
            }
            Err(error) => Delivery::of_text(&body, &error),
        })
    }
}

fn is_over_limit(error: &axum::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        if error.to_string() == "length limit exceeded" {
            return true;
        }
        source = error.source();
    }
    false
}

async fn challenge<S: Scheme, U, H, D>(
    State(receiver): State<Arc<Receiver<S, U, H, D>>>,
    request: Request,
) -> Response {
    if !S::HAS_CHALLENGE {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let query = request.uri().query().unwrap_or_default();
    let answer = receiver.verifier.answer(query);
    answer.map_or_else(
        || StatusCode::FORBIDDEN.into_response(),
        String::into_response,
    )
}

async fn receive<S, U, H, D, F, E>(
    State(receiver): State<Arc<Receiver<S, U, H, D>>>,
    request: Request,
) -> Response
where
    S: Scheme,
    U: ReadUpdates,
    H: Fn(Delivery<U>) -> F + Send + Sync + 'static,
    D: Deduplicate,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Display + Send + 'static,
{
    let (parts, body) = request.into_parts();
    let delivery = match receiver.verified(&parts.headers, body).await {
        Ok(delivery) => delivery,
        Err(response) => return response,
    };
    // Axum drops this future if the service closes the connection; the task finishes or
    // abandons the keys even then.
    let work = tokio::spawn(async move { hand_over(&receiver, delivery).await });
    work.await
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        .into_response()
}

/// Drops repeated updates and calls the handler for the rest.
async fn hand_over<S, U, H, D, F, E>(
    receiver: &Receiver<S, U, H, D>,
    mut delivery: Delivery<U>,
) -> StatusCode
where
    U: ReadUpdates,
    H: Fn(Delivery<U>) -> F,
    D: Deduplicate,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Display + Send + 'static,
{
    let keys: Vec<_> = delivery
        .keys()
        .map(|key| key.map(Cow::into_owned))
        .collect();
    let mut begun = BTreeMap::new();
    let status = match begin(&receiver.seen, &keys, &mut begun).await {
        Err(status) => status,
        Ok(()) => {
            delivery.retain(|index| match &keys[index] {
                Some(key) => begun.get(key.as_str()) == Some(&index),
                None => true,
            });
            match delivery.updates().is_empty() {
                true => StatusCode::OK,
                false => {
                    let work = tokio::spawn((receiver.handler)(delivery));
                    finished(work, receiver.timeout).await
                }
            }
        }
    };
    for key in begun.into_keys() {
        let result = match status {
            StatusCode::OK => receiver.seen.finish(key).await,
            _ => receiver.seen.abandon(key).await,
        };
        // The status stays: after a failure of the store, an update is at worst repeated.
        log_store_error(result);
    }
    status
}

/// Marks keys as running, and collects the new keys with the positions of their updates.
async fn begin<'k>(
    seen: &impl Deduplicate,
    keys: &'k [Option<String>],
    begun: &mut BTreeMap<&'k str, usize>,
) -> Result<(), StatusCode> {
    for (index, key) in keys.iter().enumerate() {
        let Some(key) = key.as_deref().filter(|key| !begun.contains_key(key)) else {
            continue;
        };
        match seen.begin(key).await {
            Ok(Progress::New) => {
                begun.insert(key, index);
            }
            Ok(Progress::Done) => {}
            Ok(Progress::Running) => return Err(StatusCode::SERVICE_UNAVAILABLE),
            Err(error) => {
                log_store_error(Err(error));
                return Err(StatusCode::SERVICE_UNAVAILABLE);
            }
        }
    }
    Ok(())
}

fn log_store_error(result: Result<(), StoreError>) {
    if let Err(error) = result {
        log("store of webhook keys failed", &error);
    }
}

fn log(message: &str, error: &dyn Display) {
    #[cfg(feature = "tracing")]
    tracing::error!(%error, "{message}");
    #[cfg(not(feature = "tracing"))]
    let _ = (message, error);
}

/// Waits for a handler up to the time limit.
async fn finished<E: Display>(mut work: JoinHandle<Result<(), E>>, limit: Duration) -> StatusCode {
    match tokio::time::timeout(limit, &mut work).await {
        Ok(Ok(Ok(()))) => StatusCode::OK,
        Ok(Ok(Err(error))) => {
            log("webhook handler failed", &error);
            StatusCode::INTERNAL_SERVER_ERROR
        }
        Ok(Err(_panic)) => StatusCode::INTERNAL_SERVER_ERROR,
        Err(_elapsed) => {
            work.abort();
            let _ = work.await;
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
