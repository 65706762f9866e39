//! Records the answers of a real service into a file.

mod exchange;

use crate::runtime::fake::answer::{Answering, read};
use crate::runtime::fake::fault::complete;
use crate::runtime::fake::serve::{Serving, serve};
use bytes::Bytes;
use exchange::Exchange;
use http::header::{
    ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, HOST, HeaderName, TRANSFER_ENCODING,
};
use http::{HeaderMap, Request, Response, StatusCode};
use hyper::body::Incoming;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The headers of a single connection.
const OF_CONNECTION: [HeaderName; 4] = [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING];

/// A server on loopback that forwards each request to a real service, and writes the request and
/// the response into a file, for [`Server::replay`](crate::fake::Server::replay).
///
/// ```text
/// let recorder = fake::Recorder::start("https://api.example.com/v1", "tests/pets.jsonl").await?;
/// let client = Client::builder().base_url(recorder.url()).bearer_token(token).build()?;
/// client.show_pet_by_id("1").send().await?;
/// ```
///
/// Each line of the file is an exchange as JSON. Secrets are replaced by `[hidden]`: credentials,
/// headers, parameters and properties whose names suggest a secret, values that the spec marks as
/// sensitive (`x-sensitive`, `format: password`), and every repetition of a credential. Bodies other
/// than JSON and forms are written unchanged. The recorder waits for the end of each response.
#[derive(Debug)]
pub struct Recorder {
    serving: Serving,
}

/// The parts of a recorder that the connections share.
struct Upstream {
    base: String,
    http: reqwest::Client,
    file: Mutex<File>,
}

impl Recorder {
    /// Starts a recorder on 127.0.0.1 with a free port. Replaces the file.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free, or the file cannot be created.
    pub fn start(
        upstream: impl Into<String>,
        path: impl AsRef<Path>,
    ) -> impl Future<Output = io::Result<Self>> + Send {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_gzip();
        let recorder = http
            .build()
            .map_err(io::Error::other)
            .and_then(|http| Recorder::with_http_client(upstream, path, http));
        std::future::ready(recorder)
    }

    /// Starts a recorder with a prepared HTTP client, for proxies or certificates.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free, or the file cannot be created.
    pub fn with_http_client(
        upstream: impl Into<String>,
        path: impl AsRef<Path>,
        http: reqwest::Client,
    ) -> io::Result<Self> {
        let upstream = Arc::new(Upstream {
            base: upstream.into().trim_end_matches('/').to_owned(),
            http,
            file: Mutex::new(File::create(path)?),
        });
        let serving = serve(("127.0.0.1", 0), move |request| {
            let upstream = Arc::clone(&upstream);
            async move { upstream.answer(request).await }
        })?;
        Ok(Recorder { serving })
    }

    /// The URL of the recorder, for [`ClientBuilder::base_url`](crate::ClientBuilder::base_url).
    #[must_use]
    pub fn url(&self) -> &str {
        &self.serving.url
    }
}

impl Upstream {
    async fn answer(&self, request: Request<Incoming>) -> Answering {
        let (head, body) = request.into_parts();
        let Some(body) = read(body).await else {
            return Answering::Drop;
        };
        let request = Request::from_parts(head, body);
        let response = match self.forward(&request).await {
            Ok(response) => response,
            Err(error) => failure(&format!("the service is not reachable: {error}")),
        };
        let line = Exchange::new(&request, &response).line();
        let written = {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.write_all(line.as_bytes())
        };
        Answering::Response(complete(match written {
            Ok(()) => response,
            Err(error) => failure(&format!("the recorder cannot write the file: {error}")),
        }))
    }

    async fn forward(&self, request: &Request<Bytes>) -> reqwest::Result<Response<Bytes>> {
        let target = request.uri().path_and_query();
        let target = target.map_or("/", |target| target.as_str());
        let mut headers = end_to_end(request.headers());
        // A compressed body could not be searched for secrets.
        headers.remove(ACCEPT_ENCODING);
        let forwarded = self
            .http
            .request(request.method().clone(), format!("{}{target}", self.base));
        let forwarded = forwarded.headers(headers).body(request.body().clone());
        let response = forwarded
            .send()
            .await
            .map_err(reqwest::Error::without_url)?;
        let (status, headers) = (response.status(), end_to_end(response.headers()));
        let bytes = response
            .bytes()
            .await
            .map_err(reqwest::Error::without_url)?;
        let mut response = Response::new(bytes);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for name in OF_CONNECTION {
        headers.remove(name);
    }
    headers
}

fn failure(message: &str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(message.to_owned()));
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response
}
