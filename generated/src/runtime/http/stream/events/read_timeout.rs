//! The read timeout of streamed responses.

use crate::runtime::http::client::Client;
use crate::runtime::http::clock::with_timeout;
use crate::runtime::http::platform::Chunks;
use crate::runtime::http::transport::{ExchangeError, transport_error};
use bytes::Bytes;
use http::StatusCode;
use std::pin::pin;
use std::time::Duration;

/// A time limit for each read of a body.
#[derive(Clone)]
pub(crate) struct ReadTimeout {
    pub(crate) client: Client,
    pub(crate) timeout: Duration,
    pub(crate) status: StatusCode,
}

impl ReadTimeout {
    /// Reads the next chunk of a body within the time limit.
    pub(crate) async fn chunk(&self, chunks: &mut Chunks) -> Result<Option<Bytes>, ExchangeError> {
        let next = async {
            let chunk = chunks.next().await;
            chunk.map_err(|error| transport_error(error, Some(self.status)))
        };
        self.with_timeout(next).await
    }

    pub(crate) async fn with_timeout<T>(
        &self,
        work: impl Future<Output = Result<T, ExchangeError>>,
    ) -> Result<T, ExchangeError> {
        let sleep = self.client.settings.clock.sleep(self.timeout);
        let done = with_timeout(Some(sleep), pin!(work)).await;
        done.unwrap_or_else(|| Err(ExchangeError::timed_out(Some(self.status))))
    }
}
