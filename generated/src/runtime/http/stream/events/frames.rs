//! Splits a response body into events.
//!
//! Server-sent events are parsed as in the HTML standard ("Interpreting an event stream"), NDJSON
//! and JSON Lines are split at line feeds, and JSON text sequences as in RFC 7464. Chunks may end
//! at any byte; only the incomplete event is buffered.
//!
//! ```text
//! event: price⏎  data: {"a":⏎  data: 1}⏎  ⏎     ->  Frame { name: "price", data: "{\"a\":\n1}" }
//! : a comment⏎   id: 7⏎        ⏎                ->  no frame (no data), but `last_id` is "7"
//! ```

use bytes::{Buf, BytesMut};
use std::time::Duration;

/// The framing of events in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    ServerSent,
    Lines,
    Sequence,
}

/// An event as received.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Frame {
    pub(crate) name: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) retry: Option<Duration>,
    pub(crate) data: String,
}

/// An event exceeds the size limit.
#[derive(Debug, PartialEq)]
pub(crate) struct TooLarge;

/// An incremental parser of a response body.
pub(crate) struct Frames {
    framing: Framing,
    limit: usize,
    /// Received bytes that are not yet part of an event.
    buffer: BytesMut,
    /// The number of bytes of `buffer` already searched.
    searched: usize,
    /// True before the first byte, where a byte order mark is allowed.
    at_start: bool,
    /// True if the last line ended with a carriage return: a following line feed belongs to the
    /// line end.
    after_carriage_return: bool,
    /// The incomplete server-sent event, and true in `has_data` after a `data` field.
    current: Frame,
    has_data: bool,
    /// The `id` of the last event with an id.
    last_id: Option<String>,
    /// The last `retry` field: the delay before reconnecting.
    retry: Option<Duration>,
    /// The state of the search for the end of a JSON text.
    nesting: Nesting,
}

#[derive(Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const RECORD_SEPARATOR: u8 = 0x1e;

impl Frames {
    pub(crate) fn new(framing: Framing, limit: usize) -> Self {
        Frames {
            framing,
            limit,
            buffer: BytesMut::new(),
            searched: 0,
            at_start: true,
            after_carriage_return: false,
            current: Frame::default(),
            has_data: false,
            last_id: None,
            retry: None,
            nesting: Nesting::default(),
        }
    }

    pub(crate) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    pub(crate) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Appends a chunk of the body.
    pub(crate) fn push(&mut self, piece: &[u8]) {
        self.buffer.extend_from_slice(piece);
    }

    /// Returns the next complete event.
    pub(crate) fn next(&mut self) -> Option<Result<Frame, TooLarge>> {
        self.skip_byte_order_mark()?;
        loop {
            let line = match self.framing {
                Framing::ServerSent | Framing::Lines => self.line(),
                Framing::Sequence => self.text(),
            };
            let waiting = line.as_ref().map_or(self.buffer.len(), BytesMut::len);
            if waiting + self.current.data.len() > self.limit {
                return Some(Err(TooLarge));
            }
            if let Some(frame) = self.take(&line?) {
                return Some(Ok(frame));
            }
        }
    }

    /// Discards buffered bytes and the incomplete event.
    pub(crate) fn clear(&mut self) {
        self.buffer.clear();
        self.searched = 0;
        self.current = Frame::default();
        self.has_data = false;
    }

    /// Returns the last event at the end of the body. An incomplete server-sent event is discarded,
    /// as the standard requires.
    pub(crate) fn end(&mut self) -> Option<Frame> {
        let rest = self.buffer.split();
        self.searched = 0;
        match self.framing {
            Framing::Lines | Framing::Sequence => record(&rest),
            Framing::ServerSent => None,
        }
    }

    /// Skips a byte order mark. Returns `None` while more bytes are needed to recognize the mark.
    fn skip_byte_order_mark(&mut self) -> Option<()> {
        if self.at_start {
            if self.buffer.len() < BYTE_ORDER_MARK.len()
                && BYTE_ORDER_MARK.starts_with(&self.buffer)
            {
                return None;
            }
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.buffer.advance(BYTE_ORDER_MARK.len());
            }
            self.at_start = false;
        }
        Some(())
    }

    /// Returns a line without its end. Server-sent events end lines with LF, CR or CRLF; in JSON
    /// lines a CR is white space, and only LF ends a line.
    fn line(&mut self) -> Option<BytesMut> {
        if self.after_carriage_return && !self.buffer.is_empty() {
            self.after_carriage_return = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let ends_at_cr = self.framing == Framing::ServerSent;
        let is_end = |byte: &u8| *byte == b'\n' || (ends_at_cr && *byte == b'\r');
        let Some(length) = self.buffer[self.searched..].iter().position(is_end) else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + length);
        self.after_carriage_return = self.buffer[0] == b'\r';
        self.buffer.advance(1);
        self.searched = 0;
        Some(line)
    }

    /// Returns a JSON text of a sequence. A text ends at the next record separator, or at the first
    /// line feed after the end of the JSON value.
    fn text(&mut self) -> Option<BytesMut> {
        while let Some(byte) = self.buffer.get(self.searched).copied() {
            if byte == RECORD_SEPARATOR || (byte == b'\n' && self.nesting.is_top_level()) {
                let text = self.buffer.split_to(self.searched);
                self.buffer.advance(1);
                self.searched = 0;
                self.nesting = Nesting::default();
                return Some(text);
            }
            self.nesting.step(byte);
            self.searched += 1;
        }
        None
    }

    /// Processes a line or JSON text. Returns the event completed by the line, if any.
    fn take(&mut self, line: &[u8]) -> Option<Frame> {
        match self.framing {
            Framing::Lines | Framing::Sequence => record(line),
            Framing::ServerSent if line.is_empty() => self.dispatch(),
            Framing::ServerSent => {
                self.field(line);
                None
            }
        }
    }

    /// Completes the current event. An event without data is discarded.
    fn dispatch(&mut self) -> Option<Frame> {
        let frame = std::mem::take(&mut self.current);
        if frame.id.is_some() {
            self.last_id.clone_from(&frame.id);
        }
        std::mem::take(&mut self.has_data).then_some(frame)
    }

    /// Adds a field to the current event. A field without a name is a comment.
    fn field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &b""[..]),
        };
        let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
        match name {
            b"event" => {
                self.current.name = Some(value.into_owned()).filter(|name| !name.is_empty());
            }
            b"data" => {
                if self.has_data {
                    self.current.data.push('\n');
                }
                self.current.data.push_str(&value);
                self.has_data = true;
            }
            b"id" if !value.contains('\0') => self.current.id = Some(value.into_owned()),
            b"retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.current.retry = value.parse().ok().map(Duration::from_millis);
                self.retry = self.current.retry.or(self.retry);
            }
            _ => {}
        }
    }
}

/// Converts a line or JSON text into an event. Blank lines are skipped.
fn record(line: &[u8]) -> Option<Frame> {
    let line = line.trim_ascii();
    (!line.is_empty()).then(|| Frame {
        data: String::from_utf8_lossy(line).into_owned(),
        ..Frame::default()
    })
}

impl Nesting {
    fn is_top_level(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    fn step(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
