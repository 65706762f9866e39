//! Answers that are a series of events: server-sent events, JSON line by line, JSON text sequences.

mod described;
mod event;
mod frames;
mod patience;
mod read;

use super::answer;
use super::call::Call;
use super::choice;
use super::error::{BodyTooLarge, Error, Surprise, Unexpected};
use super::head::ResponseHead;
use super::opened::Opened;
use super::platform::Chunks;
use super::trace::Trace;
use super::transport::{Answered, Unanswered, Wanted, exchange_open};
use super::verdict::Judged;
use bytes::Bytes;
pub use described::{EventForm, EventStream, Streamed};
pub use event::Event;
use event::Head;
use frames::{Frames, Framing, TooLarge};
use http::{HeaderMap, StatusCode};
pub(super) use patience::Patience;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// Events that are still coming. Dropping it ends the transfer. With the feature `stream` it is a
/// stream of them.
#[must_use = "no event is read before it is asked for"]
pub struct Events<Op: Streamed> {
    head: Arc<Head>,
    frames: Frames,
    /// What is still to come.
    pub(super) chunks: Option<Chunks>,
    /// Whether all of the body came.
    ended: bool,
    limit: usize,
    pub(super) waiting: Patience,
    sentinel: String,
    is_done: bool,
    #[cfg(feature = "stream")]
    pub(super) fetching: Option<super::stream::EventPiece>,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Streamed> Call<Op> {
    /// Sends the call and gives the events of the answer as they come.
    ///
    /// Where the operation can also answer as a whole, its service may want a member of the body set,
    /// often one called `stream`: this asks for the media type of events and sets nothing else.
    ///
    /// The call's [`timeout`](Call::timeout) is for the beginning of the answer, and then for each
    /// wait for more of it, not for all of it. What breaks off is not repeated:
    /// [`Events::last_event_id`] is what to go on from.
    ///
    /// ```text
    /// let mut events = client.create_completion(body).events().await?;
    /// while let Some(event) = events.next_event().await {
    ///     let event = event?;
    ///     if event.data == "[DONE]" {
    ///         break;
    ///     }
    ///     println!("{:?}", event.value()?);
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Call::send). [`Error::Unexpected`] also where a success is no series of
    /// events; its body is kept.
    pub async fn events(mut self) -> Result<Events<Op>, Error<Op::Error>> {
        self.draft.accept = Op::EVENTS.accept;
        let client = self.draft.client.clone();
        let longest = self.draft.timeout;
        let trace = Trace::new(self.draft.endpoint, client.clock());
        let call = async {
            match exchange_open(&self.draft, &trace, Wanted::Events).await? {
                Answered::Open(opened) => {
                    let waiting = Patience {
                        client: client.clone(),
                        longest,
                        status: opened.status,
                    };
                    open(opened, waiting).await
                }
                Answered::Whole(judged) => Err(answer::failure(judged.response, Op::FAILURE)),
            }
        };
        let result = trace.around(call).await;
        let status = result.as_ref().ok().map(Events::status);
        trace.end(status, result.as_ref().err(), client.clock());
        result
    }
}

/// Begins to read a success.
async fn open<Op: Streamed>(
    mut opened: Opened,
    waiting: Patience,
) -> Result<Events<Op>, Error<Op::Error>> {
    let limit = waiting.client.max_response_bytes();
    let EventStream {
        media_type, form, ..
    } = Op::EVENTS;
    if !choice::is_events(media_type, &opened.headers) {
        let judged = Judged::new(waiting.within(opened.whole(limit)).await?, 1);
        let (is_success, response) = (judged.is_success(), judged.response);
        if !is_success {
            return Err(answer::failure(response, Op::FAILURE));
        }
        let what = Surprise::MediaType;
        return Err(Error::Unexpected(Box::new(Unexpected { what, response })));
    }
    let framing = match form.framing() {
        Framing::Lines if choice::essence(&opened.headers).ends_with("json-seq") => {
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
        waiting,
        sentinel: "[DONE]".to_owned(),
        is_done: false,
        #[cfg(feature = "stream")]
        fetching: None,
        operation: PhantomData,
    })
}

impl<Op: Streamed> Events<Op> {
    /// Gives up, with [`Error::BodyTooLarge`], where an event has more bytes than this. Unless set, it
    /// is [`ClientBuilder::max_response_bytes`](crate::ClientBuilder::max_response_bytes); all events
    /// together can be as long as they like.
    pub fn max_event_bytes(mut self, limit: usize) -> Self {
        self.limit = limit;
        self.frames.set_limit(limit);
        self
    }

    /// Sets the data by which the service says that it is done, where it is not `[DONE]`.
    pub fn until(self, sentinel: impl Into<String>) -> Self {
        Events {
            sentinel: sentinel.into(),
            ..self
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Status and headers, with the types that the description gives them.
    #[must_use]
    pub fn head(&self) -> ResponseHead<Op> {
        ResponseHead::new(self.head.status, self.head.headers.clone())
    }

    /// The headers. Cookies in them are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The id of the last event that had one: what a new call can go on from, as the header
    /// `Last-Event-ID`, where the service knows it.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.frames.last_id()
    }

    /// How long to wait before connecting again, where the service said so.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.frames.retry()
    }

    /// Whether the service said that it is done, by `[DONE]` or what [`until`](Events::until) names. A
    /// stream that ends without may have been cut off, if its service usually says so.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// The next event; `None` at the end of the answer. What ends a stream by convention, such as
    /// `[DONE]`, is an event like others. Dropping what this returns loses no event.
    ///
    /// # Errors
    ///
    /// Where the answer breaks off, is too slow, or an event is too large. None follows.
    pub async fn next_event(&mut self) -> Option<Result<Event<Op>, Error<Op::Error>>> {
        loop {
            if let Some(event) = self.ready() {
                return Some(event);
            }
            #[cfg(feature = "stream")]
            if let Some(fetching) = &mut self.fetching {
                // Begun by the stream, and given up before it was there.
                let (chunks, chunk) = fetching.await;
                self.fetching = None;
                self.chunks = Some(chunks);
                match self.take(chunk) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            }
            let chunk = self.waiting.chunk(self.chunks.as_mut()?).await;
            if let Err(error) = self.take(chunk) {
                return Some(Err(error));
            }
        }
    }

    /// What the next event says, as the type that the description gives it; `None` at the end of the
    /// answer, and where the service says that it is done.
    ///
    /// # Errors
    ///
    /// Those of [`next_event`](Events::next_event), and those of [`Event::value`], after which the
    /// next event can be asked for.
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

    /// The next event of what has come.
    pub(super) fn ready(&mut self) -> Option<Result<Event<Op>, Error<Op::Error>>> {
        let frame = match self.frames.next() {
            Some(Ok(frame)) => frame,
            Some(Err(TooLarge)) => return Some(Err(self.too_large())),
            None if std::mem::take(&mut self.ended) => self.frames.end()?,
            None => return None,
        };
        self.is_done |= frame.data == self.sentinel;
        Some(Ok(Event::new(frame, &self.head)))
    }

    /// Takes what came.
    pub(super) fn take(
        &mut self,
        chunk: Result<Option<Bytes>, Unanswered>,
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

    /// Ends the transfer.
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

impl<Op: Streamed> fmt::Debug for Events<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Events")
            .field("operation", &Op::ENDPOINT.id)
            .field("status", &self.head.status)
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}
