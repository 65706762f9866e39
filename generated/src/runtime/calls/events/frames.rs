//! From the pieces of a body to the events in it.
//!
//! Server-sent events are cut as the HTML standard says (“Interpreting an event stream”), NDJSON and
//! JSON Lines at their line ends, JSON text sequences as RFC 7464 says. Pieces may end anywhere, and
//! no more of the body is kept than the event that is coming.

use bytes::{Buf, BytesMut};
use std::time::Duration;

/// How events are cut out of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Framing {
    ServerSent,
    Lines,
    Sequence,
}

/// An event as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Frame {
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
    pub(super) data: String,
}

/// An event has more bytes than it may.
#[derive(Debug, PartialEq)]
pub(super) struct TooLarge;

/// What is known of a body that is still coming.
pub(super) struct Frames {
    framing: Framing,
    limit: usize,
    /// What came and is not yet part of an event.
    buffer: BytesMut,
    /// How many bytes of the buffer have been looked at.
    searched: usize,
    /// Whether nothing came yet: a byte order mark can be first.
    beginning: bool,
    /// Whether the last line ended with a carriage return, to which a line feed may belong.
    returned: bool,
    /// The server-sent event that is coming, and whether it has data.
    coming: Frame,
    has_data: bool,
    /// The id of the last event that had one.
    last_id: Option<String>,
    /// How long to wait before connecting again, as the service last said.
    retry: Option<Duration>,
    /// Where in a JSON text the search is.
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
    pub(super) fn new(framing: Framing, limit: usize) -> Self {
        Frames {
            framing,
            limit,
            buffer: BytesMut::new(),
            searched: 0,
            beginning: true,
            returned: false,
            coming: Frame::default(),
            has_data: false,
            last_id: None,
            retry: None,
            nesting: Nesting::default(),
        }
    }

    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes a piece of the body.
    pub(super) fn push(&mut self, piece: &[u8]) {
        self.buffer.extend_from_slice(piece);
    }

    /// The next event of which all has come.
    pub(super) fn next(&mut self) -> Option<Result<Frame, TooLarge>> {
        self.skip_byte_order_mark()?;
        loop {
            let line = match self.framing {
                Framing::ServerSent | Framing::Lines => self.line(),
                Framing::Sequence => self.text(),
            };
            let waiting = line.as_ref().map_or(self.buffer.len(), BytesMut::len);
            if waiting + self.coming.data.len() > self.limit {
                return Some(Err(TooLarge));
            }
            if let Some(frame) = self.take(&line?) {
                return Some(Ok(frame));
            }
        }
    }

    /// Forgets what came and is not yet an event.
    pub(super) fn clear(&mut self) {
        self.buffer.clear();
        self.searched = 0;
        self.coming = Frame::default();
        self.has_data = false;
    }

    /// The last event, at the end of the body. A server-sent event that has not ended is none.
    pub(super) fn end(&mut self) -> Option<Frame> {
        let rest = self.buffer.split();
        self.searched = 0;
        match self.framing {
            Framing::Lines | Framing::Sequence => record(&rest),
            Framing::ServerSent => None,
        }
    }

    /// Nothing while it may still become one.
    fn skip_byte_order_mark(&mut self) -> Option<()> {
        if self.beginning {
            if self.buffer.len() < BYTE_ORDER_MARK.len()
                && BYTE_ORDER_MARK.starts_with(&self.buffer)
            {
                return None;
            }
            if self.buffer.starts_with(BYTE_ORDER_MARK) {
                self.buffer.advance(BYTE_ORDER_MARK.len());
            }
            self.beginning = false;
        }
        Some(())
    }

    /// A line without its end, which is a line feed, a carriage return, or both; of JSON, where a
    /// carriage return is a space, a line feed.
    fn line(&mut self) -> Option<BytesMut> {
        if self.returned && !self.buffer.is_empty() {
            self.returned = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let returns = self.framing == Framing::ServerSent;
        let is_end = |byte: &u8| *byte == b'\n' || (returns && *byte == b'\r');
        let Some(length) = self.buffer[self.searched..].iter().position(is_end) else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + length);
        self.returned = self.buffer[0] == b'\r';
        self.buffer.advance(1);
        self.searched = 0;
        Some(line)
    }

    /// A text of a sequence: up to the separator of the next one, or to the end of the line on which
    /// its JSON ends.
    fn text(&mut self) -> Option<BytesMut> {
        while let Some(byte) = self.buffer.get(self.searched).copied() {
            if byte == RECORD_SEPARATOR || (byte == b'\n' && self.nesting.is_outside()) {
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

    /// Takes a line or text, which may complete an event.
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

    /// Ends the event that was coming. One without data is none.
    fn dispatch(&mut self) -> Option<Frame> {
        let frame = std::mem::take(&mut self.coming);
        if frame.id.is_some() {
            self.last_id.clone_from(&frame.id);
        }
        std::mem::take(&mut self.has_data).then_some(frame)
    }

    /// Takes a field of the event that is coming. One without a name is a comment.
    fn field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &b""[..]),
        };
        let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
        match name {
            b"event" => self.coming.name = Some(value.into_owned()).filter(|name| !name.is_empty()),
            b"data" => {
                if self.has_data {
                    self.coming.data.push('\n');
                }
                self.coming.data.push_str(&value);
                self.has_data = true;
            }
            b"id" if !value.contains('\0') => self.coming.id = Some(value.into_owned()),
            b"retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.coming.retry = value.parse().ok().map(Duration::from_millis);
                self.retry = self.coming.retry.or(self.retry);
            }
            _ => {}
        }
    }
}

/// A line or text of JSON, unless it is blank.
fn record(line: &[u8]) -> Option<Frame> {
    let line = line.trim_ascii();
    (!line.is_empty()).then(|| Frame {
        data: String::from_utf8_lossy(line).into_owned(),
        ..Frame::default()
    })
}

impl Nesting {
    fn is_outside(&self) -> bool {
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
