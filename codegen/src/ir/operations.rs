//! Operations, parameters, bodies and responses.

use super::{Docs, Header, Rule, Sample, Type};
use crate::keywords::{Operand, Types};

/// The operations of a tag, printed to a file.
#[derive(Debug)]
pub struct Group {
    /// The module name, an identifier.
    pub name: String,
    /// The name of the tag.
    pub title: String,
    /// The feature that enables the group; `None` if the group is always compiled.
    pub feature: Option<String>,
    /// Sorted by name.
    pub operations: Vec<Operation>,
}

impl Group {
    /// The title of the group for operations without a tag.
    pub const UNTAGGED: &str = "default";
}

/// A parameter that is set once on the client.
#[derive(Debug)]
pub struct ClientParameter {
    /// The name in the request.
    pub wire: String,
    /// The setter name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The default value.
    pub default: Option<String>,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The method name, an identifier.
    pub method_name: String,
    /// The name of the marker type, an identifier.
    pub marker: String,
    /// The documentation.
    pub docs: Docs,
    /// True if the operation is `deprecated`.
    pub deprecated: bool,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The server, if it differs from that of the API.
    pub server: Option<String>,
    /// The parameters, in the order of the spec.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Alternative combinations of security schemes. Empty if `security` is missing: a call then
    /// sends every credential of the client. A single empty combination is `security: []`.
    pub security: Vec<Vec<SecurityScheme>>,
    /// The `Accept` header: the media types of the responses.
    pub accept: String,
    /// The media types of successful responses that no typed response reads, sorted.
    pub other_media_types: Vec<String>,
    /// The responses with a success status.
    pub success_responses: Responses,
    /// The responses with an error status.
    pub error_responses: Responses,
    /// Pagination, if the operation is paginated.
    pub pagination: Option<Pagination>,
    /// The event stream of the response, if it has one.
    pub event_stream: Option<EventStream>,
    /// The typed response headers, sorted by name.
    pub headers: Vec<Header>,
}

impl Operation {
    /// The HTTP method and the URL template, for documentation.
    #[must_use]
    pub fn request(&self) -> String {
        let server = self.server.as_deref().unwrap_or_default();
        let server = server.trim_end_matches('/');
        format!("{} {server}{}", self.method, self.path)
    }
}

/// The event stream of a response.
#[derive(Debug)]
pub struct EventStream {
    /// The type of an event.
    pub item: Type,
    /// The media type of the stream.
    pub media_type: String,
    /// The `Accept` header of the request.
    pub accept: String,
    /// The framing and the content of events.
    pub form: EventFormat,
}

/// How a body is split into events, and which part of an event has a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventFormat {
    /// Server-sent events; the type describes the JSON in `data`.
    Data,
    /// Server-sent events; the type describes `data` as text.
    Text,
    /// Server-sent events; the type has a property per event field, with JSON in `data`.
    Fields,
    /// Server-sent events; the type has a property per event field, with text in `data`.
    FieldsText,
    /// JSON Lines: a JSON value per line.
    Lines,
    /// JSON text sequences: each value follows a record separator (RFC 7464).
    Sequence,
}

/// The pagination of an operation.
#[derive(Debug)]
pub struct Pagination {
    /// The type of an item.
    pub item: Type,
    /// A JSON pointer to the items in a response.
    pub items: String,
    /// A JSON pointer to the next cursor in a response.
    pub cursor: String,
    /// A JSON pointer to the value that is absent, `null` or `false` on the last page.
    pub more: Option<String>,
    /// The name of the query parameter for the cursor.
    pub parameter: String,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityScheme {
    /// A bearer token in the `Authorization` header.
    Bearer,
    /// HTTP Basic authentication.
    Basic,
    /// An API key.
    Key {
        /// `header`, `query` or `cookie`.
        place: &'static str,
        /// The name of the header, query parameter or cookie.
        parameter: String,
    },
}

/// A credential that is set once on the client.
#[derive(Debug)]
pub struct Credential {
    /// The setter name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// The security scheme that sends the credential.
    pub scheme: SecurityScheme,
}

/// A parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    /// The name in the request.
    pub wire: String,
    /// The Rust name, an identifier.
    pub name: String,
    /// The documentation.
    pub docs: Docs,
    /// `path`, `query`, `header` or `cookie`.
    pub location: &'static str,
    /// The `style`, by its Rust name, and `explode`; `None` for the default of the location.
    pub style: Option<(&'static str, bool)>,
    /// The `allowReserved` flag: reserved characters are not percent-encoded.
    pub allow_reserved: bool,
    /// The source of the value.
    pub presence: ParameterSource,
    /// True if the schema allows `null`. A parameter cannot express `null`, so it is omitted.
    pub is_nullable: bool,
    /// The type of the value.
    pub ty: Type,
    /// The constraints that the type does not express.
    pub rules: Vec<Rule>,
    /// The name of the rules' constant.
    pub rules_name: String,
    /// True if several operations share the constant.
    pub has_shared_rules: bool,
}

impl Parameter {
    /// True if the rules are short enough to be written inline, without a constant.
    #[must_use]
    pub fn has_inline_rules(&self) -> bool {
        let is_short = |rule: &Rule| match rule {
            Rule::Limit(limit) => match &limit.operand {
                Operand::Pattern(pattern) => pattern.len() <= 24,
                _ => [Types::STRING, Types::NUMBER].contains(&limit.keyword.types),
            },
            _ => false,
        };
        !self.has_shared_rules && self.rules.len() < 3 && self.rules.iter().all(is_short)
    }
}

/// The source of a parameter's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterSource {
    /// An argument of the operation's method.
    Required,
    /// A setter of the call.
    Optional,
    /// The client.
    Client,
}

/// A request body.
#[derive(Debug)]
pub struct Body {
    /// The documentation.
    pub docs: Docs,
    /// True if the body is `required`.
    pub required: bool,
    /// The type of the body.
    pub ty: Type,
    /// The constraints that the type does not express.
    pub rules: Vec<Rule>,
    /// The name of the rules' constant.
    pub rules_name: String,
    /// The serialization of the body.
    pub form: BodyFormat,
    /// The media type.
    pub media_type: String,
    /// Form properties with a non-default `encoding`: name, `style` and `explode`.
    pub encodings: Vec<(String, &'static str, bool)>,
    /// Examples of the body.
    pub samples: Vec<Sample>,
}

/// The serialization of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    UrlEncoded,
    /// `multipart/form-data`.
    Multipart,
    /// Text.
    Text,
    /// Bytes, sent and received unchanged.
    Bytes,
}

/// The success or error responses of an operation.
#[derive(Debug)]
pub struct Responses {
    /// The name of the enum, if the responses have different types.
    pub name: Option<String>,
    /// The name of an alias of the type, if error responses have a single type.
    pub alias: Option<String>,
    /// The responses: exact status codes first, then ranges, then `default`.
    pub variants: Vec<Response>,
}

/// A response.
#[derive(Debug)]
pub struct Response {
    /// The status: `200`, `4XX` or `default`.
    pub status: String,
    /// The name of the enum variant, if the responses have different types.
    pub variant: String,
    /// The documentation.
    pub docs: Docs,
    /// The type of the body; `None` without a body.
    pub ty: Option<Type>,
    /// The serialization of the body.
    pub form: BodyFormat,
    /// The media type; empty without a body.
    pub media_type: String,
    /// An example of a JSON body, as text.
    pub example: Option<String>,
}
