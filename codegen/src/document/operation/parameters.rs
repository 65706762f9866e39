//! Reads parameters.

use super::{Parameter, ParameterLocation};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Schema, escape};
use crate::fields::ObjectKind;
use crate::json::Json;
use std::rc::Rc;

impl Document<'_> {
    /// Returns the parameters of the path items, then of the operation. An operation's parameter
    /// overrides a path item's parameter with equal `name` and `in`.
    pub(super) fn parameters(&self, items: &[String], operation: &str) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let holders = items.iter().rev().map(String::as_str);
        for holder in holders.chain([operation]) {
            let list = format!("{holder}/parameters");
            let inherited = parameters.len();
            for index in 0..self.items(&list).len() {
                let Some(parameter) = self.parameter(&format!("{list}/{index}")) else {
                    continue;
                };
                let is_overridden = |(index, earlier): &(usize, &mut Parameter)| {
                    let is_header =
                        earlier.location == ParameterLocation::Header && *index < inherited;
                    let has_equal_name = earlier.name == parameter.name
                        || (is_header && earlier.name.eq_ignore_ascii_case(&parameter.name));
                    earlier.location == parameter.location
                        && earlier.location != ParameterLocation::QueryString
                        && has_equal_name
                };
                match parameters.iter_mut().enumerate().find(is_overridden) {
                    Some((_, earlier)) => {
                        self.report_duplicate(&list, earlier, &parameter);
                        *earlier = parameter;
                    }
                    None => parameters.push(parameter),
                }
            }
        }
        let mut query_strings = parameters
            .iter()
            .filter(|parameter| parameter.location == ParameterLocation::QueryString);
        if let (Some(_), Some(second)) = (query_strings.next(), query_strings.next()) {
            let problem = "an operation must have at most one `in: querystring` parameter";
            self.report(
                Diagnostic::error("duplicate-querystring", &second.pointer, problem)
                    .with_help("describe the entire query with one schema"),
            );
        }
        parameters
    }

    /// Reports two different parameters with equal `name` and `in` in one list.
    fn report_duplicate(&self, list: &str, first: &Parameter, second: &Parameter) {
        let value = |parameter: &Parameter| self.at(&parameter.pointer);
        if !first.pointer.starts_with(list) || value(first) == value(second) {
            return;
        }
        self.report(
            Diagnostic::error(
                "duplicate-parameter",
                &second.pointer,
                format!(
                    "parameter `{}` is declared twice with different content",
                    second.name
                ),
            )
            .with_help(format!(
                "keep one; the first declaration is at {}",
                first.pointer
            )),
        );
    }

    fn parameter(&self, pointer: &str) -> Option<Parameter> {
        let own_description = self.description_beside_reference(pointer);
        let (_, pointer) = self.follow(pointer)?;
        self.typed(&pointer, "an object", Json::as_object)?;
        let (media, schema) = self.value_schema(&pointer);
        let parameter = self.with_fields(&pointer, |fields| {
            fields.warn_unknown_fields(ObjectKind::Parameter);
            let name = fields.string("name");
            let place = match fields.string("in")?.as_str() {
                "path" => ParameterLocation::Path,
                "query" => ParameterLocation::Query,
                "querystring" => ParameterLocation::QueryString,
                "header" => ParameterLocation::Header,
                "cookie" => ParameterLocation::Cookie,
                _ => return None,
            };
            let default_style = match place {
                ParameterLocation::Path | ParameterLocation::Header => "simple",
                ParameterLocation::Query
                | ParameterLocation::QueryString
                | ParameterLocation::Cookie => "form",
            };
            let style = fields
                .string("style")
                .unwrap_or_else(|| default_style.into());
            let default_name =
                (place == ParameterLocation::QueryString).then(|| "query".to_owned());
            Some(Parameter {
                pointer: fields.pointer.clone(),
                name: name.or(default_name)?,
                location: place,
                required: fields.boolean("required").unwrap_or_default()
                    || place == ParameterLocation::Path,
                description: own_description.or(fields.string("description")),
                deprecated: fields.boolean("deprecated").unwrap_or_default(),
                allow_reserved: fields.boolean("allowReserved").unwrap_or_default(),
                explode: fields.boolean("explode").unwrap_or(style == "form"),
                style,
                schema,
                media_type: media,
            })
        })?;
        if parameter.is_none() {
            self.report(
                Diagnostic::warning(
                    "wrong-type",
                    &pointer,
                    "parameter without `name` or valid `in`, ignored",
                )
                .with_help("add `name`, and `in: path`, `query`, `header` or `cookie`"),
            );
        }
        parameter
    }

    /// Returns the media type, if `content` is used, and the schema of a parameter or header.
    pub(super) fn value_schema(&self, pointer: &str) -> (Option<String>, Option<Rc<Schema>>) {
        let content = self.names(&format!("{pointer}/content"));
        let Some(media) = content.first() else {
            return (None, self.schema(&format!("{pointer}/schema")));
        };
        let content = self.follow(&format!("{pointer}/content/{}", escape(media)));
        let schema = content.and_then(|(_, at)| self.schema(&format!("{at}/schema")));
        (Some((*media).to_owned()), schema)
    }

    /// Returns the `description` beside a `$ref`, which overrides the target's.
    pub(super) fn description_beside_reference(&self, pointer: &str) -> Option<String> {
        let reference = self.at(pointer)?;
        reference.get("$ref")?;
        reference.get("description")?.as_str().map(str::to_owned)
    }
}
