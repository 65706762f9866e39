//! Validated requests.

use crate::runtime::http::body::upload::Payload;
use crate::runtime::http::request::invalid::{InvalidRequest, RequestPart};
use bytes::Bytes;
use http::{HeaderMap, Method};
use reqwest::Url;

/// The maximum length of a URL in bytes, set by the `http` crate.
pub(crate) const MAX_URL_BYTES: usize = 65_534;

pub(crate) const URL_TOO_LONG: &str = "is too long: the limit is 65534 bytes";

/// A validated request, ready to send.
pub(crate) struct PreparedRequest<'d> {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) payload: &'d Payload,
}

impl PreparedRequest<'_> {
    /// Reads the body into memory, which may block.
    pub(crate) fn read(self) -> Result<http::Request<Bytes>, InvalidRequest> {
        let bytes = self.payload.bytes();
        let bytes = bytes.map_or_else(|| self.payload.read(), Ok);
        let mut request = http::Request::new(
            bytes.map_err(|problem| InvalidRequest::single(RequestPart::Body, problem))?,
        );
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        let url = self.url.as_str().parse();
        *request.uri_mut() =
            url.map_err(|_| InvalidRequest::single(RequestPart::Url, URL_TOO_LONG))?;
        Ok(request)
    }
}
