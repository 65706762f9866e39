//! Builds and sends a call of an operation.

use crate::runtime::http::body;
use crate::runtime::http::client::Client;
use crate::runtime::http::error::Error;
use crate::runtime::http::operation::{Operation, SecurityScheme};
use crate::runtime::http::platform::BoxFuture;
use crate::runtime::http::request::Draft;
use crate::runtime::http::request::invalid::{RequestPart, Validation};
use crate::runtime::http::request::parameter::ParameterLocation;
use crate::runtime::http::request::secret::Secret;
use crate::runtime::http::response::decode;
use crate::runtime::http::response::head::ResponseHead;
use crate::runtime::http::retry::Retry;
use crate::runtime::http::retry::classify::Classified;
use crate::runtime::http::trace::Trace;
use crate::runtime::http::transport::exchange;
use crate::runtime::wire::{Content, Typed};
use bytes::Bytes;
use serde::Serialize;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A call of an operation: a builder for optional parameters, with methods to send the request.
///
/// Nothing is sent until [`send`](Call::send) or the call itself is awaited; dropping the future cancels the request.
/// `Debug` prints the name of the operation but no arguments.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<Op> {
    // Boxed to keep calls and their futures small.
    pub(crate) draft: Box<Draft>,
    operation: PhantomData<fn() -> Op>,
}

/// Setters for the generated operations. A spec may leave some unused.
#[allow(dead_code)]
impl<Op: Operation> Call<Op> {
    pub(crate) fn new(client: &Client) -> Self {
        Call {
            draft: Box::new(Draft::new(client.clone(), Op::ENDPOINT, Op::SERVER)),
            operation: PhantomData,
        }
    }

    /// Sets a path parameter.
    pub(crate) fn in_path<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
        self.draft
            .set_argument(ParameterLocation::Path, name, value);
        self
    }

    /// Sets a query parameter.
    pub(crate) fn in_query<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
        self.draft
            .set_argument(ParameterLocation::Query, name, value);
        self
    }

    /// Sets a header parameter.
    pub(crate) fn in_header<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
        self.draft
            .set_argument(ParameterLocation::Header, name, value);
        self
    }

    /// Sets a cookie parameter.
    pub(crate) fn in_cookie<T: Serialize>(mut self, name: &'static str, value: &T) -> Self {
        self.draft
            .set_argument(ParameterLocation::Cookie, name, value);
        self
    }

    /// Sets a JSON body.
    pub(crate) fn json_body<T: Typed>(mut self, body: &T) -> Self {
        let rules = self.draft.body_rules(T::rules());
        self.draft.set_body(body::json(&body.node(), rules));
        self
    }

    /// Sets a URL-encoded form as the body.
    pub(crate) fn form_body<T: Typed>(mut self, body: &T) -> Self {
        let rules = self.draft.body_rules(T::rules());
        let content = body::form(body, self.draft.endpoint.parameters, rules);
        self.draft.set_body(content);
        self
    }

    /// Sets a multipart form as the body. Parts can be files.
    pub(crate) fn multipart_body<T: Typed>(mut self, body: &T) -> Self {
        let rules = self.draft.body_rules(T::rules());
        let content = body::multipart(body, self.draft.endpoint.parameters, rules);
        self.draft.set_body(content);
        self
    }

    /// Sets a text body.
    pub(crate) fn text_body(mut self, body: String) -> Self {
        let rules = self.draft.body_rules(&[]);
        self.draft.set_body(Ok(body::text(body, rules)));
        self
    }

    /// Sets a binary body.
    pub(crate) fn bytes_body(mut self, body: Content) -> Self {
        let rules = self.draft.body_rules(&[]);
        self.draft.set_body(Ok(body::bytes(body, rules)));
        self
    }
}

impl<Op: Operation> Call<Op> {
    /// Sets the total time limit of the call, including retries and back-off. Overrides the
    /// client's [`timeout`](crate::ClientBuilder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = timeout;
        self
    }

    /// Sets the retry policy of the call. Overrides the client's
    /// [`retry`](crate::ClientBuilder::retry).
    pub fn retry(mut self, retry: Retry) -> Self {
        self.draft.retry = retry;
        self
    }

    /// Sets the bearer token of the call. Overrides the client's token, and is sent even if the spec
    /// declares no bearer token for the operation.
    pub fn bearer_token(mut self, token: impl AsRef<str>) -> Self {
        match Secret::bearer(token.as_ref()) {
            Ok(token) => self.draft.token = Some(token),
            Err(problem) => self
                .draft
                .reject(RequestPart::Credentials(SecurityScheme::Bearer), problem),
        }
        self
    }

    /// Sets a header. Replaces a header of equal name set by the client or by a parameter.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.header(name.as_ref(), value.as_ref());
        self
    }

    /// Sets a function to call while the body is sent, with the number of bytes sent and the total,
    /// if known. A retry starts again at zero.
    pub fn on_upload_progress(
        mut self,
        progress: impl FnMut(u64, Option<u64>) + Send + 'static,
    ) -> Self {
        self.draft.progress = Some(Arc::new(Mutex::new(progress)));
        self
    }

    /// Sends the call even if arguments violate the schemas in the spec. Useful if the spec is
    /// wrong.
    ///
    /// Arguments that would change the path of the request are still rejected.
    pub fn without_validation(mut self) -> Self {
        self.draft.validation = Validation::Off;
        self
    }

    /// Sends the call even if arguments contain values that the spec does not know: properties in
    /// [`Extra`](crate::Extra) of a schema with `additionalProperties: false`, unknown values of
    /// enums, and unknown kinds of unions with a discriminator. Every known limit stays.
    pub fn allow_unknown(mut self) -> Self {
        self.draft.validation = Validation::Known;
        self
    }

    /// Sends the call and returns the output.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Invalid`] if validation fails, before anything is sent. See [`Error`] for
    /// all errors.
    pub async fn send(self) -> Result<Op::Output, Error<Op::Error>> {
        self.send_for_response()
            .await
            .map(http::Response::into_body)
    }

    /// Sends the call and returns the output together with the status and headers of the response.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Call::send).
    pub async fn send_for_response(self) -> Result<http::Response<Op::Output>, Error<Op::Error>> {
        let read = |judged| decode::read(judged, Op::SUCCESS, Op::FAILURE);
        send_traced(self.draft, read).await
    }

    /// Sends the call and returns the output together with the status and the typed response
    /// headers.
    ///
    /// ```text
    /// let (pets, head) = client.list_pets().send_with_head().await?;
    /// println!("{:?} left", head.x_rate_limit_remaining()?);
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Call::send). An invalid response header is reported by the
    /// method that reads the header.
    pub async fn send_with_head(self) -> Result<(Op::Output, ResponseHead<Op>), Error<Op::Error>> {
        let (head, output) = self.send_for_response().await?.into_parts();
        Ok((output, ResponseHead::new(head.status, head.headers)))
    }

    /// Returns the HTTP request that [`send`](Call::send) would send, for tests and custom
    /// transports. The request contains the token, in a header marked as sensitive.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Invalid`] if validation fails or the body cannot be read. The body of a
    /// reader is read here, and may fail; the body of a stream cannot be read at all.
    pub fn into_request(self) -> Result<http::Request<Bytes>, Error<Op::Error>> {
        let request = self.draft.prepare().map_err(Error::Invalid)?;
        request.read().map_err(Error::Invalid)
    }
}

/// `call.await` is short for `call.send().await`.
impl<Op: Operation + 'static> IntoFuture for Call<Op> {
    type Output = Result<Op::Output, Error<Op::Error>>;
    type IntoFuture = BoxFuture<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// Sends a request and reads the response within a trace span.
pub(crate) async fn send_traced<T, E>(
    draft: Box<Draft>,
    read: impl FnOnce(Classified) -> Result<T, Error<E>>,
) -> Result<T, Error<E>> {
    let client = &draft.client;
    let trace = Trace::new(draft.endpoint, &*client.settings.clock);
    let mut status = None;
    let call = async {
        // Boxed to keep the futures of callers small.
        let judged = Box::pin(exchange(&draft, &trace)).await?;
        status = Some(judged.response.status);
        read(judged)
    };
    let result = trace.instrument(call).await;
    trace.end(status, result.as_ref().err(), &*client.settings.clock);
    result
}

impl<Op: Operation> fmt::Debug for Call<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Call")
            .field("operation", &Op::ENDPOINT.id)
            .finish_non_exhaustive()
    }
}
