//! Reading parameters.

use super::{Parameter, Place};
use crate::diagnostic::Diagnostic;
use crate::document::known::PARAMETER;
use crate::document::{Document, Schema, escape};
use crate::json::Json;
use std::rc::Rc;

impl Document<'_> {
    /// Those of the path items, where the operation does not declare one of the same name and
    /// place, and then those of the operation.
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
                let same = |(index, other): &(usize, &mut Parameter)| {
                    let is_header = other.place == Place::Header && *index < inherited;
                    let is_named_alike = other.name == parameter.name
                        || (is_header && other.name.eq_ignore_ascii_case(&parameter.name));
                    other.place == parameter.place
                        && other.place != Place::QueryString
                        && is_named_alike
                };
                match parameters.iter_mut().enumerate().find(same) {
                    Some((_, other)) => {
                        self.repeated(&list, other, &parameter);
                        *other = parameter;
                    }
                    None => parameters.push(parameter),
                }
            }
        }
        let mut queries = parameters
            .iter()
            .filter(|one| one.place == Place::QueryString);
        if let (Some(_), Some(second)) = (queries.next(), queries.next()) {
            let problem =
                "this is the second `in: querystring` of the operation, and there is one query";
            self.report(
                Diagnostic::error("duplicate-querystring", &second.pointer, problem)
                    .with_help("describe the whole query by one schema"),
            );
        }
        parameters
    }

    /// Tells of two parameters that are one and the same to the service, in one list.
    fn repeated(&self, list: &str, first: &Parameter, second: &Parameter) {
        let value = |parameter: &Parameter| self.at(&parameter.pointer);
        if !first.pointer.starts_with(list) || value(first) == value(second) {
            return;
        }
        self.report(
            Diagnostic::error(
                "duplicate-parameter",
                &second.pointer,
                format!(
                    "the parameter `{}` is declared twice in the same place, in different ways",
                    second.name
                ),
            )
            .with_help(format!(
                "the first one is at {}; keep one of them",
                first.pointer
            )),
        );
    }

    fn parameter(&self, pointer: &str) -> Option<Parameter> {
        let own_description = self.description_beside_reference(pointer);
        let (_, pointer) = self.follow(pointer)?;
        self.shaped(&pointer, "an object", Json::as_object)?;
        let (media, schema) = self.one_value(&pointer);
        let parameter = self.with_fields(&pointer, |fields| {
            fields.refuse_others(PARAMETER, "a parameter");
            let name = fields.text("name");
            let place = match fields.text("in")?.as_str() {
                "path" => Place::Path,
                "query" => Place::Query,
                "querystring" => Place::QueryString,
                "header" => Place::Header,
                "cookie" => Place::Cookie,
                _ => return None,
            };
            let default_style = match place {
                Place::Path | Place::Header => "simple",
                Place::Query | Place::QueryString | Place::Cookie => "form",
            };
            let style = fields.text("style").unwrap_or_else(|| default_style.into());
            let whole = (place == Place::QueryString).then(|| "query".to_owned());
            Some(Parameter {
                pointer: fields.pointer.clone(),
                name: name.or(whole)?,
                place,
                required: fields.flag("required").unwrap_or_default() || place == Place::Path,
                description: own_description.or(fields.text("description")),
                deprecated: fields.flag("deprecated").unwrap_or_default(),
                allow_reserved: fields.flag("allowReserved").unwrap_or_default(),
                explode: fields.flag("explode").unwrap_or(style == "form"),
                style,
                schema,
                media,
            })
        })?;
        if parameter.is_none() {
            self.report(
                Diagnostic::warning(
                    "wrong-shape",
                    &pointer,
                    "this parameter lacks a name or a place, and is left out",
                )
                .with_help("give it `name`, and `in: path`, `query`, `header` or `cookie`"),
            );
        }
        parameter
    }

    /// The media type of a parameter or header, where it has one, and the schema of its value.
    pub(super) fn one_value(&self, pointer: &str) -> (Option<String>, Option<Rc<Schema>>) {
        let content = self.names(&format!("{pointer}/content"));
        let Some(media) = content.first() else {
            return (None, self.schema(&format!("{pointer}/schema")));
        };
        let content = self.follow(&format!("{pointer}/content/{}", escape(media)));
        let schema = content.and_then(|(_, at)| self.schema(&format!("{at}/schema")));
        (Some((*media).to_owned()), schema)
    }

    /// What a reference says of what it names, in place of what that says of itself.
    pub(super) fn description_beside_reference(&self, pointer: &str) -> Option<String> {
        let reference = self.at(pointer)?;
        reference.get("$ref")?;
        reference.get("description")?.as_str().map(str::to_owned)
    }
}
