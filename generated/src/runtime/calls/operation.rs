//! An operation of the description as data: all that the runtime has to know to call it.

use super::answer::Answer;
use super::parameter::{Location, Parameter};
use super::verdict::Judge;
use http::{HeaderMap, Method};
use std::fmt::{self, Debug};

/// An operation of the description.
///
/// Implemented by a marker type each in [`crate::operations`]; what it says is data, what is done
/// with it is written once, in this module.
pub trait Operation {
    /// What a call comes back with.
    type Output: Send + 'static;

    /// What the service says when it refuses.
    type Error: Debug + Send + Sync + 'static;

    /// How it is called.
    const ENDPOINT: &'static Endpoint;

    /// Where it is called, if that is not where the description has most operations; with a slash
    /// at the beginning, a path on the same host.
    const SERVER: &'static str = "";

    /// The answers that mean success.
    const SUCCESS: &'static [Answer<Self::Output>];

    /// The answers that mean failure.
    const FAILURE: &'static [Answer<Self::Error>];
}

/// How an operation is called.
#[derive(Debug)]
pub struct Endpoint {
    /// Its name in the description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// The media types that it answers with, as the `Accept` header has them.
    pub accept: &'static str,
    /// The media type of its body; empty where it has none.
    pub content_type: &'static str,
    /// All parameters, also those that are set once on the client; and of the body, what its type
    /// does not say.
    pub parameters: &'static [Parameter],
    /// What proves who is calling: one of these combinations. None where nobody is asked; an empty
    /// combination among others where it may be left out.
    pub security: &'static [&'static [Scheme]],
}

/// A way to prove who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// A token in the `Authorization` header. OAuth 2 and OpenID Connect end up as one.
    Bearer,
    /// User name and password in the `Authorization` header.
    Basic,
    /// A key in the parameter of this name.
    Key(Location, &'static str),
}

impl fmt::Display for Scheme {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scheme::Bearer => out.write_str("the bearer token"),
            Scheme::Basic => out.write_str("the user name and password"),
            Scheme::Key(_, name) => write!(out, "the key `{name}`"),
        }
    }
}

/// What the operations of a description have in common.
#[derive(Debug)]
pub struct Api {
    /// Where the service is, unless the client says otherwise.
    pub server: &'static str,
    /// The parameters that are set once on the client, with what they are unless they are set.
    pub parameters: &'static [(&'static str, Option<&'static str>)],
    /// What answers of this service say about making a call again, beyond what HTTP says.
    pub verdict: Option<Judge>,
    /// By what id the service knows an answer.
    pub trace_id: Option<TraceId>,
}

/// Finds by what id the service knows an answer, given its headers and its body, as far as that is
/// there. With the feature `tracing`, the span of a call has it as `trace_id`: a secret must not be
/// taken for one.
///
/// A crate names its own as `trace_id` under `[client]` in `codegen.toml`.
pub type TraceId = fn(&HeaderMap, &[u8]) -> Option<String>;
