//! What is sent as it is: bytes, or what is read while it is sent.

use bytes::{Bytes, BytesMut};
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What is sent as it is, as a body or as a file in a form: bytes, or what is read while it is sent,
/// so that it need not fit into memory.
///
/// ```text
/// client.replace_media("1", Content::from_path("cat.mp4")?).send().await?;
/// ```
///
/// What can be read only once is sent again only if nothing of it was read: a call that no connection
/// came about for is repeated, one that was turned away later is not. [`from_path`](Content::from_path)
/// and [`from_opener`](Content::from_opener) can be read as often as it takes. `Debug` shows the
/// length alone.
#[derive(Clone)]
pub struct Content {
    bytes: Bytes,
    source: Source,
    length: Option<u64>,
    limit: Option<u64>,
}

/// What gives the pieces of a content, and at its end an empty one. It may block.
pub(crate) type Pull = Box<dyn FnMut() -> io::Result<Bytes> + Send>;

/// What gives the pieces of a content without blocking.
#[cfg(feature = "stream")]
pub(crate) type Pieces =
    std::pin::Pin<Box<dyn futures_core::Stream<Item = io::Result<Bytes>> + Send>>;

/// What can be taken once.
type Once<T> = Arc<Mutex<Option<T>>>;

#[derive(Clone)]
enum Source {
    Bytes,
    Reader(Once<Pull>),
    Opener(Arc<dyn Fn() -> Pull + Send + Sync>),
    #[cfg(feature = "stream")]
    Stream(Once<Pieces>),
}

/// A content that is being read.
pub(crate) enum Reading {
    Bytes(Bytes),
    Pull(Pull),
    #[cfg(feature = "stream")]
    Stream(Pieces),
}

/// How many bytes are read at once.
const PIECE: usize = 64 * 1024;

impl Content {
    /// What a reader gives. It is read on a thread where it may block. How much it gives is not known,
    /// unless [`with_length`](Content::with_length) says so.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Content::of(Source::Reader(once(pull(|| Ok(reader)))))
    }

    /// What a reader gives that is opened for each time that it is sent.
    pub fn from_opener<R: Read + Send + 'static>(
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = Arc::new(open);
        Content::of(Source::Opener(Arc::new(move || {
            let open = Arc::clone(&open);
            pull(move || open())
        })))
    }

    /// What is in a file, which is opened when it is sent.
    ///
    /// # Errors
    ///
    /// Where the system does not tell how long the file is, since it is not there for example.
    pub fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let length = fs::metadata(&path)?.len();
        Ok(Content::from_opener(move || fs::File::open(&path)).with_length(length))
    }

    /// What a stream gives. How much that is is not known, unless
    /// [`with_length`](Content::with_length) says so.
    #[cfg(feature = "stream")]
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: futures_core::Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let pieces: Pieces = Box::pin(AsPieces(Box::pin(stream)));
        Content::of(Source::Stream(once(pieces)))
    }

    /// Says how many bytes it has, which the service is told before they come. If there are more or
    /// less, the call fails. Of bytes this is known.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        if !matches!(self.source, Source::Bytes) {
            self.length = Some(length);
        }
        self
    }

    /// Gives up where it has more bytes than this: before anything is sent, if that is known by then.
    #[must_use]
    pub fn max_bytes(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// How many bytes it has, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes that it has; none where they are read while it is sent.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    pub(crate) fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Whether all of it is there.
    pub(crate) fn is_bytes(&self) -> bool {
        matches!(self.source, Source::Bytes)
    }

    /// Whether it can be read, which of some content it can be only once.
    pub(crate) fn is_unread(&self) -> bool {
        match &self.source {
            Source::Bytes | Source::Opener(_) => true,
            Source::Reader(reader) => is_there(reader),
            #[cfg(feature = "stream")]
            Source::Stream(stream) => is_there(stream),
        }
    }

    /// Begins to read it.
    pub(crate) fn read(&self) -> io::Result<Reading> {
        let gone = || io::Error::other("the content has been read before");
        match &self.source {
            Source::Bytes => Ok(Reading::Bytes(self.bytes.clone())),
            Source::Reader(reader) => take(reader).map(Reading::Pull).ok_or_else(gone),
            Source::Opener(open) => Ok(Reading::Pull(open())),
            #[cfg(feature = "stream")]
            Source::Stream(stream) => take(stream).map(Reading::Stream).ok_or_else(gone),
        }
    }

    fn of(source: Source) -> Self {
        Content {
            bytes: Bytes::new(),
            source,
            length: None,
            limit: None,
        }
    }
}

/// Opens a reader when its first piece is asked for.
fn pull<R: Read + Send + 'static>(open: impl FnOnce() -> io::Result<R> + Send + 'static) -> Pull {
    let mut open = Some(open);
    let mut reader = None;
    Box::new(move || {
        if let Some(open) = open.take() {
            reader = Some(open()?);
        }
        let Some(reader) = &mut reader else {
            return Ok(Bytes::new());
        };
        let mut piece = BytesMut::zeroed(PIECE);
        let length = loop {
            match reader.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        piece.truncate(length);
        Ok(piece.freeze())
    })
}

fn once<T>(source: T) -> Once<T> {
    Arc::new(Mutex::new(Some(source)))
}

fn take<T>(source: &Once<T>) -> Option<T> {
    source.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn is_there<T>(source: &Once<T>) -> bool {
    let source = source.lock().unwrap_or_else(PoisonError::into_inner);
    source.is_some()
}

/// A stream of what can be made bytes.
#[cfg(feature = "stream")]
struct AsPieces<S>(std::pin::Pin<Box<S>>);

#[cfg(feature = "stream")]
impl<S, B, E> futures_core::Stream for AsPieces<S>
where
    S: futures_core::Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let piece = self.0.as_mut().poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Into::into).map_err(io::Error::other)))
    }
}

macro_rules! bytes {
    ($($bytes:ty)*) => { $(
        impl From<$bytes> for Content {
            fn from(bytes: $bytes) -> Self {
                let bytes = Bytes::from(bytes);
                Content {
                    length: Some(bytes.len() as u64),
                    bytes,
                    source: Source::Bytes,
                    limit: None,
                }
            }
        }
    )* };
}

bytes! { Bytes BytesMut Box<[u8]> Vec<u8> String &'static [u8] &'static str }

impl PartialEq for Content {
    /// What is read while it is sent is the same as its clones and as nothing else.
    fn eq(&self, other: &Self) -> bool {
        let same_source = match (&self.source, &other.source) {
            (Source::Bytes, Source::Bytes) => self.bytes == other.bytes,
            (Source::Reader(one), Source::Reader(other)) => Arc::ptr_eq(one, other),
            (Source::Opener(one), Source::Opener(other)) => Arc::ptr_eq(one, other),
            #[cfg(feature = "stream")]
            (Source::Stream(one), Source::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        same_source && (self.length, self.limit) == (other.length, other.limit)
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Content")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
