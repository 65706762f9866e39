//! Parameters: arguments, setters of a call, or set once on the client.

use super::media::{essence, is_json};
use super::{Lowering, Place};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Place as In, Schema, Types};
use crate::ir::{Docs, Parameter, Presence, Type};
use crate::spelling::are_alike;
use std::rc::Rc;

/// Header parameters that OpenAPI tells us to ignore: what they say is said elsewhere.
const IGNORED_HEADERS: &[&str] = &["accept", "authorization", "content-type"];

/// How the value of a parameter is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// In a style, exploded or not; in that of the place where there is none.
    Style(Option<(&'static str, bool)>),
    /// As JSON.
    Json,
    /// In a language that is not known here: the caller gives the text.
    Text,
}

impl Lowering<'_> {
    pub(super) fn parameters(
        &mut self,
        operation: &document::Operation,
        place: &Place,
    ) -> Vec<Parameter> {
        let ignored = |parameter: &document::Parameter| {
            parameter.place == In::Header
                && IGNORED_HEADERS.contains(&parameter.name.to_lowercase().as_str())
        };
        let taken: Vec<document::Parameter> = operation
            .parameters
            .iter()
            .filter(|parameter| !ignored(parameter))
            .cloned()
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
        let taken = self.fill_path(operation, taken);
        let names = self.argument_names(&taken);
        taken
            .iter()
            .zip(names)
            .map(|(parameter, name)| {
                let presence = self.presence(parameter);
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
        let written = self.written(parameter);
        let schema = parameter.schema.as_ref();
        let lowered = match schema.filter(|_| written != Written::Text) {
            Some(schema) => super::define::Lowered {
                ty: self.lower_schema(schema, &place.below(&parameter.name)).ty,
                rules: self.full(schema),
            },
            None => super::define::Lowered::plain(Type::Text),
        };
        let (at, default) = match parameter.place {
            In::Path => ("path", ("Simple", false)),
            In::Query | In::QueryString => ("query", ("Form", true)),
            In::Header => ("header", ("Simple", false)),
            In::Cookie => ("cookie", ("Form", true)),
        };
        let style = match written {
            Written::Json => ("Json", false),
            Written::Style(style) => style.unwrap_or(default),
            Written::Text => default,
        };
        let component = parameter.pointer.strip_prefix("/components/parameters/");
        Parameter {
            wire: parameter.name.clone(),
            rules_name: match component {
                Some(component) => self.shared_rules(component),
                None => self.argument_rules(place, &parameter.name),
            },
            shares_rules: component.is_some(),
            name,
            docs: self.parameter_docs(parameter),
            place: at,
            style: (style != default).then_some(style),
            allow_reserved: parameter.allow_reserved && self.may_be_reserved(parameter),
            presence,
            may_be_null: matches!(lowered.ty, Type::Nullable(_)) || self.may_be_null_itself(schema),
            ty: lowered.ty,
            rules: lowered.rules,
        }
    }

    /// Whether a schema has `null` among its types.
    fn may_be_null_itself(&self, schema: Option<&Rc<Schema>>) -> bool {
        schema.is_some_and(|schema| {
            let types = self.view(std::slice::from_ref(schema)).types();
            types.has(Types::NULL) && types != Types::ALL
        })
    }

    /// How the value of a parameter is written.
    fn written(&self, parameter: &document::Parameter) -> Written {
        let Some(media) = &parameter.media else {
            return Written::Style(self.style(parameter));
        };
        if parameter.place == In::QueryString {
            if essence(media) != "application/x-www-form-urlencoded" {
                let problem = format!("the query is written as a form, and not as `{media}`");
                let help = "describe it as `application/x-www-form-urlencoded`";
                self.warn("ignored-encoding", &parameter.pointer, problem, help);
            }
            return Written::Style(None);
        }
        match is_json(media) {
            true => Written::Json,
            false => Written::Text,
        }
    }

    /// Whether reserved characters may stay as they are, which is for queries: elsewhere they would
    /// end the argument.
    fn may_be_reserved(&self, parameter: &document::Parameter) -> bool {
        let is_query = matches!(parameter.place, In::Query | In::QueryString);
        if !is_query && parameter.place != In::Header {
            self.warn(
                "ignored-encoding",
                &format!("{}/allowReserved", parameter.pointer),
                "reserved characters are encoded here: as they are they could end the argument"
                    .to_owned(),
                "remove `allowReserved`, which is for queries",
            );
        }
        is_query
    }

    /// The style of a parameter and whether it is exploded. One that the place does not have is
    /// told, and is none.
    fn style(&self, parameter: &document::Parameter) -> Option<(&'static str, bool)> {
        if parameter.place == In::QueryString {
            return None;
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

    pub(super) fn parameter_docs(&self, parameter: &document::Parameter) -> Docs {
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

    /// Every placeholder of the path gets a parameter, and every path parameter has a placeholder.
    ///
    /// A placeholder alone is text, a parameter alone is left out. Where there are both and they are
    /// alike, one of the two is misspelt, and nobody knows which.
    fn fill_path(
        &self,
        operation: &document::Operation,
        mut parameters: Vec<document::Parameter>,
    ) -> Vec<document::Parameter> {
        let in_path = |parameter: &document::Parameter| parameter.place == In::Path;
        let declared: Vec<String> = parameters
            .iter()
            .filter(|parameter| in_path(parameter))
            .map(|parameter| parameter.name.clone())
            .collect();
        let placeholders = placeholders(&operation.path);
        let unused = |parameter: &document::Parameter| {
            in_path(parameter) && !placeholders.contains(&parameter.name.as_str())
        };
        let missing: Vec<&str> = placeholders
            .iter()
            .filter(|name| !declared.iter().any(|declared| declared == *name))
            .copied()
            .collect();
        let is_misspelt = parameters
            .iter()
            .filter(|parameter| unused(parameter))
            .any(|parameter| missing.iter().any(|name| are_alike(name, &parameter.name)));
        let told = if is_misspelt {
            Diagnostic::error
        } else {
            Diagnostic::warning
        };
        for parameter in parameters.iter().filter(|parameter| unused(parameter)) {
            let (path, name) = (&operation.path, &parameter.name);
            let problem = format!("the path `{path}` has no placeholder `{{{name}}}`");
            self.document.report(
                told("unused-path-parameter", &parameter.pointer, problem)
                    .with_help("add the placeholder to the path, or remove the parameter"),
            );
        }
        for name in &missing {
            let problem =
                format!("the path has a placeholder `{{{name}}}` but no parameter fills it");
            self.document.report(
                told("missing-path-parameter", &operation.pointer, problem).with_help(format!(
                    "declare a parameter with `name: {name}` and `in: path`"
                )),
            );
        }
        parameters.retain(|parameter| !unused(parameter));
        parameters.extend(
            missing
                .into_iter()
                .map(|name| text_in_path(operation, name)),
        );
        parameters
    }
}

/// The names in braces.
fn placeholders(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for rest in path.split('{').skip(1) {
        if let Some((name, _)) = rest.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// The parameter of a placeholder that nothing else is said of.
fn text_in_path(operation: &document::Operation, name: &str) -> document::Parameter {
    document::Parameter {
        // It is written nowhere, so the name of the operation is not its name.
        pointer: format!(
            "{}/parameters/{}",
            operation.pointer,
            document::escape(name)
        ),
        name: name.to_owned(),
        place: In::Path,
        required: true,
        description: None,
        deprecated: false,
        style: "simple".to_owned(),
        explode: false,
        allow_reserved: false,
        schema: None,
        media: None,
    }
}
