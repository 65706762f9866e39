//! The server: sockets, scripts, reports.

use crate::runtime::fake::answer::answer;
use crate::runtime::fake::received::{Received, RequestOf};
use crate::runtime::fake::replay;
use crate::runtime::fake::script::Script;
use crate::runtime::fake::serve::{Serving, serve};
use crate::runtime::fake::state::State;
use crate::runtime::fake::table::Served;
use std::any::TypeId;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A server that answers like the service, for tests without the network.
///
/// The server compares each request with the spec. A request that breaks the spec gets the answer
/// of a strict service (400, 401, 404, 405 or 415), and dropping the server panics with a report,
/// so the test fails. The rest gets the reply of a [`Script`], else an example of the spec or a
/// value built from the schema.
///
/// The server runs on a thread of its own, so tests may block, and stops when the value is dropped.
#[derive(Debug)]
pub struct Server {
    serving: Serving,
    shared: Arc<Shared>,
}

/// The parts of a server that the connections share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
}

impl Shared {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    /// Starts a server on 127.0.0.1 with a free port.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free.
    pub fn start() -> impl Future<Output = io::Result<Self>> + Send {
        std::future::ready(Server::bind(("127.0.0.1", 0)))
    }

    /// Starts a server on an address. Unlike [`start`](Server::start), `bind` also suits programs
    /// without an async runtime.
    ///
    /// # Errors
    ///
    /// Returns an error if the address is in use.
    pub fn bind(address: impl ToSocketAddrs) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let answering = Arc::clone(&shared);
        let serving = serve(address, move |request| {
            let shared = Arc::clone(&answering);
            async move { answer(&shared, request).await }
        })?;
        Ok(Server { serving, shared })
    }

    /// The URL of the server, for [`ClientBuilder::base_url`](crate::ClientBuilder::base_url).
    #[must_use]
    pub fn url(&self) -> &str {
        &self.serving.url
    }

    /// The address of the server.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.serving.address
    }

    /// Begins a script for an operation. Replaces an earlier script of the operation.
    #[allow(clippy::must_use_candidate)]
    pub fn on<Op: Served>(&self) -> Script<'_, Op> {
        Script::new(&self.shared.state)
    }

    /// Answers with the responses in a file of a [`Recorder`](crate::fake::Recorder): those of each
    /// operation in order, then the last. Replaces earlier scripts of these operations.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is not readable, or not written by a recorder.
    pub fn replay(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let recorded = replay::read(path.as_ref())?;
        self.shared.state().replay(recorded);
        Ok(())
    }

    /// The requests of an operation, in order of arrival. The server keeps the last 10,000 requests.
    #[must_use]
    pub fn requests<Op: Served>(&self) -> Vec<RequestOf<Op>> {
        let state = self.shared.state();
        let is_own = |received: &&Received| {
            let route = received.judged.route;
            route.is_some_and(|route| (route.operation)() == TypeId::of::<Op>())
        };
        let own = state.received.iter().filter(is_own);
        own.cloned().map(RequestOf::new).collect()
    }

    /// The number of requests of an operation.
    #[must_use]
    pub fn count<Op: Served>(&self) -> usize {
        self.shared.state().count(TypeId::of::<Op>())
    }

    /// All requests, in order of arrival. The server keeps the last 10,000 requests.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.shared.state().received.iter().cloned().collect()
    }

    /// The number of connections.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.serving.connections()
    }

    /// Expects requests that break the spec: dropping the server does not panic.
    pub fn expect_violations(&self) {
        self.shared.state().expects_violations = true;
    }

    /// Removes and returns the requests that break the spec so far. Dropping the server then panics
    /// only after further such requests.
    #[must_use]
    pub fn take_violations(&self) -> Vec<Received> {
        let mut state = self.shared.state();
        state.refused.drain(..).collect()
    }
}

/// Webhooks.
#[cfg(feature = "webhooks")]
impl Server {
    /// Prepares webhooks to an address of the program under test, signed with a secret.
    ///
    /// # Errors
    ///
    /// Returns an error if the secret is not in the format of the scheme.
    pub fn webhooks<S: crate::runtime::fake::Sign>(
        &self,
        url: impl AsRef<str>,
        secret: impl AsRef<str>,
    ) -> Result<crate::runtime::fake::Webhooks<S>, crate::runtime::webhooks::InvalidSecret> {
        crate::runtime::fake::Webhooks::new(url.as_ref(), secret.as_ref())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let report = self.shared.state().report();
        if let Some(report) = report
            && !thread::panicking()
        {
            panic!("{report}");
        }
    }
}
