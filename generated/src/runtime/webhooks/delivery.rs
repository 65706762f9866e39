//! The updates in a body.

use crate::runtime::rules::Rule;
use crate::runtime::wire::{Json, Typed, misfit};
use std::borrow::Cow;

/// The updates in a request, in the order of the body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Delivery<U> {
    /// The id of the delivery, if the service sends an id.
    pub id: Option<String>,
    updates: Vec<U>,
}

impl<U: ReadUpdates> Delivery<U> {
    /// Reads a body. See [`parse`].
    #[must_use]
    pub fn new(id: Option<String>, event: Option<&str>, body: Json) -> Self {
        let updates = U::read_updates(body, event);
        Delivery { id, updates }
    }

    /// A delivery with the body as a single unknown update, if the body is not JSON.
    pub(super) fn of_text(body: &[u8], error: &serde_json::Error) -> Self {
        let unknown = Unknown {
            json: Json::String(String::from_utf8_lossy(body).into_owned()),
            reason: format!("the body is not JSON: {error}"),
        };
        Delivery {
            id: None,
            updates: vec![U::unknown(unknown)],
        }
    }

    /// The keys of the updates for a [`Deduplicate`](super::Deduplicate), in order:
    /// [`ReadUpdates::key`], else the id of the delivery with the position of the update. `None` if
    /// the service sends neither.
    pub fn keys(&self) -> impl Iterator<Item = Option<Cow<'_, str>>> {
        let updates = self.updates.iter().enumerate();
        updates.map(|(index, update)| match (update.key(), &self.id) {
            (Some(key), _) => Some(Cow::Borrowed(key)),
            (None, Some(id)) => Some(Cow::Owned(format!("{id}/{index}"))),
            (None, None) => None,
        })
    }

    /// Removes the updates at positions for which `keep` is false.
    #[cfg(feature = "axum")]
    pub(super) fn retain(&mut self, mut keep: impl FnMut(usize) -> bool) {
        let mut index = 0..;
        self.updates.retain(|_| index.next().is_some_and(&mut keep));
    }
}

impl<U> Delivery<U> {
    /// The updates.
    #[must_use]
    pub fn updates(&self) -> &[U] {
        &self.updates
    }
}

impl<U> IntoIterator for Delivery<U> {
    type Item = U;
    type IntoIter = std::vec::IntoIter<U>;

    fn into_iter(self) -> Self::IntoIter {
        self.updates.into_iter()
    }
}

/// A part of a body that fits no type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unknown {
    /// The part as received. A body that is not JSON is a string.
    pub json: Json,
    /// The reason: `/text has a wrong type: a string, expected an object`.
    pub reason: String,
}

impl Unknown {
    /// Creates an unknown update.
    #[must_use]
    pub fn new(json: Json, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Unknown { json, reason }
    }
}

/// A type of updates, which splits bodies.
pub trait ReadUpdates: Sized + Send + 'static {
    /// Splits a body. `event` is the name of the event, if the service sends a name.
    ///
    /// Nothing is lost: a part that fits no type becomes [`ReadUpdates::unknown`].
    fn read_updates(body: Json, event: Option<&str>) -> Vec<Self>;

    /// Creates an update from a part that fits no type.
    fn unknown(unknown: Unknown) -> Self;

    /// The key for deduplication: repetitions of an update have equal keys. `None` if the body has
    /// no id for the update.
    fn key(&self) -> Option<&str> {
        None
    }
}

/// Reads a body. Never fails: a body that is not JSON becomes an unknown update.
///
/// Call [`Verifier::verify`](super::Verifier::verify) first: the body may come from anyone.
#[must_use]
pub fn parse<U: ReadUpdates>(body: &[u8]) -> Delivery<U> {
    match serde_json::from_slice(body) {
        Ok(body) => Delivery::new(None, None, body),
        Err(error) => Delivery::of_text(body, &error),
    }
}

/// Reads a value into its type.
///
/// The last variant of an open union accepts every value. If the constants of an earlier variant
/// match, such as `"type": "text"`, the value has to fit the earlier variant.
///
/// # Errors
///
/// Returns the reason as text.
pub fn read_update<T: Typed>(json: &Json) -> Result<T, String> {
    if let [Rule::Union(union), ..] = T::RULES
        && let Some(violations) = misfit(union, &json.into())
    {
        return Err(violations.to_string());
    }
    T::read(json).map_err(|error| error.to_string())
}
