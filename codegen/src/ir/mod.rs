//! What is printed: plain data that knows neither OpenAPI nor Rust syntax.
//!
//! Every decision has been made: names are identifiers that collide with nothing, recursion is
//! boxed, what a type cannot say is a rule.

mod headers;
mod operations;
mod references;
mod rules;
mod samples;
mod types;

pub use headers::*;
pub use operations::*;
pub use rules::*;
pub use samples::*;
use std::collections::{BTreeMap, BTreeSet};
pub use types::*;

/// A value that the description gives as an example.
#[derive(Debug)]
pub struct Example {
    /// The pointer to the schema that it is of.
    pub schema: String,
    /// The type of that schema.
    pub ty: Type,
    /// The pointer to its value.
    pub value: String,
}

/// A whole crate.
#[derive(Debug, Default)]
pub struct Api {
    /// What the crate is called in Rust.
    pub library: String,
    /// What it is called.
    pub title: String,
    /// The version of the described API.
    pub version: String,
    /// What it is.
    pub description: String,
    /// Where it is.
    pub server: String,
    /// All named types; a [`TypeId`] is a place in this table.
    pub types: Vec<TypeDef>,
    /// One file each, sorted by name.
    pub modules: Vec<Module>,
    /// One file each, sorted by name.
    pub groups: Vec<Group>,
    /// The headers that mean the same to each operation that has them, by the names of their methods.
    pub headers: BTreeMap<String, Header>,
    /// What is set once for all calls.
    pub client_parameters: Vec<ClientParameter>,
    /// The examples of schemas and of bodies of JSON.
    pub examples: Vec<Example>,
    /// The path of the function that says what answers mean for making a call again.
    pub verdict: Option<String>,
    /// The path of the function that finds by what id the service knows an answer.
    pub trace_id: Option<String>,
    /// What proves who is calling, apart from bearer tokens.
    pub credentials: Vec<Credential>,
    /// The features of groups of operations, and of types that none of them needs.
    pub features: BTreeSet<String>,
    /// The features that the rules of parameters are there with that several operations have, by
    /// the names of their constants. Without any, they are always there.
    pub rules_features: BTreeMap<String, Vec<String>>,
}

impl Api {
    /// How many operations the description has. One that is sent in two ways counts once.
    #[must_use]
    pub fn operations(&self) -> usize {
        let operations = self.groups.iter().flat_map(|group| &group.operations);
        let places = operations.map(|operation| (&operation.method, &operation.path));
        places.collect::<BTreeSet<_>>().len()
    }
}
