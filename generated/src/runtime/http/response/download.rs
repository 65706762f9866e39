//! Downloads: response bodies read in pieces, without buffering the full body in memory.

use crate::runtime::http::call::Call;
use crate::runtime::http::error::{BodyTooLarge, Error, RawResponse, UnexpectedResponse};
use crate::runtime::http::operation::Operation;
use crate::runtime::http::platform::Chunks;
use crate::runtime::http::response::decode;
use crate::runtime::http::response::select::select;
use crate::runtime::http::response::streaming::StreamingResponse;
use crate::runtime::http::trace::Trace;
use crate::runtime::http::transport::{Exchanged, ReadMode, exchange_streaming, transport_error};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::marker::PhantomData;

type Progress = Box<dyn FnMut(u64, Option<u64>) + Send>;

/// A response body that is read in pieces. Dropping the download cancels the transfer. With the
/// feature `stream`, `Download` implements `Stream`.
#[must_use = "the body is not read until the first piece is requested"]
pub struct Download<E> {
    status: StatusCode,
    headers: HeaderMap,
    length: Option<u64>,
    /// The rest of the body.
    pub(crate) chunks: Option<Chunks>,
    received: u64,
    limit: u64,
    progress: Option<Progress>,
    #[cfg(feature = "stream")]
    pub(crate) pending: Option<crate::runtime::http::stream::futures::PendingChunk>,
    error: PhantomData<fn() -> E>,
}

impl<Op: Operation<Output = Bytes>> Call<Op> {
    /// Sends the call and returns the response body as a [`Download`], without a size limit;
    /// [`ClientBuilder::max_response_bytes`] applies to error responses only. The time limit of the
    /// call includes the body: raise it with [`timeout`](Call::timeout) for large downloads. An
    /// interrupted transfer is not retried.
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
    /// Returns the errors of [`send`](Call::send).
    ///
    /// [`ClientBuilder::max_response_bytes`]: crate::ClientBuilder::max_response_bytes
    pub async fn download(self) -> Result<Download<Op::Error>, Error<Op::Error>> {
        let client = self.draft.client.clone();
        let trace = Trace::new(self.draft.endpoint, &*client.settings.clock);
        let call = Box::pin(exchange_streaming(&self.draft, &trace, ReadMode::Streamed));
        let result = match trace.instrument(call).await {
            Ok(Exchanged::Streaming(opened)) => open::<Op>(opened),
            Ok(Exchanged::Buffered(judged)) => Err(decode::failure(judged.response, Op::FAILURE)),
            Err(unanswered) => Err(unanswered.into()),
        };
        let status = result.as_ref().ok().map(Download::status);
        trace.end(status, result.as_ref().err(), &*client.settings.clock);
        result
    }
}

/// Starts reading a successful response, if the spec declares the response.
fn open<Op: Operation>(opened: StreamingResponse) -> Result<Download<Op::Error>, Error<Op::Error>> {
    let head = RawResponse {
        status: opened.status,
        headers: opened.headers,
        body: Bytes::new(),
    };
    let mut declared = Op::SUCCESS.iter().map(|answer| answer.key);
    if let Err(what) = select(&head, &mut declared) {
        let response = head;
        return Err(Error::Unexpected(Box::new(UnexpectedResponse {
            mismatch: what,
            response,
        })));
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
        pending: None,
        error: PhantomData,
    })
}

impl<E> Download<E> {
    /// Limits the size of the body. A larger body fails with [`Error::BodyTooLarge`].
    pub fn max_bytes(self, limit: u64) -> Self {
        Download { limit, ..self }
    }

    /// Sets a function to call after each piece, with the number of bytes received and the total,
    /// if the service sent a length.
    pub fn on_progress(self, progress: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        Download {
            progress: Some(Box::new(progress)),
            ..self
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response. Cookies are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The length of the body in bytes, if the service sent a length.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the next piece of the body, or `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if the transfer breaks off, times out or exceeds the size limit. The next
    /// call then returns `None`.
    pub async fn next_piece(&mut self) -> Option<Result<Bytes, Error<E>>> {
        if let Some(too_large) = self.too_large(0) {
            return Some(Err(too_large));
        }
        let chunk = self.chunks.as_mut()?.next().await;
        self.take(chunk)
    }

    /// Handles the next chunk of the body.
    pub(crate) fn take(
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
                Some(Err(transport_error(error, Some(self.status)).into()))
            }
        }
    }

    /// Cancels the transfer if the received or the announced length exceeds the limit.
    pub(crate) fn too_large(&mut self, additional: u64) -> Option<Error<E>> {
        let known_length = self.length.unwrap_or(0).max(self.received + additional);
        if known_length <= self.limit {
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
