//! An event, with the data as received and as a typed value.

use super::frames::Frame;
use super::{Streaming, value};
use crate::runtime::http::error::{DecodeError, Error, RawResponse};
use crate::runtime::http::response::decode::BodyError;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// An event of a streamed response.
#[derive(Clone)]
#[non_exhaustive]
pub struct Event<Op: Streaming> {
    /// The field `event`: the type of the event. The HTML standard uses `message` as the default.
    pub name: Option<String>,
    /// The field `id` of the event.
    pub id: Option<String>,
    /// The field `retry`: the delay before reconnecting.
    pub retry: Option<Duration>,
    /// The data as received. Bytes that are not UTF-8 are replaced by U+FFFD.
    pub data: String,
    head: Arc<Head>,
    operation: PhantomData<fn() -> Op>,
}

/// The status and headers of the response.
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl<Op: Streaming> Event<Op> {
    pub(crate) fn new(frame: Frame, head: &Arc<Head>) -> Self {
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

    /// Decodes the data.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Decode`], with the data as the body, if the data does not match the schema.
    /// End markers such as `[DONE]` usually do not match.
    pub fn value(&self) -> Result<Op::Event, Error<Op::Error>> {
        value::decode(Op::EVENTS.format, self).map_err(|BodyError { pointer, message }| {
            let response = RawResponse {
                status: self.head.status,
                headers: self.head.headers.clone(),
                body: self.data.clone().into(),
            };
            Error::Decode(Box::new(DecodeError {
                pointer,
                message,
                response,
            }))
        })
    }
}

impl<Op: Streaming> fmt::Debug for Event<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Event")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}
