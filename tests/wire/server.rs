//! An HTTP server on loopback that answers by script and keeps what it receives.
//!
//! A [`Reply`] is a list of steps on the socket, so that it can also do what no HTTP library would:
//! stop in the middle, send forever, say nothing, break the connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// What the server does once it has a request.
#[derive(Clone, Debug)]
pub struct Reply(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Send(Vec<u8>),
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

    /// Bytes that are no HTTP.
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

/// The server. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    replies: Vec<Reply>,
    received: Mutex<Vec<Received>>,
    connections: AtomicUsize,
    stopped: AtomicBool,
}

impl Server {
    /// Answers the first request with the first reply and so on, and all further ones with the last.
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let shared = Arc::new(Shared {
            replies: replies.into_iter().collect(),
            received: Mutex::default(),
            connections: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        });
        let server = Server {
            address: listener.local_addr().unwrap(),
            shared: Arc::clone(&shared),
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.stopped.load(Ordering::SeqCst) {
                    return;
                }
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.serve(&stream));
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same server under another name.
    pub fn url_by_name(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// All requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// The only request so far.
    #[track_caller]
    pub fn only_received(&self) -> Received {
        let received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received[0].clone()
    }

    /// How many connections there have been.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    /// Serves one connection until either side ends it.
    fn serve(&self, stream: &TcpStream) {
        // A small buffer leaves a request's body in the socket, where a reset needs it.
        let mut reader = BufReader::with_capacity(1, stream.try_clone().unwrap());
        while let Some((request, length)) = read_head(&mut reader) {
            let Reply(steps) = {
                let mut received = self.received.lock().unwrap();
                received.push(request);
                self.replies[(received.len() - 1).min(self.replies.len() - 1)].clone()
            };
            let reset = matches!(steps[..], [Step::Reset]);
            if !reset {
                let mut body = vec![0; length];
                if reader.read_exact(&mut body).is_err() {
                    return;
                }
                self.received.lock().unwrap().last_mut().unwrap().body = body;
            }
            if !steps.iter().all(|step| step.perform(stream)) {
                return;
            }
        }
    }
}

impl Step {
    /// Whether the connection goes on.
    fn perform(&self, mut stream: &TcpStream) -> bool {
        match self {
            Step::Send(bytes) => stream.write_all(bytes).is_ok(),
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

/// A request without its body, and how long that is.
fn read_head(reader: &mut BufReader<TcpStream>) -> Option<(Received, usize)> {
    let mut lines = std::iter::from_fn(|| {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        Some(line.trim_end().to_owned()).filter(|line| !line.is_empty())
    });
    let first = lines.next()?;
    let mut words = first.split(' ');
    let request = Received {
        method: words.next()?.into(),
        target: words.next()?.into(),
        headers: lines
            .filter_map(|line| {
                let (name, value) = line.split_once(": ")?;
                Some((name.to_owned(), value.to_owned()))
            })
            .collect(),
        body: Vec::new(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    Some((request, length))
}
