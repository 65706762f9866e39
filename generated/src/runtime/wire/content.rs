//! Request content without a schema: bytes in memory, a reader, a file or a stream.

use bytes::{Bytes, BytesMut};
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The content of a binary body or of a file in a form: bytes in memory, or a source that streams.
///
/// ```text
/// client.replace_media("1", Content::from_path("cat.mp4")?).send().await?;
/// ```
///
/// A retry needs unread content. Content from [`from_path`](Content::from_path) and
/// [`from_opener`](Content::from_opener) opens the source again for every attempt. Content from a
/// reader or a stream supports a retry only if no byte was read, for example after a refused
/// connection. `Debug` prints only the length.
#[derive(Clone)]
pub struct Content {
    bytes: Bytes,
    source: Source,
    length: Option<u64>,
    limit: Option<u64>,
}

/// Returns the next chunk, empty at the end. May block.
pub(crate) type NextChunk = Box<dyn FnMut() -> io::Result<Bytes> + Send>;

/// An asynchronous stream of chunks.
#[cfg(feature = "stream")]
pub(crate) type ChunkStream =
    std::pin::Pin<Box<dyn futures_core::Stream<Item = io::Result<Bytes>> + Send>>;

/// A source that can be taken once; clones share the source.
type TakeOnce<T> = Arc<Mutex<Option<T>>>;

#[derive(Clone)]
enum Source {
    Bytes,
    Reader(TakeOnce<NextChunk>),
    Opener(Arc<dyn Fn() -> NextChunk + Send + Sync>),
    #[cfg(feature = "stream")]
    Stream(TakeOnce<ChunkStream>),
}

/// Content during a read.
pub(crate) enum ContentSource {
    Bytes(Bytes),
    Pull(NextChunk),
    #[cfg(feature = "stream")]
    Stream(ChunkStream),
}

/// The chunk size of readers, in bytes.
const CHUNK_SIZE: usize = 64 * 1024;

impl Content {
    /// Creates content from a reader. A thread that may block reads the data. The length is unknown
    /// unless set by [`with_length`](Content::with_length).
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Content::of(Source::Reader(take_once(reader_chunks(|| Ok(reader)))))
    }

    /// Creates content from a function that opens a reader, once per attempt.
    pub fn from_opener<R: Read + Send + 'static>(
        open: impl Fn() -> io::Result<R> + Send + Sync + 'static,
    ) -> Self {
        let open = Arc::new(open);
        Content::of(Source::Opener(Arc::new(move || {
            let open = Arc::clone(&open);
            reader_chunks(move || open())
        })))
    }

    /// Creates content from a file, opened once per attempt.
    ///
    /// # Errors
    ///
    /// Returns an error if the file metadata is not readable, for example because the file does not
    /// exist.
    pub fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let length = fs::metadata(&path)?.len();
        Ok(Content::from_opener(move || fs::File::open(&path)).with_length(length))
    }

    /// Creates content from a stream. The length is unknown unless set by
    /// [`with_length`](Content::with_length).
    #[cfg(feature = "stream")]
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: futures_core::Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let pieces: ChunkStream = Box::pin(BytesStream(Box::pin(stream)));
        Content::of(Source::Stream(take_once(pieces)))
    }

    /// Sets the length in bytes, announced to the server before the body. The call fails if the
    /// source provides more or fewer bytes. Ignored for bytes in memory, whose length is known.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        if !matches!(self.source, Source::Bytes) {
            self.length = Some(length);
        }
        self
    }

    /// Limits the number of bytes. Larger content fails, before sending if the length is known.
    #[must_use]
    pub fn max_bytes(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Returns the length in bytes, if known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the bytes in memory; empty for a reader, a file or a stream.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    pub(crate) fn limit(&self) -> Option<u64> {
        self.limit
    }

    /// Returns `true` for bytes in memory.
    pub(crate) fn is_in_memory(&self) -> bool {
        matches!(self.source, Source::Bytes)
    }

    /// Returns `true` if the content can be read. A reader or a stream can be read once.
    pub(crate) fn is_readable(&self) -> bool {
        match &self.source {
            Source::Bytes | Source::Opener(_) => true,
            Source::Reader(reader) => is_available(reader),
            #[cfg(feature = "stream")]
            Source::Stream(stream) => is_available(stream),
        }
    }

    /// Starts a read.
    pub(crate) fn read(&self) -> io::Result<ContentSource> {
        let already_read = || io::Error::other("the content has been read before");
        match &self.source {
            Source::Bytes => Ok(ContentSource::Bytes(self.bytes.clone())),
            Source::Reader(reader) => take(reader)
                .map(ContentSource::Pull)
                .ok_or_else(already_read),
            Source::Opener(open) => Ok(ContentSource::Pull(open())),
            #[cfg(feature = "stream")]
            Source::Stream(stream) => take(stream)
                .map(ContentSource::Stream)
                .ok_or_else(already_read),
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

/// Opens the reader on the first call.
fn reader_chunks<R: Read + Send + 'static>(
    open: impl FnOnce() -> io::Result<R> + Send + 'static,
) -> NextChunk {
    let mut open = Some(open);
    let mut reader = None;
    Box::new(move || {
        if let Some(open) = open.take() {
            reader = Some(open()?);
        }
        let Some(reader) = &mut reader else {
            return Ok(Bytes::new());
        };
        let mut chunk = BytesMut::zeroed(CHUNK_SIZE);
        let length = loop {
            match reader.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        chunk.truncate(length);
        Ok(chunk.freeze())
    })
}

fn take_once<T>(source: T) -> TakeOnce<T> {
    Arc::new(Mutex::new(Some(source)))
}

fn take<T>(source: &TakeOnce<T>) -> Option<T> {
    source.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn is_available<T>(source: &TakeOnce<T>) -> bool {
    let source = source.lock().unwrap_or_else(PoisonError::into_inner);
    source.is_some()
}

/// Adapts a stream of buffers to a stream of [`Bytes`].
#[cfg(feature = "stream")]
struct BytesStream<S>(std::pin::Pin<Box<S>>);

#[cfg(feature = "stream")]
impl<S, B, E> futures_core::Stream for BytesStream<S>
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
        let chunk = self.0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Into::into).map_err(io::Error::other)))
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
    /// A reader, an opener or a stream equals only clones of the same content.
    fn eq(&self, other: &Self) -> bool {
        let same_source = match (&self.source, &other.source) {
            (Source::Bytes, Source::Bytes) => self.bytes == other.bytes,
            (Source::Reader(left), Source::Reader(right)) => Arc::ptr_eq(left, right),
            (Source::Opener(left), Source::Opener(right)) => Arc::ptr_eq(left, right),
            #[cfg(feature = "stream")]
            (Source::Stream(left), Source::Stream(right)) => Arc::ptr_eq(left, right),
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
