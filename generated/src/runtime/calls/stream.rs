//! What comes as a stream.

use super::error::Error;
use super::pages::{Items, Page, Paged, page};
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A page that is on its way.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Fetching<Op> = Pin<Box<dyn Future<Output = Page<Op>> + Send>>;
#[cfg(target_arch = "wasm32")]
pub(super) type Fetching<Op> = Pin<Box<dyn Future<Output = Page<Op>>>>;

impl<Op: Paged> Stream for Items<Op> {
    type Item = Result<Op::Item, Error<Op::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.fetching.is_none() {
                let Some(draft) = self.draft() else {
                    return Poll::Ready(None);
                };
                self.fetching = Some(Box::pin(page::<Op>(draft)));
            }
            if let Some(fetching) = &mut self.fetching {
                let page = ready!(fetching.as_mut().poll(context));
                self.fetching = None;
                if let Err(error) = self.take(page) {
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}
