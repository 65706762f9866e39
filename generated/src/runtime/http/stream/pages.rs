//! Pagination: the items of all pages of a list.

use crate::runtime::http::call::{Call, send_traced};
use crate::runtime::http::error::{DecodeError, Error, RawResponse, UnexpectedResponse};
use crate::runtime::http::operation::Operation;
use crate::runtime::http::request::Draft;
use crate::runtime::http::request::parameter::ParameterLocation;
use crate::runtime::http::response::decode::{self, BodyError, json};
use crate::runtime::http::response::select::select;
use crate::runtime::http::retry::classify::Classified;
use crate::runtime::wire::{Json, Typed, error_path};
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

/// An operation that returns a list in pages.
pub trait Paginated: Operation + 'static {
    /// The type of an item.
    type Item: Typed + Send + Unpin + 'static;

    /// The positions of items and cursor.
    const PAGES: Pagination;
}

/// The positions of items and cursor in a response, as JSON pointers (RFC 6901).
///
/// ```text
/// GET /list?after=abc  ->  {"data": [1, 2], "paging": {"next": "def", "more": true}}
/// items: "/data", cursor: "/paging/next", more: Some("/paging/more"), parameter: "after"
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Pagination {
    /// The array of items.
    pub items: &'static str,
    /// The cursor of the next page.
    pub cursor: &'static str,
    /// A flag that is missing, `null`, `false` or empty on the last page, even if the page has a
    /// cursor.
    pub more: Option<&'static str>,
    /// The query parameter for the cursor.
    pub parameter: &'static str,
}

/// The items of a paginated list. A page is fetched when the caller reads its first item.
///
/// The list ends after the last page, after an error, or at a repeated cursor, which would loop
/// forever. With the feature `stream`, `Items` implements `Stream`.
#[must_use = "nothing is sent until the first item is requested"]
pub struct Items<Op: Paginated> {
    pub(crate) ready: std::vec::IntoIter<Op::Item>,
    /// The call for the next page, if any.
    next: Option<Box<Draft>>,
    seen: HashSet<String>,
    #[cfg(feature = "stream")]
    pub(crate) pending: Option<crate::runtime::http::stream::futures::PendingPage<Op>>,
    operation: PhantomData<fn() -> Op>,
}

/// The items of a page and the cursor of the next page.
type PageContents<Op> = (Vec<<Op as Paginated>::Item>, Option<Json>);

/// The result of fetching a page.
pub(crate) type Page<Op> = Result<PageContents<Op>, Error<<Op as Operation>::Error>>;

impl<Op: Paginated> Call<Op> {
    /// Returns the items of the current and all following pages. All settings of the call apply to
    /// every page; `timeout` limits each page, not the total time.
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
            pending: None,
            operation: PhantomData,
        }
    }
}

impl<Op: Paginated> Items<Op> {
    /// Returns the next item, or `None` at the end of the list. Dropping the future loses no item:
    /// the next call fetches the page again.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Call::send`]. The next call then returns `None`.
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
    pub(crate) fn draft(&self) -> Option<Box<Draft>> {
        self.next.clone()
    }

    /// Stores the items of a page and prepares the call for the next page.
    pub(crate) fn take(&mut self, page: Page<Op>) -> Result<(), Error<Op::Error>> {
        let draft = self.next.take();
        let (items, cursor) = page?;
        self.ready = items.into_iter();
        if let (Some(mut draft), Some(cursor)) = (draft, cursor)
            && self.seen.insert(cursor.to_string())
        {
            let parameter = (ParameterLocation::Query, Op::PAGES.parameter);
            // Replaces the last cursor, so that the arguments do not grow with every page.
            draft
                .arguments
                .retain(|(location, name, _)| (*location, *name) != parameter);
            draft.arguments.push((parameter.0, parameter.1, cursor));
            self.next = Some(draft);
        }
        Ok(())
    }
}

/// Fetches a page.
pub(crate) async fn page<Op: Paginated>(draft: Box<Draft>) -> Page<Op> {
    send_traced(draft, read::<Op>).await
}

fn read<Op: Paginated>(judged: Classified) -> Page<Op> {
    let (is_success, response) = (judged.is_success(), judged.response);
    if !is_success {
        return Err(decode::failure(response, Op::FAILURE));
    }
    let mut declared = Op::SUCCESS.iter().map(|answer| answer.key);
    if let Err(what) = select(&response, &mut declared) {
        return Err(Error::Unexpected(Box::new(UnexpectedResponse {
            mismatch: what,
            response,
        })));
    }
    match contents::<Op>(&response) {
        Ok(page) => Ok(page),
        Err(BodyError { pointer, message }) => Err(Error::Decode(Box::new(DecodeError {
            pointer,
            message,
            response,
        }))),
    }
}

/// Extracts items and cursor from a body. A page without the `items` property is empty.
fn contents<Op: Paginated>(response: &RawResponse) -> Result<PageContents<Op>, BodyError> {
    let body: Json = json(&response.body)?;
    let pages = Op::PAGES;
    let items = match body.pointer(pages.items) {
        None | Some(Json::Null) => Vec::new(),
        Some(items) => Vec::<Op::Item>::read(items).map_err(|error| {
            let message = error.to_string();
            let (pointer, message) = error_path::split_pointer(&message).unwrap_or(("", &message));
            BodyError {
                pointer: format!("{}{pointer}", pages.items),
                message: message.to_owned(),
            }
        })?,
    };
    let present = |pointer: &str| body.pointer(pointer).filter(|value| !is_absent(value));
    let more = pages.more.is_none_or(|more| present(more).is_some());
    Ok((items, present(pages.cursor).filter(|_| more).cloned()))
}

fn is_absent(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => true,
        Json::String(text) => text.is_empty(),
        Json::Bool(true) | Json::Number(_) | Json::Array(_) | Json::Object(_) => false,
    }
}

impl<Op: Paginated> fmt::Debug for Items<Op> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Items")
            .field("operation", &Op::ENDPOINT.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
