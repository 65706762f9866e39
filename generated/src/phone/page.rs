//! The page of the phone: files, events, and the actions of the person.

use super::state::Shared;
use super::{media, person};
use crate::runtime::wire::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_core::Stream;
use serde_json::json;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::mpsc::UnboundedReceiver;

/// The largest document of the service.
pub(super) const MAX_BODY: usize = 101 << 20;
/// The page loads files of this machine only.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob: http://127.0.0.1:* \
    http://localhost:*; media-src 'self' blob: http://127.0.0.1:* http://localhost:*; \
    frame-ancestors 'none'";

/// The files of the page.
macro_rules! files {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("page/", $name)))),*] };
}

const FILES: &[(&str, &str)] = files! {
    "index.html"
    "style.css"
    "bubbles.css"
    "main.js"
    "dom.js"
    "icons.js"
    "text.js"
    "bubble.js"
    "media.js"
    "interactive.js"
    "template.js"
    "dialogs.js"
    "composer.js"
    "inspector.js"
    "snippets.js"
    "server.js"
};

/// The routes of the page.
pub(super) fn router() -> Router<Arc<Shared>> {
    let mut router = Router::new();
    for (name, text) in FILES {
        let (path, media_type) = match name.rsplit_once('.') {
            Some((_, "css")) => (format!("/{name}"), "text/css"),
            Some((_, "js")) => (format!("/{name}"), "text/javascript"),
            _ => ("/".to_owned(), "text/html"),
        };
        let headers = [
            (header::CONTENT_TYPE, format!("{media_type}; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
            (header::CACHE_CONTROL, "no-cache".to_owned()),
        ];
        router = router.route(&path, get(|| async { (headers, *text) }));
    }
    router
        .route("/phone/events", get(events))
        .route("/phone/state", get(state))
        .route("/phone/media/{id}", get(medium))
        .route("/phone/media", post(upload))
        .route("/phone/contacts", post(add_contact))
        .route("/phone/chats/{chat}/{action}", post(act))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn(refuse_foreign_pages))
}

/// Other pages of the browser reach the machine, too. A page of a different host cannot set the
/// header `x-phone`, and a host name that resolves to 127.0.0.1 is refused.
async fn refuse_foreign_pages(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_action = request.method() == "POST";
    if !is_local(headers) || is_action && !headers.contains_key(HeaderName::from_static("x-phone"))
    {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

async fn state(State(shared): State<Arc<Shared>>) -> Response {
    json(&shared.data().snapshot())
}

fn json(body: &Json) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response()
}

async fn events(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    let receiver = shared.data().listen();
    Sse::new(Events(receiver)).keep_alive(KeepAlive::default())
}

/// The changes of the state, as server-sent events.
struct Events(UnboundedReceiver<Json>);

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = self.0.poll_recv(context);
        event.map(|event| event.map(|event| Ok(Event::default().data(event.to_string()))))
    }
}

async fn medium(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    let found = shared.data().media.get(&id).cloned();
    match found {
        Some(medium) => {
            let headers = [
                (header::CONTENT_TYPE, medium.mime_type),
                // A stored page must not run scripts beside the phone.
                (header::CONTENT_SECURITY_POLICY, "sandbox".to_owned()),
            ];
            (headers, medium.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn upload(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let mime_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    match media::store(&shared, mime_type.unwrap_or_default(), body) {
        Ok(id) => json(&json!({ "id": id })),
        Err(reason) => (StatusCode::BAD_REQUEST, reason).into_response(),
    }
}

async fn add_contact(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    done(read(&body).and_then(|body| person::add(&shared, &body)))
}

async fn act(
    State(shared): State<Arc<Shared>>,
    Path((chat, action)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    done(read(&body).and_then(|body| person::act(&shared, &chat, &action, body)))
}

fn read(body: &[u8]) -> Result<Json, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

fn done(result: Result<(), String>) -> Response {
    match result {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(reason) => (StatusCode::BAD_REQUEST, reason).into_response(),
    }
}
