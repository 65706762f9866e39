//! The effect that a failed call may have had.

use super::{Error, Mismatch, RawResponse, UnexpectedResponse};
use crate::runtime::http::operation::Operation;
use crate::runtime::http::response::decode;
use crate::runtime::http::retry::classify::{self, RetryClass};
use std::time::Duration;

impl<E> Error<E> {
    /// Decodes a response as an error of the operation `Op`, for tests of error handling.
    ///
    /// ```text
    /// let body = r#"{"error":{"code":131047,"message":"…"}}"#;
    /// let response = RawResponse::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body);
    /// let error = Error::from_response::<SendMessage>(response);
    /// ```
    ///
    /// A response that would be a success becomes [`Error::Unexpected`].
    #[must_use]
    pub fn from_response<Op: Operation<Error = E>>(response: RawResponse) -> Self {
        let classified = classify::Classified::new(response, 1);
        if classified.is_success() {
            return Error::Unexpected(Box::new(UnexpectedResponse {
                mismatch: Mismatch::Status,
                response: classified.response,
            }));
        }
        decode::failure(classified.response, Op::FAILURE)
    }

    /// Returns true if the service certainly did not process the request, and a later attempt may
    /// succeed: the connection failed, or the service returned 429, 503 with `Retry-After`, or a
    /// response known to mean "not processed".
    ///
    /// Returns false after a timeout or a broken connection, since the service may have processed
    /// the request. The client has already retried the request as far as [`Retry`] allows.
    ///
    /// [`Retry`]: crate::Retry
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Timeout(transport) | Error::Transport(transport) => transport.is_connect(),
            _ => matches!(self.retry_class(), RetryClass::NotProcessed(_)),
        }
    }

    /// The minimum delay before a new attempt, if the service sent a delay.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self.retry_class() {
            RetryClass::NotProcessed(wait) | RetryClass::MaybeProcessed(wait) => Some(wait),
            RetryClass::Final => None,
        }
        .filter(|wait| !wait.is_zero())
    }

    /// Returns true unless the request was certainly rejected, not processed or not sent.
    ///
    /// True after a timeout, a broken connection or a 502, for example: a message may have been
    /// sent. Before a new attempt, find out if the first attempt took effect. See also
    /// [`is_retryable`](Error::is_retryable), true if nothing happened and a new attempt may help.
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Error::Invalid(_) => false,
            #[cfg(feature = "blocking")]
            Error::Blocked(_) => false,
            Error::Timeout(transport) | Error::Transport(transport) => !transport.is_connect(),
            Error::BodyTooLarge(body) => !body.status.is_client_error(),
            Error::Api(_) | Error::Unexpected(_) | Error::Decode(_) => {
                self.response().is_some_and(classify::may_have_taken_effect)
            }
        }
    }

    /// Returns true if the service reported success, but the response was cut off, too large or not
    /// as the spec declares.
    #[must_use]
    pub fn has_taken_effect(&self) -> bool {
        let is_success = self.status().is_some_and(|status| status.is_success());
        is_success && self.may_have_taken_effect()
    }

    fn retry_class(&self) -> RetryClass {
        self.response()
            .map_or(RetryClass::Final, classify::classify_failure)
    }
}
