//! Responses whose body is not yet read.

use crate::runtime::http::error::{BodyTooLarge, RawResponse};
use crate::runtime::http::platform::Chunks;
use crate::runtime::http::request::headers::is_secret;
use crate::runtime::http::transport::{ExchangeError, transport_error};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};
use std::mem::take;

/// A response whose body is not yet read.
pub(crate) struct StreamingResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The length of the body in bytes, if the service sent a length.
    pub(crate) length: Option<u64>,
    pub(crate) chunks: Chunks,
}

impl StreamingResponse {
    pub(crate) fn new(mut response: reqwest::Response) -> Self {
        StreamingResponse {
            status: response.status(),
            headers: mark_sensitive(take(response.headers_mut())),
            length: response.content_length(),
            chunks: Chunks::new(response),
        }
    }

    /// Reads a body of at most `limit` bytes. Moves the headers into the result.
    pub(crate) async fn buffer(&mut self, limit: usize) -> Result<RawResponse, ExchangeError> {
        // Most bodies arrive in a single chunk, which is returned without a copy.
        let (mut first, mut rest) = (Bytes::new(), BytesMut::new());
        let mut too_large = self.length.is_some_and(|length| length > limit as u64);
        while !too_large {
            let chunk = self.chunks.next().await;
            match chunk.map_err(|error| transport_error(error, Some(self.status)))? {
                Some(chunk) if chunk.len() > limit - first.len().max(rest.len()) => {
                    too_large = true;
                }
                Some(chunk) if first.is_empty() => first = chunk,
                Some(chunk) => {
                    if rest.is_empty() {
                        rest.extend_from_slice(&first);
                    }
                    rest.extend_from_slice(&chunk);
                }
                None => {
                    return Ok(RawResponse {
                        status: self.status,
                        headers: take(&mut self.headers),
                        body: if rest.is_empty() {
                            first
                        } else {
                            rest.freeze()
                        },
                    });
                }
            }
        }
        Err(ExchangeError::BodyTooLarge(Box::new(BodyTooLarge {
            limit,
            status: self.status,
            headers: take(&mut self.headers),
        })))
    }
}

/// Marks response headers with secrets as sensitive. The URL in `Location` can contain a secret,
/// too.
fn mark_sensitive(mut headers: HeaderMap) -> HeaderMap {
    for (name, value) in &mut headers {
        if is_secret(name) || name == header::LOCATION {
            value.set_sensitive(true);
        }
    }
    headers
}
