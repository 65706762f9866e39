//! Request bodies, sent in pieces.

use crate::runtime::http::platform::BoxFuture;
use crate::runtime::wire::content::{Content, ContentSource, NextChunk};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// A function to call with the number of bytes sent and the total, if known.
pub(crate) type Progress = Arc<Mutex<dyn FnMut(u64, Option<u64>) + Send>>;

/// The contents of a request body, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Payload(Vec<Content>);

impl Payload {
    /// The payload of a request without a body.
    pub(crate) const EMPTY: &'static Payload = &Payload(Vec::new());

    pub(crate) fn new(contents: Vec<Content>) -> Self {
        Payload(contents)
    }

    /// The complete body, if already in memory.
    pub(crate) fn bytes(&self) -> Option<Bytes> {
        match self.0.as_slice() {
            [] => Some(Bytes::new()),
            [content] if content.is_in_memory() => Some(content.bytes().clone()),
            _ => None,
        }
    }

    /// The length in bytes, if known.
    pub(crate) fn length(&self) -> Option<u64> {
        let lengths = self.0.iter().map(Content::length);
        lengths.sum()
    }

    /// Returns true if the payload can be sent: a reader or stream can be read only once.
    pub(crate) fn is_sendable(&self) -> bool {
        self.0.iter().all(Content::is_readable)
    }

    /// The error message of a content whose length exceeds its limit.
    pub(crate) fn limit_error(&self) -> Option<String> {
        self.0.iter().find_map(|content| {
            let (length, limit) = (content.length()?, content.limit()?);
            (length > limit).then(|| too_large(limit))
        })
    }

    /// Reads the complete body, which may block.
    pub(crate) fn read(&self) -> Result<Bytes, String> {
        let mut bytes = BytesMut::new();
        for content in &self.0 {
            let mut reader = ContentReader::new(content).map_err(|error| error.to_string())?;
            loop {
                let piece = reader.pull().map_err(|error| error.to_string())?;
                if piece.is_empty() {
                    break;
                }
                bytes.extend_from_slice(&piece);
            }
        }
        Ok(bytes.freeze())
    }

    /// Splits the body into pieces.
    pub(crate) fn pieces(&self, progress: Option<Progress>) -> Pieces {
        Pieces {
            total: self.length(),
            rest: self.0.clone().into(),
            reader: None,
            sent: 0,
            progress,
        }
    }
}

/// The pieces of a body being sent.
pub(crate) struct Pieces {
    total: Option<u64>,
    rest: VecDeque<Content>,
    reader: Option<ContentReader>,
    sent: u64,
    progress: Option<Progress>,
}

impl Pieces {
    pub(crate) fn total(&self) -> Option<u64> {
        self.total
    }

    /// Polls the next piece. Returns `None` after an error.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let Some(reader) = &mut self.reader else {
                let Some(next) = self.rest.pop_front() else {
                    return Poll::Ready(None);
                };
                match ContentReader::new(&next) {
                    Ok(reader) => self.reader = Some(reader),
                    Err(error) => return self.fail(error),
                }
                continue;
            };
            match ready!(reader.poll(context)) {
                Ok(piece) if piece.is_empty() => self.reader = None,
                Ok(piece) => {
                    self.sent += piece.len() as u64;
                    if let Some(progress) = &self.progress {
                        let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
                        progress(self.sent, self.total);
                    }
                    return Poll::Ready(Some(Ok(piece)));
                }
                Err(error) => return self.fail(error),
            }
        }
    }

    fn fail(&mut self, error: io::Error) -> Poll<Option<io::Result<Bytes>>> {
        self.reader = None;
        self.rest.clear();
        Poll::Ready(Some(Err(error)))
    }
}

/// A content being sent.
struct ContentReader {
    reading: Option<ContentSource>,
    /// A pending read on another thread. Returns the reader together with the piece.
    pulling: Option<BoxFuture<io::Result<(NextChunk, Bytes)>>>,
    length: Option<u64>,
    limit: Option<u64>,
    sent: u64,
}

/// The maximum size of a piece. Larger pieces would make progress reports inaccurate.
const MAX_PIECE: usize = 64 * 1024;

impl ContentReader {
    fn new(content: &Content) -> io::Result<Self> {
        Ok(ContentReader {
            reading: Some(content.read()?),
            pulling: None,
            length: content.length(),
            limit: content.limit(),
            sent: 0,
        })
    }

    /// Polls the next piece. An empty piece marks the end.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        if let Some(ContentSource::Pull(_)) = &self.reading
            && let Some(ContentSource::Pull(pull)) = self.reading.take()
        {
            self.pulling = Some(crate::runtime::http::platform::pull(pull));
        }
        if let Some(pulling) = &mut self.pulling {
            let pulled = ready!(pulling.as_mut().poll(context));
            self.pulling = None;
            let piece = pulled.map(|(pull, piece)| {
                self.reading = Some(ContentSource::Pull(pull));
                piece
            });
            return Poll::Ready(piece.and_then(|piece| self.count(piece)));
        }
        #[cfg(feature = "stream")]
        if let Some(ContentSource::Stream(stream)) = &mut self.reading {
            let piece = loop {
                match ready!(stream.as_mut().poll_next(context)) {
                    // An empty piece does not end a stream.
                    Some(Ok(piece)) if piece.is_empty() => {}
                    piece => break piece.transpose().map(Option::unwrap_or_default),
                }
            };
            return Poll::Ready(piece.and_then(|piece| self.count(piece)));
        }
        Poll::Ready(self.pull())
    }

    /// Reads the next piece on the current thread.
    fn pull(&mut self) -> io::Result<Bytes> {
        let piece = match &mut self.reading {
            Some(ContentSource::Bytes(bytes)) => Ok(bytes.split_to(bytes.len().min(MAX_PIECE))),
            Some(ContentSource::Pull(pull)) => pull(),
            #[cfg(feature = "stream")]
            Some(ContentSource::Stream(_)) => {
                Err(io::Error::other("is a stream, which only `send` can read"))
            }
            None => Ok(Bytes::new()),
        };
        piece.and_then(|piece| self.count(piece))
    }

    /// Counts the bytes of a piece, and checks the declared length and the limit.
    fn count(&mut self, piece: Bytes) -> io::Result<Bytes> {
        self.sent += piece.len() as u64;
        if let Some(limit) = self.limit.filter(|limit| self.sent > *limit) {
            return Err(io::Error::other(too_large(limit)));
        }
        match self.length {
            Some(length) if self.sent > length || (piece.is_empty() && self.sent < length) => {
                let comparison = if piece.is_empty() { "fewer" } else { "more" };
                let message = format!("content has {comparison} bytes than the declared {length}");
                Err(io::Error::other(message))
            }
            _ => Ok(piece),
        }
    }
}

fn too_large(limit: u64) -> String {
    format!("content exceeds the limit of {limit} bytes")
}
