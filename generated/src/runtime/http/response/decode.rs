//! Decodes a response into the output or the error type of an operation.

use crate::runtime::http::error::{
    ApiError, DecodeError, Error, Mismatch, RawResponse, UnexpectedResponse,
};
use crate::runtime::http::response::select::{JSON, ResponseKey, Status, select};
use crate::runtime::http::retry::classify::Classified;
use crate::runtime::wire::{Json, Typed, error_path};
use bytes::Bytes;

/// A response declared in the spec, with the function that decodes the body.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredResponse<T> {
    /// The status and the media type of the response.
    pub key: ResponseKey,
    /// Decodes the body.
    pub decode: fn(&Bytes) -> Result<T, BodyError>,
    /// True if `T` is independent of the status, so a failure with an undeclared status may be
    /// decoded as this response.
    pub any_status: bool,
}

/// The reason why a body could not be decoded.
#[derive(Debug)]
pub struct BodyError {
    /// The position in the body, as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// The error at `pointer`.
    pub message: String,
}

impl<T> DeclaredResponse<T> {
    /// Creates a response with a custom decoder, for a variant of an enum.
    #[must_use]
    pub const fn new(
        status: Status,
        media_type: &'static str,
        decode: fn(&Bytes) -> Result<T, BodyError>,
    ) -> Self {
        DeclaredResponse {
            key: ResponseKey { status, media_type },
            decode,
            any_status: false,
        }
    }
}

impl<T: Typed> DeclaredResponse<T> {
    /// Creates a response with a JSON body.
    #[must_use]
    pub const fn json(status: Status) -> Self {
        DeclaredResponse::json_as(status, JSON)
    }

    /// Creates a response with a JSON body of another media type.
    #[must_use]
    pub const fn json_as(status: Status, media_type: &'static str) -> Self {
        DeclaredResponse {
            any_status: true,
            ..DeclaredResponse::new(status, media_type, json)
        }
    }
}

impl DeclaredResponse<String> {
    /// Creates a response with a text body.
    #[must_use]
    pub const fn text(status: Status, media_type: &'static str) -> Self {
        DeclaredResponse::new(status, media_type, text)
    }
}

impl DeclaredResponse<Bytes> {
    /// Creates a response with a binary body, returned as received.
    #[must_use]
    pub const fn bytes(status: Status, media_type: &'static str) -> Self {
        DeclaredResponse::new(status, media_type, |body| Ok(body.clone()))
    }
}

impl DeclaredResponse<()> {
    /// Creates a response without a body. A body that the service sends anyway is ignored.
    #[must_use]
    pub const fn empty(status: Status) -> Self {
        DeclaredResponse::new(status, "", |_| Ok(()))
    }
}

/// Decodes a JSON body.
///
/// # Errors
///
/// Returns an error if the body is not valid JSON, or if the JSON does not match `T`.
pub fn json<T: Typed>(body: &Bytes) -> Result<T, BodyError> {
    from_slice(body)
}

/// Decodes JSON from a slice, like [`json`].
pub(crate) fn from_slice<T: Typed>(body: &[u8]) -> Result<T, BodyError> {
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
pub fn text(body: &Bytes) -> Result<String, BodyError> {
    String::from_utf8(body.to_vec()).map_err(|error| BodyError {
        pointer: String::new(),
        message: error.to_string(),
    })
}

pub(crate) fn decode_error(error: &serde_json::Error) -> BodyError {
    let message = error.to_string();
    let (pointer, message) = error_path::split_pointer(&message).unwrap_or(("", &message));
    BodyError {
        pointer: pointer.to_owned(),
        message: message.to_owned(),
    }
}

/// Decodes a response by the declared response that matches its status and media type.
pub(crate) fn read<T, E>(
    judged: Classified,
    success: &[DeclaredResponse<T>],
    failure: &[DeclaredResponse<E>],
) -> Result<http::Response<T>, Error<E>> {
    let response = raw(judged, success, failure)?;
    let (body, response) = decode(response, success)?;
    let mut typed = http::Response::new(body);
    *typed.status_mut() = response.status;
    *typed.headers_mut() = response.headers;
    Ok(typed)
}

/// Returns a successful response as received. A redirect is a success if the spec declares the
/// redirect as the result of the operation.
pub(crate) fn raw<T, E>(
    judged: Classified,
    success: &[DeclaredResponse<T>],
    failure: &[DeclaredResponse<E>],
) -> Result<RawResponse, Error<E>> {
    let code = judged.response.status.as_u16();
    let is_declared = || success.iter().any(|answer| answer.key.status.names(code));
    match judged.is_success() || (judged.is_redirection() && is_declared()) {
        true => Ok(judged.response),
        false => Err(self::failure(judged.response, failure)),
    }
}

/// Converts a response that is not a success into an error. Specs rarely declare every status, and
/// services use one schema for every failure: the body of an undeclared status is decoded by the
/// first declared schema that matches.
pub(crate) fn failure<E>(response: RawResponse, declared: &[DeclaredResponse<E>]) -> Error<E> {
    match decode(response, declared) {
        Ok((body, response)) => Error::Api(Box::new(ApiError { body, response })),
        Err(Error::Unexpected(unexpected))
            if unexpected.mismatch == Mismatch::Status
                && !unexpected.response.status.is_redirection() =>
        {
            let candidates = declared.iter().filter(|answer| answer.any_status);
            let body = &unexpected.response.body;
            let mut bodies = candidates.filter_map(|answer| (answer.decode)(body).ok());
            match bodies.next() {
                Some(body) => Error::Api(Box::new(ApiError {
                    body,
                    response: unexpected.response,
                })),
                None => Error::Unexpected(unexpected),
            }
        }
        Err(error) => error,
    }
}

fn decode<T, E>(
    response: RawResponse,
    answers: &[DeclaredResponse<T>],
) -> Result<(T, RawResponse), Error<E>> {
    match select(&response, &mut answers.iter().map(|answer| answer.key)) {
        Ok(index) => match (answers[index].decode)(&response.body) {
            Ok(body) => Ok((body, response)),
            Err(BodyError { pointer, message }) => Err(Error::Decode(Box::new(DecodeError {
                pointer,
                message,
                response,
            }))),
        },
        Err(what) => Err(Error::Unexpected(Box::new(UnexpectedResponse {
            mismatch: what,
            response,
        }))),
    }
}
