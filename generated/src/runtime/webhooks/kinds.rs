//! Chooses the webhook of a body, for services that send one event per request.

use super::Unknown;
use crate::runtime::rules::{Rules, is_valid};
use crate::runtime::wire::{Json, Typed};

/// A webhook of the spec, with the type of the body.
#[derive(Debug)]
pub struct Kind<U> {
    /// The name of the webhook in the spec.
    pub event: &'static str,
    /// Reads a body into an update.
    pub read: fn(&Json) -> Result<U, String>,
    /// The rules of the body's type.
    pub rules: fn() -> Rules,
}

impl<U> Kind<U> {
    /// Creates an entry for a webhook with a body of type `T`.
    #[must_use]
    pub const fn new<T: Typed>(event: &'static str, read: fn(&Json) -> Result<U, String>) -> Self {
        Kind {
            event,
            read,
            rules: T::rules,
        }
    }
}

/// Reads a body as the webhook named `event`, else as the only webhook whose rules the body
/// satisfies.
///
/// # Errors
///
/// Returns the body and the reason if no webhook, or more than one, fits.
pub fn read_kind<U>(kinds: &[Kind<U>], body: Json, event: Option<&str>) -> Result<U, Unknown> {
    let fits = |kind: &&Kind<U>| is_valid(&(&body).into(), (kind.rules)());
    let named = event.and_then(|event| by_name(kinds, event));
    let chosen = match (named, kinds) {
        (Some(kind), _) => Ok(kind),
        (None, [only]) => Ok(only),
        (None, _) => {
            let fitting: Vec<&Kind<U>> = kinds.iter().filter(fits).collect();
            match fitting.as_slice() {
                [only] => Ok(*only),
                [] => Err("the body fits no webhook".to_owned()),
                [first, second, ..] => Err(format!(
                    "the body fits several webhooks, `{}` and `{}`",
                    first.event, second.event
                )),
            }
        }
    };
    let read = chosen.and_then(|kind| (kind.read)(&body));
    read.map_err(|reason| Unknown::new(body, reason))
}

/// Finds a webhook by name. Services and specs differ in separators: `batch.done`, `batch_done`.
fn by_name<'k, U>(kinds: &'k [Kind<U>], event: &str) -> Option<&'k Kind<U>> {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let mut exact = kinds.iter().filter(|kind| kind.event == event);
    let event = plain(event);
    let mut similar = kinds.iter().filter(|kind| plain(kind.event) == event);
    exact.next().or_else(|| similar.next())
}
