//! Replies without a script: an example of the spec, or a value built from the rules.

use crate::runtime::fake::build;
use crate::runtime::fake::events;
use crate::runtime::fake::headers;
use crate::runtime::fake::reply::{Content, Declared, Reply, declared, select};
use crate::runtime::fake::schema::Schema;
use crate::runtime::fake::table::{Format, Payload, Route};
use crate::runtime::rules::Rules;
use crate::runtime::wire::{Json, Typed};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

/// The property names for the message of an error.
const MESSAGES: [&str; 6] = [
    "message",
    "detail",
    "title",
    "error_description",
    "error",
    "description",
];

/// The reply of a service that follows the spec. The error names the reason why no reply exists.
pub(super) fn reply(route: &Route, accept: Option<&HeaderValue>) -> Result<Reply, String> {
    if let Some((stream, rules)) = &route.events {
        let only_events = route.endpoint.accept == stream.accept;
        let wanted = accept.is_some_and(|accept| accept == stream.accept);
        if wanted && (!only_events || is_event_stream(route)) {
            return match build::value(&Schema(vec![rules()])) {
                Some(event) => {
                    let mut reply = Reply::events(vec![event]);
                    reply.headers = headers::declared(route);
                    Ok(reply)
                }
                None => Err(unbuildable(route, "event")),
            };
        }
    }
    let declared = declared(route);
    let successes = declared.iter().filter(|one| one.is_success);
    let mut replies = successes.filter_map(|one| {
        let content = content(one.payload)?;
        let mut reply = Reply::empty();
        reply.status = Some(one.status());
        reply.content = content;
        reply.headers = headers::declared(route);
        Some(reply)
    });
    replies.next().ok_or_else(|| unbuildable(route, "response"))
}

/// Returns true if the first successful response is the event stream.
fn is_event_stream(route: &Route) -> bool {
    let media_type = route.events.as_ref().map(|(stream, _)| stream.media_type);
    let first = (route.responses)().first().map(|key| key.media_type);
    first == media_type
}

fn unbuildable(route: &Route, what: &str) -> String {
    format!(
        "the fake server found no valid {what} of `{}`: the spec has no valid example, and no value \
         built from the schema is valid; set a reply with `on::<…>().reply(…)`",
        route.endpoint.id
    )
}

/// The example, or a value built from the rules.
fn content(payload: &Payload) -> Option<Content> {
    Some(match payload.format {
        Format::None => Content::None,
        Format::Text | Format::Form => Content::Text("text".to_owned()),
        Format::Bytes | Format::Multipart => Content::Bytes(Bytes::from_static(b"bytes")),
        Format::Json => Content::Json(json(payload)?, None),
    })
}

fn json(payload: &Payload) -> Option<Json> {
    let schema = Schema(vec![(payload.rules)()]);
    let example = payload
        .example
        .and_then(|text| serde_json::from_str(text).ok());
    let example = example.filter(|value| schema.is_valid(value));
    example.or_else(|| build::value(&schema))
}

/// The error response of an operation, in the error type of the spec if possible.
pub(super) fn error(route: Option<&Route>, status: StatusCode, message: &str) -> Reply {
    let declared = route.map(declared).unwrap_or_default();
    let failures = || declared.iter().filter(|one| !one.is_success);
    let named = failures()
        .filter(|one| one.precision(status).is_some())
        .min_by_key(|one| one.precision(status));
    let reply = |content: Content| {
        let mut reply = Reply::empty();
        reply.status = Some(status);
        reply.content = content;
        reply
    };
    if named.is_some_and(|one| one.payload.format == Format::None) {
        return reply(Content::None);
    }
    let json_failure = |one: &&Declared| one.payload.format == Format::Json;
    let payload = named
        .filter(json_failure)
        .or_else(|| failures().find(json_failure));
    let rules = match payload {
        Some(one) => (one.payload.rules)(),
        None => default_error(),
    };
    let found = payload.and_then(|one| json(one.payload));
    let found = found.or_else(|| build::value(&Schema(vec![rules])));
    let body = found
        .filter(Json::is_object)
        .map(|body| with_message(body, message, rules));
    let body = body.unwrap_or_else(|| serde_json::json!({ "error": message }));
    reply(Content::Json(body, None))
}

fn default_error() -> Rules {
    <crate::operations::DefaultError as Typed>::rules()
}

/// Writes the message into the first property for messages, if the result is valid.
fn with_message(body: Json, message: &str, rules: Rules) -> Json {
    let mut changed = body.clone();
    let is_empty = body.as_object().is_some_and(serde_json::Map::is_empty);
    if is_empty && let Some(members) = changed.as_object_mut() {
        members.insert("error".to_owned(), message.into());
    } else if let Some(text) = message_of(&mut changed, 3) {
        message.clone_into(text);
    }
    match Schema(vec![rules]).is_valid(&changed) {
        true => changed,
        false => body,
    }
}

fn message_of(body: &mut Json, depth: usize) -> Option<&mut String> {
    let members = body.as_object_mut()?;
    let name = MESSAGES
        .iter()
        .find(|name| members.get(**name).is_some_and(Json::is_string));
    if let Some(name) = name {
        return match members.get_mut(*name) {
            Some(Json::String(text)) => Some(text),
            _ => None,
        };
    }
    let mut values = members.values_mut();
    values.find_map(|value| message_of(value, depth.checked_sub(1)?))
}

/// Turns a reply into a response. `None` if the spec does not declare the reply.
pub(super) fn response(route: Option<&Route>, reply: Reply) -> Option<Response<Bytes>> {
    let declared = route.map(declared).unwrap_or_default();
    let selected = select(&reply, &declared);
    let (body, media_type) = match (reply.content, selected) {
        (Content::None, _) => (Bytes::new(), ""),
        (Content::Json(Json::String(text), Some(_)), Some(one))
            if one.payload.format == Format::Text =>
        {
            (text.into(), one.media_type())
        }
        (Content::Json(json, _), selected) => {
            let media_type = selected.map(Declared::media_type);
            (
                json.to_string().into(),
                media_type.unwrap_or("application/json"),
            )
        }
        (Content::Text(text), selected) => {
            let media_type = selected.map(Declared::media_type);
            (text.into(), media_type.unwrap_or("text/plain"))
        }
        (Content::Bytes(bytes), selected) => {
            let media_type = selected.map(Declared::media_type);
            (bytes, media_type.unwrap_or("application/octet-stream"))
        }
        (Content::Events(all), _) => {
            let (stream, _) = route?.events.as_ref()?;
            let text: String = all
                .iter()
                .map(|one| events::write(stream.format, one))
                .collect();
            (text.into(), stream.media_type)
        }
    };
    let status = reply.status.or_else(|| selected.map(Declared::status));
    let mut response = Response::new(body);
    *response.status_mut() = status.unwrap_or(StatusCode::OK);
    let mut headers = HeaderMap::new();
    if !media_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    for (name, value) in &reply.headers {
        match name == CONTENT_TYPE {
            true => _ = headers.insert(name, value.clone()),
            false => _ = headers.append(name, value.clone()),
        }
    }
    *response.headers_mut() = headers;
    Some(response)
}

/// The value of the `Accept` header.
pub(super) fn accept(headers: &HeaderMap) -> Option<&HeaderValue> {
    headers.get(ACCEPT)
}
