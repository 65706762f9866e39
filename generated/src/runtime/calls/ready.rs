//! Validated requests.

use super::invalid::{Invalid, Part};
use super::upload::Payload;
use bytes::Bytes;
use http::{HeaderMap, Method};
use reqwest::Url;

/// The maximum length of a URL in bytes, set by the `http` crate.
pub(super) const LONGEST_URL: usize = 65_534;

pub(super) const TOO_LONG: &str = "is too long: the limit is 65534 bytes";

/// A validated request, ready to send.
pub(super) struct Request<'d> {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) payload: &'d Payload,
}

impl Request<'_> {
    /// Reads the body into memory, which may block.
    pub(super) fn read(self) -> Result<http::Request<Bytes>, Invalid> {
        let bytes = self.payload.bytes();
        let bytes = bytes.map_or_else(|| self.payload.read(), Ok);
        let mut request =
            http::Request::new(bytes.map_err(|problem| Invalid::of(Part::Body, problem))?);
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        let url = self.url.as_str().parse();
        *request.uri_mut() = url.map_err(|_| Invalid::of(Part::Url, TOO_LONG))?;
        Ok(request)
    }
}
