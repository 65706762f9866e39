//! Parameters: arguments, setters of a call, or set once on the client.

use super::{Lowering, Place};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Place as In};
use crate::ir::{Api, ClientParameter, Docs, Parameter, Presence, Type};
use crate::name::{Case, Scope, identifier};
use serde_json::Value;

/// Header parameters that OpenAPI tells us to ignore: what they say is said elsewhere.
const IGNORED_HEADERS: &[&str] = &["accept", "authorization", "content-type"];

/// The methods of `Call` that are written by hand.
const CALL_METHODS: &[&str] = &[
    "bearer_token",
    "body",
    "header",
    "into_request",
    "json",
    "new",
    "parameter",
    "retry",
    "send",
    "send_blocking",
    "send_with_response",
    "timeout",
    "without_validation",
];

impl Lowering<'_> {
    /// The parameters that the configuration puts on the client.
    pub(super) fn client_parameters(&mut self, operation: &document::Operation, api: &mut Api) {
        for parameter in &operation.parameters {
            let wanted = self.config.client_parameters.contains(&parameter.name);
            if !wanted
                || api
                    .client_parameters
                    .iter()
                    .any(|known| known.wire == parameter.name)
            {
                continue;
            }
            let default = parameter
                .schema
                .as_ref()
                .and_then(|schema| schema.default.clone());
            api.client_parameters.push(ClientParameter {
                wire: parameter.name.clone(),
                name: identifier(&parameter.name, Case::Snake),
                docs: self.parameter_docs(parameter),
                default: match default {
                    Some(Value::String(text)) => Some(text),
                    Some(value) => Some(value.to_string()),
                    None => None,
                },
            });
        }
        api.client_parameters
            .sort_by(|left, right| left.wire.cmp(&right.wire));
    }

    pub(super) fn parameters(
        &mut self,
        operation: &document::Operation,
        place: &Place,
    ) -> Vec<Parameter> {
        let ignored = |parameter: &document::Parameter| {
            parameter.place == In::Header
                && IGNORED_HEADERS.contains(&parameter.name.to_lowercase().as_str())
        };
        let taken: Vec<&document::Parameter> = operation
            .parameters
            .iter()
            .filter(|parameter| !ignored(parameter))
            .collect();
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| ignored(parameter))
        {
            self.warn(
                "ignored-header",
                &parameter.pointer,
                format!(
                    "OpenAPI ignores a header parameter named `{}`, and so does the crate",
                    parameter.name
                ),
                "describe it by the security requirement or the media type, and remove it here",
            );
        }
        self.path_is_filled(operation, &taken);
        let wires: Vec<String> = taken
            .iter()
            .map(|parameter| parameter.name.clone())
            .collect();
        let names = Scope::new(Case::Snake, &["body"]).claim_all(&wires);
        let mut setters = Scope::new(Case::Snake, CALL_METHODS);
        taken
            .into_iter()
            .zip(names)
            .map(|(parameter, name)| {
                let name = self.settle(name, &parameter.pointer);
                let presence = match () {
                    () if self.config.client_parameters.contains(&parameter.name) => {
                        Presence::Client
                    }
                    () if parameter.required => Presence::Required,
                    () => Presence::Optional,
                };
                let name = match presence {
                    Presence::Optional => {
                        setters.claim(&name).unwrap_or_else(|renamed| renamed.name)
                    }
                    Presence::Required | Presence::Client => name,
                };
                self.parameter(parameter, name, presence, place)
            })
            .collect()
    }

    fn parameter(
        &mut self,
        parameter: &document::Parameter,
        name: String,
        presence: Presence,
        place: &Place,
    ) -> Parameter {
        let lowered = match &parameter.schema {
            Some(schema) => super::define::Lowered {
                ty: self.lower_schema(schema, &place.below(&parameter.name)).ty,
                rules: self.full(schema),
            },
            None => super::define::Lowered::plain(Type::Text),
        };
        let (at, default) = match parameter.place {
            In::Path => ("path", ("Simple", false)),
            In::Query => ("query", ("Form", true)),
            In::Header => ("header", ("Simple", false)),
            In::Cookie => ("cookie", ("Form", true)),
        };
        let style = self.style(parameter).unwrap_or(default);
        Parameter {
            wire: parameter.name.clone(),
            name,
            docs: self.parameter_docs(parameter),
            place: at,
            style: (style != default).then_some(style),
            allow_reserved: parameter.allow_reserved,
            presence,
            ty: lowered.ty,
            rules: lowered.rules,
        }
    }

    /// The style of a parameter and whether it is exploded. One that the place does not have is
    /// told, and is none.
    fn style(&self, parameter: &document::Parameter) -> Option<(&'static str, bool)> {
        if parameter.json {
            return Some(("Json", false));
        }
        let name = match (parameter.style.as_str(), parameter.place) {
            ("simple", In::Path | In::Header) => "Simple",
            ("label", In::Path) => "Label",
            ("matrix", In::Path) => "Matrix",
            ("form", In::Query | In::Cookie) => "Form",
            ("spaceDelimited", In::Query) => "SpaceDelimited",
            ("pipeDelimited", In::Query) => "PipeDelimited",
            ("deepObject", In::Query) => "DeepObject",
            (other, _) => {
                self.warn(
                    "unknown-style",
                    &format!("{}/style", parameter.pointer),
                    format!(
                        "`{other}` is no style of a parameter in this place, so the default is used"
                    ),
                    "see the table of styles in the OpenAPI specification",
                );
                return None;
            }
        };
        Some((name, parameter.explode))
    }

    fn parameter_docs(&self, parameter: &document::Parameter) -> Docs {
        let mut docs = match &parameter.schema {
            Some(schema) => self.docs(std::slice::from_ref(schema)),
            None => Docs::default(),
        };
        if let Some(description) = &parameter.description {
            docs.text.clone_from(description);
        }
        docs.source = None;
        docs
    }

    /// Every placeholder of the path has a parameter, and every path parameter a placeholder.
    fn path_is_filled(&self, operation: &document::Operation, parameters: &[&document::Parameter]) {
        let placeholders = operation.path.split('{').skip(1);
        let placeholders: Vec<&str> = placeholders
            .filter_map(|rest| rest.split('}').next())
            .collect();
        let declared = |name: &str| {
            parameters
                .iter()
                .any(|parameter| parameter.place == In::Path && parameter.name == name)
        };
        for name in placeholders.iter().filter(|name| !declared(name)) {
            self.document.report(
                Diagnostic::error(
                    "missing-path-parameter",
                    &operation.pointer,
                    format!("the path has a placeholder `{{{name}}}` but no parameter fills it"),
                )
                .with_help(format!(
                    "declare a parameter with `name: {name}` and `in: path`"
                )),
            );
        }
        for parameter in parameters
            .iter()
            .filter(|parameter| parameter.place == In::Path)
        {
            if !placeholders.contains(&parameter.name.as_str()) {
                self.document.report(
                    Diagnostic::error(
                        "unused-path-parameter",
                        &parameter.pointer,
                        format!(
                            "the path `{}` has no placeholder `{{{}}}`",
                            operation.path, parameter.name
                        ),
                    )
                    .with_help("add the placeholder to the path, or remove the parameter"),
                );
            }
        }
    }
}
