//! From operations to calls: parameters, bodies, responses, security, pagination.

pub(super) mod bodies;
pub(super) mod client_parameters;
pub(super) mod encoding;
pub(super) mod event_stream;
pub(super) mod headers;
pub(super) mod media_types;
pub(super) mod multipart_variant;
pub(super) mod operations;
pub(super) mod pagination;
pub(super) mod parameters;
pub(super) mod path_groups;
mod placeholders;
pub(super) mod responses;
mod rule_names;
pub(super) mod security;
pub(super) mod selected_responses;
mod untyped_parts;
pub(super) mod webhooks;

use crate::lower::schema::Schemas;
use crate::lower::types::TypeLowering;
use crate::name::{Case, OPERATION_NAMES, Scope};
use std::collections::BTreeMap;

/// Lowers operations to calls.
pub(crate) struct OperationLowering<'a> {
    pub(crate) schemas: &'a Schemas<'a>,
    pub(crate) types: TypeLowering<'a>,
    /// The names of constants for rules of arguments.
    argument_rules: Scope,
    /// The names of constants for rules of shared parameters, by component.
    shared_rules: BTreeMap<String, String>,
    /// The names in modules of operations: markers and response enums.
    operation_names: Scope,
    /// The methods of `ClientBuilder`.
    builder_names: Scope,
}

impl<'a> OperationLowering<'a> {
    pub(crate) fn new(types: TypeLowering<'a>) -> Self {
        OperationLowering {
            schemas: types.schemas,
            types,
            argument_rules: Scope::new(Case::Shouty, &["API"]),
            shared_rules: BTreeMap::new(),
            operation_names: Scope::new(Case::Pascal, OPERATION_NAMES),
            builder_names: Scope::new(Case::Snake, client_parameters::BUILDER_METHODS)
                .with_kind("parameter"),
        }
    }
}
