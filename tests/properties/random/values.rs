//! Random values for schemas: many valid, many almost valid.

use super::Dice;
use super::schemas::MEMBERS;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const MAX_DEPTH: usize = 6;

/// A value that may be valid under a schema.
pub fn value(schema: &Value, schemas: &BTreeMap<String, Value>, dice: &mut Dice) -> Value {
    let mut maker = Maker { schemas, dice };
    let mut value = maker.make(schema, 0);
    if maker.dice.percent(35) {
        maker.mutate(&mut value);
    }
    value
}

struct Maker<'m> {
    schemas: &'m BTreeMap<String, Value>,
    dice: &'m mut Dice,
}

impl Maker<'_> {
    fn any(&mut self) -> Value {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(1),
            json!(-1),
            json!(4),
            json!(2.5),
            json!(2.0),
            json!(""),
            json!("a"),
            json!("red"),
            json!("b7"),
            json!([]),
            json!(["a"]),
            json!({}),
            json!({ "a": 1 }),
            json!({ "a": null }),
            json!({ "type": "red" }),
            json!({ "x-1": 1 }),
        ];
        self.dice.one(&values).clone()
    }

    fn make(&mut self, schema: &Value, depth: usize) -> Value {
        if depth > MAX_DEPTH || self.dice.percent(4) {
            return self.any();
        }
        if let Some(name) = schema["$ref"].as_str().and_then(|it| it.rsplit('/').next()) {
            let target = &self.schemas[name];
            return self.make(target, depth + 1);
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return self.dice.one(values).clone();
        }
        let mut base = Map::new();
        for keyword in ["oneOf", "anyOf", "allOf"] {
            let branches = schema[keyword].as_array().map_or(&[][..], Vec::as_slice);
            let chosen = match keyword {
                "allOf" => branches,
                _ if branches.is_empty() => branches,
                _ => std::slice::from_ref(self.dice.one(branches)),
            };
            for branch in chosen {
                match self.make(branch, depth + 1) {
                    Value::Object(members) => base.extend(members),
                    other if schema.get("type").is_none() => return other,
                    _ => {}
                }
            }
        }
        self.typed(schema, base, depth)
    }

    fn typed(&mut self, schema: &Value, base: Map<String, Value>, depth: usize) -> Value {
        let ty = match &schema["type"] {
            Value::Array(types) => self.dice.one(types).as_str().unwrap_or_default(),
            Value::String(ty) => ty,
            _ if base.is_empty() && schema.get("properties").is_none() => return self.any(),
            _ => "object",
        };
        match ty {
            "object" => self.object(schema, base, depth),
            "array" => self.array(schema, depth),
            "string" => {
                json!(
                    self.dice
                        .one(&["", "a", "ab", "red", "b7", "7", "é", "longer text"])
                )
            }
            "integer" => json!(
                self.dice
                    .one(&[0, 1, 2, 3, 4, 5, 6, -1, 1_000_000_000_000_i64])
            ),
            "number" => json!(self.dice.one(&[0.0, 1.0, 0.5, 2.5, -3.0, 3.25, 7.0, 1e3])),
            "boolean" => json!(self.dice.percent(50)),
            "null" => Value::Null,
            _ => self.any(),
        }
    }

    fn array(&mut self, schema: &Value, depth: usize) -> Value {
        let first = schema["prefixItems"].as_array().cloned();
        let first = first.unwrap_or_default();
        let count = match schema["items"] == false && self.dice.percent(80) {
            true => first.len(),
            false => self.dice.below(4),
        };
        let mut items = Vec::new();
        for index in 0..count {
            items.push(match (first.get(index), schema.get("contains")) {
                (Some(first), _) => self.make(first, depth + 1),
                (None, Some(contained)) if self.dice.percent(50) => self.make(contained, depth + 1),
                (None, _) => self.make(&schema["items"], depth + 1),
            });
        }
        Value::Array(items)
    }

    fn object(&mut self, schema: &Value, base: Map<String, Value>, depth: usize) -> Value {
        let mut members = base;
        let required: Vec<&str> = schema["required"]
            .as_array()
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            if required.contains(&name.as_str()) || self.dice.percent(50) {
                members.insert(name.clone(), self.make(schema, depth + 1));
            }
        }
        for name in required {
            if !members.contains_key(name) {
                members.insert(name.to_owned(), self.any());
            }
        }
        for keyword in ["then", "else", "unevaluatedProperties"] {
            if schema.get(keyword).is_some()
                && self.dice.percent(40)
                && let Value::Object(more) = self.make(&schema[keyword], depth + 1)
            {
                members.extend(more);
            }
        }
        for (pattern, schema) in schema["patternProperties"]
            .as_object()
            .into_iter()
            .flatten()
        {
            if self.dice.percent(50) {
                let name = if pattern == "^x-" { "x-1" } else { "9" };
                members.insert(name.to_owned(), self.make(schema, depth + 1));
            }
        }
        if self.dice.percent(25) {
            let name = *self.dice.one(&["zz", "x-1", "9"]);
            members.insert(
                name.to_owned(),
                self.make(&schema["additionalProperties"], depth + 1),
            );
        }
        Value::Object(members)
    }

    /// Replaces or removes a random part of a value.
    fn mutate(&mut self, value: &mut Value) {
        let any = self.any();
        match value {
            Value::Object(members) if !members.is_empty() && self.dice.percent(80) => {
                let names: Vec<String> = members.keys().cloned().collect();
                let name = self.dice.one(&names);
                match self.dice.below(4) {
                    0 => {
                        members.remove(name);
                    }
                    1 => {
                        members.insert(name.clone(), any);
                    }
                    2 => {
                        members.insert((*self.dice.one(MEMBERS)).to_owned(), any);
                    }
                    _ => self.mutate(&mut members[name]),
                }
            }
            Value::Array(items) if !items.is_empty() && self.dice.percent(80) => {
                let at = self.dice.below(items.len());
                items[at] = any;
            }
            other => *other = any,
        }
    }
}
