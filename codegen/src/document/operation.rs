//! Paths, operations and what they are made of.

mod bodies;
mod events;
mod pagination;
mod parameters;
mod read;

use super::Schema;
pub use events::Event;
pub(super) use read::METHODS;
use std::collections::BTreeMap;
use std::rc::Rc;

/// An operation: a method on a path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Where it stands.
    pub pointer: String,
    /// The path template.
    pub path: String,
    /// The method, in lower case.
    pub method: String,
    /// `operationId`
    pub id: Option<String>,
    /// What it is called where it is in a list once more, to be sent in another way.
    pub again: Option<String>,
    /// `tags`
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// Those of the path item and of the operation, in their order.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub body: Option<RequestBody>,
    /// `responses`, sorted by status: `200`, `4XX`, `default`.
    pub responses: Vec<Response>,
    /// The names of the security schemes, any alternative of which will do.
    pub security: Vec<Vec<String>>,
    /// Where that is said: for the operation, or for all.
    pub security_pointer: String,
    /// The URL of the first one in `servers` of the operation or its path item.
    pub server: Option<String>,
    /// `x-pagination`, where it is in our words.
    pub pagination: Option<Pagination>,
}

/// How an operation gives a list in pages.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// Where it stands.
    pub pointer: String,
    /// `items`: where in the answer the items of a page are, as a JSON pointer.
    pub items: String,
    /// `cursor`: where in the answer the next page's cursor is.
    pub cursor: String,
    /// `more`: what in the answer is missing, `null` or `false` on the last page.
    pub more: Option<String>,
    /// `parameter`: the query parameter that takes the cursor.
    pub parameter: String,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// It is the query: each member of its value is a parameter.
    QueryString,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it stands.
    pub pointer: String,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: Place,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `style`, or the default of the place.
    pub style: String,
    /// `explode`, or the default of the style.
    pub explode: bool,
    /// `schema`, or that of the one entry of `content`.
    pub schema: Option<Rc<Schema>>,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// The media type that the value is written in, where `content` says so.
    pub media: Option<String>,
}

/// The body of a request.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// Where it stands.
    pub pointer: String,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `content`, sorted by name.
    pub content: Rc<[MediaType]>,
}

/// What a body is like in one media type.
#[derive(Debug, Clone)]
pub struct MediaType {
    /// Its name: `application/json`.
    pub name: String,
    /// `schema`
    pub schema: Option<Rc<Schema>>,
    /// `itemSchema`: that of each item of a series.
    pub item_schema: Option<Rc<Schema>>,
    /// `example` and `examples`, sorted by name.
    pub examples: Vec<Example>,
    /// `encoding`, by the names of members.
    pub encoding: BTreeMap<String, Encoding>,
}

/// How a member of a form is written.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// Where it stands.
    pub pointer: String,
    /// `style` and `explode`, or the defaults, where there is one of them.
    pub style: Option<(String, bool)>,
    /// `contentType`
    pub content_type: Option<String>,
    /// Whether there are `headers`.
    pub has_headers: bool,
}

/// An example of a body.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where its value stands.
    pub pointer: String,
    /// Its name, empty for `example`.
    pub name: String,
    /// `summary`
    pub summary: Option<String>,
}

/// A response of an operation.
#[derive(Debug, Clone)]
pub struct Response {
    /// Where it stands.
    pub pointer: String,
    /// `200`, `4XX` or `default`.
    pub status: String,
    /// `description`
    pub description: Option<String>,
    /// `content`, sorted by name.
    pub content: Rc<[MediaType]>,
    /// `headers`, sorted by name.
    pub headers: Vec<Header>,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub struct Header {
    /// Where it stands.
    pub pointer: String,
    /// Its name.
    pub name: String,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `schema`, or that of the one entry of `content`.
    pub schema: Option<Rc<Schema>>,
    /// `explode`
    pub explode: bool,
    /// The media type that the value is written in, where `content` says so.
    pub media: Option<String>,
}

/// How requests are authorized.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Where it stands.
    pub pointer: String,
    /// Its name in the components.
    pub name: String,
    /// `type`
    pub kind: String,
    /// `scheme`, in lower case.
    pub scheme: String,
    /// `description`
    pub description: Option<String>,
    /// Where a key goes: `in`.
    pub place: String,
    /// The name of the parameter of a key: its own `name`.
    pub parameter: String,
}
