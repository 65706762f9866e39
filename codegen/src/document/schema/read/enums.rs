//! Reads `type`, `enum`, `const` and the extensions that name `enum` values.

use super::{Reader, Schema, Types};
use crate::document::schema::EnumDocs;
use crate::json::Json;
use serde_json::Value;
use std::collections::BTreeMap;

impl Reader<'_, '_> {
    /// Reads `type`, `const` and `enum`.
    pub(super) fn values(&mut self, schema: &mut Schema) {
        let names = match self.fields.value("type") {
            None => Vec::new(),
            Some(Json::Array(names)) => names.iter().collect(),
            Some(name) => vec![name],
        };
        for name in names {
            // YAML reads an unquoted `null` as the value `null`.
            let found = match name {
                Json::Null => Some(Types::NULL),
                name => name.as_str().and_then(Types::from_name),
            };
            match found {
                Some(types) => {
                    schema.types = Some(schema.types.map_or(types, |known| known.union(types)));
                }
                None => self.unknown_type(name),
            }
        }
        if self.fields.value("nullable") == Some(&Json::Bool(true)) {
            schema.types = schema.types.map(|types| types.union(Types::NULL));
        }
        let may_be_number = schema
            .types
            .is_none_or(|types| types.contains(Types::INTEGER));
        let read = |value: &Json| match may_be_number {
            true => normalize_integer(value.to_value()),
            false => value.to_value(),
        };
        schema.enum_values = self.fields.value("const").map(|value| vec![read(value)]);
        let listed = self.fields.array("enum");
        let is_list = self.fields.value("enum").is_some_and(Json::is_array);
        if is_list {
            let mut listed: Vec<Value> = listed.iter().map(read).collect();
            if let Some(constant) = &schema.enum_values {
                listed.retain(|value| constant.contains(value));
            }
            schema.enum_values = Some(listed);
        }
    }

    /// Reads the names and descriptions of `enum` values from extensions.
    pub(super) fn enum_docs(&mut self) -> Option<Box<EnumDocs>> {
        // With `const` beside `enum`, at most one value is valid.
        if self.fields.value("const").is_some() {
            return None;
        }
        let [names, descriptions] = [
            (["x-enum-varnames", "x-enumNames"], "name"),
            (["x-enum-descriptions", "x-enumDescriptions"], "description"),
        ]
        .map(|(extensions, property)| self.texts_of_values(&extensions, property));
        let is_empty = names.is_empty() && descriptions.is_empty();
        (!is_empty).then(|| {
            Box::new(EnumDocs {
                names,
                descriptions,
            })
        })
    }

    /// Returns a text for every `enum` value: from the first extension in `extensions` with a
    /// fitting length, or else from a property of the entries in `x-ms-enum`. Empty if no
    /// extension fits.
    fn texts_of_values(&self, extensions: &[&str], property: &str) -> Vec<String> {
        let Some(values) = self.fields.value("enum").and_then(Json::as_array) else {
            return Vec::new();
        };
        // Lists of names usually skip `null`.
        let named = values.iter().filter(|value| !value.is_null()).count();
        let mut extensions = extensions
            .iter()
            .filter_map(|name| self.fields.value(name)?.as_array());
        if let Some(list) = extensions.find(|list| [named, values.len()].contains(&list.len())) {
            let mut texts = list.iter();
            let has_null = list.len() == values.len();
            let texts = values.iter().map(|value| match value {
                Json::Null if !has_null => Some(String::new()),
                _ => texts.next()?.as_str().map(str::to_owned),
            });
            return texts.collect::<Option<Vec<_>>>().unwrap_or_default();
        }
        let entries = self
            .fields
            .value("x-ms-enum")
            .and_then(|extension| extension.get("values")?.as_array());
        let Some(entries) = entries else {
            return Vec::new();
        };
        let entries = entries.iter().filter_map(|entry| {
            let value = entry.get("value")?.to_string();
            Some((value, entry.get(property)?.as_str()?))
        });
        let entries: BTreeMap<String, &str> = entries.collect();
        let texts = values.iter().map(|value| {
            let text = entries.get(&value.to_string()).copied();
            text.unwrap_or_default().to_owned()
        });
        texts.collect()
    }
}

/// Converts floats without a fraction to integers: in JSON Schema, `1.0` equals `1`.
fn normalize_integer(value: Value) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_f64().filter(|_| value.is_f64());
    let number = number.filter(|number| number.fract() == 0.0 && number.abs() <= EXACT);
    // Integers up to `EXACT` fit into `i64`.
    #[allow(clippy::cast_possible_truncation)]
    number.map_or(value, |number| Value::from(number as i64))
}
