//! An operation of the spec as data.

use crate::runtime::http::error::RawResponse;
use crate::runtime::http::request::parameter::{Parameter, ParameterLocation};
use crate::runtime::http::response::decode::DeclaredResponse;
use crate::runtime::http::retry::classify::Classify;
use http::{HeaderMap, Method};
use std::fmt::{self, Debug};

/// The settings of the generated operations.
pub(crate) use crate::operations::API;
/// The error type of most operations, or JSON: the default of [`Error`](crate::Error).
pub(crate) use crate::operations::DefaultError;

/// An operation of the spec.
///
/// The marker types in [`crate::operations`] implement the trait with constants; the code that
/// uses the constants is shared. Programs use the trait as a bound only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "not an operation",
    note = "the operations are the types of the module `operations`"
)]
pub trait Operation {
    /// The decoded body of a successful response.
    type Output: Send + 'static;

    /// The decoded body of an error response.
    type Error: Debug + Send + Sync + 'static;

    /// The method, path and parameters.
    const ENDPOINT: &'static Endpoint;

    /// The server of the operation, if the spec overrides the default server. A value with a
    /// leading slash is a path on the default host.
    const SERVER: &'static str = "";

    /// The successful responses.
    const SUCCESS: &'static [DeclaredResponse<Self::Output>];

    /// The error responses.
    const FAILURE: &'static [DeclaredResponse<Self::Error>];
}

/// The method, path, parameters and security of an operation.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// The `operationId`, or a derived name.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, with parameter names in braces.
    pub path: &'static str,
    /// The value of the `Accept` header.
    pub accept: &'static str,
    /// The media type of the request body. Empty if the operation has no body.
    pub content_type: &'static str,
    /// All parameters, including parameters set on the client, and the `encoding` of form
    /// properties.
    pub parameters: &'static [Parameter],
    /// The `security` requirements: alternative sets of schemes; an empty set makes credentials
    /// optional. Empty if `security` is missing: a call then sends every credential of the client.
    pub security: &'static [&'static [SecurityScheme]],
}

/// A security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityScheme {
    /// A bearer token in the `Authorization` header, also for OAuth 2 and OpenID Connect.
    Bearer,
    /// HTTP Basic: a user name and password in the `Authorization` header.
    Basic,
    /// An API key in the parameter with the given location and name.
    ApiKey(ParameterLocation, &'static str),
}

impl fmt::Display for SecurityScheme {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SecurityScheme::Bearer => out.write_str("the bearer token"),
            SecurityScheme::Basic => out.write_str("the HTTP Basic credential"),
            SecurityScheme::ApiKey(_, name) => write!(out, "the key `{name}`"),
        }
    }
}

/// Settings shared by all operations of a spec.
#[derive(Debug)]
pub struct Api {
    /// The default server.
    pub server: &'static str,
    /// The parameters set on the client, with default values.
    pub parameters: &'static [(&'static str, Option<&'static str>)],
    /// The schemes whose credentials at least one operation sends.
    pub credentials: &'static [SecurityScheme],
    /// The service-specific rules for retries, beyond the HTTP status.
    pub classify: Option<Classify>,
    /// Extracts the service's trace id of a response.
    pub trace_id: Option<TraceId>,
    /// Summarizes the error in a response.
    pub error_summary: Option<Summarize>,
}

/// A function that extracts the service's trace id from the headers and body of a response. The
/// body is empty for streamed responses. With the feature `tracing`, the span of a call records the
/// id as `trace_id`, so the function must not return a secret.
///
/// Set the function as `trace_id` under `[client]` in `codegen.toml`.
pub type TraceId = fn(&HeaderMap, &[u8]) -> Option<String>;

/// A function that summarizes the error in a response. Returns `None` for a response without an
/// error of the service, such as an HTML page from a proxy.
///
/// Set the function as `error_summary` under `[client]` in `codegen.toml`.
pub type Summarize = fn(&RawResponse) -> Option<ErrorSummary>;

/// A summary of an error response in one line, printed by the `Display` of [`Error`](crate::Error).
/// Spans record the code. Must not contain texts of the service that may name a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorSummary {
    /// The code of the error, such as `131047`.
    pub code: String,
    /// The code with its meaning.
    pub text: String,
}
