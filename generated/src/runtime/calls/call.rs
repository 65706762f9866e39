//! A call: what it is given, and sending it.

use super::answer;
use super::body::{self, Body, Content as Written};
use super::client::Client;
use super::error::Error;
use super::head::ResponseHead;
use super::invalid::Part;
use super::operation::{Operation, Scheme};
use super::parameter::Location;
use super::request::Draft;
use super::retry::Retry;
use super::secret::Secret;
use super::trace::Trace;
use super::transport::exchange;
use super::verdict::Judged;
use crate::runtime::wire::{Content, Typed};
use bytes::Bytes;
use serde::Serialize;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A call of an operation, to be given its optional parameters and then sent.
///
/// Nothing happens before [`send`](Call::send) is awaited, and dropping what `send` returns cancels
/// the call. `Debug` shows the operation and nothing of what the call was given.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<Op> {
    // On the heap, since calls and their futures are moved about.
    pub(super) draft: Box<Draft>,
    operation: PhantomData<fn() -> Op>,
}

/// What operations are made of. Not every description has all of it.
#[allow(dead_code)]
impl<Op: Operation> Call<Op> {
    pub(crate) fn new(client: &Client) -> Self {
        Call {
            draft: Box::new(Draft::new(client.clone(), Op::ENDPOINT, Op::SERVER)),
            operation: PhantomData,
        }
    }

    /// Takes the value of a parameter in the path.
    pub(crate) fn in_path<T: Serialize>(self, name: &'static str, value: &T) -> Self {
        self.take_argument(Location::Path, name, value)
    }

    /// Takes the value of a parameter in the query.
    pub(crate) fn in_query<T: Serialize>(self, name: &'static str, value: &T) -> Self {
        self.take_argument(Location::Query, name, value)
    }

    /// Takes the value of a parameter that is a header.
    pub(crate) fn in_header<T: Serialize>(self, name: &'static str, value: &T) -> Self {
        self.take_argument(Location::Header, name, value)
    }

    /// Takes the value of a parameter that is a cookie.
    pub(crate) fn in_cookie<T: Serialize>(self, name: &'static str, value: &T) -> Self {
        self.take_argument(Location::Cookie, name, value)
    }

    fn take_argument<T: Serialize>(
        mut self,
        place: Location,
        name: &'static str,
        value: &T,
    ) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.draft.arguments.push((place, name, value)),
            Err(error) => self.draft.problem(Part::Parameter(name), error.to_string()),
        }
        self
    }

    /// Takes a body of JSON.
    pub(crate) fn json_body<T: Typed>(self, body: &T) -> Self {
        let asked = self.draft.asked_of_body(T::rules());
        self.take_body(body::json(&body.node(), asked))
    }

    /// Takes a body of names and values, as HTML forms send it.
    pub(crate) fn form_body<T: Typed>(self, body: &T) -> Self {
        let asked = self.draft.asked_of_body(T::rules());
        let content = body::form(body, self.draft.endpoint.parameters, asked);
        self.take_body(content)
    }

    /// Takes a body in parts, of which some can be files.
    pub(crate) fn multipart_body<T: Typed>(self, body: &T) -> Self {
        let asked = self.draft.asked_of_body(T::rules());
        let content = body::multipart(body, self.draft.endpoint.parameters, asked);
        self.take_body(content)
    }

    /// Takes a body of text.
    pub(crate) fn text_body(self, body: String) -> Self {
        let asked = self.draft.asked_of_body(&[]);
        self.take_body(Ok(body::text(body, asked)))
    }

    /// Takes a body as it is.
    pub(crate) fn bytes_body(self, body: Content) -> Self {
        let asked = self.draft.asked_of_body(&[]);
        self.take_body(Ok(body::bytes(body, asked)))
    }

    fn take_body(mut self, content: Result<Written, serde_json::Error>) -> Self {
        match content {
            Ok(content) => self.draft.body = Some(Body::new(self.draft.endpoint, content)),
            Err(error) => self.draft.problem(Part::Body, error.to_string()),
        }
        self
    }
}

impl<Op: Operation> Call<Op> {
    /// How long this call may take, whatever the client allows, with all repetitions and the waits
    /// before them.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = timeout;
        self
    }

    /// When this call is made again by itself, whatever the client does.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.draft.retry = retry;
        self
    }

    /// Makes this call with another token than the client's.
    pub fn bearer_token(mut self, token: impl AsRef<str>) -> Self {
        match Secret::bearer(token.as_ref()) {
            Ok(token) => self.draft.token = Some(token),
            Err(problem) => self
                .draft
                .problem(Part::Credentials(Scheme::Bearer), problem),
        }
        self
    }

    /// Sets a header, whatever it was before.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.header(name.as_ref(), value.as_ref());
        self
    }

    /// Calls this while the body is sent, with the number of bytes so far and how many there are, where
    /// that is known. It begins anew where the call is made again.
    pub fn on_upload_progress(
        mut self,
        progress: impl FnMut(u64, Option<u64>) + Send + 'static,
    ) -> Self {
        self.draft.progress = Some(Arc::new(Mutex::new(progress)));
        self
    }

    /// Sends this call even if the description rules out what it says. Descriptions can be wrong.
    ///
    /// What would reach another place than it is meant for is refused all the same.
    pub fn without_validation(mut self) -> Self {
        self.draft.validates = false;
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] before anything is sent; see [`Error`] for all others.
    pub async fn send(self) -> Result<Op::Output, Error<Op::Error>> {
        self.send_for_response()
            .await
            .map(http::Response::into_body)
    }

    /// Sends the call, for the output with the status and headers that it came with.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Call::send).
    pub async fn send_for_response(self) -> Result<http::Response<Op::Output>, Error<Op::Error>> {
        let read = |judged| answer::read(judged, Op::SUCCESS, Op::FAILURE);
        traced(self.draft, read).await
    }

    /// Sends the call, for the output and what came before it, with the headers that the description
    /// declares.
    ///
    /// ```text
    /// let (pets, head) = client.list_pets().send_with_head().await?;
    /// println!("{:?} left", head.x_rate_limit_remaining()?);
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Call::send). A header that is not of its type is an error where it is read.
    pub async fn send_with_head(self) -> Result<(Op::Output, ResponseHead<Op>), Error<Op::Error>> {
        let (head, output) = self.send_for_response().await?.into_parts();
        Ok((output, ResponseHead::new(head.status, head.headers)))
    }

    /// The HTTP request that [`send`](Call::send) would send, for tests and other transports. It
    /// holds the token, in a header marked as sensitive.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], also where the body is read while it is sent, and cannot be read here: from
    /// a reader it can, from a stream it cannot.
    pub fn into_request(self) -> Result<http::Request<Bytes>, Error<Op::Error>> {
        let request = self.draft.finish().map_err(Error::Invalid)?;
        request.read().map_err(Error::Invalid)
    }
}

/// Sends a request, reads what comes back, and tells of both.
pub(super) async fn traced<T, E>(
    draft: Box<Draft>,
    read: impl FnOnce(Judged) -> Result<T, Error<E>>,
) -> Result<T, Error<E>> {
    let client = &draft.client;
    let trace = Trace::new(draft.endpoint, client.clock());
    let mut status = None;
    let call = async {
        // On the heap, since the future of a call is moved about by all that wait for it.
        let judged = Box::pin(exchange(&draft, &trace)).await?;
        status = Some(judged.response.status);
        read(judged)
    };
    let result = trace.around(call).await;
    trace.end(status, result.as_ref().err(), client.clock());
    result
}

impl<Op: Operation> fmt::Debug for Call<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Call")
            .field("operation", &Op::ENDPOINT.id)
            .finish_non_exhaustive()
    }
}
