//! Bodies that are read while they come, so that they need not fit into memory.

use super::answer;
use super::call::Call;
use super::choice::choose;
use super::error::{BodyTooLarge, Error, RawResponse, Unexpected};
use super::opened::Opened;
use super::operation::Operation;
use super::platform::Chunks;
use super::trace::Trace;
use super::transport::{Answered, Wanted, broke, exchange_open};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::marker::PhantomData;

type Progress = Box<dyn FnMut(u64, Option<u64>) + Send>;

/// A body that is still coming. Dropping it ends the transfer. With the feature `stream` it is a
/// stream of its pieces.
#[must_use = "the body is not read before its pieces are asked for"]
pub struct Download<E> {
    status: StatusCode,
    headers: HeaderMap,
    length: Option<u64>,
    /// What is still to come.
    pub(super) chunks: Option<Chunks>,
    received: u64,
    limit: u64,
    progress: Option<Progress>,
    #[cfg(feature = "stream")]
    pub(super) fetching: Option<super::stream::Piece>,
    error: PhantomData<fn() -> E>,
}

impl<Op: Operation<Output = Bytes>> Call<Op> {
    /// Sends the call and gives the body while it comes, whatever its size;
    /// [`ClientBuilder::max_response_bytes`] is for failures. The call's time is for the body, too:
    /// give a large one more with [`timeout`](Call::timeout). What breaks off is not repeated.
    ///
    /// ```text
    /// let mut download = client.download_media("1").download().await?;
    /// while let Some(piece) = download.next_piece().await {
    ///     file.write_all(&piece?)?;
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Call::send).
    ///
    /// [`ClientBuilder::max_response_bytes`]: crate::ClientBuilder::max_response_bytes
    pub async fn download(self) -> Result<Download<Op::Error>, Error<Op::Error>> {
        let client = self.draft.client.clone();
        let trace = Trace::new(self.draft.endpoint, client.clock());
        let call = Box::pin(exchange_open(&self.draft, &trace, Wanted::Pieces));
        let result = match trace.around(call).await {
            Ok(Answered::Open(opened)) => open::<Op>(opened),
            Ok(Answered::Whole(judged)) => Err(answer::failure(judged.response, Op::FAILURE)),
            Err(unanswered) => Err(unanswered.into()),
        };
        let status = result.as_ref().ok().map(Download::status);
        trace.end(status, result.as_ref().err(), client.clock());
        result
    }
}

/// Begins to read a success that the description declares.
fn open<Op: Operation>(opened: Opened) -> Result<Download<Op::Error>, Error<Op::Error>> {
    let head = RawResponse {
        status: opened.status,
        headers: opened.headers,
        body: Bytes::new(),
    };
    let mut declared = Op::SUCCESS.iter().map(|answer| answer.when);
    if let Err(what) = choose(&head, &mut declared) {
        let response = head;
        return Err(Error::Unexpected(Box::new(Unexpected { what, response })));
    }
    Ok(Download {
        status: head.status,
        headers: head.headers,
        length: opened.length,
        chunks: Some(opened.chunks),
        received: 0,
        limit: u64::MAX,
        progress: None,
        #[cfg(feature = "stream")]
        fetching: None,
        error: PhantomData,
    })
}

impl<E> Download<E> {
    /// Gives up, with [`Error::BodyTooLarge`], where the body has more bytes than this.
    pub fn max_bytes(self, limit: u64) -> Self {
        Download { limit, ..self }
    }

    /// Calls this after each piece, with the number of bytes so far and how many there are, where
    /// the service says so.
    pub fn on_progress(self, progress: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        Download {
            progress: Some(Box::new(progress)),
            ..self
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers. Cookies in them are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How many bytes the body has, where the service says so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next piece of the body; `None` at its end.
    ///
    /// # Errors
    ///
    /// Where the body breaks off, is too large or too slow. None follows.
    pub async fn next_piece(&mut self) -> Option<Result<Bytes, Error<E>>> {
        if let Some(too_large) = self.too_large(0) {
            return Some(Err(too_large));
        }
        let chunk = self.chunks.as_mut()?.next().await;
        self.take(chunk)
    }

    /// Takes what came.
    pub(super) fn take(
        &mut self,
        chunk: Result<Option<Bytes>, reqwest::Error>,
    ) -> Option<Result<Bytes, Error<E>>> {
        match chunk {
            Ok(Some(chunk)) => {
                if let Some(too_large) = self.too_large(chunk.len() as u64) {
                    return Some(Err(too_large));
                }
                self.received += chunk.len() as u64;
                if let Some(progress) = &mut self.progress {
                    progress(self.received, self.length);
                }
                Some(Ok(chunk))
            }
            Ok(None) => {
                self.chunks = None;
                None
            }
            Err(error) => {
                self.chunks = None;
                Some(Err(broke(error, Some(self.status)).into()))
            }
        }
    }

    /// Ends the transfer where the body has, or says that it has, more bytes than it may.
    pub(super) fn too_large(&mut self, more: u64) -> Option<Error<E>> {
        let least = self.length.unwrap_or(0).max(self.received + more);
        if least <= self.limit {
            return None;
        }
        self.chunks.take().map(|_| {
            Error::BodyTooLarge(Box::new(BodyTooLarge {
                limit: usize::try_from(self.limit).unwrap_or(usize::MAX),
                status: self.status,
                headers: self.headers.clone(),
            }))
        })
    }
}

impl<E> fmt::Debug for Download<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Download")
            .field("status", &self.status)
            .field("length", &self.length)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
