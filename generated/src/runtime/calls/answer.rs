//! From a response to the output or the error that the description declares for it.

use super::choice::{JSON, Status, When, choose};
use super::error::{Error, Failure, RawResponse, Undecodable, Unexpected};
use super::verdict::Judged;
use crate::runtime::wire::{Json, Typed, path};
use bytes::Bytes;

/// A response that the description declares, and how its body is read.
#[derive(Clone, Copy, Debug)]
pub struct Answer<T> {
    /// Which response it is.
    pub when: When,
    /// Reads the body.
    pub decode: fn(&Bytes) -> Result<T, DecodeError>,
}

/// Why a body could not be read.
#[derive(Debug)]
pub struct DecodeError {
    /// Where in the body: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

impl<T> Answer<T> {
    /// A response with a reading function of its own.
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
    /// A response with JSON in its body.
    #[must_use]
    pub const fn json(status: Status) -> Self {
        Answer::new(status, JSON, json)
    }
}

impl Answer<String> {
    /// A response with text in its body.
    #[must_use]
    pub const fn text(status: Status, media_type: &'static str) -> Self {
        Answer::new(status, media_type, text)
    }
}

impl Answer<Bytes> {
    /// A response with anything in its body.
    #[must_use]
    pub const fn bytes(status: Status, media_type: &'static str) -> Self {
        Answer::new(status, media_type, |body| Ok(body.clone()))
    }
}

impl Answer<()> {
    /// A response in whose body nobody is interested.
    #[must_use]
    pub const fn empty(status: Status) -> Self {
        Answer::new(status, "", |_| Ok(()))
    }
}

/// Reads JSON.
///
/// # Errors
///
/// Where the body is no JSON, or not of the type.
pub fn json<T: Typed>(body: &Bytes) -> Result<T, DecodeError> {
    from_slice(body)
}

/// Reads JSON, as [`json`] does.
pub(super) fn from_slice<T: Typed>(body: &[u8]) -> Result<T, DecodeError> {
    let read = match std::str::from_utf8(body) {
        Ok(text) => T::read_text(text),
        // Says where it is that it breaks off being UTF-8.
        Err(_) => serde_json::from_slice(body).and_then(|json: Json| T::read(json)),
    };
    read.map_err(|error| decode_error(&error))
}

/// Reads text.
///
/// # Errors
///
/// Where the body is not UTF-8.
pub fn text(body: &Bytes) -> Result<String, DecodeError> {
    String::from_utf8(body.to_vec()).map_err(|error| DecodeError {
        pointer: String::new(),
        message: error.to_string(),
    })
}

pub(super) fn decode_error(error: &serde_json::Error) -> DecodeError {
    let message = error.to_string();
    let (pointer, message) = path::split(&message).unwrap_or(("", &message));
    DecodeError {
        pointer: pointer.to_owned(),
        message: message.to_owned(),
    }
}

/// Reads a response as what the description declares for it.
pub(super) fn read<T, E>(
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

/// Reads a response that is no success.
pub(super) fn failure<E>(response: RawResponse, declared: &[Answer<E>]) -> Error<E> {
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
