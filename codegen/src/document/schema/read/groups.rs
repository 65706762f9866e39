//! Reads the grouped keywords of a schema.

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::canonical_reference;
use crate::document::object_reader::wrong_type_ignored;
use crate::document::schema::{Arrays, Conditions, Discriminator, Objects, Schema};
use crate::json::Json;
use crate::keywords::{Comparison, LIMITS, Limit, LimitKeyword, Operand, Types};
use std::collections::BTreeMap;
use std::rc::Rc;

impl Reader<'_, '_> {
    pub(super) fn limits(&mut self) -> Box<[Limit]> {
        let mut limits: Vec<Limit> = Vec::new();
        for keyword in LIMITS {
            if let Some(Json::Bool(is_exclusive)) = self.fields.value(keyword.name)
                && let Some(inclusive) = inclusive(keyword)
            {
                // OpenAPI 3.0: the flag changes the meaning of `minimum` or `maximum`.
                let bound = limits.iter().position(|limit| limit.keyword == inclusive);
                if *is_exclusive && let Some(bound) = bound {
                    let operand = limits.remove(bound).operand;
                    limits.push(Limit { keyword, operand });
                }
            } else if let Some(operand) = self.operand(keyword) {
                limits.push(Limit { keyword, operand });
            }
        }
        limits.into()
    }

    fn operand(&mut self, keyword: &LimitKeyword) -> Option<Operand> {
        let (name, types) = (keyword.name, keyword.types);
        match keyword.comparison {
            Comparison::Matches => self.pattern(name).map(Operand::Pattern),
            Comparison::Unique => self.fields.boolean(name)?.then_some(Operand::Flag),
            Comparison::MultipleOf => {
                let step = self.fields.number(name).filter(|step| *step > 0.0);
                step.map(Operand::Number)
            }
            _ if types == Types::NUMBER => self.fields.number(name).map(Operand::Number),
            _ => self.fields.integer(name).map(Operand::Count),
        }
    }

    fn pattern(&mut self, name: &str) -> Option<String> {
        let pattern = self.fields.string(name)?;
        let pointer = self.fields.at(name);
        Some(self.without_slashes(pattern, pointer))
    }

    fn pattern_properties(&mut self) -> BTreeMap<String, Rc<Schema>> {
        let named = self.named("patternProperties").into_iter();
        named
            .map(|(pattern, schema)| {
                (
                    self.without_slashes(pattern, schema.pointer.clone()),
                    schema,
                )
            })
            .collect()
    }

    /// Returns the pattern of a JavaScript literal, with a warning. Other patterns are unchanged.
    fn without_slashes(&mut self, pattern: String, pointer: String) -> String {
        let Some(meant) = regex_literal(&pattern) else {
            return pattern;
        };
        let problem = format!("pattern `{pattern}` is a JavaScript literal, read as `{meant}`");
        let diagnostic = Diagnostic::warning("pattern-literal", pointer, problem);
        let help = "remove the slashes and flags";
        self.fields.diagnostics.push(diagnostic.with_help(help));
        meant
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
            unevaluated_items: self.child("unevaluatedItems"),
        }
    }

    pub(super) fn objects(&mut self) -> Objects {
        let mut objects = Objects {
            pattern_properties: self.pattern_properties(),
            unevaluated_properties: self.child("unevaluatedProperties"),
            property_names: self.child("propertyNames"),
            dependent_required: self.dependent_required(),
            dependent_schemas: self.named("dependentSchemas"),
            collect: self.collect(),
        };
        self.dependencies(&mut objects);
        objects
    }

    fn collect(&mut self) -> BTreeMap<String, Rc<Schema>> {
        let mut collect = self.named("x-collect");
        collect.retain(|key, schema| {
            let is_pointer = key.starts_with('/');
            if !is_pointer {
                let problem = format!("`{key}` is not a JSON pointer, ignored");
                let diagnostic = Diagnostic::warning("invalid-value", &schema.pointer, problem);
                let help = "start with `/`, such as `/sections/*/rows`";
                self.fields.diagnostics.push(diagnostic.with_help(help));
            }
            is_pointer
        });
        collect
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

/// The keyword with the inclusive form of an exclusive bound.
fn inclusive(keyword: &LimitKeyword) -> Option<&'static LimitKeyword> {
    let comparison = match keyword.comparison {
        Comparison::Above => Comparison::AtLeast,
        Comparison::Below => Comparison::AtMost,
        _ => return None,
    };
    let is_inclusive =
        |other: &&LimitKeyword| other.types == keyword.types && other.comparison == comparison;
    LIMITS.iter().find(is_inclusive)
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
