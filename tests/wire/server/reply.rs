//! What the server does once it has a request: steps on the socket, so that it can also do what no
//! HTTP library would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// What the server does once it has a request.
#[derive(Clone, Debug)]
pub struct Reply(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Send(Vec<u8>),
    Pause(Duration),
    /// Sends the same bytes until the client has had enough.
    SendForever(Vec<u8>),
    /// Says nothing until the client goes away.
    Hold,
    /// Ends the connection.
    Close,
    /// Ends the connection in the middle of the request's body, with an error for the client.
    Reset,
}

impl Reply {
    /// A whole response.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Reply(vec![Step::Send(
            [head(status, headers, Some(body.len())), body.to_vec()].concat(),
        )])
    }

    /// A whole response of JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Reply::new(status, &[("content-type", "application/json")], body)
    }

    /// A response that says that it has more bytes than it has.
    pub fn truncated(status: u16, body: &str, missing: usize) -> Self {
        let head = head(
            status,
            &[("content-type", "application/json")],
            Some(body.len() + missing),
        );
        Reply(vec![Step::Send([head, body.into()].concat()), Step::Close])
    }

    /// A response that begins and does not end.
    pub fn unfinished(status: u16, body: &str, missing: usize) -> Self {
        let Reply(mut steps) = Reply::truncated(status, body, missing);
        steps[1] = Step::Hold;
        Reply(steps)
    }

    /// A response whose body never ends, in chunks.
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

    /// The same in chunks, and after it these bytes, a while later.
    pub fn then(self, bytes: &str, pause: Duration) -> Self {
        let Reply(mut steps) = self.chunked();
        let end = steps.pop().unwrap();
        steps.extend([Step::Pause(pause), Step::Send(chunk(bytes).into()), end]);
        Reply(steps)
    }

    /// The same in chunks, but it breaks off before the end.
    pub fn cut(self) -> Self {
        let Reply(mut steps) = self.chunked();
        *steps.last_mut().unwrap() = Step::Close;
        Reply(steps)
    }

    /// The same in chunks, but it does not end.
    pub fn held(self) -> Self {
        let Reply(mut steps) = self.cut();
        *steps.last_mut().unwrap() = Step::Hold;
        Reply(steps)
    }

    /// A whole response as one of chunks; the last step is the end. One that is in chunks stays so.
    fn chunked(self) -> Self {
        let [Step::Send(whole)] = &self.0[..] else {
            return self;
        };
        let whole = String::from_utf8(whole.clone()).unwrap();
        let (head, body) = whole.split_once("\r\n\r\n").unwrap();
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

    /// These bytes, be they HTTP or not, and the end of the connection.
    pub fn garbage(bytes: &[u8]) -> Self {
        Reply(vec![Step::Send(bytes.to_vec()), Step::Close])
    }

    /// No response, ever.
    pub fn silence() -> Self {
        Reply(vec![Step::Hold])
    }

    /// No response, and the connection is ended.
    pub fn close() -> Self {
        Reply(vec![Step::Close])
    }

    /// No response, and the connection breaks.
    pub fn reset() -> Self {
        Reply(vec![Step::Reset])
    }

    /// Whether the body of the request is left unread.
    pub(super) fn ignores_body(&self) -> bool {
        matches!(self.0[..], [Step::Reset])
    }

    /// Whether the connection goes on.
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
    /// Whether the connection goes on.
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
            // Closing a socket that has unread bytes resets the connection.
            Step::Close | Step::Reset => false,
        }
    }
}
