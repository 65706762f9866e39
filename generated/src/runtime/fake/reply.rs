//! Replies of the server.

use crate::runtime::fake::table::{Format, Payload, Route};
use crate::runtime::http::{ResponseKey, Status};
use crate::runtime::rules::validate_json;
use crate::runtime::wire::{Json, Typed};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use std::any::TypeId;

/// A reply of the server: a body, and a status and headers if they matter.
///
/// Without a status, the body decides: the first successful response of the operation with a body
/// of the type.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) content: Content,
}

/// The content of a reply.
#[derive(Clone, Debug)]
pub(super) enum Content {
    None,
    /// JSON with the Rust type, if known.
    Json(Json, Option<TypeId>),
    Text(String),
    Bytes(Bytes),
    /// Events, each as JSON.
    Events(Vec<Json>),
}

impl Reply {
    fn new(content: Content) -> Self {
        Reply {
            status: None,
            headers: HeaderMap::new(),
            content,
        }
    }

    /// Creates a reply without a body.
    #[must_use]
    pub fn empty() -> Self {
        Reply::new(Content::None)
    }

    /// Creates a reply with JSON that need not fit the spec.
    #[must_use]
    pub fn json(value: impl Into<Json>) -> Self {
        Reply::new(Content::Json(value.into(), None))
    }

    /// Creates a reply with a text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Reply::new(Content::Text(text.into()))
    }

    /// Creates a reply with bytes.
    #[must_use]
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Reply::new(Content::Bytes(bytes.into()))
    }

    pub(super) fn events(events: Vec<Json>) -> Self {
        Reply::new(Content::Events(events))
    }

    /// Sets the status.
    ///
    /// # Panics
    ///
    /// Panics unless the status is a number from 100 to 999.
    #[must_use]
    #[track_caller]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status_code(status));
        self
    }

    /// Adds a header.
    ///
    /// # Panics
    ///
    /// Panics if the name or the value is not valid in a header.
    #[must_use]
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("the name is a header name");
        let value: HeaderValue = value.parse().expect("the value is a header value");
        self.headers.append(name, value);
        self
    }
}

#[track_caller]
pub(super) fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).expect("the status is a number from 100 to 999")
}

/// A value that converts into a [`Reply`]: a type of the crate, bytes, a [`Reply`], or an
/// [`http::Response`] with one of these as the body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a reply",
    label = "not a reply",
    note = "reply with a value of the module `types`, with `Bytes`, or with an `http::Response`"
)]
pub trait IntoReply {
    /// Converts the value.
    fn into_reply(self) -> Reply;
}

impl<T: Typed + 'static> IntoReply for T {
    fn into_reply(self) -> Reply {
        if TypeId::of::<T>() == TypeId::of::<()>() {
            return Reply::empty();
        }
        let json = Json::from(self.node());
        Reply::new(Content::Json(json, Some(TypeId::of::<T>())))
    }
}

impl IntoReply for Bytes {
    fn into_reply(self) -> Reply {
        Reply::bytes(self)
    }
}

impl IntoReply for Reply {
    fn into_reply(self) -> Reply {
        self
    }
}

impl<T: IntoReply> IntoReply for Response<T> {
    fn into_reply(self) -> Reply {
        let (head, body) = self.into_parts();
        let mut reply = body.into_reply();
        reply.status = Some(head.status);
        reply.headers.extend(head.headers);
        reply
    }
}

/// A declared response of an operation.
pub(super) struct Declared {
    pub(super) key: ResponseKey,
    pub(super) payload: &'static Payload,
    pub(super) is_success: bool,
}

/// The declared responses of an operation, successful responses first.
pub(super) fn declared(route: &Route) -> Vec<Declared> {
    let keys = (route.responses)().into_iter().zip(route.payloads);
    let keys = keys.enumerate();
    keys.map(|(index, (key, payload))| Declared {
        key,
        payload,
        is_success: index < route.successes,
    })
    .collect()
}

impl Declared {
    /// The status to send.
    pub(super) fn status(&self) -> StatusCode {
        let code = match self.key.status {
            Status::Code(code) => code,
            Status::Codes(codes) => codes.first().copied().unwrap_or(200),
            Status::Class(class) => class * 100,
            Status::Default if self.is_success => 200,
            Status::Default => 500,
        };
        StatusCode::from_u16(code).unwrap_or(StatusCode::OK)
    }

    /// The media type to send, concrete even if the spec declares a range.
    pub(super) fn media_type(&self) -> &'static str {
        match self.key.media_type {
            "*/*" | "application/*" => "application/octet-stream",
            "image/*" => "image/png",
            "text/*" => "text/plain",
            "audio/*" => "audio/mpeg",
            "video/*" => "video/mp4",
            media_type => media_type,
        }
    }

    /// The rank of the match with a status: lower is more specific.
    pub(super) fn precision(&self, status: StatusCode) -> Option<u8> {
        let code = status.as_u16();
        match self.key.status {
            Status::Default => {
                let is_success = status.is_success() || status.is_redirection();
                (is_success == self.is_success).then_some(2)
            }
            Status::Class(_) => self.key.status.names(code).then_some(1),
            Status::Code(_) | Status::Codes(_) => self.key.status.names(code).then_some(0),
        }
    }

    fn accepts(&self, content: &Content) -> bool {
        let format = self.payload.format;
        match content {
            Content::None => format == Format::None,
            Content::Text(_) => format == Format::Text,
            Content::Bytes(_) => format == Format::Bytes,
            Content::Events(_) => false,
            Content::Json(Json::String(_), Some(_)) if format == Format::Text => true,
            Content::Json(json, _) => {
                format == Format::Json && validate_json(json, (self.payload.rules)()).is_ok()
            }
        }
    }

    fn has_type(&self, content: &Content) -> bool {
        matches!(content, Content::Json(_, Some(id)) if *id == (self.payload.type_id)())
    }
}

/// Selects the declared response for a reply: by status, type, then rules. `None` if the spec does
/// not declare the reply.
pub(super) fn select<'d>(reply: &Reply, declared: &'d [Declared]) -> Option<&'d Declared> {
    let fits = |one: &&Declared| match reply.status {
        Some(status) => one.precision(status).is_some(),
        None => one.is_success,
    };
    let rank = |one: &&Declared| reply.status.and_then(|status| one.precision(status));
    let candidates = || declared.iter().filter(fits);
    let typed = candidates().filter(|one| one.has_type(&reply.content));
    let accepting = candidates().filter(|one| one.accepts(&reply.content));
    typed
        .min_by_key(rank)
        .or_else(|| accepting.min_by_key(rank))
}
