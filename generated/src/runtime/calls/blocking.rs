//! Calls for programs without an async runtime.

use super::call::Call;
use super::error::Error;
use super::events::{Event, Events, Streamed};
use super::head::ResponseHead;
use super::operation::Operation;
use super::pages::{Items, Paged};
use super::platform;
use std::fmt;
use std::io;

/// Why a call could not be waited for. Nothing was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum Blocked {
    /// The thread belongs to an async runtime, whose other tasks would wait, too.
    WithinRuntime,
    /// The system gives no thread, or nothing to wait with.
    NoThread(io::Error),
}

impl<Op: Operation> Call<Op> {
    /// Sends the call and blocks the thread until it is done. Needs no async runtime; connections
    /// are taken care of by a thread in the background, which is the same for all clients.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Call::send), and [`Error::Blocked`] in a thread of an async runtime:
    /// await [`send`](Call::send) there.
    pub fn send_blocking(self) -> Result<Op::Output, Error<Op::Error>> {
        platform::run(self.send()).map_err(Error::Blocked)?
    }

    /// Sends the call as [`send_blocking`](Call::send_blocking) does, for the output with the status
    /// and headers that it came with.
    ///
    /// # Errors
    ///
    /// Those of [`send_blocking`](Call::send_blocking).
    pub fn send_blocking_for_response(
        self,
    ) -> Result<http::Response<Op::Output>, Error<Op::Error>> {
        platform::run(self.send_for_response()).map_err(Error::Blocked)?
    }
}

impl<Op: Operation> Call<Op> {
    /// Sends the call as [`send_blocking`](Call::send_blocking) does, for the output and what came
    /// before it, with the headers that the description declares.
    ///
    /// # Errors
    ///
    /// Those of [`send_blocking`](Call::send_blocking).
    #[allow(clippy::type_complexity)] // A name would hide what there is to see.
    pub fn send_blocking_with_head(
        self,
    ) -> Result<(Op::Output, ResponseHead<Op>), Error<Op::Error>> {
        platform::run(self.send_with_head()).map_err(Error::Blocked)?
    }
}

/// The items of a list that comes in pages, for programs without an async runtime. See [`Items`].
#[derive(Debug)]
#[must_use = "nothing is sent before the first item is asked for"]
pub struct BlockingItems<Op: Paged>(Option<Items<Op>>);

impl<Op: Paged> Call<Op> {
    /// The items of this and all following pages, as [`items`](Call::items) gives them; each may
    /// block the thread.
    pub fn items_blocking(self) -> BlockingItems<Op> {
        BlockingItems(Some(self.items()))
    }
}

impl<Op: Paged> Iterator for BlockingItems<Op> {
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

/// The events of an answer, for programs without an async runtime. See [`Events`].
#[derive(Debug)]
#[must_use = "no event is read before it is asked for"]
pub struct BlockingEvents<Op: Streamed>(Option<Events<Op>>);

impl<Op: Streamed> Call<Op> {
    /// Sends the call and gives the events of the answer, as [`events`](Call::events) does; each may
    /// block the thread.
    ///
    /// # Errors
    ///
    /// Those of [`events`](Call::events), and [`Error::Blocked`] in a thread of an async runtime.
    pub fn events_blocking(self) -> Result<BlockingEvents<Op>, Error<Op::Error>> {
        let events = platform::run(self.events()).map_err(Error::Blocked)?;
        events.map(|events| BlockingEvents(Some(events)))
    }
}

impl<Op: Streamed> Iterator for BlockingEvents<Op> {
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

impl fmt::Display for Blocked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Blocked::WithinRuntime => out.write_str(
                "a blocking call was made in a thread of an async runtime, which it would stop: \
                 await `send` instead, or make it in a thread of its own",
            ),
            Blocked::NoThread(error) => write!(out, "a blocking call needs a thread: {error}"),
        }
    }
}

impl std::error::Error for Blocked {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Blocked::WithinRuntime => None,
            Blocked::NoThread(error) => Some(error),
        }
    }
}
