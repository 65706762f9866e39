//! Decodes events.

use super::{Event, EventFormat, Streaming};
use crate::runtime::http::response::decode::{BodyError, decode_error, from_slice};
use crate::runtime::wire::{Json, Typed};

/// Decodes an event as `Op::Event`.
///
/// Services deviate from their specs: streams of JSON end with plain text such as `[DONE]`, and
/// some specs declare the schema of `data` as the schema of the event. Decoding therefore tries
/// several forms in order, and returns the first error if every form fails.
///
/// ```text
/// Data, Lines, Sequence   data as JSON; data as a string
/// Fields                  {event, id, retry, data: JSON}; {…, data: string}; data as JSON
/// FieldsText              {event, id, retry, data: string}
/// ```
///
/// In the HTML standard, an event without a field `event` has the type `message`: a schema with a
/// required property `event` gets the name.
pub(crate) fn decode<Op: Streaming>(
    form: EventFormat,
    event: &Event<Op>,
) -> Result<Op::Event, BodyError> {
    let data = event.data.as_str();
    match form {
        EventFormat::Text => from_json(text(data)),
        EventFormat::Data | EventFormat::Lines | EventFormat::Sequence => {
            from_slice(data.as_bytes()).or_else(|error| from_json(text(data)).map_err(|_| error))
        }
        EventFormat::FieldsText => from_fields(event, text(data)),
        EventFormat::Fields => {
            let json = serde_json::from_str(data).unwrap_or_else(|_| text(data));
            from_fields(event, json).or_else(|error| {
                from_fields(event, text(data))
                    .or_else(|_| from_slice(data.as_bytes()))
                    .map_err(|_: BodyError| error)
            })
        }
    }
}

fn text(data: &str) -> Json {
    Json::String(data.to_owned())
}

/// Decodes an object with a property for each field of the event.
fn from_fields<Op: Streaming>(event: &Event<Op>, data: Json) -> Result<Op::Event, BodyError> {
    if let Some(name) = &event.name {
        return from_json(event_object(event, Some(name), data));
    }
    from_json(event_object(event, None, data.clone()))
        .or_else(|error| from_json(event_object(event, Some("message"), data)).map_err(|_| error))
}

fn event_object<Op: Streaming>(event: &Event<Op>, name: Option<&str>, data: Json) -> Json {
    let fields = [("event", name), ("id", event.id.as_deref())];
    let fields = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), text(value?))));
    let milliseconds = event.retry.map(|retry| retry.as_millis());
    let retry = milliseconds.and_then(|retry| u64::try_from(retry).ok());
    let retry = retry.map(|retry| ("retry".to_owned(), retry.into()));
    fields
        .chain(retry)
        .chain([("data".to_owned(), data)])
        .collect()
}

fn from_json<T: Typed>(json: Json) -> Result<T, BodyError> {
    T::read(json).map_err(|error: serde_json::Error| decode_error(&error))
}
