//! Streamed responses: server-sent events, JSON lines and JSON text sequences.

mod declaration;
mod event;
mod frames;
mod read_timeout;
mod value;
mod values;

use crate::runtime::http::call::Call;
use crate::runtime::http::error::{BodyTooLarge, Error, Mismatch, UnexpectedResponse};
use crate::runtime::http::platform::Chunks;
use crate::runtime::http::response::decode;
use crate::runtime::http::response::head::ResponseHead;
use crate::runtime::http::response::select;
use crate::runtime::http::response::streaming::StreamingResponse;
use crate::runtime::http::retry::classify::Classified;
use crate::runtime::http::trace::Trace;
use crate::runtime::http::transport::{ExchangeError, Exchanged, ReadMode, exchange_streaming};
use bytes::Bytes;
pub use declaration::{EventFormat, EventStream, Streaming};
pub use event::Event;
use event::Head;
use frames::{Frames, Framing, TooLarge};
use http::{HeaderMap, StatusCode};
pub(crate) use read_timeout::ReadTimeout;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;
pub use values::EventValues;

/// The events of a streamed response. Dropping the value cancels the transfer. With the feature
/// `stream`, `Events` implements `Stream`.
#[must_use = "no event is read until the first event is requested"]
pub struct Events<Op: Streaming> {
    head: Arc<Head>,
    frames: Frames,
    /// The rest of the body.
    pub(crate) chunks: Option<Chunks>,
    /// True once the body is complete.
    ended: bool,
    limit: usize,
    pub(crate) read_timeout: ReadTimeout,
    sentinel: String,
    is_done: bool,
    #[cfg(feature = "stream")]
    pub(crate) pending: Option<crate::runtime::http::stream::futures::PendingEventChunk>,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Streaming> Call<Op> {
    /// Sends the call and returns the events of the response as they arrive.
    ///
    /// The request asks for the media type of events but changes nothing in the body. If the
    /// operation can also respond without streaming, the service may require a body property such
    /// as `stream: true`.
    ///
    /// The call's [`timeout`](Call::timeout) limits the wait for the response head and for each
    /// following piece, not the total time. An interrupted stream is not retried; a new call can
    /// resume after [`Events::last_event_id`].
    ///
    /// ```text
    /// let mut events = client.create_completion(body).events().await?;
    /// while let Some(chunk) = events.next_value().await {
    ///     println!("{:?}", chunk?.choices);
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Call::send), and [`Error::Unexpected`], with the body, if a
    /// successful response is not a stream of events.
    pub async fn events(mut self) -> Result<Events<Op>, Error<Op::Error>> {
        self.draft.accept = Op::EVENTS.accept;
        let client = self.draft.client.clone();
        let trace = Trace::new(self.draft.endpoint, &*client.settings.clock);
        let call = async {
            match exchange_streaming(&self.draft, &trace, ReadMode::Events).await? {
                Exchanged::Streaming(opened) => {
                    let waiting = ReadTimeout {
                        client: client.clone(),
                        timeout: self.draft.timeout,
                        status: opened.status,
                    };
                    open(opened, waiting).await
                }
                Exchanged::Buffered(judged) => Err(decode::failure(judged.response, Op::FAILURE)),
            }
        };
        let result = trace.instrument(call).await;
        let status = result.as_ref().ok().map(Events::status);
        trace.end(status, result.as_ref().err(), &*client.settings.clock);
        result
    }
}

/// Starts reading a successful response.
async fn open<Op: Streaming>(
    mut opened: StreamingResponse,
    waiting: ReadTimeout,
) -> Result<Events<Op>, Error<Op::Error>> {
    let limit = waiting.client.settings.max_response_bytes;
    let EventStream {
        media_type, format, ..
    } = Op::EVENTS;
    if !select::is_events(media_type, &opened.headers) {
        let judged = Classified::new(waiting.with_timeout(opened.buffer(limit)).await?, 1);
        let (is_success, response) = (judged.is_success(), judged.response);
        if !is_success {
            return Err(decode::failure(response, Op::FAILURE));
        }
        return Err(Error::Unexpected(Box::new(UnexpectedResponse {
            mismatch: Mismatch::NotEvents,
            response,
        })));
    }
    let framing = match format.framing() {
        Framing::Lines if select::essence(&opened.headers).ends_with("json-seq") => {
            Framing::Sequence
        }
        declared => declared,
    };
    Ok(Events {
        head: Arc::new(Head {
            status: opened.status,
            headers: opened.headers,
        }),
        frames: Frames::new(framing, limit),
        chunks: Some(opened.chunks),
        ended: false,
        limit,
        read_timeout: waiting,
        sentinel: "[DONE]".to_owned(),
        is_done: false,
        #[cfg(feature = "stream")]
        pending: None,
        operation: PhantomData,
    })
}

impl<Op: Streaming> Events<Op> {
    /// Limits the size of a single event. A larger event fails with [`Error::BodyTooLarge`]. The
    /// default is [`ClientBuilder::max_response_bytes`](crate::ClientBuilder::max_response_bytes).
    /// The total size of the stream is not limited.
    pub fn max_event_bytes(mut self, limit: usize) -> Self {
        self.limit = limit;
        self.frames.set_limit(limit);
        self
    }

    /// Sets the data that marks the end of the stream. The default is `[DONE]`.
    pub fn until(self, sentinel: impl Into<String>) -> Self {
        Events {
            sentinel: sentinel.into(),
            ..self
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The status and the typed headers of the response.
    #[must_use]
    pub fn head(&self) -> ResponseHead<Op> {
        ResponseHead::new(self.head.status, self.head.headers.clone())
    }

    /// The headers of the response. Cookies are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The `id` of the last event with an id. If the service supports resuming, send the id as the
    /// header `Last-Event-ID` of a new call.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.frames.last_id()
    }

    /// The delay before reconnecting, if the service sent a `retry` field.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.frames.retry()
    }

    /// Returns true after the end marker, `[DONE]` or the argument of [`until`](Events::until). If
    /// the service always sends an end marker, a stream without an end marker was cut off.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Returns the next event, or `None` at the end of the response. An end marker such as `[DONE]`
    /// is returned as an event. Dropping the future loses no event.
    ///
    /// # Errors
    ///
    /// Returns an error if the stream breaks off, times out or contains an event above the size
    /// limit. The next call then returns `None`.
    pub async fn next_event(&mut self) -> Option<Result<Event<Op>, Error<Op::Error>>> {
        loop {
            if let Some(event) = self.ready() {
                return Some(event);
            }
            #[cfg(feature = "stream")]
            if let Some(fetching) = &mut self.pending {
                // A read started by `poll_next` and not yet complete.
                let (chunks, chunk) = fetching.await;
                self.pending = None;
                self.chunks = Some(chunks);
                match self.take(chunk) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            }
            let chunk = self.read_timeout.chunk(self.chunks.as_mut()?).await;
            if let Err(error) = self.take(chunk) {
                return Some(Err(error));
            }
        }
    }

    /// Returns the decoded data of the next event, or `None` at the end marker or the end of the
    /// response.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`next_event`](Events::next_event) and of [`Event::value`]. After a
    /// decoding error, the next event can still be read.
    pub async fn next_value(&mut self) -> Option<Result<Op::Event, Error<Op::Error>>> {
        if self.is_done {
            return None;
        }
        let event = match self.next_event().await? {
            Ok(event) => event,
            Err(error) => return Some(Err(error)),
        };
        (!self.is_done).then(|| event.value())
    }

    /// Returns the next event that is already buffered.
    pub(crate) fn ready(&mut self) -> Option<Result<Event<Op>, Error<Op::Error>>> {
        let frame = match self.frames.next() {
            Some(Ok(frame)) => frame,
            Some(Err(TooLarge)) => return Some(Err(self.too_large())),
            None if std::mem::take(&mut self.ended) => self.frames.end()?,
            None => return None,
        };
        self.is_done |= frame.data == self.sentinel;
        Some(Ok(Event::new(frame, &self.head)))
    }

    /// Handles the next chunk of the body.
    pub(crate) fn take(
        &mut self,
        chunk: Result<Option<Bytes>, ExchangeError>,
    ) -> Result<(), Error<Op::Error>> {
        match chunk {
            Ok(Some(chunk)) => self.frames.push(&chunk),
            Ok(None) => {
                self.chunks = None;
                self.ended = true;
            }
            Err(error) => {
                self.chunks = None;
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Cancels the transfer.
    fn too_large(&mut self) -> Error<Op::Error> {
        self.chunks = None;
        self.ended = false;
        self.frames.clear();
        Error::BodyTooLarge(Box::new(BodyTooLarge {
            limit: self.limit,
            status: self.head.status,
            headers: self.head.headers.clone(),
        }))
    }
}

impl<Op: Streaming> fmt::Debug for Events<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Events")
            .field("operation", &Op::ENDPOINT.id)
            .field("status", &self.head.status)
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}
