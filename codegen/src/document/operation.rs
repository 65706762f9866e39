//! The model of operations, parameters, bodies and responses.

mod bodies;
mod pagination;
mod parameters;
mod read;
mod webhooks;

use super::Schema;
use std::collections::BTreeMap;
use std::rc::Rc;
pub use webhooks::WebhookRequest;

/// An operation: a method on a path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// JSON pointer to the operation.
    pub pointer: String,
    /// The path template.
    pub path: String,
    /// The method, in lower case.
    pub method: String,
    /// `operationId`
    pub id: Option<String>,
    /// The name of a generated variant of an operation, for example the multipart variant.
    pub variant_name: Option<String>,
    /// `tags`
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `parameters` of the path item, then of the operation, in the order of the spec.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub body: Option<RequestBody>,
    /// `responses`, sorted by status: `200`, `4XX`, `default`.
    pub responses: Vec<Response>,
    /// `security`: alternatives, as lists of security scheme names. `None` if neither the operation
    /// nor the spec has the field.
    pub security: Option<Vec<Vec<String>>>,
    /// JSON pointer to `security`, of the operation or of the spec.
    pub security_pointer: String,
    /// The URL of the first entry in `servers` of the operation or its path item.
    pub server: Option<String>,
    /// `x-pagination`, if the extension has the properties of [`Pagination`].
    pub pagination: Option<Pagination>,
}

/// Cursor pagination of an operation.
#[derive(Debug, Clone)]
pub struct Pagination {
    /// JSON pointer to `x-pagination`.
    pub pointer: String,
    /// `items`: JSON pointer to the items of a page within the response.
    pub items: String,
    /// `cursor`: JSON pointer to the next page's cursor within the response.
    pub cursor: String,
    /// `more`: JSON pointer to a value of the response that is absent, `null` or `false` on the
    /// last page.
    pub more: Option<String>,
    /// `parameter`: the query parameter for the cursor.
    pub parameter: String,
}

/// `in`: the location of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterLocation {
    /// `path`
    Path,
    /// `query`
    Query,
    /// `querystring`: the value is the entire query string.
    QueryString,
    /// `header`
    Header,
    /// `cookie`
    Cookie,
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// JSON pointer to the parameter.
    pub pointer: String,
    /// `name`
    pub name: String,
    /// `in`
    pub location: ParameterLocation,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `style`, or the default for the location.
    pub style: String,
    /// `explode`, or the default for the style.
    pub explode: bool,
    /// `schema`, or the schema of the single entry in `content`.
    pub schema: Option<Rc<Schema>>,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// The media type of the value, if `content` is used.
    pub media_type: Option<String>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// JSON pointer to the request body.
    pub pointer: String,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `content`, sorted by media type.
    pub content: Rc<[MediaType]>,
}

/// A media type of a body, with its schema.
#[derive(Debug, Clone)]
pub struct MediaType {
    /// The key in `content`: `application/json`.
    pub name: String,
    /// `schema`
    pub schema: Option<Rc<Schema>>,
    /// `itemSchema`: the schema of an item in a stream.
    pub item_schema: Option<Rc<Schema>>,
    /// `example` and `examples`, sorted by name.
    pub examples: Vec<Example>,
    /// `encoding`, by property name.
    pub encoding: BTreeMap<String, Encoding>,
}

/// The encoding of a form property.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// JSON pointer to the encoding.
    pub pointer: String,
    /// `style` and `explode`, with defaults; `None` if both are absent.
    pub style: Option<(String, bool)>,
    /// `contentType`
    pub content_type: Option<String>,
    /// True if `headers` is not empty.
    pub has_headers: bool,
}

/// An example of a body.
#[derive(Debug, Clone)]
pub struct Example {
    /// JSON pointer to the value of the example.
    pub pointer: String,
    /// The key in `examples`; empty for `example`.
    pub name: String,
    /// `summary`
    pub summary: Option<String>,
}

/// A response of an operation.
#[derive(Debug, Clone)]
pub struct Response {
    /// JSON pointer to the response.
    pub pointer: String,
    /// `200`, `4XX` or `default`.
    pub status: String,
    /// `description`
    pub description: Option<String>,
    /// `content`, sorted by media type.
    pub content: Rc<[MediaType]>,
    /// `headers`, sorted by name.
    pub headers: Vec<Header>,
}

/// A response header.
#[derive(Debug, Clone)]
pub struct Header {
    /// JSON pointer to the header.
    pub pointer: String,
    /// The key in `headers`.
    pub name: String,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `schema`, or the schema of the single entry in `content`.
    pub schema: Option<Rc<Schema>>,
    /// `explode`
    pub explode: bool,
    /// The media type of the value, if `content` is used.
    pub media: Option<String>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// JSON pointer to the security scheme.
    pub pointer: String,
    /// The key in `components/securitySchemes`.
    pub name: String,
    /// `type`
    pub kind: String,
    /// `scheme`, in lower case.
    pub scheme: String,
    /// `description`
    pub description: Option<String>,
    /// `in`: the location of an API key.
    pub location: String,
    /// `name`: the parameter, header or cookie of an API key.
    pub parameter: String,
}
