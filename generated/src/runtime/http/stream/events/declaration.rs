//! The declaration of a streamed operation in the spec.

use super::frames::Framing;
use crate::runtime::http::operation::Operation;
use crate::runtime::wire::Typed;

/// An operation that can respond with a stream of events.
pub trait Streaming: Operation + 'static {
    /// The type of an event, from the schema of the response.
    type Event: Typed;

    /// The format of the stream.
    const EVENTS: EventStream;
}

/// The format of a stream of events.
#[derive(Clone, Copy, Debug)]
pub struct EventStream {
    /// The value of the `Accept` header.
    pub accept: &'static str,
    /// The media type of the response.
    pub media_type: &'static str,
    /// The framing of events, and the part of an event that the schema describes.
    pub format: EventFormat,
}

/// The framing of events, and the part of an event that the schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFormat {
    /// Server-sent events; the schema describes the JSON in `data`.
    Data,
    /// Server-sent events; the schema describes `data` as a string.
    Text,
    /// Server-sent events; the schema has a property for each field, and `data` is JSON.
    Fields,
    /// Server-sent events; the schema has a property for each field, and `data` is a string.
    FieldsText,
    /// A JSON text on each line: NDJSON, JSON Lines.
    Lines,
    /// JSON texts, each after a record separator (RFC 7464).
    Sequence,
}

impl EventFormat {
    pub(crate) fn framing(self) -> Framing {
        match self {
            EventFormat::Data
            | EventFormat::Text
            | EventFormat::Fields
            | EventFormat::FieldsText => Framing::ServerSent,
            EventFormat::Lines => Framing::Lines,
            EventFormat::Sequence => Framing::Sequence,
        }
    }
}
