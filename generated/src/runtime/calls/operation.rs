//! An operation of the description as data: all that the runtime has to know to call it.

use super::answer::Answer;
use super::parameter::Parameter;
use http::Method;
use std::fmt::Debug;

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
    /// All parameters, also those that are set once on the client.
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
}

/// What the operations of a description have in common.
#[derive(Debug)]
pub struct Api {
    /// Where the service is, unless the client says otherwise.
    pub server: &'static str,
    /// The parameters that are set once on the client, with what they are unless they are set.
    pub parameters: &'static [(&'static str, Option<&'static str>)],
}
