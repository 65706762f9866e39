//! The intermediate representation: plain data between lowering and printing.
//!
//! Lowering has made every decision: names are unique identifiers, recursive types are boxed, and
//! constraints that the Rust types do not express are rules.

mod body_examples;
mod constructors;
mod headers;
mod operations;
mod references;
mod rules;
mod types;
mod webhooks;

pub use body_examples::*;
pub use constructors::*;
pub use headers::*;
pub use operations::*;
pub use rules::*;
use std::collections::{BTreeMap, BTreeSet};
pub use types::*;
pub use webhooks::*;

/// An example value of the spec.
#[derive(Debug)]
pub struct Example {
    /// A JSON pointer to the schema of the example.
    pub schema: String,
    /// The Rust type of the schema.
    pub ty: Type,
    /// A JSON pointer to the example value.
    pub value: String,
}

/// A crate to generate.
#[derive(Debug, Default)]
pub struct Api {
    /// The name of the library crate.
    pub library: String,
    /// The `title` of the spec.
    pub title: String,
    /// The `version` of the spec.
    pub version: String,
    /// The `description` of the spec.
    pub description: String,
    /// The URL of the first server.
    pub server: String,
    /// Every named type, indexed by [`TypeId`].
    pub types: Vec<TypeDef>,
    /// Modules of types, a file each, sorted by name.
    pub modules: Vec<Module>,
    /// Groups of operations, a file each, sorted by name.
    pub groups: Vec<Group>,
    /// Headers that several operations declare with equal types, by accessor name.
    pub headers: BTreeMap<String, Header>,
    /// Parameters that are set once on the client.
    pub client_parameters: Vec<ClientParameter>,
    /// The examples of schemas and of JSON bodies.
    pub examples: Vec<Example>,
    /// The path of the function that classifies responses for retries.
    pub verdict: Option<String>,
    /// The path of the function that extracts a trace id from a response.
    pub trace_id: Option<String>,
    /// The requests from the service.
    pub webhooks: Webhooks,
    /// The path of the function that summarizes the error in a response.
    pub error_summary: Option<String>,
    /// The error type of most operations.
    pub shared_error: Option<Type>,
    /// Credentials of the client, except bearer tokens.
    pub credentials: Vec<Credential>,
    /// The security schemes of the operations. If an operation has no `security`, every supported
    /// scheme of the spec, and bearer tokens.
    pub security_schemes: Vec<SecurityScheme>,
    /// Cargo features: one per tag, plus those of types that no operation uses.
    pub features: BTreeSet<String>,
    /// The features that enable the shared rules of parameters, by constant name. Rules without
    /// features are always compiled.
    pub rules_features: BTreeMap<String, Vec<String>>,
}

impl Api {
    /// The number of operations of the spec. An operation with two request media types counts once.
    #[must_use]
    pub fn operations(&self) -> usize {
        let operations = self.groups.iter().flat_map(|group| &group.operations);
        let places = operations.map(|operation| (&operation.method, &operation.path));
        places.collect::<BTreeSet<_>>().len()
    }
}
