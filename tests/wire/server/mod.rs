//! A mock server on loopback. The server validates requests against a spec, replies with the
//! examples of the spec or by script, and records requests.
//!
//! ```text
//! let description = Arc::new(Description::new(&document)?);
//! let server = Server::of([description]);
//! let client = Client::builder().base_url(server.url()).bearer_token("token").build()?;
//! client.send_message("1", message).send().await?;
//! assert_eq!(server.received().len(), 1);
//! ```
//!
//! Dropping the server panics if a request did not match the spec, so the test that sent the
//! request fails. A [`Reply`] can also break off, stall and violate HTTP.

mod body;
mod multipart;
mod operation;
mod parameter;
mod received;
mod reply;
mod spec;

pub use received::Received;
pub use reply::Reply;
pub use spec::Description;

use std::io::BufReader;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A mock server. Dropping stops the server and reports mismatches.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// The accepted specs; a request has to match one.
    descriptions: Vec<Arc<Description>>,
    /// The scripted replies; if empty, the server replies with examples.
    script: Vec<Reply>,
    received: Mutex<Vec<Received>>,
    /// The mismatches between requests and specs.
    mismatches: Mutex<Vec<String>>,
    connections: AtomicUsize,
    stopped: AtomicBool,
}

impl Server {
    /// Accepts requests of the given specs, and replies with examples.
    pub fn of(descriptions: impl IntoIterator<Item = Arc<Description>>) -> Self {
        Server::start(descriptions.into_iter().collect(), Vec::new())
    }

    /// Accepts requests of the given specs, and replies by script, a reply per request; the last
    /// reply repeats.
    pub fn scripted(
        descriptions: impl IntoIterator<Item = Arc<Description>>,
        script: impl IntoIterator<Item = Reply>,
    ) -> Self {
        Server::start(
            descriptions.into_iter().collect(),
            script.into_iter().collect(),
        )
    }

    /// Accepts any request, and replies by script.
    pub fn unchecked(script: impl IntoIterator<Item = Reply>) -> Self {
        Server::start(Vec::new(), script.into_iter().collect())
    }

    fn start(descriptions: Vec<Arc<Description>>, script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let shared = Arc::new(Shared {
            descriptions,
            script,
            received: Mutex::default(),
            mismatches: Mutex::default(),
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

    /// The URL, for `ClientBuilder::base_url`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL with `localhost` as the host.
    pub fn url_by_name(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// The requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// The only request so far; panics if the number of requests is not one.
    #[track_caller]
    pub fn only_received(&self) -> Received {
        let received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received[0].clone()
    }

    /// The number of connections so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Takes the mismatches so far, which dropping the server then does not report.
    pub fn take_wrong(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.mismatches.lock().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        drop(TcpStream::connect(self.address));
        let mismatches = self.take_wrong().join("\n");
        if mismatches.is_empty() {
            return;
        }
        let messages = format!("requests do not match the spec:\n{mismatches}");
        // A second panic during a panic would abort the process.
        match thread::panicking() {
            true => eprintln!("{messages}"),
            false => panic!("{messages}"),
        }
    }
}

impl Shared {
    /// Serves a connection until either end closes it.
    fn serve(&self, stream: &TcpStream) {
        // A small buffer leaves the request body in the socket, as a reset requires.
        let mut reader = BufReader::with_capacity(1, stream.try_clone().unwrap());
        while let Some(request) = Received::read_head(&mut reader) {
            let (index, scripted) = {
                let mut received = self.received.lock().unwrap();
                received.push(request.clone());
                let index = received.len() - 1;
                (index, self.script.get(index).or(self.script.last()))
            };
            if !scripted.is_some_and(Reply::ignores_body) {
                let Some(body) = request.read_body(&mut reader) else {
                    return;
                };
                self.received.lock().unwrap()[index].body = body;
            }
            let request = self.received.lock().unwrap()[index].clone();
            if !self.answer(&request, scripted).perform(stream) {
                return;
            }
        }
    }

    /// Validates a request and selects the reply.
    fn answer(&self, request: &Received, scripted: Option<&Reply>) -> Reply {
        let operations = self.descriptions.iter();
        let operations = operations.filter_map(|spec| spec.operation(request));
        let has_body = !scripted.is_some_and(Reply::ignores_body);
        let (mismatches, example) = match operations.min_by_key(|found| found.parameters_in_path())
        {
            Some(operation) => (operation.problems(request, has_body), operation.example()),
            None if self.descriptions.is_empty() => (Vec::new(), None),
            None => (vec!["no operation with this method and path".into()], None),
        };
        let Received { method, target, .. } = request;
        let messages = mismatches
            .iter()
            .map(|spec| format!("{method} {target}: {spec}"));
        self.mismatches.lock().unwrap().extend(messages);
        match (scripted, example) {
            (Some(reply), _) => reply.clone(),
            (None, _) if !mismatches.is_empty() => {
                let text = [("content-type", "text/plain")];
                Reply::new(400, &text, mismatches.join("\n"))
            }
            (None, Some(example)) => example.clone(),
            (None, None) => Reply::new(501, &[], ""),
        }
    }
}
