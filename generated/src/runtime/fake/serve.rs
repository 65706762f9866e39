//! A server on loopback, with a thread of its own.

use crate::runtime::fake::answer::Answering;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A running server, which stops when the value is dropped.
#[derive(Debug)]
pub(super) struct Serving {
    pub(super) address: SocketAddr,
    pub(super) url: String,
    connections: Arc<AtomicUsize>,
    /// Stops the server when dropped.
    _stop: oneshot::Sender<()>,
}

impl Serving {
    /// The number of connections.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Answers the requests to an address by a function.
pub(super) fn serve<F, A>(address: impl ToSocketAddrs, answer: F) -> io::Result<Serving>
where
    F: Fn(Request<Incoming>) -> A + Send + Sync + 'static,
    A: Future<Output = Answering> + Send + 'static,
{
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let listener = {
        let _context = runtime.enter();
        TcpListener::from_std(listener)?
    };
    let (stop, stopped) = oneshot::channel();
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    let thread = thread::Builder::new().name("fake server".to_owned());
    thread.spawn(move || {
        runtime.spawn(accept(listener, Arc::new(answer), counter));
        // An error means that the server was dropped.
        _ = runtime.block_on(stopped);
    })?;
    Ok(Serving {
        address,
        url: format!("http://{address}"),
        connections,
        _stop: stop,
    })
}

/// Accepts connections until the runtime ends.
async fn accept<F, A>(listener: TcpListener, answer: Arc<F>, connections: Arc<AtomicUsize>)
where
    F: Fn(Request<Incoming>) -> A + Send + Sync + 'static,
    A: Future<Output = Answering> + Send + 'static,
{
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, for example.
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        // Small replies would wait for an acknowledgment.
        _ = stream.set_nodelay(true);
        connections.fetch_add(1, Ordering::SeqCst);
        let answer = Arc::clone(&answer);
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let answering = answer(request);
                async move {
                    match answering.await {
                        Answering::Response(response) => Ok(response),
                        Answering::Stall => std::future::pending().await,
                        // An error closes the connection.
                        Answering::Drop => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
                    }
                }
            });
            let connection = http1::Builder::new()
                .header_read_timeout(None)
                .serve_connection(TokioIo::new(stream), service);
            // Broken connections are part of tests.
            _ = connection.await;
        });
    }
}
