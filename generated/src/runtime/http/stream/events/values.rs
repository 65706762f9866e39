//! The decoded values of a streamed response.

use super::{Events, Streaming};
#[cfg(feature = "stream")]
use crate::runtime::http::error::Error;
use std::fmt;

/// The decoded values of a streamed response, up to the end marker such as `[DONE]`. With the
/// feature `stream`, `EventValues` implements `Stream`; see [`Events::values`].
#[must_use = "no event is read until the first value is requested"]
pub struct EventValues<Op: Streaming>(pub(crate) Events<Op>);

impl<Op: Streaming> Events<Op> {
    /// Returns the decoded values of the events, without the end marker. With the feature `stream`,
    /// the result implements `Stream`; [`next_value`](Events::next_value) needs no feature.
    ///
    /// ```text
    /// let mut chunks = client.create_completion(body).events().await?.values();
    /// while let Some(chunk) = chunks.try_next().await? {
    ///     println!("{:?}", chunk.choices);
    /// }
    /// ```
    pub fn values(self) -> EventValues<Op> {
        EventValues(self)
    }
}

impl<Op: Streaming> EventValues<Op> {
    /// The events, with status, headers and the rest of the stream.
    pub fn events(&self) -> &Events<Op> {
        &self.0
    }
}

#[cfg(feature = "stream")]
impl<Op: Streaming> futures_core::Stream for EventValues<Op> {
    type Item = Result<Op::Event, Error<Op::Error>>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        if self.0.is_done() {
            return std::task::Poll::Ready(None);
        }
        let event = std::task::ready!(std::pin::Pin::new(&mut self.0).poll_next(context));
        let value = match event {
            Some(Ok(event)) => (!self.0.is_done()).then(|| event.value()),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        };
        std::task::Poll::Ready(value)
    }
}

impl<Op: Streaming> fmt::Debug for EventValues<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("EventValues").field(&self.0).finish()
    }
}
