//! The read timeout of streamed responses.

use super::super::client::Client;
use super::super::clock::within;
use super::super::platform::Chunks;
use super::super::transport::{Unanswered, broke};
use bytes::Bytes;
use http::StatusCode;
use std::pin::pin;
use std::time::Duration;

/// A time limit for each read of a body.
#[derive(Clone)]
pub(in super::super) struct Patience {
    pub(super) client: Client,
    pub(super) longest: Duration,
    pub(super) status: StatusCode,
}

impl Patience {
    /// Reads the next chunk of a body within the time limit.
    pub(in super::super) async fn chunk(
        &self,
        chunks: &mut Chunks,
    ) -> Result<Option<Bytes>, Unanswered> {
        let next = async {
            let chunk = chunks.next().await;
            chunk.map_err(|error| broke(error, Some(self.status)))
        };
        self.within(next).await
    }

    pub(super) async fn within<T>(
        &self,
        work: impl Future<Output = Result<T, Unanswered>>,
    ) -> Result<T, Unanswered> {
        let sleep = self.client.clock().sleep(self.longest);
        let done = within(Some(sleep), pin!(work)).await;
        done.unwrap_or_else(|| Err(Unanswered::silence(Some(self.status))))
    }
}
