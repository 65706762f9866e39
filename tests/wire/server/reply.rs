//! Scripted replies: steps on the socket, so the server can also violate HTTP.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// A reply to a request.
#[derive(Clone, Debug)]
pub struct Reply(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Send(Vec<u8>),
    Pause(Duration),
    /// Repeats the bytes until the client disconnects.
    SendForever(Vec<u8>),
    /// Sends nothing until the client disconnects.
    Hold,
    /// Closes the connection.
    Close,
    /// Closes the connection while the client sends the request body, with an error for the client.
    Reset,
}

impl Reply {
    /// A complete response.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Reply(vec![Step::Send(
            [head(status, headers, Some(body.len())), body.to_vec()].concat(),
        )])
    }

    /// A complete JSON response.
    pub fn json(status: u16, body: &str) -> Self {
        Reply::new(status, &[("content-type", "application/json")], body)
    }

    /// A response with a `content-length` beyond the bytes sent.
    pub fn truncated(status: u16, body: &str, missing: usize) -> Self {
        let head = head(
            status,
            &[("content-type", "application/json")],
            Some(body.len() + missing),
        );
        Reply(vec![Step::Send([head, body.into()].concat()), Step::Close])
    }

    /// A response that begins and never ends.
    pub fn unfinished(status: u16, body: &str, missing: usize) -> Self {
        let Reply(mut steps) = Reply::truncated(status, body, missing);
        steps[1] = Step::Hold;
        Reply(steps)
    }

    /// A chunked response with an infinite body.
    pub fn endless(status: u16) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("transfer-encoding", "chunked"),
        ];
        let chunk = [b"1000\r\n".to_vec(), vec![b' '; 0x1000], b"\r\n".to_vec()].concat();
        Reply(vec![
            Step::Send(head(status, &headers, None)),
            Step::SendForever(chunk),
        ])
    }

    /// The reply in chunks, followed by the given bytes after a pause.
    pub fn then(self, bytes: &str, pause: Duration) -> Self {
        let Reply(mut steps) = self.chunked();
        let end = steps.pop().unwrap();
        steps.extend([Step::Pause(pause), Step::Send(chunk(bytes).into()), end]);
        Reply(steps)
    }

    /// The reply in chunks, closed before the last chunk.
    pub fn cut(self) -> Self {
        let Reply(mut steps) = self.chunked();
        *steps.last_mut().unwrap() = Step::Close;
        Reply(steps)
    }

    /// The reply in chunks, without an end.
    pub fn held(self) -> Self {
        let Reply(mut steps) = self.cut();
        *steps.last_mut().unwrap() = Step::Hold;
        Reply(steps)
    }

    /// Converts a complete response to chunks; the final step is the last chunk. A chunked reply
    /// stays unchanged.
    fn chunked(self) -> Self {
        let [Step::Send(response)] = &self.0[..] else {
            return self;
        };
        let response = String::from_utf8(response.clone()).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let lines = head.lines();
        let lines = lines.filter(|line| !line.starts_with("content-length"));
        let head = lines.collect::<Vec<_>>().join("\r\n");
        let first = if body.is_empty() {
            String::new()
        } else {
            chunk(body)
        };
        let begun = format!("{head}\r\ntransfer-encoding: chunked\r\n\r\n{first}");
        Reply(vec![
            Step::Send(begun.into()),
            Step::Send(b"0\r\n\r\n".to_vec()),
        ])
    }

    /// The given bytes, valid HTTP or not, and the end of the connection.
    pub fn garbage(bytes: &[u8]) -> Self {
        Reply(vec![Step::Send(bytes.to_vec()), Step::Close])
    }

    /// No response, and an open connection.
    pub fn silence() -> Self {
        Reply(vec![Step::Hold])
    }

    /// No response, and a closed connection.
    pub fn close() -> Self {
        Reply(vec![Step::Close])
    }

    /// No response, and a connection reset.
    pub fn reset() -> Self {
        Reply(vec![Step::Reset])
    }

    /// True if the request body stays unread.
    pub(super) fn ignores_body(&self) -> bool {
        matches!(self.0[..], [Step::Reset])
    }

    /// Performs the steps; true if the connection stays open.
    pub(super) fn perform(&self, stream: &TcpStream) -> bool {
        self.0.iter().all(|step| step.perform(stream))
    }
}

fn chunk(bytes: &str) -> String {
    format!("{:x}\r\n{bytes}\r\n", bytes.len())
}

fn head(status: u16, headers: &[(&str, &str)], length: Option<usize>) -> Vec<u8> {
    let mut lines = vec![format!("HTTP/1.1 {status} Status")];
    lines.extend(
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    lines.extend(length.map(|length| format!("content-length: {length}")));
    format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes()
}

impl Step {
    /// Performs the step; true if the connection stays open.
    fn perform(&self, mut stream: &TcpStream) -> bool {
        match self {
            Step::Send(bytes) => stream.write_all(bytes).is_ok(),
            Step::Pause(pause) => {
                thread::sleep(*pause);
                true
            }
            Step::SendForever(bytes) => {
                while stream.write_all(bytes).is_ok() {}
                false
            }
            Step::Hold => {
                while matches!(stream.read(&mut [0; 1024]), Ok(1..)) {}
                false
            }
            // Closing a socket with unread bytes resets the connection.
            Step::Close | Step::Reset => false,
        }
    }
}
