//! From an event to what the description says that it is.

use super::super::answer::{DecodeError, decode_error, from_slice};
use super::{Event, EventForm, Streamed};
use crate::runtime::wire::{Json, Typed};

/// Reads an event.
///
/// Services say more than the fields' types have words for: text where JSON is meant is how many end
/// their streams, and what one description calls the event another calls its data. So what cannot be
/// read in one way is read in the next, and only what can be read in none is an error, which tells of
/// the first.
pub(super) fn value<Op: Streamed>(
    form: EventForm,
    event: &Event<Op>,
) -> Result<Op::Event, DecodeError> {
    let data = event.data.as_str();
    match form {
        EventForm::Text => from_json(text(data)),
        EventForm::Data | EventForm::Lines | EventForm::Sequence => {
            from_slice(data.as_bytes()).or_else(|error| from_json(text(data)).map_err(|_| error))
        }
        EventForm::WholeText => from_json(whole(event, text(data))),
        EventForm::Whole => {
            let json = serde_json::from_str(data).unwrap_or_else(|_| text(data));
            from_json(whole(event, json)).or_else(|error| {
                from_json(whole(event, text(data)))
                    .or_else(|_| from_slice(data.as_bytes()))
                    .map_err(|_: DecodeError| error)
            })
        }
    }
}

fn text(data: &str) -> Json {
    Json::String(data.to_owned())
}

/// The event as an object with a member for each of its fields.
fn whole<Op: Streamed>(event: &Event<Op>, data: Json) -> Json {
    let texts = [("event", &event.name), ("id", &event.id)];
    let texts = texts
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), text(value.as_deref()?))));
    let milliseconds = event.retry.map(|retry| retry.as_millis());
    let retry = milliseconds.and_then(|retry| u64::try_from(retry).ok());
    let retry = retry.map(|retry| ("retry".to_owned(), retry.into()));
    texts
        .chain(retry)
        .chain([("data".to_owned(), data)])
        .collect()
}

fn from_json<T: Typed>(json: Json) -> Result<T, DecodeError> {
    T::read(json).map_err(|error: serde_json::Error| decode_error(&error))
}
