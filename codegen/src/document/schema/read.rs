//! Reading a schema, keyword by keyword.

use super::keywords::KEYWORDS;
use super::nullable::nullable_composition;
use super::{Discriminator, Schema, Types};
use crate::diagnostic::Diagnostic;
use crate::document::fields::{Fields, kind};
use crate::spelling::closest;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

impl Schema {
    /// Reads a schema. What has the wrong shape is told and left out.
    pub(in crate::document) fn read(
        value: &Value,
        pointer: &str,
        is_30: bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Schema {
        if let Value::Bool(valid) = value {
            return Schema {
                pointer: pointer.to_owned(),
                never: !valid,
                ..Schema::default()
            };
        }
        Reader {
            fields: Fields::new(value, pointer, diagnostics),
            is_30,
        }
        .schema()
    }
}

struct Reader<'v, 'd> {
    fields: Fields<'v, 'd>,
    is_30: bool,
}

impl Reader<'_, '_> {
    fn schema(mut self) -> Schema {
        let mut schema = Schema {
            pointer: self.fields.pointer.clone(),
            reference: self.fields.text("$ref"),
            title: self.fields.text("title"),
            description: self.fields.text("description"),
            deprecated: self.fields.flag("deprecated").unwrap_or_default(),
            ..Schema::default()
        };
        if schema.reference.is_some() && self.is_30 {
            // OpenAPI 3.0 ignores whatever stands beside a reference.
            return schema;
        }
        self.annotations(&mut schema);
        self.types(&mut schema);
        self.default(&mut schema);
        self.bounds(&mut schema);
        self.arrays(&mut schema);
        self.objects(&mut schema);
        self.applicators(&mut schema);
        if self.is_30 && self.fields.value("nullable") == Some(&Value::Bool(true)) {
            nullable_composition(&mut schema);
        }
        self.order("minLength", "maxLength");
        self.order("minItems", "maxItems");
        self.order("minProperties", "maxProperties");
        self.order("minimum", "maximum");
        self.dynamic_reference();
        self.fields.refuse_others(KEYWORDS, "a schema");
        schema
    }

    /// A reference that is still one of these could mean several schemas.
    fn dynamic_reference(&mut self) {
        for name in ["$dynamicRef", "$recursiveRef"] {
            let Some(Value::String(reference)) = self.fields.value(name) else {
                continue;
            };
            let problem = format!(
                "which schema `{reference}` means depends on what has led here, so it asks nothing"
            );
            let diagnostic = Diagnostic::warning(
                "dynamic-reference",
                format!("{}/{name}", self.fields.pointer),
                problem,
            );
            let help = "if one schema is meant, refer to it with `$ref`";
            self.fields.diagnostics.push(diagnostic.with_help(help));
        }
    }

    fn annotations(&mut self, schema: &mut Schema) {
        schema
            .examples
            .extend(self.fields.value("example").cloned());
        if let Some(Value::Array(examples)) = self.fields.value("examples") {
            schema.examples.extend(examples.iter().cloned());
        }
        schema.read_only = self.fields.flag("readOnly").unwrap_or_default();
        schema.write_only = self.fields.flag("writeOnly").unwrap_or_default();
        schema.format = self.fields.text("format");
        let is_encoded = self.fields.value("contentEncoding").is_some();
        let is_media = self.fields.value("contentMediaType").is_some();
        schema.binary = schema.format.as_deref() == Some("binary") || (is_media && !is_encoded);
    }

    fn types(&mut self, schema: &mut Schema) {
        let names = match self.fields.value("type") {
            None => Vec::new(),
            Some(Value::Array(names)) => names.iter().collect(),
            Some(name) => vec![name],
        };
        for name in names {
            // YAML's own null is what was meant by it.
            let found = match name {
                Value::Null => Some(Types::NULL),
                name => name.as_str().and_then(Types::named),
            };
            match found {
                Some(types) => {
                    schema.types = Some(schema.types.map_or(types, |others| others.or(types)));
                }
                None => self.unknown_type(name),
            }
        }
        if self.fields.flag("nullable") == Some(true) {
            schema.types = schema.types.map(|types| types.or(Types::NULL));
        }
        schema.values = self.fields.value("const").map(|value| vec![value.clone()]);
        let listed = self.fields.list("enum");
        let is_list = self.fields.value("enum").is_some_and(Value::is_array);
        if is_list && schema.values.is_none() {
            schema.values = Some(listed.to_vec());
        }
    }

    fn unknown_type(&mut self, name: &Value) {
        let names = Types::NAMED.map(|(name, _)| name);
        let help = match name.as_str().and_then(|name| closest(name, names)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the types are {}", names.join(", ")),
        };
        self.fields.diagnostics.push(
            Diagnostic::warning(
                "unknown-type",
                self.fields.at("type"),
                format!("{name} is no type of JSON, and has no effect"),
            )
            .with_help(help),
        );
    }

    /// A default of a type that the schema does not have means nothing.
    fn default(&mut self, schema: &mut Schema) {
        schema.default = self.fields.value("default").cloned();
        let (Some(default), Some(types)) = (&schema.default, schema.types) else {
            return;
        };
        if types.has(Types::of(default)) {
            return;
        }
        let found = kind(default);
        schema.default = None;
        self.fields.diagnostics.push(
            Diagnostic::warning(
                "wrong-default",
                self.fields.at("default"),
                format!("the default is {found}, which this schema rules out, and has no effect"),
            )
            .with_help("correct the default or the type"),
        );
    }

    fn bounds(&mut self, schema: &mut Schema) {
        schema.min_length = self.fields.count("minLength");
        schema.max_length = self.fields.count("maxLength");
        schema.pattern = self.fields.text("pattern");
        schema.multiple_of = self.fields.number("multipleOf");
        schema.minimum = self.fields.number("minimum");
        schema.maximum = self.fields.number("maximum");
        schema.exclusive_minimum = self.exclusive("exclusiveMinimum", &mut schema.minimum);
        schema.exclusive_maximum = self.exclusive("exclusiveMaximum", &mut schema.maximum);
    }

    /// Tells of two limits between which there is nothing.
    fn order(&mut self, least: &str, most: &str) {
        let bound = |name| self.fields.value(name).and_then(Value::as_f64);
        let (Some(lower), Some(upper)) = (bound(least), bound(most)) else {
            return;
        };
        if lower > upper {
            self.fields.diagnostics.push(
                Diagnostic::warning(
                    "impossible-limits",
                    self.fields.at(least),
                    format!("{least} is {lower} and {most} is {upper}, so no value is valid"),
                )
                .with_help("correct one of them"),
            );
        }
    }

    fn exclusive(&mut self, name: &str, bound: &mut Option<f64>) -> Option<f64> {
        match self.fields.value(name) {
            Some(Value::Bool(true)) => bound.take(),
            Some(Value::Bool(false)) | None => None,
            Some(_) => self.fields.number(name),
        }
    }

    fn arrays(&mut self, schema: &mut Schema) {
        schema.items = self.child("items");
        schema.prefix_items = self.children("prefixItems");
        schema.contains = self.child("contains");
        schema.min_contains = self.fields.count("minContains");
        schema.max_contains = self.fields.count("maxContains");
        schema.min_items = self.fields.count("minItems");
        schema.max_items = self.fields.count("maxItems");
        schema.unique_items = self.fields.flag("uniqueItems").unwrap_or_default();
        schema.unevaluated_items = self.child("unevaluatedItems");
    }

    fn objects(&mut self, schema: &mut Schema) {
        schema.properties = self.named("properties");
        schema.pattern_properties = self.named("patternProperties");
        schema.additional_properties = self.child("additionalProperties");
        schema.unevaluated_properties = self.child("unevaluatedProperties");
        schema.property_names = self.child("propertyNames");
        schema.required = self.fields.texts("required").unwrap_or_default();
        schema.min_properties = self.fields.count("minProperties");
        schema.max_properties = self.fields.count("maxProperties");
        schema.dependent_schemas = self.named("dependentSchemas");
        for (name, value, pointer) in self.fields.entries("dependentRequired") {
            let names = value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str);
            let names: Vec<String> = names.map(str::to_owned).collect();
            if value
                .as_array()
                .is_none_or(|array| array.len() != names.len())
            {
                self.fields
                    .ignored_at(pointer, &format!("`{name}`"), value, "an array of strings");
                continue;
            }
            schema.dependent_required.insert(name, names);
        }
        self.dependencies(schema);
    }

    /// The keyword that `dependentRequired` and `dependentSchemas` have replaced.
    fn dependencies(&mut self, schema: &mut Schema) {
        for (name, value, pointer) in self.fields.entries("dependencies") {
            if let Value::Array(names) = value {
                let names = names.iter().filter_map(Value::as_str).map(str::to_owned);
                schema.dependent_required.insert(name, names.collect());
            } else {
                let dependent = self.read(value, &pointer);
                schema.dependent_schemas.insert(name, dependent);
            }
        }
    }

    fn applicators(&mut self, schema: &mut Schema) {
        schema.all_of = self.children("allOf");
        schema.any_of = self.children("anyOf");
        schema.one_of = self.children("oneOf");
        schema.not = self.child("not");
        schema.condition = self.child("if");
        schema.then = self.child("then");
        schema.otherwise = self.child("else");
        if self.fields.value("discriminator").is_some() {
            let mut fields = self.fields.object("discriminator");
            let property = fields.text("propertyName");
            let mapping = fields.entries("mapping").into_iter();
            let mapping = mapping
                .filter_map(|(value, reference, _)| Some((value, reference.as_str()?.to_owned())))
                .collect();
            let has_default = fields.text("defaultMapping").is_some();
            schema.discriminator = property.map(|property| Discriminator {
                property,
                mapping,
                has_default,
            });
        }
    }

    fn child(&mut self, name: &str) -> Option<Rc<Schema>> {
        let value = self.fields.value(name)?;
        let pointer = self.fields.at(name);
        Some(self.read(value, &pointer))
    }

    fn children(&mut self, name: &str) -> Vec<Rc<Schema>> {
        let at = self.fields.at(name);
        let values = self.fields.list(name).iter().enumerate();
        values
            .map(|(index, value)| self.read(value, &format!("{at}/{index}")))
            .collect()
    }

    fn named(&mut self, name: &str) -> BTreeMap<String, Rc<Schema>> {
        let entries = self.fields.entries(name).into_iter();
        entries
            .map(|(name, value, pointer)| (name, self.read(value, &pointer)))
            .collect()
    }

    fn read(&mut self, value: &Value, pointer: &str) -> Rc<Schema> {
        Rc::new(Schema::read(
            value,
            pointer,
            self.is_30,
            self.fields.diagnostics,
        ))
    }
}
