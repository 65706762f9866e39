//! Faults: replies that break off, stall, or are not what the spec declares.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A fault of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Status(StatusCode),
    Stall,
    StallAfter(usize),
    Cut(usize),
    DropBefore,
    DropAfter,
    WrongMediaType,
    Oversized(usize),
    Malformed,
}

/// The body of a reply: bytes, then the end.
#[derive(Debug)]
pub(super) struct ReplyBody {
    bytes: Bytes,
    /// The announced length of the rest.
    length: u64,
    end: End,
}

/// The end of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Complete,
    Cut,
    Stall,
}

impl Fault {
    /// Applies the fault to a response.
    pub(super) fn apply(self, response: Response<Bytes>) -> Response<ReplyBody> {
        let (mut head, body) = response.into_parts();
        let length = body.len() as u64;
        let (bytes, end) = match self {
            Fault::StallAfter(count) => (body.slice(..count.min(body.len())), End::Stall),
            Fault::Cut(count) => (body.slice(..count.min(body.len())), End::Cut),
            Fault::WrongMediaType => {
                let html = HeaderValue::from_static("text/html");
                head.headers.insert(CONTENT_TYPE, html);
                (
                    Bytes::from_static(b"<html><h1>Welcome</h1></html>"),
                    End::Complete,
                )
            }
            Fault::Oversized(count) => {
                let mut long = body.to_vec();
                long.resize(count.max(long.len()), b' ');
                (long.into(), End::Complete)
            }
            Fault::Malformed => {
                let half = body.slice(..body.len() / 2);
                (half, End::Complete)
            }
            Fault::Status(_) | Fault::Stall | Fault::DropBefore | Fault::DropAfter => {
                (body, End::Complete)
            }
        };
        let length = match end {
            End::Complete => bytes.len() as u64,
            // A body that breaks off lacks at least a byte.
            End::Cut | End::Stall => length.max(bytes.len() as u64 + 1),
        };
        Response::from_parts(head, ReplyBody { bytes, length, end })
    }
}

/// A complete body.
pub(super) fn complete(response: Response<Bytes>) -> Response<ReplyBody> {
    response.map(|bytes| ReplyBody {
        length: bytes.len() as u64,
        bytes,
        end: End::Complete,
    })
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            self.length -= bytes.len() as u64;
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.end {
            End::Complete => Poll::Ready(None),
            End::Cut => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
            End::Stall => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty() && self.end == End::Complete
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// Returns true for one in `count` numbers, selected by the seed.
pub(super) fn is_selected(count: u64, seed: u64, number: u64) -> bool {
    mixed(seed, number).is_multiple_of(count)
}

/// A number that looks random, by seed (`SplitMix64`).
pub(super) fn mixed(seed: u64, number: u64) -> u64 {
    let mut bits = seed.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selects_one_in_n() {
        let count = |seed| {
            (0..10_000)
                .filter(|number| is_selected(10, seed, *number))
                .count()
        };
        assert!((800..1200).contains(&count(1)) && count(1) != count(2));
        assert!((0..10).all(|number| is_selected(1, 7, number)));
    }
}
