//! Parameters: method arguments, setters of a request, or client settings.

use crate::diagnostic::Diagnostic;
use crate::document::{self, ParameterLocation as In, Schema, Types};
use crate::ir::{Docs, Parameter, ParameterSource, Rule, Type};
use crate::lower::operation::OperationLowering;
use crate::lower::operation::media_types::{essence, is_json};
use crate::lower::operation::placeholders::{placeholder_parameter, placeholders};
use crate::lower::schema::Schemas;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::spelling::are_similar;
use std::rc::Rc;

/// Header parameters that OpenAPI ignores: media types and security schemes define the values.
const IGNORED_HEADERS: &[&str] = &["accept", "authorization", "content-type"];

/// The serialization of a parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Serialization {
    /// `style` and `explode`; `None` is the default of the location.
    Style(Option<(&'static str, bool)>),
    /// JSON.
    Json,
    /// An unsupported media type: the caller passes serialized text.
    Text,
}

impl OperationLowering<'_> {
    pub(crate) fn parameters(
        &mut self,
        operation: &document::Operation,
        place: &NamePath,
    ) -> Vec<Parameter> {
        let is_ignored = |parameter: &document::Parameter| {
            parameter.location == In::Header
                && IGNORED_HEADERS.contains(&parameter.name.to_lowercase().as_str())
        };
        let all = operation.parameters.iter().cloned();
        let (ignored, supported) = all.partition(is_ignored);
        let ignored: Vec<document::Parameter> = ignored;
        for parameter in &ignored {
            self.schemas.warn(
                "ignored-header",
                &parameter.pointer,
                format!(
                    "header parameter `{}` ignored, as OpenAPI requires",
                    parameter.name
                ),
                "remove the parameter; describe the header by a security requirement or media type",
            );
        }
        let supported = self.schemas.match_placeholders(operation, supported);
        let names = self.schemas.argument_names(&supported);
        supported
            .iter()
            .zip(names)
            .map(|(parameter, name)| {
                let presence = self.schemas.presence(parameter);
                self.parameter(parameter, name, presence, place)
            })
            .collect()
    }

    fn parameter(
        &mut self,
        parameter: &document::Parameter,
        name: String,
        presence: ParameterSource,
        place: &NamePath,
    ) -> Parameter {
        let serialization = self.schemas.serialization(parameter);
        let schema = parameter.schema.as_ref();
        let typed = schema.filter(|_| serialization != Serialization::Text);
        let lowered = typed.map(|schema| self.argument(schema, &place.below(&parameter.name)));
        let lowered = lowered.unwrap_or_else(|| Lowered::without_rules(Type::String));
        let (at, default) = match parameter.location {
            In::Path => ("path", ("Simple", false)),
            In::Query | In::QueryString => ("query", ("Form", true)),
            In::Header => ("header", ("Simple", false)),
            In::Cookie => ("cookie", ("Form", true)),
        };
        let style = match serialization {
            Serialization::Json => ("Json", false),
            Serialization::Style(style) => style.unwrap_or(default),
            Serialization::Text => default,
        };
        let component = parameter.pointer.strip_prefix("/components/parameters/");
        Parameter {
            wire: parameter.name.clone(),
            rules_name: match component {
                Some(component) => self.shared_rules(component),
                None => self.argument_rules(place, &parameter.name),
            },
            has_shared_rules: component.is_some(),
            name,
            docs: self.schemas.parameter_docs(parameter),
            location: at,
            style: (style != default).then_some(style),
            allow_reserved: parameter.allow_reserved && self.schemas.allows_reserved(parameter),
            presence,
            is_nullable: matches!(lowered.ty, Type::Nullable(_)) || self.schemas.lists_null(schema),
            ty: lowered.ty,
            rules: lowered.rules,
        }
    }

    /// The type and all rules. The type of an `enum` has rules with the values.
    fn argument(&mut self, schema: &Rc<Schema>, place: &NamePath) -> Lowered {
        let Lowered { ty, mut rules } = self.types.lower_schema(schema, place);
        match ty {
            Type::Named(id) if !self.types.rules.table[id].has_named_rules() => {
                rules.insert(0, Rule::Ref(id));
            }
            _ => rules = self.types.rules.value_rules(schema),
        }
        Lowered { ty, rules }
    }
}

impl Schemas<'_> {
    /// True if the schema names `null` as a type.
    fn lists_null(&self, schema: Option<&Rc<Schema>>) -> bool {
        schema.is_some_and(|schema| {
            let types = self.view(std::slice::from_ref(schema)).types();
            types.contains(Types::NULL) && types != Types::ALL
        })
    }

    /// Selects the serialization from `content`, else from `style` and `explode`.
    fn serialization(&self, parameter: &document::Parameter) -> Serialization {
        let Some(media) = &parameter.media_type else {
            return Serialization::Style(self.style(parameter));
        };
        if parameter.location == In::QueryString {
            if essence(media) != "application/x-www-form-urlencoded" {
                let problem = format!("query media type `{media}` unsupported, sent as a form");
                let help = "declare the media type `application/x-www-form-urlencoded`";
                self.warn("ignored-encoding", &parameter.pointer, problem, help);
            }
            return Serialization::Style(None);
        }
        match is_json(media) {
            true => Serialization::Json,
            false => Serialization::Text,
        }
    }

    /// True if `allowReserved` applies. In paths, headers and cookies a reserved character could
    /// end the argument.
    fn allows_reserved(&self, parameter: &document::Parameter) -> bool {
        let is_query = matches!(parameter.location, In::Query | In::QueryString);
        if !is_query && parameter.location != In::Header {
            self.warn(
                "ignored-encoding",
                &format!("{}/allowReserved", parameter.pointer),
                "`allowReserved` ignored: reserved characters could end the argument".to_owned(),
                "remove `allowReserved`, or move the parameter to the query",
            );
        }
        is_query
    }

    /// Returns `style` and `explode`. A style unknown for the location is reported and ignored.
    fn style(&self, parameter: &document::Parameter) -> Option<(&'static str, bool)> {
        if parameter.location == In::QueryString {
            return None;
        }
        let name = match (parameter.style.as_str(), parameter.location) {
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
                    format!("unsupported style `{other}` for this location; the default is used"),
                    "choose a style from the table of styles in the OpenAPI specification",
                );
                return None;
            }
        };
        Some((name, parameter.explode))
    }

    pub(crate) fn parameter_docs(&self, parameter: &document::Parameter) -> Docs {
        let mut docs = match &parameter.schema {
            Some(schema) => self.docs(std::slice::from_ref(schema)),
            None => Docs::default(),
        };
        if let Some(description) = &parameter.description {
            docs.text.clone_from(description);
        }
        let deprecated = "Deprecated.".to_owned();
        if parameter.deprecated && !docs.facts.contains(&deprecated) {
            docs.facts.push(deprecated);
            docs.annotations.push(("deprecated", String::new()));
        }
        docs.source = None;
        docs
    }

    /// Matches path parameters with the placeholders of the path.
    ///
    /// A placeholder without a parameter becomes a string parameter; a parameter without a
    /// placeholder is dropped. If two unmatched names are similar, a name is misspelt: an error.
    fn match_placeholders(
        &self,
        operation: &document::Operation,
        mut parameters: Vec<document::Parameter>,
    ) -> Vec<document::Parameter> {
        let in_path = |parameter: &document::Parameter| parameter.location == In::Path;
        let declared: Vec<String> = parameters
            .iter()
            .filter(|parameter| in_path(parameter))
            .map(|parameter| parameter.name.clone())
            .collect();
        let placeholders = placeholders(&operation.path);
        let unmatched = |parameter: &document::Parameter| {
            in_path(parameter) && !placeholders.contains(&parameter.name.as_str())
        };
        let missing: Vec<&str> = placeholders
            .iter()
            .filter(|name| !declared.iter().any(|declared| declared == *name))
            .copied()
            .collect();
        let is_misspelt = parameters
            .iter()
            .filter(|parameter| unmatched(parameter))
            .any(|parameter| {
                missing
                    .iter()
                    .any(|name| are_similar(name, &parameter.name))
            });
        let severity = if is_misspelt {
            Diagnostic::error
        } else {
            Diagnostic::warning
        };
        for parameter in parameters.iter().filter(|parameter| unmatched(parameter)) {
            let (path, name) = (&operation.path, &parameter.name);
            let problem = format!("no placeholder `{{{name}}}` in the path `{path}`");
            self.document.report(
                severity("unused-path-parameter", &parameter.pointer, problem)
                    .with_help("add the placeholder to the path, or remove the parameter"),
            );
        }
        for name in &missing {
            let problem = format!("no path parameter for the placeholder `{{{name}}}`");
            self.document.report(
                severity("missing-path-parameter", &operation.pointer, problem).with_help(format!(
                    "declare a parameter with `name: {name}` and `in: path`"
                )),
            );
        }
        parameters.retain(|parameter| !unmatched(parameter));
        parameters.extend(
            missing
                .into_iter()
                .map(|name| placeholder_parameter(operation, name)),
        );
        parameters
    }
}
