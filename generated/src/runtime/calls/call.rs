//! A call: what it is given, and sending it.

use super::answer;
use super::client::Client;
use super::error::Error;
use super::invalid::Part;
use super::operation::Operation;
use super::request::{Body, Draft};
use super::secret::Secret;
use super::transport::exchange;
use crate::runtime::rules::Rules;
use crate::runtime::wire::Typed;
use bytes::Bytes;
use serde::Serialize;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

/// A call of an operation, to be given its optional parameters and then sent.
///
/// Nothing happens before [`send`](Call::send) is awaited, and dropping what `send` returns cancels
/// the call. `Debug` shows the operation and nothing of what the call was given.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<Op> {
    draft: Draft,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Operation> Call<Op> {
    #[allow(dead_code)] // Not every description has operations, parameters and bodies.
    pub(crate) fn new(client: &Client) -> Self {
        Call {
            draft: Draft::new(client.clone(), Op::ENDPOINT),
            operation: PhantomData,
        }
    }

    #[allow(dead_code)] // Not every description has operations, parameters and bodies.
    pub(crate) fn parameter<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
    ) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.draft.arguments.push((name, value)),
            Err(error) => self.draft.problem(Part::Parameter(name), error.to_string()),
        }
        self
    }

    #[allow(dead_code)] // Not every description has operations, parameters and bodies.
    pub(crate) fn json<T: Typed>(self, body: &T) -> Self {
        self.json_with(body, &[])
    }

    /// Takes a body that has to satisfy more than its type asks for.
    #[allow(dead_code)] // Not every description has operations, parameters and bodies.
    pub(crate) fn json_with<T: Typed>(mut self, body: &T, rules: Rules) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                self.draft.body = Some(Body {
                    media_type: "application/json",
                    bytes: bytes.into(),
                    rules: [T::rules(), rules],
                });
            }
            Err(error) => self.draft.problem(Part::Body, error.to_string()),
        }
        self
    }

    /// How long this call may take, whatever the client allows.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = timeout;
        self
    }

    /// Makes this call with another token than the client's.
    pub fn bearer_token(mut self, token: impl AsRef<str>) -> Self {
        match Secret::bearer(token.as_ref()) {
            Ok(token) => self.draft.token = Some(token),
            Err(problem) => self.draft.problem(Part::Credentials, problem),
        }
        self
    }

    /// Sets a header, whatever it was before.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.header(name.as_ref(), value.as_ref());
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
        let response = exchange(self.draft).await?;
        answer::read(response, Op::SUCCESS, Op::FAILURE)
    }

    /// The HTTP request that [`send`](Call::send) would send, for tests and other transports. It
    /// holds the token, in a header marked as sensitive.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`].
    pub fn into_request(self) -> Result<http::Request<Bytes>, Error<Op::Error>> {
        self.draft.finish().map_err(Error::Invalid)
    }
}

impl<Op: Operation> fmt::Debug for Call<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Call")
            .field("operation", &Op::ENDPOINT.id)
            .finish_non_exhaustive()
    }
}
