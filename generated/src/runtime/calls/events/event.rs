//! An event: what came, and what the description says that it is.

use super::super::answer::DecodeError;
use super::super::error::{Error, RawResponse, Undecodable};
use super::frames::Frame;
use super::{Streamed, read};
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// An event.
#[derive(Clone)]
#[non_exhaustive]
pub struct Event<Op: Streamed> {
    /// Which event it is, where the service says so: the field `event`. The standard says `message`
    /// of those without.
    pub name: Option<String>,
    /// Its id, where it has one of its own.
    pub id: Option<String>,
    /// How long to wait before connecting again, where the event says so.
    pub retry: Option<Duration>,
    /// What it says, as it came. Bytes that are not UTF-8 are replaced.
    pub data: String,
    head: Arc<Head>,
    operation: PhantomData<fn() -> Op>,
}

/// What came before the events.
pub(super) struct Head {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
}

impl<Op: Streamed> Event<Op> {
    pub(super) fn new(frame: Frame, head: &Arc<Head>) -> Self {
        let Frame {
            name,
            id,
            retry,
            data,
        } = frame;
        Event {
            name,
            id,
            retry,
            data,
            head: Arc::clone(head),
            operation: PhantomData,
        }
    }

    /// What it says, as the type that the description gives it.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`], with the data as the body, where it is not of that type; so it is with what
    /// ends a stream by convention, such as `[DONE]`.
    pub fn value(&self) -> Result<Op::Event, Error<Op::Error>> {
        read::value(Op::EVENTS.form, self).map_err(|DecodeError { pointer, message }| {
            let response = RawResponse {
                status: self.head.status,
                headers: self.head.headers.clone(),
                body: self.data.clone().into(),
            };
            Error::Decode(Box::new(Undecodable {
                pointer,
                message,
                response,
            }))
        })
    }
}

impl<Op: Streamed> fmt::Debug for Event<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Event")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}
