//! Where in a JSON document reading failed.

use serde::de::Error;
use std::fmt::Display;

/// The same error, one level further out: its message begins with the JSON pointer to where it
/// happened, as in `/messages/0: MessagesItem has no member `id``.
///
/// Costs nothing until something fails, and works for what is read from a buffer, too.
#[cold]
pub(super) fn at<E: Error>(segment: impl Display, error: &E) -> E {
    let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
    let message = error.to_string();
    let colon = if message.starts_with('/') { "" } else { ": " };
    E::custom(format_args!("/{segment}{colon}{message}"))
}

/// The JSON pointer at the beginning of a message, and what follows.
pub(crate) fn split(message: &str) -> Option<(&str, &str)> {
    let rest = message.starts_with('/').then_some(message)?;
    rest.split_once(": ")
}
