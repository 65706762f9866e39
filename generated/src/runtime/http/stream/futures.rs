//! `Stream` implementations for items, downloads and events.

use crate::runtime::http::error::Error;
use crate::runtime::http::platform::{BoxFuture, Chunks};
use crate::runtime::http::response::download::Download;
use crate::runtime::http::stream::events::{Event, Events, Streaming};
use crate::runtime::http::stream::pages::{Items, Page, Paginated, page};
use crate::runtime::http::transport::ExchangeError;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A pending fetch of a page.
pub(crate) type PendingPage<Op> = BoxFuture<Page<Op>>;

/// A pending read of a body chunk. Returns the reader together with the chunk.
pub(crate) type PendingChunk = BoxFuture<(Chunks, Result<Option<Bytes>, reqwest::Error>)>;

/// A pending read of a chunk of events, like [`PendingChunk`].
pub(crate) type PendingEventChunk = BoxFuture<(Chunks, Result<Option<Bytes>, ExchangeError>)>;

impl<Op: Paginated> Stream for Items<Op> {
    type Item = Result<Op::Item, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.pending.is_none() {
                let Some(draft) = self.draft() else {
                    return Poll::Ready(None);
                };
                self.pending = Some(Box::pin(page::<Op>(draft)));
            }
            if let Some(fetching) = &mut self.pending {
                let page = ready!(fetching.as_mut().poll(context));
                self.pending = None;
                if let Err(error) = self.take(page) {
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<E> Stream for Download<E> {
    type Item = Result<Bytes, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.pending.is_none() {
            if let Some(too_large) = self.too_large(0) {
                return Poll::Ready(Some(Err(too_large)));
            }
            let Some(mut chunks) = self.chunks.take() else {
                return Poll::Ready(None);
            };
            self.pending = Some(Box::pin(async move {
                let chunk = chunks.next().await;
                (chunks, chunk)
            }));
        }
        let Some(fetching) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let (chunks, chunk) = ready!(fetching.as_mut().poll(context));
        self.pending = None;
        self.chunks = Some(chunks);
        Poll::Ready(self.take(chunk))
    }
}

impl<Op: Streaming> Stream for Events<Op> {
    type Item = Result<Event<Op>, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(event) = self.ready() {
                return Poll::Ready(Some(event));
            }
            if self.pending.is_none() {
                let Some(mut chunks) = self.chunks.take() else {
                    return Poll::Ready(None);
                };
                let waiting = self.read_timeout.clone();
                self.pending = Some(Box::pin(async move {
                    let chunk = waiting.chunk(&mut chunks).await;
                    (chunks, chunk)
                }));
            }
            if let Some(fetching) = &mut self.pending {
                let (chunks, chunk) = ready!(fetching.as_mut().poll(context));
                self.pending = None;
                self.chunks = Some(chunks);
                if let Err(error) = self.take(chunk) {
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}
