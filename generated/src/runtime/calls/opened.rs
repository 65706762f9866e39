//! Responses whose body is still to come.

use super::error::{BodyTooLarge, RawResponse};
use super::headers::is_secret;
use super::platform::Chunks;
use super::transport::{Unanswered, broke};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};
use std::mem::take;

/// A response whose body is still to come.
pub(super) struct Opened {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    /// How many bytes the body has, where the service says so.
    pub(super) length: Option<u64>,
    pub(super) chunks: Chunks,
}

impl Opened {
    pub(super) fn new(mut response: reqwest::Response) -> Self {
        Opened {
            status: response.status(),
            headers: marked(take(response.headers_mut())),
            length: response.content_length(),
            chunks: Chunks::new(response),
        }
    }

    /// Reads a body of at most `limit` bytes. The headers go with it.
    pub(super) async fn whole(&mut self, limit: usize) -> Result<RawResponse, Unanswered> {
        // Most bodies come in one piece, which is not copied.
        let (mut first, mut rest) = (Bytes::new(), BytesMut::new());
        let mut too_large = self.length.is_some_and(|length| length > limit as u64);
        while !too_large {
            let chunk = self.chunks.next().await;
            match chunk.map_err(|error| broke(error, Some(self.status)))? {
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
        Err(Unanswered::BodyTooLarge(Box::new(BodyTooLarge {
            limit,
            status: self.status,
            headers: take(&mut self.headers),
        })))
    }
}

/// Marks the headers of a response that are secrets. Where a redirect leads can hold one, too.
fn marked(mut headers: HeaderMap) -> HeaderMap {
    for (name, value) in &mut headers {
        if is_secret(name) || name == header::LOCATION {
            value.set_sensitive(true);
        }
    }
    headers
}
