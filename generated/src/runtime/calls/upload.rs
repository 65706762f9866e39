//! Bodies of requests on their way: one content after the other, piece by piece.

use super::platform::Waiting;
use crate::runtime::wire::content::{Content, Pull, Reading};
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// Is told how many bytes are on their way, and how many there are, where that is known.
pub(super) type Progress = Arc<Mutex<dyn FnMut(u64, Option<u64>) + Send>>;

/// What the body of a request is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Payload(Vec<Content>);

impl Payload {
    /// That of a request without a body.
    pub(super) const EMPTY: &'static Payload = &Payload(Vec::new());

    pub(super) fn new(contents: Vec<Content>) -> Self {
        Payload(contents)
    }

    /// All of it, where it is there.
    pub(super) fn bytes(&self) -> Option<Bytes> {
        match self.0.as_slice() {
            [] => Some(Bytes::new()),
            [content] if content.is_bytes() => Some(content.bytes().clone()),
            _ => None,
        }
    }

    /// How many bytes it has, where that is known.
    pub(super) fn length(&self) -> Option<u64> {
        let lengths = self.0.iter().map(Content::length);
        lengths.sum()
    }

    /// Whether it can be sent, or sent again.
    pub(super) fn is_unread(&self) -> bool {
        self.0.iter().all(Content::is_unread)
    }

    /// What is known to be wrong with it.
    pub(super) fn problem(&self) -> Option<String> {
        self.0.iter().find_map(|content| {
            let (length, limit) = (content.length()?, content.limit()?);
            (length > limit).then(|| too_large(limit))
        })
    }

    /// Reads all of it, which may block.
    pub(super) fn read(&self) -> Result<Bytes, String> {
        let mut all = BytesMut::new();
        for content in &self.0 {
            let mut part = Part::new(content).map_err(|error| error.to_string())?;
            loop {
                let piece = part.pull().map_err(|error| error.to_string())?;
                if piece.is_empty() {
                    break;
                }
                all.extend_from_slice(&piece);
            }
        }
        Ok(all.freeze())
    }

    /// Its pieces.
    pub(super) fn pieces(&self, progress: Option<Progress>) -> Pieces {
        Pieces {
            total: self.length(),
            rest: self.0.clone().into(),
            part: None,
            sent: 0,
            progress,
        }
    }
}

/// The pieces of a body that is being sent.
pub(super) struct Pieces {
    total: Option<u64>,
    rest: VecDeque<Content>,
    part: Option<Part>,
    sent: u64,
    progress: Option<Progress>,
}

impl Pieces {
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    /// The next piece. After an error there is none.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let Some(part) = &mut self.part else {
                let Some(next) = self.rest.pop_front() else {
                    return Poll::Ready(None);
                };
                match Part::new(&next) {
                    Ok(part) => self.part = Some(part),
                    Err(error) => return self.fail(error),
                }
                continue;
            };
            match ready!(part.poll(context)) {
                Ok(piece) if piece.is_empty() => self.part = None,
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
        self.part = None;
        self.rest.clear();
        Poll::Ready(Some(Err(error)))
    }
}

/// A content that is being sent.
struct Part {
    reading: Option<Reading>,
    /// A piece that is being read on another thread, with what reads it.
    pulling: Option<Waiting<io::Result<(Pull, Bytes)>>>,
    length: Option<u64>,
    limit: Option<u64>,
    sent: u64,
}

/// How many bytes at once are enough: more would tell of progress that there was not.
const PIECE: usize = 64 * 1024;

impl Part {
    fn new(content: &Content) -> io::Result<Self> {
        Ok(Part {
            reading: Some(content.read()?),
            pulling: None,
            length: content.length(),
            limit: content.limit(),
            sent: 0,
        })
    }

    /// The next piece; an empty one at the end.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
        if let Some(Reading::Pull(_)) = &self.reading
            && let Some(Reading::Pull(pull)) = self.reading.take()
        {
            self.pulling = Some(super::platform::pull(pull));
        }
        if let Some(pulling) = &mut self.pulling {
            let pulled = ready!(pulling.as_mut().poll(context));
            self.pulling = None;
            let piece = pulled.map(|(pull, piece)| {
                self.reading = Some(Reading::Pull(pull));
                piece
            });
            return Poll::Ready(piece.and_then(|piece| self.count(piece)));
        }
        #[cfg(feature = "stream")]
        if let Some(Reading::Stream(stream)) = &mut self.reading {
            let piece = loop {
                match ready!(stream.as_mut().poll_next(context)) {
                    // An empty piece in between is not the end.
                    Some(Ok(piece)) if piece.is_empty() => {}
                    piece => break piece.transpose().map(Option::unwrap_or_default),
                }
            };
            return Poll::Ready(piece.and_then(|piece| self.count(piece)));
        }
        Poll::Ready(self.pull())
    }

    /// The next piece, on this thread.
    fn pull(&mut self) -> io::Result<Bytes> {
        let piece = match &mut self.reading {
            Some(Reading::Bytes(bytes)) => Ok(bytes.split_to(bytes.len().min(PIECE))),
            Some(Reading::Pull(pull)) => pull(),
            #[cfg(feature = "stream")]
            Some(Reading::Stream(_)) => Err(io::Error::other("a stream can only be sent")),
            None => Ok(Bytes::new()),
        };
        piece.and_then(|piece| self.count(piece))
    }

    /// Counts a piece. There must be as many bytes as were promised.
    fn count(&mut self, piece: Bytes) -> io::Result<Bytes> {
        self.sent += piece.len() as u64;
        if let Some(limit) = self.limit.filter(|limit| self.sent > *limit) {
            return Err(io::Error::other(too_large(limit)));
        }
        match self.length {
            Some(length) if self.sent > length || (piece.is_empty() && self.sent < length) => {
                let than = if piece.is_empty() { "less" } else { "more" };
                let message =
                    format!("the content has {than} than the {length} bytes it should have");
                Err(io::Error::other(message))
            }
            _ => Ok(piece),
        }
    }
}

fn too_large(limit: u64) -> String {
    format!("has more than {limit} bytes, which is its limit")
}
