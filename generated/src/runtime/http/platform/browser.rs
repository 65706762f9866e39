//! Browsers: requests are sent with `fetch`. The browser controls redirects, proxies, certificates
//! and the `User-Agent` header.

use super::Connections;
use crate::runtime::http::body::upload::{Payload, Progress};
use crate::runtime::http::build_error::BuildError;
use crate::runtime::http::request::invalid::{InvalidRequest, RequestPart};
use crate::runtime::wire::content::NextChunk;
use bytes::Bytes;
use std::io;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// A boxed future.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// A future that completes after a delay.
pub type Sleep = BoxFuture<()>;

pub(crate) fn now() -> Duration {
    Duration::from_secs_f64(js_sys::Date::now().max(0.0) / 1000.0)
}

pub(crate) fn system_time() -> SystemTime {
    SystemTime::UNIX_EPOCH + now()
}

pub(crate) fn sleep(duration: Duration) -> Sleep {
    // Browser timers are limited to 2^31 milliseconds, about 24 days.
    let most = Duration::from_millis(i32::MAX.unsigned_abs().into());
    Box::pin(gloo_timers::future::sleep(duration.min(most)))
}

pub(crate) fn http_client(_: Connections) -> Result<reqwest::Client, BuildError> {
    let http = reqwest::Client::builder().build();
    http.map_err(BuildError::HttpClient)
}

/// Always false: `fetch` does not tell connection errors apart.
pub(crate) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// Converts a payload to a request body. `fetch` needs the complete body and reports no progress.
pub(crate) fn body(
    payload: &Payload,
    _: Option<Progress>,
) -> Result<reqwest::Body, InvalidRequest> {
    let bytes = payload.bytes().map_or_else(|| payload.read(), Ok);
    let bytes = bytes.map_err(|problem| InvalidRequest::single(RequestPart::Body, problem))?;
    Ok(bytes.into())
}

/// Reads a piece.
pub(crate) fn pull(mut pull: NextChunk) -> BoxFuture<io::Result<(NextChunk, Bytes)>> {
    Box::pin(async { pull().map(|piece| (pull, piece)) })
}

/// A response body, read in a single chunk.
pub(crate) struct Chunks(Option<reqwest::Response>);

impl Chunks {
    pub(crate) fn new(response: reqwest::Response) -> Self {
        Chunks(Some(response))
    }

    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, reqwest::Error> {
        match self.0.take() {
            Some(response) => response.bytes().await.map(Some),
            None => Ok(None),
        }
    }
}
