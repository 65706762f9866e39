//! A service on loopback that holds requests against a description, answers with its examples or by
//! script, and keeps what it receives.
//!
//! ```text
//! let description = Arc::new(Description::new(&document)?);
//! let server = Server::of([description]);
//! let client = Client::builder().base_url(server.url()).bearer_token("token").build()?;
//! client.send_message("1", message).send().await?;
//! assert_eq!(server.received().len(), 1);
//! ```
//!
//! When the server is dropped, it panics if a request was not as described, with the reasons: what
//! was wrong fails the test that sent it. [`Reply`] can also break, stall and lie.

mod body;
mod description;
mod multipart;
mod operation;
mod parameter;
mod received;
mod reply;

pub use description::Description;
pub use received::Received;
pub use reply::Reply;

use std::io::BufReader;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// The server. It stops when it is dropped, and then tells what was wrong.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    /// What requests are held against; one of them is enough.
    descriptions: Vec<Arc<Description>>,
    /// The answers; without any, the examples are.
    script: Vec<Reply>,
    received: Mutex<Vec<Received>>,
    /// What was not as described.
    wrong: Mutex<Vec<String>>,
    connections: AtomicUsize,
    stopped: AtomicBool,
}

impl Server {
    /// Takes requests of any of the descriptions, and answers with their examples.
    pub fn of(descriptions: impl IntoIterator<Item = Arc<Description>>) -> Self {
        Server::start(descriptions.into_iter().collect(), Vec::new())
    }

    /// Takes requests of any of the descriptions, and answers by script: the first request with the
    /// first reply and so on, and all further ones with the last.
    pub fn scripted(
        descriptions: impl IntoIterator<Item = Arc<Description>>,
        script: impl IntoIterator<Item = Reply>,
    ) -> Self {
        Server::start(
            descriptions.into_iter().collect(),
            script.into_iter().collect(),
        )
    }

    /// Takes any request, and answers by script.
    pub fn unchecked(script: impl IntoIterator<Item = Reply>) -> Self {
        Server::start(Vec::new(), script.into_iter().collect())
    }

    fn start(descriptions: Vec<Arc<Description>>, script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let shared = Arc::new(Shared {
            descriptions,
            script,
            received: Mutex::default(),
            wrong: Mutex::default(),
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

    /// Where it is, for `ClientBuilder::base_url`.
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

    /// What was not as described so far. Who takes it is content with it.
    pub fn take_wrong(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.wrong.lock().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        drop(TcpStream::connect(self.address));
        let wrong = self.take_wrong().join("\n");
        if wrong.is_empty() {
            return;
        }
        let told = format!("not as described:\n{wrong}");
        // A test that fails already must not fail in the middle of that.
        match thread::panicking() {
            true => eprintln!("{told}"),
            false => panic!("{told}"),
        }
    }
}

impl Shared {
    /// Serves one connection until either side ends it.
    fn serve(&self, stream: &TcpStream) {
        // A small buffer leaves a request's body in the socket, where a reset needs it.
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

    /// Holds a request against the descriptions, and gives the answer to it.
    fn answer(&self, request: &Received, scripted: Option<&Reply>) -> Reply {
        let operations = self.descriptions.iter();
        let operations = operations.filter_map(|one| one.operation(request));
        let whole = !scripted.is_some_and(Reply::ignores_body);
        let (wrong, example) = match operations.min_by_key(|one| one.parameters_in_path()) {
            Some(operation) => (operation.problems(request, whole), operation.example()),
            None if self.descriptions.is_empty() => (Vec::new(), None),
            None => (vec!["no operation has this method and path".into()], None),
        };
        let Received { method, target, .. } = request;
        let told = wrong.iter().map(|one| format!("{method} {target}: {one}"));
        self.wrong.lock().unwrap().extend(told);
        match (scripted, example) {
            (Some(reply), _) => reply.clone(),
            (None, _) if !wrong.is_empty() => {
                let text = [("content-type", "text/plain")];
                Reply::new(400, &text, wrong.join("\n"))
            }
            (None, Some(example)) => example.clone(),
            (None, None) => Reply::new(501, &[], ""),
        }
    }
}
