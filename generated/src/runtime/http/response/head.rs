//! The head of a response: the status, and headers with the types declared in the spec.

use crate::runtime::http::error::{RawResponse, Redacted};
use crate::runtime::http::operation::Operation;
use crate::runtime::wire::{Json, Typed, error_path};
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::marker::PhantomData;

/// The status and headers of a response. Every response header declared for the operation has a
/// method of equal name, which decodes the header.
///
/// ```text
/// let (pets, head) = client.list_pets().send_with_head().await?;
/// println!("{} left", head.x_rate_limit_remaining()?.unwrap_or_default());
/// ```
///
/// For an error response, use [`of`](ResponseHead::of):
/// `ResponseHead::<ListPets>::of(&failure.response)`.
pub struct ResponseHead<Op> {
    status: StatusCode,
    headers: HeaderMap,
    operation: PhantomData<fn() -> Op>,
}

/// The serialization of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderStyle {
    /// Style `simple`: `a,b` for an array, `name,value,name,value` for an object.
    Simple,
    /// Style `simple` with `explode`: `a,b` for an array, `name=value,name=value` for an object.
    Exploded,
    /// JSON.
    Json,
}

/// A response header that does not match its schema. `Debug` and `Display` hide the value;
/// [`ResponseHead::headers`] returns the value.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidHeader {
    /// The name of the header.
    pub name: &'static str,
    /// The error. May quote the value.
    pub message: String,
}

impl<Op: Operation> ResponseHead<Op> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        ResponseHead {
            status,
            headers,
            operation: PhantomData,
        }
    }

    /// The head of a response to the operation.
    #[must_use]
    pub fn of(response: &RawResponse) -> Self {
        ResponseHead::new(response.status, response.headers.clone())
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers as received. Cookies are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Decodes a header. Unused if the spec declares no response headers.
    #[allow(dead_code)]
    pub(crate) fn read<T: Typed>(
        &self,
        name: &'static str,
        form: HeaderStyle,
    ) -> Result<Option<T>, InvalidHeader> {
        let lines: Vec<String> = self
            .headers
            .get_all(name)
            .iter()
            .map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned())
            .collect();
        if lines.is_empty() {
            return Ok(None);
        }
        let value = match form {
            HeaderStyle::Json => {
                let text = lines.join(",");
                let json = serde_json::from_str::<Json>(&text);
                let value = json.and_then(|json| T::read(json));
                value.map_err(|error| error.to_string())
            }
            HeaderStyle::Simple | HeaderStyle::Exploded => {
                // The value of `Set-Cookie` can contain commas.
                let items: Vec<&str> = if name.eq_ignore_ascii_case("set-cookie") {
                    lines.iter().map(String::as_str).collect()
                } else {
                    lines.iter().flat_map(|line| line.split(',')).collect()
                };
                read_simple(&lines.join(", "), &items, form == HeaderStyle::Exploded)
            }
        };
        let value = value.map_err(|message| InvalidHeader { name, message })?;
        Ok(Some(value))
    }
}

/// Decodes a value in style `simple`. The kind of `T` is not known, so a string is tried first,
/// then an array, then an object.
///
/// ```text
/// X-Sizes: 1,2    as Vec<i64>:  "1,2" (rejected), ["1", "2"] (rejected), [1, 2]
/// ```
fn read_simple<T: Typed>(text: &str, items: &[&str], explode: bool) -> Result<T, String> {
    let text = text.trim();
    let trimmed = |text: &str| text.trim().to_owned();
    let error = match read_coercing(Json::String(text.to_owned())) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let list = match text {
        "" => Json::Array(Vec::new()),
        _ => items
            .iter()
            .map(|item| Json::String(trimmed(item)))
            .collect(),
    };
    let object = || -> Option<Json> {
        let pairs: Option<Vec<(&str, &str)>> = if explode {
            items.iter().map(|item| item.split_once('=')).collect()
        } else {
            let pairs = items
                .chunks(2)
                .map(|pair| Some((*pair.first()?, *pair.get(1)?)));
            pairs.collect()
        };
        let properties = pairs?.into_iter();
        let properties =
            properties.map(|(name, value)| (trimmed(name), Json::String(trimmed(value))));
        Some(properties.collect())
    };
    read_coercing(list)
        .or_else(|_| object().map_or(Err(String::new()), read_coercing))
        .map_err(|_| error)
}

/// Decodes a value whose scalars are all strings. If `T` rejects a string, the string is converted
/// to the number, boolean or `null` it spells, and decoding starts again, until decoding succeeds
/// or no conversion is left. The error's pointer names the string to convert.
fn read_coercing<T: Typed>(mut value: Json) -> Result<T, String> {
    loop {
        let error = match T::read(value.clone()) {
            Ok(read) => return Ok(read),
            Err(error) => serde_json::Error::to_string(&error),
        };
        let pointer = error_path::split_pointer(&error).map_or("", |(pointer, _)| pointer);
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let coerced = match value.pointer_mut(parent) {
            // All items of an array have equal types.
            Some(Json::Array(items)) => {
                let coerced = items.iter_mut().map(coerce);
                coerced.filter(|changed| *changed).count() > 0
            }
            _ => value.pointer_mut(pointer).is_some_and(coerce),
        };
        if !coerced {
            return Err(error);
        }
    }
}

/// Converts a string to the number, boolean or `null` it spells. Returns false for all other
/// values.
fn coerce(value: &mut Json) -> bool {
    let literal = value
        .as_str()
        .and_then(|text| serde_json::from_str(text).ok());
    match literal {
        Some(literal @ (Json::Bool(_) | Json::Number(_) | Json::Null)) => {
            *value = literal;
            true
        }
        _ => false,
    }
}

impl<Op> Clone for ResponseHead<Op> {
    fn clone(&self) -> Self {
        ResponseHead {
            status: self.status,
            headers: self.headers.clone(),
            operation: PhantomData,
        }
    }
}

impl<Op> fmt::Debug for ResponseHead<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ResponseHead")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}

impl fmt::Debug for InvalidHeader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Redacted(&self.message).to_string();
        out.debug_struct("InvalidHeader")
            .field("name", &self.name)
            .field("message", &message)
            .finish()
    }
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Redacted(&self.message);
        write!(
            out,
            "the header `{}` does not match its schema: {message}",
            self.name
        )
    }
}

impl std::error::Error for InvalidHeader {}
