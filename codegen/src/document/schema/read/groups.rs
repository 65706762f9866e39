//! Reads the grouped keywords of a schema.

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::canonical_reference;
use crate::document::object_reader::wrong_type_ignored;
use crate::document::schema::{Arrays, Conditions, Discriminator, Numbers, Objects, Strings};
use crate::json::Json;
use std::collections::BTreeMap;

impl Reader<'_, '_> {
    pub(super) fn strings(&mut self) -> Strings {
        Strings {
            min_length: self.fields.integer("minLength"),
            max_length: self.fields.integer("maxLength"),
            pattern: self.pattern(),
        }
    }

    fn pattern(&mut self) -> Option<String> {
        let pattern = self.fields.string("pattern")?;
        let Some(meant) = regex_literal(&pattern) else {
            return Some(pattern);
        };
        let problem = format!("pattern `{pattern}` is a JavaScript literal, read as `{meant}`");
        let diagnostic = Diagnostic::warning("pattern-literal", self.fields.at("pattern"), problem);
        let help = "remove the slashes and flags";
        self.fields.diagnostics.push(diagnostic.with_help(help));
        Some(meant)
    }

    pub(super) fn numbers(&mut self) -> Numbers {
        let multiple_of = self.fields.number("multipleOf").filter(|step| *step > 0.0);
        let mut minimum = self.fields.number("minimum");
        let mut maximum = self.fields.number("maximum");
        Numbers {
            exclusive_minimum: self.exclusive("exclusiveMinimum", &mut minimum),
            exclusive_maximum: self.exclusive("exclusiveMaximum", &mut maximum),
            minimum,
            maximum,
            multiple_of,
        }
    }

    fn exclusive(&mut self, name: &str, bound: &mut Option<f64>) -> Option<f64> {
        match self.fields.value(name) {
            Some(Json::Bool(true)) => bound.take(),
            Some(Json::Bool(false)) | None => None,
            Some(_) => self.fields.number(name),
        }
    }

    pub(super) fn arrays(&mut self) -> Arrays {
        Arrays {
            prefix_items: self.children(match self.fields.value("items") {
                Some(Json::Array(_)) => "items",
                _ => "prefixItems",
            }),
            contains: self.child("contains"),
            min_contains: self.fields.integer("minContains"),
            max_contains: self.fields.integer("maxContains"),
            min_items: self.fields.integer("minItems"),
            max_items: self.fields.integer("maxItems"),
            unique_items: self.fields.boolean("uniqueItems").unwrap_or_default(),
            unevaluated_items: self.child("unevaluatedItems"),
        }
    }

    pub(super) fn objects(&mut self) -> Objects {
        let mut objects = Objects {
            pattern_properties: self.named("patternProperties"),
            unevaluated_properties: self.child("unevaluatedProperties"),
            property_names: self.child("propertyNames"),
            min_properties: self.fields.integer("minProperties"),
            max_properties: self.fields.integer("maxProperties"),
            dependent_required: self.dependent_required(),
            dependent_schemas: self.named("dependentSchemas"),
        };
        self.dependencies(&mut objects);
        objects
    }

    fn dependent_required(&mut self) -> BTreeMap<String, Vec<String>> {
        let mut dependent = BTreeMap::new();
        for (name, value, pointer) in self.fields.entries("dependentRequired") {
            let names = value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Json::as_str);
            let names: Vec<String> = names.map(str::to_owned).collect();
            if value
                .as_array()
                .is_none_or(|array| array.len() != names.len())
            {
                let expected = "an array of strings";
                let ignored = wrong_type_ignored(pointer, value, expected);
                self.fields.diagnostics.push(ignored);
                continue;
            }
            dependent.insert(name, names);
        }
        dependent
    }

    /// Reads `dependencies`, the predecessor of `dependentRequired` and `dependentSchemas`.
    fn dependencies(&mut self, objects: &mut Objects) {
        for (name, value, pointer) in self.fields.entries("dependencies") {
            if let Json::Array(names) = value {
                let names = names.iter().filter_map(Json::as_str).map(str::to_owned);
                objects.dependent_required.insert(name, names.collect());
            } else {
                let dependent = self.read(value, &pointer, false);
                objects.dependent_schemas.insert(name, dependent);
            }
        }
    }

    pub(super) fn conditions(&mut self) -> Conditions {
        Conditions {
            not: self.child("not"),
            condition: self.child("if"),
            then: self.child("then"),
            otherwise: self.child("else"),
        }
    }

    pub(super) fn discriminator(&mut self) -> Option<Discriminator> {
        self.fields.value("discriminator")?;
        let mut fields = self.fields.object("discriminator");
        let property = fields.string("propertyName");
        let mapping = fields.entries("mapping").into_iter();
        let mapping = mapping
            .filter_map(|(value, reference, _)| {
                Some((value, canonical_reference(reference.as_str()?.to_owned())))
            })
            .collect();
        let has_default = fields.string("defaultMapping").is_some();
        property.map(|property| Discriminator {
            property,
            mapping,
            has_default,
        })
    }
}

/// The pattern of a JavaScript literal such as `/^[a-z]+$/i`. `None` for a plain pattern:
/// `/pets/` can also be a part of a path, while `^` after a slash never matches.
fn regex_literal(text: &str) -> Option<String> {
    let (pattern, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let is_flag = |flag| "dgimsuvy".contains(flag);
    let is_anchored = pattern.starts_with(['^']) || pattern.ends_with('$');
    if !flags.chars().all(is_flag) || !is_anchored || pattern.ends_with(r"\$") {
        return None;
    }
    // The other flags do not change which strings match.
    let flags: String = flags.chars().filter(|flag| "ims".contains(*flag)).collect();
    Some(match flags.is_empty() {
        true => pattern.to_owned(),
        false => format!("(?{flags}){pattern}"),
    })
}

#[cfg(test)]
mod tests {
    use super::regex_literal;

    #[test]
    fn recognizes_javascript_literals() {
        for (text, expected) in [
            ("/^[a-z]+$/i", Some("(?i)^[a-z]+$")),
            (r"/^a\/b$/gm", Some(r"(?m)^a\/b$")),
            ("/^a/", Some("^a")),
            ("/a$/u", Some("a$")),
            ("/pets/", None),
            ("/pets/i", None),
            (r"/price\$/", None),
            ("^/pets/$", None),
            ("/^a/b", None),
            ("/", None),
        ] {
            assert_eq!(regex_literal(text).as_deref(), expected, "{text}");
        }
    }
}
