//! What comes before the body of an answer: its status, and its headers with the types that the
//! description gives them.

use super::error::{RawResponse, Unquoted};
use super::operation::Operation;
use crate::runtime::wire::{Json, Typed, path};
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::marker::PhantomData;

/// The status and the headers of an answer. Each header that the description has for an answer of the
/// operation is read by a method of its name; what it is and whether it is there, the service says.
///
/// ```text
/// let (pets, head) = client.list_pets().send_with_head().await?;
/// println!("{} left", head.x_rate_limit_remaining()?.unwrap_or_default());
/// ```
///
/// Of failures, [`of`](ResponseHead::of) gives it:
/// `ResponseHead::<ListPets>::of(&failure.response)`.
pub struct ResponseHead<Op> {
    status: StatusCode,
    headers: HeaderMap,
    operation: PhantomData<fn() -> Op>,
}

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As one text; lists and objects with commas between all that is in them.
    Simple,
    /// Likewise, but the members of objects with `=` between name and value.
    Exploded,
    /// As JSON.
    Json,
}

/// A header that is not of the type that the description gives it. Neither `Debug` nor `Display` shows
/// its value, which [`ResponseHead::headers`] has.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidHeader {
    /// Its name.
    pub name: &'static str,
    /// What is wrong with it. It may quote the value.
    pub message: String,
}

impl<Op: Operation> ResponseHead<Op> {
    pub(super) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        ResponseHead {
            status,
            headers,
            operation: PhantomData,
        }
    }

    /// That of a response that came back from the operation.
    #[must_use]
    pub fn of(response: &RawResponse) -> Self {
        ResponseHead::new(response.status, response.headers.clone())
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers as they came. Cookies in them are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Reads a header. Not every description has one.
    #[allow(dead_code)]
    pub(crate) fn read<T: Typed>(
        &self,
        name: &'static str,
        form: HeaderForm,
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
            HeaderForm::Json => {
                let text = lines.join(",");
                let json = serde_json::from_str::<Json>(&text);
                let value = json.and_then(|json| T::read(json));
                value.map_err(|error| error.to_string())
            }
            HeaderForm::Simple | HeaderForm::Exploded => {
                // Cookies have commas of their own.
                let items: Vec<&str> = if name.eq_ignore_ascii_case("set-cookie") {
                    lines.iter().map(String::as_str).collect()
                } else {
                    lines.iter().flat_map(|line| line.split(',')).collect()
                };
                simple(&lines.join(", "), &items, form == HeaderForm::Exploded)
            }
        };
        let value = value.map_err(|message| InvalidHeader { name, message })?;
        Ok(Some(value))
    }
}

/// Reads what is written in the style `simple`. What kinds of values the type has is not asked: a
/// text is tried before a list, and a list before an object.
fn simple<T: Typed>(text: &str, items: &[&str], explode: bool) -> Result<T, String> {
    let text = text.trim();
    let owned = |text: &str| text.trim().to_owned();
    let error = match loosely(Json::String(text.to_owned())) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let list = match text {
        "" => Json::Array(Vec::new()),
        _ => items.iter().map(|item| Json::String(owned(item))).collect(),
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
        let members = pairs?.into_iter();
        let members = members.map(|(name, value)| (owned(name), Json::String(owned(value))));
        Some(members.collect())
    };
    loosely(list)
        .or_else(|_| object().map_or(Err(String::new()), loosely))
        .map_err(|_| error)
}

/// Reads a value whose scalars are all texts. Where the type wants a number or a boolean, the text is
/// read as one; what is wrong, the error says, so it is asked until it has nothing to say.
fn loosely<T: Typed>(mut value: Json) -> Result<T, String> {
    loop {
        let error = match T::read(value.clone()) {
            Ok(read) => return Ok(read),
            Err(error) => serde_json::Error::to_string(&error),
        };
        let pointer = path::split(&error).map_or("", |(pointer, _)| pointer);
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let loosened = match value.pointer_mut(parent) {
            // What one item is, all are.
            Some(Json::Array(items)) => {
                let loosened = items.iter_mut().map(loosen);
                loosened.filter(|is_so| *is_so).count() > 0
            }
            _ => value.pointer_mut(pointer).is_some_and(loosen),
        };
        if !loosened {
            return Err(error);
        }
    }
}

/// Makes a text the number or boolean that it is of, if it is of one.
fn loosen(value: &mut Json) -> bool {
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
        let message = Unquoted(&self.message).to_string();
        out.debug_struct("InvalidHeader")
            .field("name", &self.name)
            .field("message", &message)
            .finish()
    }
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Unquoted(&self.message);
        write!(
            out,
            "the header `{}` is not of the type that the description declares: {message}",
            self.name
        )
    }
}

impl std::error::Error for InvalidHeader {}
