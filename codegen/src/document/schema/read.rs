//! Reads the keywords of a schema.

mod enums;
mod groups;
mod lints;

use super::nullable::nullable;
use super::{Annotations, Schema, Sparse};
use crate::diagnostic::Diagnostic;
use crate::document::canonical_reference;
use crate::document::object_reader::{ObjectReader, type_name};
use crate::document::read_write_only::ReadWriteOnly;
use crate::json::Json;
use crate::keywords::{self, Types};
use crate::spelling::closest;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

impl Schema {
    /// Reads a schema. Values of the wrong type are reported and ignored.
    pub(in crate::document) fn read(
        value: &Json,
        pointer: &str,
        context: Context<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Schema {
        if let Json::Bool(valid) = value {
            return Schema {
                pointer: pointer.to_owned(),
                is_false: !valid,
                ..Schema::default()
            };
        }
        Reader {
            fields: ObjectReader::new(value, pointer, diagnostics),
            context,
        }
        .schema(value)
    }
}

/// The context of a schema.
#[derive(Clone, Copy)]
pub(in crate::document) struct Context<'v> {
    /// The root of the spec.
    pub root: &'v Json,
    pub read_write_only: &'v ReadWriteOnly<'v>,
    pub is_30: bool,
    /// True if the schema is a branch of an `allOf`.
    pub in_all_of: bool,
}

struct Reader<'v, 'd> {
    fields: ObjectReader<'v, 'd>,
    context: Context<'v>,
}

impl Reader<'_, '_> {
    fn schema(mut self, value: &Json) -> Schema {
        // In a branch of `allOf`, only `type` gains `null`: the rest of the composition decides.
        let is_nullable = self.fields.boolean("nullable") == Some(true) && !self.context.in_all_of;
        let root = self.context.root;
        let schema = self.keywords(value);
        match is_nullable {
            true => nullable(schema, value, root),
            false => schema,
        }
    }

    fn keywords(mut self, value: &Json) -> Schema {
        let mut schema = Schema {
            pointer: self.fields.pointer.clone(),
            reference: self.fields.string("$ref").map(canonical_reference),
            description: self.fields.string("description"),
            deprecated: self.fields.boolean("deprecated").unwrap_or_default(),
            ..Schema::default()
        };
        let title = self.fields.string("title");
        if schema.reference.is_some() && self.context.is_30 {
            // OpenAPI 3.0 ignores siblings of `$ref`.
            schema.annotations = Sparse::of(Annotations {
                title,
                ..Annotations::default()
            });
            return schema;
        }
        self.values(&mut schema);
        self.format(&mut schema);
        schema.annotations = Sparse::of(self.annotations(title, schema.types));
        schema.limits = self.limits();
        schema.items = self.items();
        schema.arrays = Sparse::of(self.arrays());
        schema.properties = self.named("properties");
        schema.additional_properties = self.child("additionalProperties");
        schema.required = self.fields.strings("required").unwrap_or_default();
        let (read_write_only, pointer) = (self.context.read_write_only, &schema.pointer);
        read_write_only.drop_optional(pointer, value, &mut schema.required);
        schema.objects = Sparse::of(self.objects());
        schema.all_of = self.children("allOf");
        schema.any_of = self.children("anyOf");
        schema.one_of = self.children("oneOf");
        schema.conditions = Sparse::of(self.conditions());
        schema.discriminator = self.discriminator().map(Box::new);
        self.lint(&schema);
        self.dynamic_reference();
        match self.fields.value("items") {
            Some(Json::Array(_)) => {
                let known = [&keywords::NAMES, &["additionalItems"][..]].concat();
                self.fields.warn_unknown(&known, "a schema");
            }
            _ => self.fields.warn_unknown(&keywords::NAMES, "a schema"),
        }
        schema
    }

    /// Reads `items`. Before draft 2020-12, an array in `items` holds the schemas of the first
    /// items, and `additionalItems` the schema of the rest.
    fn items(&mut self) -> Option<Rc<Schema>> {
        match self.fields.value("items") {
            Some(Json::Array(_)) => self.child("additionalItems"),
            _ => self.child("items"),
        }
    }

    /// Warns about a dynamic reference that was not replaced by `$ref`: the target is ambiguous.
    fn dynamic_reference(&mut self) {
        for name in ["$dynamicRef", "$recursiveRef"] {
            let Some(Json::String(reference)) = self.fields.value(name) else {
                continue;
            };
            let problem = format!("ambiguous `{name}` to `{reference}`, ignored");
            let diagnostic = Diagnostic::warning(
                "dynamic-reference",
                format!("{}/{name}", self.fields.pointer),
                problem,
            );
            let help = "refer to a single schema with `$ref`";
            self.fields.diagnostics.push(diagnostic.with_help(help));
        }
    }

    /// Reads `readOnly`, `writeOnly`, `format` and the `content…` keywords.
    fn format(&mut self, schema: &mut Schema) {
        schema.read_only = self.fields.boolean("readOnly").unwrap_or_default();
        schema.write_only = self.fields.boolean("writeOnly").unwrap_or_default();
        schema.format = self.fields.string("format");
        let encoding = self.fields.value("contentEncoding");
        let is_media = self.fields.value("contentMediaType").is_some();
        // RFC 2045: `binary` is no encoding.
        let is_binary = encoding.and_then(Json::as_str) == Some("binary");
        schema.binary = schema.format.as_deref() == Some("binary")
            || is_binary
            || (is_media && encoding.is_none());
    }

    /// True if `Debug` should hide the value.
    fn is_sensitive(&mut self) -> bool {
        let is_password = self.fields.value("format").and_then(Json::as_str) == Some("password");
        self.fields.boolean("x-sensitive").unwrap_or(is_password)
    }

    fn unknown_type(&mut self, name: &Json) {
        let names = Types::NAMED.map(|(name, _)| name);
        let help = match name.as_str().and_then(|name| closest(name, names)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("use one of `{}`", names.join("`, `")),
        };
        self.fields.diagnostics.push(
            Diagnostic::warning(
                "unknown-type",
                self.fields.at("type"),
                format!("unknown `type` {name}, ignored"),
            )
            .with_help(help),
        );
    }

    fn annotations(&mut self, title: Option<String>, types: Option<Types>) -> Annotations {
        let single = self.fields.value("example");
        let mut examples: Vec<String> = single
            .map(|_| self.fields.at("example"))
            .into_iter()
            .collect();
        if let Some(Json::Array(list)) = self.fields.value("examples") {
            let at = self.fields.at("examples");
            examples.extend((0..list.len()).map(|index| format!("{at}/{index}")));
        }
        Annotations {
            title,
            default: self.default(types),
            examples,
            values: self.enum_docs(),
            sensitive: self.is_sensitive(),
        }
    }

    /// Reads `default`. Warns if `type` excludes the value.
    fn default(&mut self, types: Option<Types>) -> Option<Value> {
        let json = self.fields.value("default")?;
        let default = json.to_value();
        if types.is_none_or(|types| types.contains(Types::of(&default))) {
            return Some(default);
        }
        let found = type_name(json);
        self.fields.diagnostics.push(
            Diagnostic::warning(
                "wrong-default",
                self.fields.at("default"),
                format!("`default` and `type` conflict: found {found}, ignored"),
            )
            .with_help("correct `default` or `type`"),
        );
        None
    }

    fn child(&mut self, name: &str) -> Option<Rc<Schema>> {
        let value = self.fields.value(name)?;
        let pointer = self.fields.at(name);
        Some(self.read(value, &pointer, false))
    }

    fn children(&mut self, name: &str) -> Vec<Rc<Schema>> {
        let at = self.fields.at(name);
        let values = self.fields.array(name).iter().enumerate();
        values
            .map(|(index, value)| self.read(value, &format!("{at}/{index}"), name == "allOf"))
            .collect()
    }

    fn named(&mut self, name: &str) -> BTreeMap<String, Rc<Schema>> {
        let entries = self.fields.entries(name).into_iter();
        entries
            .map(|(name, value, pointer)| (name, self.read(value, &pointer, false)))
            .collect()
    }

    fn read(&mut self, value: &Json, pointer: &str, is_part: bool) -> Rc<Schema> {
        let around = Context {
            in_all_of: is_part,
            ..self.context
        };
        let diagnostics = &mut *self.fields.diagnostics;
        Rc::new(Schema::read(value, pointer, around, diagnostics))
    }
}
