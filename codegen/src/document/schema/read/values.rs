//! Which values a schema lists, and what is said of each.

use super::{Reader, Schema, Types};
use crate::document::schema::ValueWords;
use crate::json::Json;
use serde_json::Value;
use std::collections::BTreeMap;

impl Reader<'_, '_> {
    /// Which values there are.
    pub(super) fn values(&mut self, schema: &mut Schema) {
        let names = match self.fields.value("type") {
            None => Vec::new(),
            Some(Json::Array(names)) => names.iter().collect(),
            Some(name) => vec![name],
        };
        for name in names {
            // YAML's own null is what was meant by it.
            let found = match name {
                Json::Null => Some(Types::NULL),
                name => name.as_str().and_then(Types::named),
            };
            match found {
                Some(types) => {
                    schema.types = Some(schema.types.map_or(types, |others| others.or(types)));
                }
                None => self.unknown_type(name),
            }
        }
        if self.fields.value("nullable") == Some(&Json::Bool(true)) {
            schema.types = schema.types.map(|types| types.or(Types::NULL));
        }
        let may_be_number = schema.types.is_none_or(|types| types.has(Types::INTEGER));
        let read = |value: &Json| match may_be_number {
            true => whole(value.to_value()),
            false => value.to_value(),
        };
        schema.values = self.fields.value("const").map(|value| vec![read(value)]);
        let listed = self.fields.list("enum");
        let is_list = self.fields.value("enum").is_some_and(Json::is_array);
        if is_list {
            let mut listed: Vec<Value> = listed.iter().map(read).collect();
            if let Some(constant) = &schema.values {
                listed.retain(|value| constant.contains(value));
            }
            schema.values = Some(listed);
        }
    }

    /// What extensions say of the values of `enum`.
    pub(super) fn words(&mut self) -> Option<Box<ValueWords>> {
        // Of what is listed, only the one value counts.
        if self.fields.value("const").is_some() {
            return None;
        }
        let [names, descriptions] = [
            (["x-enum-varnames", "x-enumNames"], "name"),
            (["x-enum-descriptions", "x-enumDescriptions"], "description"),
        ]
        .map(|(lists, member)| self.of_values(&lists, member));
        let says_nothing = names.is_empty() && descriptions.is_empty();
        (!says_nothing).then(|| {
            Box::new(ValueWords {
                names,
                descriptions,
            })
        })
    }

    /// What extensions say of each value of `enum`, in its order: the first of these lists, or a member
    /// of the entries of `x-ms-enum`. Nothing, where they speak of others.
    fn of_values(&self, lists: &[&str], member: &str) -> Vec<String> {
        let Some(values) = self.fields.value("enum").and_then(Json::as_array) else {
            return Vec::new();
        };
        // `null` has no name.
        let named = values.iter().filter(|value| !value.is_null()).count();
        let mut lists = lists
            .iter()
            .filter_map(|name| self.fields.value(name)?.as_array());
        if let Some(list) = lists.find(|list| [named, values.len()].contains(&list.len())) {
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
            .and_then(|all| all.get("values")?.as_array());
        let Some(entries) = entries else {
            return Vec::new();
        };
        let entries = entries.iter().filter_map(|entry| {
            let value = entry.get("value")?.to_string();
            Some((value, entry.get(member)?.as_str()?))
        });
        let entries: BTreeMap<String, &str> = entries.collect();
        let said = values.iter().map(|value| {
            let text = entries.get(&value.to_string()).copied();
            text.unwrap_or_default().to_owned()
        });
        said.collect()
    }
}

/// The same value, where a number without a fraction is written without one: to JSON Schema it is
/// the same number.
fn whole(value: Value) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_f64().filter(|_| value.is_f64());
    let number = number.filter(|number| number.fract() == 0.0 && number.abs() <= EXACT);
    // The bounds say that nothing is cut off.
    #[allow(clippy::cast_possible_truncation)]
    number.map_or(value, |number| Value::from(number as i64))
}
