//! Decodes a response into the output or the error type of an operation.

use crate::runtime::http::response::select::{JSON, Status, When, choose};
use crate::runtime::http::error::{Error, Failure, RawResponse, Undecodable, Unexpected};
use crate::runtime::http::retry::classify::Judged;
use crate::runtime::wire::{Json, Typed, path};
use bytes::Bytes;

/// A response declared in the spec, with the function that decodes the body.
#[derive(Clone, Copy, Debug)]
pub struct Answer<T> {
    /// The status and the media type of the response.
    pub when: When,
    /// Decodes the body.
    pub decode: fn(&Bytes) -> Result<T, DecodeError>,
}

/// The reason why a body could not be decoded.
#[derive(Debug)]
pub struct DecodeError {
    /// The position in the body, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The error at `pointer`.
    pub message: String,
}

impl<T> Answer<T> {
    /// Creates a response with a custom decoder.
    #[must_use]
    pub const fn new(
        status: Status,
        media_type: &'static str,
        decode: fn(&Bytes) -> Result<T, DecodeError>,
    ) -> Self {
        Answer {
            when: When { status, media_type },
            decode,
        }
    }
}

impl<T: Typed> Answer<T> {
    /// Creates a response with a JSON body.
    #[must_use]
    pub const fn json(status: Status) -> Self {
        Answer::new(status, JSON, json)
    }
}

impl Answer<String> {
    /// Creates a response with a text body.
    #[must_use]
    pub const fn text(status: Status, media_type: &'static str) -> Self {
        Answer::new(status, media_type, text)
    }
}

impl Answer<Bytes> {
    /// Creates a response with a binary body, returned as received.
    #[must_use]
    pub const fn bytes(status: Status, media_type: &'static str) -> Self {
        Answer::new(status, media_type, |body| Ok(body.clone()))
    }
}

impl Answer<()> {
    /// Creates a response without a body. A body that the service sends anyway is ignored.
    #[must_use]
    pub const fn empty(status: Status) -> Self {
        Answer::new(status, "", |_| Ok(()))
    }
}

/// Decodes a JSON body.
///
/// # Errors
///
/// Returns an error if the body is not valid JSON, or if the JSON does not match `T`.
pub fn json<T: Typed>(body: &Bytes) -> Result<T, DecodeError> {
    from_slice(body)
}

/// Decodes JSON from a slice, like [`json`].
pub(crate) fn from_slice<T: Typed>(body: &[u8]) -> Result<T, DecodeError> {
    let read = match std::str::from_utf8(body) {
        Ok(text) => T::read_text(text),
        // `serde_json` reports the position of the first invalid byte.
        Err(_) => serde_json::from_slice(body).and_then(|json: Json| T::read(json)),
    };
    read.map_err(|error| decode_error(&error))
}

/// Decodes a text body.
///
/// # Errors
///
/// Returns an error if the body is not valid UTF-8.
pub fn text(body: &Bytes) -> Result<String, DecodeError> {
    String::from_utf8(body.to_vec()).map_err(|error| DecodeError {
        pointer: String::new(),
        message: error.to_string(),
    })
}

pub(crate) fn decode_error(error: &serde_json::Error) -> DecodeError {
    let message = error.to_string();
    let (pointer, message) = path::split(&message).unwrap_or(("", &message));
    DecodeError {
        pointer: pointer.to_owned(),
        message: message.to_owned(),
    }
}

/// Decodes a response by the declared response that matches its status and media type.
pub(crate) fn read<T, E>(
    judged: Judged,
    success: &[Answer<T>],
    failure: &[Answer<E>],
) -> Result<http::Response<T>, Error<E>> {
    let (is_success, response) = (judged.is_success(), judged.response);
    if is_success {
        let (body, response) = decode(response, success)?;
        let mut typed = http::Response::new(body);
        *typed.status_mut() = response.status;
        *typed.headers_mut() = response.headers;
        return Ok(typed);
    }
    Err(self::failure(response, failure))
}

/// Converts a response that is not a success into an error.
pub(crate) fn failure<E>(response: RawResponse, declared: &[Answer<E>]) -> Error<E> {
    match decode(response, declared) {
        Ok((body, response)) => Error::Api(Box::new(Failure { body, response })),
        Err(error) => error,
    }
}

fn decode<T, E>(
    response: RawResponse,
    answers: &[Answer<T>],
) -> Result<(T, RawResponse), Error<E>> {
    match choose(&response, &mut answers.iter().map(|answer| answer.when)) {
        Ok(index) => match (answers[index].decode)(&response.body) {
            Ok(body) => Ok((body, response)),
            Err(DecodeError { pointer, message }) => Err(Error::Decode(Box::new(Undecodable {
                pointer,
                message,
                response,
            }))),
        },
        Err(what) => Err(Error::Unexpected(Box::new(Unexpected { what, response }))),
    }
}
