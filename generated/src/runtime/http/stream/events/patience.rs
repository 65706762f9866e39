//! The read timeout of streamed responses.

use crate::runtime::http::client::Client;
use crate::runtime::http::clock::within;
use crate::runtime::http::platform::Chunks;
use crate::runtime::http::transport::{Unanswered, broke};
use bytes::Bytes;
use http::StatusCode;
use std::pin::pin;
use std::time::Duration;

/// A time limit for each read of a body.
#[derive(Clone)]
pub(crate) struct Patience {
    pub(crate) client: Client,
    pub(crate) longest: Duration,
    pub(crate) status: StatusCode,
}

impl Patience {
    /// Reads the next chunk of a body within the time limit.
    pub(crate) async fn chunk(
        &self,
        chunks: &mut Chunks,
    ) -> Result<Option<Bytes>, Unanswered> {
        let next = async {
            let chunk = chunks.next().await;
            chunk.map_err(|error| broke(error, Some(self.status)))
        };
        self.within(next).await
    }

    pub(crate) async fn within<T>(
        &self,
        work: impl Future<Output = Result<T, Unanswered>>,
    ) -> Result<T, Unanswered> {
        let sleep = self.client.clock().sleep(self.longest);
        let done = within(Some(sleep), pin!(work)).await;
        done.unwrap_or_else(|| Err(Unanswered::silence(Some(self.status))))
    }
}
