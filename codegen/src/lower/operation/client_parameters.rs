//! Names of arguments, and of the setters on `Call` and `ClientBuilder`.

use crate::document;
use crate::ir::{ClientParameter, ParameterSource};
use crate::lower::operation::OperationLowering;
use crate::lower::schema::Schemas;
use crate::name::{Case, Scope};
use serde_json::Value;
use std::collections::BTreeMap;

/// The handwritten methods of `Call`.
const CALL_METHODS: &[&str] = &[
    "accept",
    "allow_unknown",
    "bearer_token",
    "body",
    "bytes_body",
    "download",
    "events",
    "events_blocking",
    "form_body",
    "header",
    "in_cookie",
    "in_header",
    "in_path",
    "in_query",
    "into_request",
    "items",
    "items_blocking",
    "json_body",
    "multipart_body",
    "new",
    "on_upload_progress",
    "retry",
    "send",
    "send_blocking",
    "send_blocking_for_response",
    "send_blocking_raw",
    "send_blocking_with_head",
    "send_for_response",
    "send_raw",
    "send_with_head",
    "set_argument",
    "set_body",
    "text_body",
    "timeout",
    "without_validation",
];

/// The handwritten methods of `ClientBuilder`.
pub(crate) const BUILDER_METHODS: &[&str] = &[
    "allow_token_over_plain_http",
    "allow_unknown",
    "base_url",
    "bearer_token",
    "build",
    "client_parameter",
    "clock",
    "clone",
    "connect_timeout",
    "header",
    "http_client",
    "max_response_bytes",
    "new",
    "proxy",
    "redirects",
    "retry",
    "retry_budget",
    "root_certificates",
    "set_basic",
    "set_key",
    "set_secret",
    "timeout",
    "user_agent",
    "without_validation",
];

impl OperationLowering<'_> {
    /// The parameters that codegen.toml moves to the client, sorted by name.
    pub(crate) fn client_parameters(
        &mut self,
        operations: &[document::Operation],
    ) -> Vec<ClientParameter> {
        let mut found: BTreeMap<&str, &document::Parameter> = BTreeMap::new();
        for parameter in operations
            .iter()
            .flat_map(|operation| &operation.parameters)
        {
            if self
                .schemas
                .config
                .client_parameters
                .contains(&parameter.name)
            {
                found.entry(&parameter.name).or_insert(parameter);
            }
        }
        let wanted = found
            .iter()
            .map(|(wire, parameter)| self.schemas.configured(&parameter.pointer, wire));
        let wanted: Vec<String> = wanted.collect();
        let names = self.builder_names.claim_all(&wanted);
        let parameters = found.into_values().zip(names);
        parameters
            .map(|(parameter, name)| ClientParameter {
                wire: parameter.name.clone(),
                name: self.schemas.report_rename(name, &parameter.pointer),
                docs: self.schemas.parameter_docs(parameter),
                default: default_of(parameter),
            })
            .collect()
    }
}

impl Schemas<'_> {
    /// Classifies a parameter: set on the client, required argument, or optional setter.
    pub(crate) fn presence(&self, parameter: &document::Parameter) -> ParameterSource {
        match () {
            () if self.config.client_parameters.contains(&parameter.name) => {
                ParameterSource::Client
            }
            () if parameter.required => ParameterSource::Required,
            () => ParameterSource::Optional,
        }
    }

    /// The names of required arguments and of setters for optional parameters.
    pub(crate) fn argument_names(&self, parameters: &[document::Parameter]) -> Vec<String> {
        let mut names = vec![String::new(); parameters.len()];
        for (optional, reserved) in [(false, &["body"][..]), (true, CALL_METHODS)] {
            let is_in_group = |index: &usize| {
                (self.presence(&parameters[*index]) == ParameterSource::Optional) == optional
            };
            let indices: Vec<usize> = (0..parameters.len()).filter(is_in_group).collect();
            let wanted = indices.iter().map(|index| &parameters[*index]);
            let wanted =
                wanted.map(|parameter| self.configured(&parameter.pointer, &parameter.name));
            let wanted: Vec<String> = wanted.collect();
            let claimed = Scope::new(Case::Snake, reserved)
                .with_kind("parameter")
                .claim_all(&wanted);
            for (index, name) in indices.into_iter().zip(claimed) {
                names[index] = self.report_unclear_rename(name, &parameters[index].pointer);
            }
        }
        names
    }
}

/// The `default` of a parameter as text on the wire.
fn default_of(parameter: &document::Parameter) -> Option<String> {
    let default = parameter.schema.as_ref()?.annotations.default.clone()?;
    Some(match default {
        Value::String(text) => text,
        value => value.to_string(),
    })
}
