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
pub(super) mod responses;
pub(super) mod security;
pub(super) mod selected_responses;
mod untyped_parts;
pub(super) mod webhooks;
