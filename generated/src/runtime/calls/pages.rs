//! Lists that come in pages: the items of all of them, one after the other.

use super::answer::{self, DecodeError, json};
use super::call::{Call, traced};
use super::choice::choose;
use super::error::{Error, RawResponse, Undecodable, Unexpected};
use super::operation::Operation;
use super::parameter::Location;
use super::request::Draft;
use super::verdict::Judged;
use crate::runtime::wire::{Json, Typed, path};
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

/// An operation that gives a list in pages.
pub trait Paged: Operation + 'static {
    /// What the list is of.
    type Item: Typed + Send + Unpin + 'static;

    /// How its pages follow each other.
    const PAGES: Pages;
}

/// How pages follow each other. All places are JSON pointers (RFC 6901) into the answer.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// Where the items of a page are.
    pub items: &'static str,
    /// Where the cursor of the next page is.
    pub cursor: &'static str,
    /// What is missing, `null`, `false` or empty on the last page, although there is a cursor.
    pub more: Option<&'static str>,
    /// The query parameter that takes the cursor.
    pub parameter: &'static str,
}

/// The items of a list that comes in pages. A page is asked for when its first item is.
///
/// Ends with the last page, with the first error, and where a cursor comes a second time, which
/// would go round for ever. With the feature `stream` it is a stream.
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<Op: Paged> {
    pub(super) ready: std::vec::IntoIter<Op::Item>,
    /// The call for the next page, where there is one.
    next: Option<Box<Draft>>,
    seen: HashSet<String>,
    #[cfg(feature = "stream")]
    pub(super) fetching: Option<super::stream::Fetching<Op>>,
    operation: PhantomData<fn() -> Op>,
}

/// The items of a page, and the cursor of the next one.
type Contents<Op> = (Vec<<Op as Paged>::Item>, Option<Json>);

/// What comes of asking for a page.
pub(super) type Page<Op> = Result<Contents<Op>, Error<<Op as Operation>::Error>>;

impl<Op: Paged> Call<Op> {
    /// The items of this and all following pages. Whatever was set on this call is for each of them;
    /// a `timeout` is for each, and not for all together.
    ///
    /// ```text
    /// let mut items = client.list_media().items();
    /// while let Some(item) = items.next_item().await {
    ///     println!("{:?}", item?);
    /// }
    /// ```
    pub fn items(self) -> Items<Op> {
        Items {
            ready: Vec::new().into_iter(),
            next: Some(self.draft),
            seen: HashSet::new(),
            #[cfg(feature = "stream")]
            fetching: None,
            operation: PhantomData,
        }
    }
}

impl<Op: Paged> Items<Op> {
    /// The next item; `None` at the end of the list. Dropping what this returns loses no item: the
    /// page is asked for again.
    ///
    /// # Errors
    ///
    /// Those of [`Call::send`]. None follows.
    pub async fn next_item(&mut self) -> Option<Result<Op::Item, Error<Op::Error>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Some(Ok(item));
            }
            let page = page::<Op>(self.next.clone()?).await;
            if let Err(error) = self.take(page) {
                return Some(Err(error));
            }
        }
    }

    /// The call for the next page.
    #[cfg(feature = "stream")]
    pub(super) fn draft(&self) -> Option<Box<Draft>> {
        self.next.clone()
    }

    /// Takes a page, and prepares the call for the next one.
    pub(super) fn take(&mut self, page: Page<Op>) -> Result<(), Error<Op::Error>> {
        let draft = self.next.take();
        let (items, cursor) = page?;
        self.ready = items.into_iter();
        if let (Some(mut draft), Some(cursor)) = (draft, cursor)
            && self.seen.insert(cursor.to_string())
        {
            let parameter = (Location::Query, Op::PAGES.parameter);
            // A list can have thousands of pages, and each call is copied.
            draft
                .arguments
                .retain(|(place, name, _)| (*place, *name) != parameter);
            draft.arguments.push((parameter.0, parameter.1, cursor));
            self.next = Some(draft);
        }
        Ok(())
    }
}

/// Asks for a page.
pub(super) async fn page<Op: Paged>(draft: Box<Draft>) -> Page<Op> {
    traced(draft, read::<Op>).await
}

fn read<Op: Paged>(judged: Judged) -> Page<Op> {
    let (is_success, response) = (judged.is_success(), judged.response);
    if !is_success {
        return Err(answer::failure(response, Op::FAILURE));
    }
    let mut declared = Op::SUCCESS.iter().map(|answer| answer.when);
    if let Err(what) = choose(&response, &mut declared) {
        return Err(Error::Unexpected(Box::new(Unexpected { what, response })));
    }
    match contents::<Op>(&response) {
        Ok(page) => Ok(page),
        Err(DecodeError { pointer, message }) => Err(Error::Decode(Box::new(Undecodable {
            pointer,
            message,
            response,
        }))),
    }
}

/// The items and the cursor in a body. A page without the member for items has none.
fn contents<Op: Paged>(response: &RawResponse) -> Result<Contents<Op>, DecodeError> {
    let body: Json = json(&response.body)?;
    let pages = Op::PAGES;
    let items = match body.pointer(pages.items) {
        None | Some(Json::Null) => Vec::new(),
        Some(items) => Vec::<Op::Item>::read(items).map_err(|error| {
            let message = error.to_string();
            let (pointer, message) = path::split(&message).unwrap_or(("", &message));
            DecodeError {
                pointer: format!("{}{pointer}", pages.items),
                message: message.to_owned(),
            }
        })?,
    };
    let there = |pointer: &str| body.pointer(pointer).filter(|value| !is_nothing(value));
    let more = pages.more.is_none_or(|more| there(more).is_some());
    Ok((items, there(pages.cursor).filter(|_| more).cloned()))
}

fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => true,
        Json::String(text) => text.is_empty(),
        Json::Bool(true) | Json::Number(_) | Json::Array(_) | Json::Object(_) => false,
    }
}

impl<Op: Paged> fmt::Debug for Items<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Items")
            .field("operation", &Op::ENDPOINT.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
