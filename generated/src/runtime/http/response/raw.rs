//! Responses without decoding.

use crate::runtime::http::call::{Call, send_traced};
use crate::runtime::http::error::{Error, RawResponse};
use crate::runtime::http::operation::Operation;
use crate::runtime::http::response::decode;

impl<Op: Operation> Call<Op> {
    /// Asks for a media type of the response, by the header `Accept`. Useful for responses that the
    /// service offers in several media types; read the others with [`send_raw`](Call::send_raw).
    pub fn accept(self, media_type: impl AsRef<str>) -> Self {
        self.header("accept", media_type)
    }

    /// Sends the call and returns a successful response as received: the status, the headers and
    /// the bytes of the body, of any media type.
    ///
    /// ```text
    /// let report = client.get_report("1").accept("text/csv").send_raw().await?;
    /// println!("{}", String::from_utf8_lossy(&report.body));
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Call::send), also for a failure of the service, but no error
    /// for a successful response that cannot be decoded.
    pub async fn send_raw(self) -> Result<RawResponse, Error<Op::Error>> {
        let read = |judged| decode::raw(judged, Op::SUCCESS, Op::FAILURE);
        send_traced(self.draft, read).await
    }

    /// Like [`send_raw`](Call::send_raw), and blocks the current thread until the call completes.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send_raw`](Call::send_raw), and [`Error::Blocked`] if the current
    /// thread belongs to an async runtime.
    #[cfg(feature = "blocking")]
    pub fn send_blocking_raw(self) -> Result<RawResponse, Error<Op::Error>> {
        crate::runtime::http::platform::run(self.send_raw()).map_err(Error::Blocked)?
    }
}
