//! The router: status codes, time limit, repetitions.

use super::{SECRET, TOKEN, body, call, message, signed, status, text};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use whatsapp_cloud::webhooks::{
    Deduplicate, Deduplicator, Delivery, Progress, Receiver, StoreError, Update, Verifier, router,
};

type Taken = Arc<Mutex<Vec<String>>>;

fn verifier() -> Verifier {
    let verifier = Verifier::new(SECRET).unwrap();
    verifier.with_verify_token(TOKEN).unwrap()
}

fn texts(delivery: &Delivery) -> Vec<String> {
    let texts = delivery.updates().iter().map(|update| match update {
        Update::Message(message) => message.text().unwrap_or_default().to_owned(),
        other => format!("{other:?}"),
    });
    texts.collect()
}

fn post(texts: &[&str]) -> Vec<u8> {
    let messages = texts
        .iter()
        .map(|text| message(&format!("wamid.{text}"), text));
    body(&messages.collect(), &json!([])).to_string().into()
}

/// A router whose handler fails for a delivery with the text `fail`, panics for `panic`, and never
/// ends for `stall`.
fn fallible(taken: &Taken) -> Router {
    let taken = Arc::clone(taken);
    let attempts = Arc::new(AtomicUsize::new(0));
    let handler = move |delivery: Delivery| {
        let (taken, attempts) = (Arc::clone(&taken), Arc::clone(&attempts));
        async move {
            let texts = texts(&delivery);
            let is_first = attempts.fetch_add(1, Ordering::SeqCst) == 0;
            match texts[0].as_str() {
                "fail" if is_first => return Err("the queue is full"),
                "panic" if is_first => panic!("a bug in the handler"),
                "stall" if is_first => std::future::pending::<()>().await,
                _ => {}
            }
            taken.lock().unwrap().extend(texts);
            Ok(())
        }
    };
    let receiver = Receiver::new(verifier(), handler);
    receiver
        .with_timeout(Duration::from_millis(100))
        .into_router()
}

#[tokio::test]
async fn answers_200_after_the_handler_took_the_delivery() {
    let taken = Taken::default();
    let router = fallible(&taken);
    assert_eq!(status(&router, signed(post(&["a", "b"]))).await, 200);
    assert_eq!(*taken.lock().unwrap(), ["a", "b"]);
    // Repetitions, alone and together with a new update.
    assert_eq!(status(&router, signed(post(&["b"]))).await, 200);
    assert_eq!(
        status(&router, signed(post(&["b", "c", "c", "a"]))).await,
        200
    );
    assert_eq!(*taken.lock().unwrap(), ["a", "b", "c"]);
    // A body without updates, and an unreadable body with a valid signature.
    assert_eq!(status(&router, signed(r#"{"entry":[]}"#)).await, 200);
    assert_eq!(status(&router, signed("{")).await, 200);
    assert_eq!(taken.lock().unwrap().len(), 4);
}

#[tokio::test]
async fn hands_updates_over_again_after_a_failure() {
    for (first, code) in [("fail", 500), ("panic", 500), ("stall", 503)] {
        let taken = Taken::default();
        let router = fallible(&taken);
        let body = post(&[first, "b"]);
        assert_eq!(status(&router, signed(body.clone())).await, code, "{first}");
        assert_eq!(taken.lock().unwrap().len(), 0);
        assert_eq!(status(&router, signed(body)).await, 200, "{first}");
        assert_eq!(*taken.lock().unwrap(), [first, "b"]);
    }
}

#[tokio::test]
async fn postpones_a_repetition_while_the_first_is_in_work() {
    let taken = Taken::default();
    let router = fallible(&taken);
    let first = tokio::spawn({
        let router = router.clone();
        async move { status(&router, signed(post(&["stall"]))).await }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    // A response of 200 here would lose the update, since the first attempt fails.
    assert_eq!(status(&router, signed(post(&["new", "stall"]))).await, 503);
    assert_eq!(first.await.unwrap(), 503);
    assert_eq!(status(&router, signed(post(&["new", "stall"]))).await, 200);
    assert_eq!(*taken.lock().unwrap(), ["new", "stall"]);
}

#[tokio::test]
async fn rejects_wrong_signatures_and_large_bodies() {
    let taken = Taken::default();
    let router = fallible(&taken);
    let request = |signature: Option<&str>, body: &str| {
        let mut request = Request::post("/");
        if let Some(signature) = signature {
            request = request.header("X-Hub-Signature-256", signature);
        }
        request.body(Body::from(body.to_owned())).unwrap()
    };
    let other = super::signature("a different secret", b"{}");
    for signature in [None, Some(""), Some("sha256=00"), Some(other.as_str())] {
        let response = call(&router, request(signature, "{}")).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{signature:?}");
        assert_eq!(text(response).await, "");
    }
    let large = vec![b' '; (4 << 20) + 1];
    assert_eq!(
        status(&router, signed(large)).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    // Without `Content-Length`.
    let (parts, body) = signed(vec![b' '; (4 << 20) + 1]).into_parts();
    let body = Body::new(Chunked(body));
    let request = Request::from_parts(parts, body);
    assert_eq!(
        status(&router, request).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    // An announced length above the limit is rejected before the body arrives.
    let mut announced = signed("{}");
    announced
        .headers_mut()
        .insert("content-length", "5000000".parse().unwrap());
    assert_eq!(
        status(&router, announced).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(taken.lock().unwrap().len(), 0);
}

/// A body of unknown length.
struct Chunked(Body);

impl http_body::Body for Chunked {
    type Data = axum::body::Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        std::pin::Pin::new(&mut self.0).poll_frame(context)
    }
}

#[tokio::test]
async fn answers_the_challenge() {
    let router = fallible(&Taken::default());
    let get = |query: &str| {
        Request::get(format!("/?{query}"))
            .body(Body::empty())
            .unwrap()
    };
    let right = format!("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={TOKEN}");
    let response = call(&router, get(&right)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let content_type = response.headers()["content-type"].clone();
    assert_eq!(content_type, "text/plain; charset=utf-8");
    assert_eq!(text(response).await, "1158201444");
    assert_eq!(status(&router, get(&right.replace(TOKEN, "x"))).await, 403);
    assert_eq!(status(&router, get("")).await, 403);
    let other = Request::put("/").body(Body::empty()).unwrap();
    assert_eq!(status(&router, other).await, 405);
}

#[tokio::test]
async fn nests_below_a_path() {
    let taken = Taken::default();
    let receiver = {
        let taken = Arc::clone(&taken);
        router(verifier(), move |delivery: Delivery| {
            taken.lock().unwrap().extend(texts(&delivery));
            async { Ok::<(), &str>(()) }
        })
    };
    let nested = Router::new().nest("/webhook", receiver);
    let mut request = signed(post(&["a"]));
    *request.uri_mut() = "/webhook".parse().unwrap();
    assert_eq!(status(&nested, request).await, 200);
    assert_eq!(*taken.lock().unwrap(), ["a"]);
}

/// A store with a broken connection.
struct Broken;

impl Deduplicate for Broken {
    async fn begin(&self, _: &str) -> Result<Progress, StoreError> {
        Err("connection refused".into())
    }

    async fn finish(&self, _: &str) -> Result<(), StoreError> {
        Err("connection refused".into())
    }

    async fn abandon(&self, _: &str) -> Result<(), StoreError> {
        Err("connection refused".into())
    }
}

#[tokio::test]
async fn uses_the_given_store() {
    let handler = |_: Delivery| async { Ok::<(), &str>(()) };
    let broken = Receiver::new(verifier(), handler).with_deduplicator(Broken);
    let broken = broken.into_router();
    assert_eq!(status(&broken, signed(post(&["a"]))).await, 503);
    let seen = Arc::new(Deduplicator::new(10));
    let shared = Receiver::new(verifier(), handler).with_deduplicator(Arc::clone(&seen));
    assert_eq!(
        status(&shared.into_router(), signed(post(&["a"]))).await,
        200
    );
    assert!(!seen.is_new("message/wamid.a"));
}
