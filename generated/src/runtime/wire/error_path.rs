//! JSON pointers in deserialization errors.

use serde::de::Error;
use std::fmt::Display;

/// Prefixes an error with a segment of the JSON pointer, as in
/// ``/messages/0: missing property `id` of `MessagesItem` ``.
///
/// Adds no cost to successful reads, and works for buffered input, too.
#[cold]
pub(super) fn prefix_pointer<E: Error>(segment: impl Display, error: &E) -> E {
    let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
    let message = error.to_string();
    let colon = if message.starts_with('/') { "" } else { ": " };
    E::custom(format_args!("/{segment}{colon}{message}"))
}

/// Splits a message into the JSON pointer and the rest.
pub(crate) fn split_pointer(message: &str) -> Option<(&str, &str)> {
    let rest = message.starts_with('/').then_some(message)?;
    rest.split_once(": ")
}
