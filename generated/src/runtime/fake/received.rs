//! The requests that arrived.

use crate::runtime::fake::judge::Judged;
use crate::runtime::fake::table::Served;
use crate::runtime::fake::violation::Violation;
use crate::runtime::wire::{File, Json, Typed, file};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Uri};
use serde::de::Error as _;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A request that arrived.
///
/// A clone is cheap. `Debug` prints neither the body nor secrets.
#[derive(Clone)]
pub struct Received {
    pub(super) request: Arc<Request<Bytes>>,
    pub(super) judged: Arc<Judged>,
}

impl Received {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The path and the query.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The body as received.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.request.body()
    }

    /// The body as JSON; forms and text, too. `None` without a body and for bytes.
    #[must_use]
    pub fn json(&self) -> Option<&Json> {
        self.judged.body.as_ref()
    }

    /// The files of a multipart form.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.judged.files
    }

    /// The value of a path, query, header or cookie parameter.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&Json> {
        self.judged.argument(name)
    }

    /// The `operationId`; `None` if no operation has the path and the method.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.judged.operation()
    }

    /// The violations of the spec.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.judged.violations
    }

    /// Reads the body as the type of the operation.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is missing or does not fit the type.
    pub fn body<Op: Served<Body: FromRequest>>(&self) -> serde_json::Result<Op::Body> {
        Op::Body::from_request(self)
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Received")
            .field("operation", &self.operation())
            .field("method", self.method())
            .field("path", &self.uri().path())
            .field("bytes", &self.bytes().len())
            .field("violations", &self.violations())
            .finish_non_exhaustive()
    }
}

/// The type of a request body.
pub trait FromRequest: Sized {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is missing or does not fit the type.
    fn from_request(request: &Received) -> serde_json::Result<Self>;
}

impl<T: Typed> FromRequest for T {
    fn from_request(request: &Received) -> serde_json::Result<T> {
        let json = request.json().unwrap_or(&Json::Null);
        if request.json().is_none() && !T::ACCEPTS_NULL {
            return Err(serde_json::Error::custom(
                "the request has no readable body",
            ));
        }
        match request.files() {
            [] => T::read(json),
            files => file::restore(files.to_vec(), || T::read(json)),
        }
    }
}

impl FromRequest for Bytes {
    fn from_request(request: &Received) -> serde_json::Result<Bytes> {
        Ok(request.bytes().clone())
    }
}

/// A request of an operation.
pub struct RequestOf<Op> {
    received: Received,
    operation: PhantomData<fn() -> Op>,
}

impl<Op> RequestOf<Op> {
    pub(super) fn new(received: Received) -> Self {
        RequestOf {
            received,
            operation: PhantomData,
        }
    }
}

impl<Op: Served<Body: FromRequest>> RequestOf<Op> {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is missing or does not fit the type.
    pub fn body(&self) -> serde_json::Result<Op::Body> {
        self.received.body::<Op>()
    }
}

/// The parts of every request.
impl<Op> std::ops::Deref for RequestOf<Op> {
    type Target = Received;

    fn deref(&self) -> &Received {
        &self.received
    }
}

impl<Op> Clone for RequestOf<Op> {
    fn clone(&self) -> Self {
        RequestOf::new(self.received.clone())
    }
}

impl<Op> fmt::Debug for RequestOf<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.received.fmt(out)
    }
}
