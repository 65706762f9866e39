//! Calls for programs without an async runtime.

use crate::runtime::http::call::Call;
use crate::runtime::http::error::Error;
use crate::runtime::http::operation::Operation;
use crate::runtime::http::platform;
use crate::runtime::http::response::head::ResponseHead;
use crate::runtime::http::stream::events::{Event, Events, Streaming};
use crate::runtime::http::stream::pages::{Items, Paginated};
use std::fmt;
use std::io;

/// The reason why a blocking call could not start. Nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum BlockingError {
    /// The current thread belongs to an async runtime, and blocking would stall the runtime's
    /// tasks.
    InsideRuntime,
    /// The runtime for blocking calls could not be started.
    Runtime(io::Error),
}

impl<Op: Operation> Call<Op> {
    /// Sends the call and blocks the current thread until the call completes.
    ///
    /// No async runtime is needed: a background thread, shared by all clients, drives the
    /// connections.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Call::send), and [`Error::Blocked`] if the current thread
    /// belongs to an async runtime; await [`send`](Call::send) instead.
    pub fn send_blocking(self) -> Result<Op::Output, Error<Op::Error>> {
        platform::run(self.send()).map_err(Error::Blocked)?
    }

    /// Like [`send_blocking`](Call::send_blocking), and returns the output together with the status
    /// and headers of the response.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send_blocking`](Call::send_blocking).
    pub fn send_blocking_for_response(
        self,
    ) -> Result<http::Response<Op::Output>, Error<Op::Error>> {
        platform::run(self.send_for_response()).map_err(Error::Blocked)?
    }
}

impl<Op: Operation> Call<Op> {
    /// Like [`send_blocking`](Call::send_blocking), and returns the output together with the status
    /// and the typed response headers.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send_blocking`](Call::send_blocking).
    #[allow(clippy::type_complexity)] // An alias would hide the types in the docs.
    pub fn send_blocking_with_head(
        self,
    ) -> Result<(Op::Output, ResponseHead<Op>), Error<Op::Error>> {
        platform::run(self.send_with_head()).map_err(Error::Blocked)?
    }
}

/// A blocking iterator over the items of a paginated list. See [`Items`].
#[derive(Debug)]
#[must_use = "nothing is sent until the first item is requested"]
pub struct BlockingItems<Op: Paginated>(Option<Items<Op>>);

impl<Op: Paginated> Call<Op> {
    /// Returns an iterator over the items of the current and all following pages, like
    /// [`items`](Call::items). `next` blocks the thread while a page is fetched.
    pub fn items_blocking(self) -> BlockingItems<Op> {
        BlockingItems(Some(self.items()))
    }
}

impl<Op: Paginated> Iterator for BlockingItems<Op> {
    type Item = Result<Op::Item, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        match platform::run(self.0.as_mut()?.next_item()) {
            Ok(item) => item,
            Err(blocked) => {
                self.0 = None;
                Some(Err(Error::Blocked(blocked)))
            }
        }
    }
}

/// A blocking iterator over the events of a response. See [`Events`].
#[derive(Debug)]
#[must_use = "no event is read until the iterator is advanced"]
pub struct BlockingEvents<Op: Streaming>(Option<Events<Op>>);

impl<Op: Streaming> Call<Op> {
    /// Sends the call and returns an iterator over the events of the response, like
    /// [`events`](Call::events). `next` blocks the thread until an event arrives.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`events`](Call::events), and [`Error::Blocked`] if the current thread
    /// belongs to an async runtime.
    pub fn events_blocking(self) -> Result<BlockingEvents<Op>, Error<Op::Error>> {
        let events = platform::run(self.events()).map_err(Error::Blocked)?;
        events.map(|events| BlockingEvents(Some(events)))
    }
}

impl<Op: Streaming> Iterator for BlockingEvents<Op> {
    type Item = Result<Event<Op>, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        match platform::run(self.0.as_mut()?.next_event()) {
            Ok(event) => event,
            Err(blocked) => {
                self.0 = None;
                Some(Err(Error::Blocked(blocked)))
            }
        }
    }
}

/// A blocking iterator over the decoded values of a streamed response. See [`Events::next_value`].
#[derive(Debug)]
#[must_use = "no event is read until the iterator is advanced"]
pub struct BlockingValues<Op: Streaming>(Option<Events<Op>>);

impl<Op: Streaming> BlockingEvents<Op> {
    /// Returns an iterator over the decoded values of the events, up to the end marker such as
    /// `[DONE]`.
    pub fn values(self) -> BlockingValues<Op> {
        BlockingValues(self.0)
    }
}

impl<Op: Streaming> Iterator for BlockingValues<Op> {
    type Item = Result<Op::Event, Error<Op::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        match platform::run(self.0.as_mut()?.next_value()) {
            Ok(value) => value,
            Err(blocked) => {
                self.0 = None;
                Some(Err(Error::Blocked(blocked)))
            }
        }
    }
}

impl fmt::Display for BlockingError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BlockingError::InsideRuntime => out.write_str(
                "blocking call in a thread of an async runtime, whose tasks would stall: await `send` \
                 instead, or use a thread outside of the runtime",
            ),
            BlockingError::Runtime(error) => write!(out, "cannot start the runtime for blocking calls: {error}"),
        }
    }
}

impl std::error::Error for BlockingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BlockingError::InsideRuntime => None,
            // `Display` prints the error itself.
            BlockingError::Runtime(error) => error.source(),
        }
    }
}
