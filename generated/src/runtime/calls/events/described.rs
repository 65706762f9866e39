//! What the description says of events, as data.

use super::super::operation::Operation;
use super::frames::Framing;
use crate::runtime::wire::Typed;

/// An operation that can answer with a series of events.
pub trait Streamed: Operation + 'static {
    /// What the description says of an event.
    type Event: Typed;

    /// How its events are read.
    const EVENTS: EventStream;
}

/// How events are asked for and read.
#[derive(Clone, Copy, Debug)]
pub struct EventStream {
    /// The media types to ask for, as the `Accept` header has them.
    pub accept: &'static str,
    /// The media type that they come in.
    pub media_type: &'static str,
    /// How they are cut and read.
    pub form: EventForm,
}

/// How events are cut out of a body, and what the description's type is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventForm {
    /// Server-sent events; the type is that of the JSON in their data.
    Data,
    /// Server-sent events; the type is that of their data as text.
    Text,
    /// Server-sent events; the type has members for their fields, and `data` is JSON.
    Whole,
    /// Server-sent events; the type has members for their fields, and `data` is text.
    WholeText,
    /// A JSON text on each line: NDJSON, JSON Lines.
    Lines,
    /// JSON texts that each begin with a record separator (RFC 7464).
    Sequence,
}

impl EventForm {
    pub(super) fn framing(self) -> Framing {
        match self {
            EventForm::Data | EventForm::Text | EventForm::Whole | EventForm::WholeText => {
                Framing::ServerSent
            }
            EventForm::Lines => Framing::Lines,
            EventForm::Sequence => Framing::Sequence,
        }
    }
}
