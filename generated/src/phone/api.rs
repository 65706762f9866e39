//! The paths of the Graph API.

use super::answer::Answer;
use super::page::MAX_BODY;
use super::state::{Shared, now};
use super::{judge, media, send, subscriptions, templates, users, webhook};
use crate::fake::{self, Judged};
use crate::runtime::wire::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A request of the business, read to the end.
struct Received {
    method: Method,
    /// The segments of the path after the version.
    path: Vec<String>,
    query: BTreeMap<String, String>,
    /// The body: JSON, or the fields of a form.
    body: Json,
    judged: Judged,
}

/// Answers a request with a path of the Graph API.
pub(super) async fn answer(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let trace = shared.data().number();
    let Ok(bytes) = to_bytes(body, MAX_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if !has_token(&parts.headers) {
        let details = "The header `Authorization` needs `Bearer` and a token.";
        return Answer::error(190, details).into_response(trace);
    }
    if parts
        .uri
        .path()
        .starts_with("/whatsapp_business/attachments")
    {
        return download(&shared, parts.uri.query());
    }
    let request = Request::from_parts(parts, bytes);
    let uri = request.uri();
    let Some(received) = read(&request) else {
        let details = format!("`{}` is no path of the Graph API.", uri.path());
        return Answer::error(2500, details).into_response(trace);
    };
    let (answer, violations) = judge_and_answer(&shared, &received);
    shared.data().log_request(json!({
        "time": now(), "method": received.method.as_str(), "path": uri.to_string(),
        "body": received.body, "violations": violations,
        "status": answer.status.as_u16(), "answer": answer.body,
    }));
    answer.into_response(trace)
}

fn has_token(headers: &HeaderMap) -> bool {
    let value = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.split_once(' '));
    token.is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
}

/// Reads the path `/v25.0/…`, the query and the body.
fn read(request: &Request<Bytes>) -> Option<Received> {
    let mut path = request.uri().path().trim_matches('/').split('/');
    let version = path.next()?.strip_prefix('v')?;
    let is_version = version.split('.').all(|part| part.parse::<u32>().is_ok());
    let mut judged = fake::judge(request);
    let body = serde_json::from_slice(request.body()).ok();
    is_version.then(|| Received {
        method: request.method().clone(),
        path: path.map(str::to_owned).collect(),
        query: query(request.uri().query()),
        body: body.or(judged.body.take()).unwrap_or_default(),
        judged,
    })
}

fn query(query: Option<&str>) -> BTreeMap<String, String> {
    let url = format!("http://phone/?{}", query.unwrap_or_default());
    let url = reqwest::Url::parse(&url).ok();
    let pairs = url.iter().flat_map(reqwest::Url::query_pairs);
    pairs
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

fn download(shared: &Shared, text: Option<&str>) -> Response {
    let id = query(text).remove("mid").unwrap_or_default();
    let found = shared.data().media.get(&id).cloned();
    match found {
        Some(medium) => ([(header::CONTENT_TYPE, medium.mime_type)], medium.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Returns the answer, and the violations of the body for the inspector.
fn judge_and_answer(shared: &Arc<Shared>, received: &Received) -> (Answer, Vec<Json>) {
    let violations = judge::violations(&received.judged);
    if !violations.is_empty() {
        return (judge::refusal(&violations), violations);
    }
    (dispatch(shared, received), Vec::new())
}

fn dispatch(shared: &Arc<Shared>, received: &Received) -> Answer {
    let Received { body, query, .. } = received;
    let path: Vec<&str> = received.path.iter().map(String::as_str).collect();
    match (received.method.as_str(), path.as_slice()) {
        ("POST", [id, "messages"]) => send::answer(shared, id, body),
        ("POST", [id, "marketing_messages"]) => send::marketing(shared, id, body),
        ("POST", [_, "media"]) => media::upload(shared, body, &received.judged.files),
        ("POST", [_, "block_users"]) => users::change(shared, body, true),
        ("DELETE", [_, "block_users"]) => users::change(shared, body, false),
        ("GET", [_, "block_users"]) => users::list(shared),
        ("GET", [_, "message_templates"]) => templates::list(&shared.data(), query),
        ("POST", [_, "message_templates"]) => templates::create(shared, body),
        ("DELETE", [_, "message_templates"]) => templates::delete(&mut shared.data(), query),
        ("GET", [_, "whatsapp_business_profile"]) => {
            Answer::ok(json!({ "data": [shared.data().profile] }))
        }
        ("POST", [_, "whatsapp_business_profile"]) => change_profile(shared, body),
        ("GET", [_, "phone_numbers"]) => {
            let number = phone_number(&shared.data().phone_number_id);
            Answer::ok(json!({ "data": [number] }))
        }
        ("GET", [_, "subscribed_apps"]) => subscriptions::list(&shared.data()),
        ("POST", [_, "subscribed_apps"]) => subscriptions::change(shared, body),
        ("DELETE", [_, "subscribed_apps"]) => subscriptions::reset(shared),
        ("POST", [_, "register" | "deregister" | "settings"]) => Answer::success(),
        ("POST", [_]) if body["webhook_configuration"].is_object() => {
            subscriptions::change(shared, &body["webhook_configuration"])
        }
        ("POST", [id]) => {
            let edited = templates::edit(&mut shared.data(), id, body);
            edited.unwrap_or_else(|| unknown(id))
        }
        ("GET", [id]) => get(shared, id),
        ("DELETE", [id]) => match shared.data().media.remove(*id) {
            Some(_) => Answer::success(),
            None => unknown(id),
        },
        (method, path) => {
            let path = path.join("/");
            Answer::error(2500, format!("The phone does not answer {method} {path}."))
        }
    }
}

/// The object with an id: a file, a template, or a phone number.
fn get(shared: &Shared, id: &str) -> Answer {
    let data = shared.data();
    let found = media::lookup(&data, &shared.url, id);
    let found = found.or_else(|| templates::get(&data, id));
    match found {
        Some(answer) => answer,
        None if id == data.phone_number_id => Answer::ok(phone_number(id)),
        None if id == webhook::ACCOUNT_ID => Answer::ok(json!({ "id": id })),
        None => unknown(id),
    }
}

fn unknown(id: &str) -> Answer {
    let mut answer = Answer::error(100, format!("Object with ID '{id}' does not exist."));
    answer.body["error"]["error_subcode"] = json!(33);
    answer
}

fn phone_number(id: &str) -> Json {
    json!({
        "id": id, "display_phone_number": "+1 555-078-3881", "verified_name": "Test business",
        "quality_rating": "GREEN", "code_verification_status": "VERIFIED",
        "platform_type": "CLOUD_API", "throughput": { "level": "STANDARD" },
    })
}

fn change_profile(shared: &Shared, body: &Json) -> Answer {
    let mut data = shared.data();
    for (name, value) in body.as_object().into_iter().flatten() {
        data.profile[name] = value.clone();
    }
    Answer::success()
}
