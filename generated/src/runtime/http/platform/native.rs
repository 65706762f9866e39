//! Systems with sockets and threads.

use super::Connections;
#[cfg(feature = "blocking")]
use crate::runtime::http::blocking::BlockingError;
use crate::runtime::http::body::upload::{Payload, Pieces, Progress};
use crate::runtime::http::build_error::BuildError;
use crate::runtime::http::request::invalid::InvalidRequest;
use crate::runtime::wire::content::NextChunk;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

/// A boxed future.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A future that completes after a delay.
pub type Sleep = BoxFuture<()>;

pub(crate) fn now() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

pub(crate) fn system_time() -> SystemTime {
    SystemTime::now()
}

pub(crate) fn sleep(duration: Duration) -> Sleep {
    Box::pin(tokio::time::sleep(duration))
}

/// Creates the HTTP client. Redirects are disabled: a redirect could send the token to another
/// host.
pub(crate) fn http_client(connections: Connections) -> Result<reqwest::Client, BuildError> {
    let mut http = reqwest::Client::builder()
        .connect_timeout(connections.connect_timeout)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false);
    if connections.local {
        http = http.no_proxy();
    }
    if let Some(url) = connections.proxy {
        http = http.proxy(reqwest::Proxy::all(url).map_err(|_| BuildError::Proxy)?);
    }
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    for bundle in connections.roots {
        let certificates = reqwest::Certificate::from_pem_bundle(&bundle);
        let certificates = certificates.unwrap_or_default();
        if certificates.is_empty() {
            return Err(BuildError::RootCertificates);
        }
        http = http.tls_certs_merge(certificates);
    }
    http.build().map_err(BuildError::HttpClient)
}

/// Returns true if the connection failed before a request was sent.
pub(crate) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// A response body, read in chunks.
pub(crate) struct Chunks(reqwest::Response);

impl Chunks {
    pub(crate) fn new(response: reqwest::Response) -> Self {
        Chunks(response)
    }

    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, reqwest::Error> {
        self.0.chunk().await
    }
}

/// Converts a payload to a request body. A reader, a stream, or a body with a progress function is
/// sent in pieces.
// The browser version can fail.
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn body(
    payload: &Payload,
    progress: Option<Progress>,
) -> Result<reqwest::Body, InvalidRequest> {
    Ok(match (payload.bytes(), &progress) {
        (Some(bytes), None) => bytes.into(),
        _ => reqwest::Body::wrap(PiecewiseBody(Mutex::new(payload.pieces(progress)))),
    })
}

/// Reads a piece on a thread for blocking operations.
pub(crate) fn pull(mut pull: NextChunk) -> BoxFuture<io::Result<(NextChunk, Bytes)>> {
    let pulled = tokio::task::spawn_blocking(move || pull().map(|piece| (pull, piece)));
    Box::pin(async {
        pulled
            .await
            .unwrap_or_else(|error| Err(io::Error::other(error)))
    })
}

/// A request body sent in pieces. The lock is never contended: `reqwest` requires `Sync` bodies but
/// does not share them between threads.
struct PiecewiseBody(Mutex<Pieces>);

impl PiecewiseBody {
    fn pieces(&mut self) -> &mut Pieces {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Body for PiecewiseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = self.get_mut().pieces().poll(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        let pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pieces
            .total()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// Blocks the current thread until `call` completes. Fails inside an async runtime.
#[cfg(feature = "blocking")]
pub(crate) fn run<T>(call: impl Future<Output = T>) -> Result<T, BlockingError> {
    use tokio::runtime::{Builder, Handle, Runtime};

    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(BlockingError::InsideRuntime);
    }
    if RUNTIME.get().is_none() {
        let mut runtime = Builder::new_multi_thread();
        let runtime = runtime
            .worker_threads(1)
            .thread_name(env!("CARGO_PKG_NAME"));
        // If another thread has set the runtime first, the new runtime is dropped.
        let _ = RUNTIME.set(
            runtime
                .enable_all()
                .build()
                .map_err(BlockingError::Runtime)?,
        );
    }
    let runtime = RUNTIME.get().expect("the runtime has just been set");
    Ok(runtime.block_on(call))
}
