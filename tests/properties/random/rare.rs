//! Random schemas with rare keywords.

use super::schemas::{MEMBERS, Maker, WORDS, merge, reference};
use serde_json::{Value, json};

/// The discriminator of the component schemas.
const TAG: &str = "kind";

/// Adds annotations, which affect documentation and names, but not validity.
pub fn annotate(schema: &mut Value, maker: &mut Maker<'_>) {
    let dice = &mut *maker.dice;
    let more = match dice.below(8) {
        0 => json!({ "title": *dice.one(WORDS) }),
        1 => json!({ "description": "Some *text* with `code`, <b>tags</b> and a [link]." }),
        2 => json!({ "readOnly": true }),
        3 => json!({ "writeOnly": true, "deprecated": true }),
        4 => json!({ "default": *dice.one(&[json!("red"), json!(1), json!(null), json!({})]) }),
        5 => json!({ "examples": ["red", 1, null] }),
        6 => json!({ "format": *dice.one(&["date-time", "uuid", "int32", "int64", "x"]) }),
        // A constant that is also the default: the property may be omitted.
        _ => match schema.get("const") {
            Some(only) => json!({ "default": only }),
            None => json!({ "title": "Option" }),
        },
    };
    merge(schema, more);
}

/// A component schema with a distinct discriminator value, for unions with a `discriminator`.
pub fn tagged(name: &str, index: usize, maker: &mut Maker<'_>) -> Value {
    let mut object = maker.object(1);
    let value = match index % 3 {
        0 => json!({ "const": name }),
        1 => json!({ "type": "string", "enum": [format!("the {name}")] }),
        _ => json!({ "type": "string", "enum": [name, format!("{name}-2")] }),
    };
    object["properties"][TAG] = value;
    object["required"] = json!([TAG]);
    object
}

impl Maker<'_> {
    /// A union of component schemas, with a `discriminator`.
    pub fn discriminated(&mut self) -> Value {
        let count = self.dice.between(2, 4);
        let chosen = self.dice.some(self.tagged, count);
        let references: Vec<Value> = chosen
            .iter()
            .map(|name| json!({ "$ref": reference(name) }))
            .collect();
        let mut union = json!({
            *self.dice.one(&["oneOf", "anyOf"]): references,
            "discriminator": { "propertyName": TAG },
        });
        if self.dice.percent(60) {
            let mapping = chosen.iter().map(|name| {
                let index = self.tagged.iter().position(|known| known == name);
                let value = match index.unwrap_or_default() % 3 {
                    1 => format!("the {name}"),
                    _ => name.clone(),
                };
                (value, json!(reference(name)))
            });
            union["discriminator"]["mapping"] = mapping.collect();
        }
        union
    }

    pub fn unusual(&mut self, depth: usize) -> Value {
        match self.dice.below(16) {
            0..5 => self.unusual_array(depth),
            5..10 => self.unusual_object(depth),
            10 => {
                let mut narrower = self.object(depth + 1);
                narrower["required"] = json!([self.dice.one(MEMBERS)]);
                json!({ "allOf": [self.reference(), narrower, { "minProperties": 1 }] })
            }
            11 => {
                let known = self.dice.some(WORDS, 3);
                json!({ "anyOf": [{ "type": "string", "enum": known }, { "type": "string" }] })
            }
            12 => {
                let values = [
                    json!({ "a": 1 }),
                    json!({ "a": [1, null], "b": { "c": "red" } }),
                    json!(["a", 1.0]),
                    json!([]),
                    json!({}),
                ];
                json!({ "const": self.dice.one(&values) })
            }
            13 => json!({ "enum": [1.0, true, "true", "1", [1], false, { "a": null }] }),
            14 => {
                let mut both = self.object(depth + 1);
                both["type"] = json!(["object", "array", "null"]);
                both["items"] = self.schema(depth + 1);
                both
            }
            _ => json!({ "anyOf": [self.reference(), { "type": "null" }], "title": "Maybe" }),
        }
    }

    fn unusual_array(&mut self, depth: usize) -> Value {
        let item = self.schema(depth + 1);
        match self.dice.below(6) {
            0 => json!({
                "type": "array",
                "prefixItems": [item, self.scalar()],
                "items": false,
                "minItems": self.dice.below(3),
            }),
            1 => json!({
                "type": "array",
                "contains": self.scalar(),
                "minContains": self.dice.below(2),
                "maxContains": 2,
            }),
            2 => json!({
                "type": "array",
                "items": { "type": "array", "items": self.union(depth + 1) },
            }),
            3 => json!({
                "type": "array",
                "prefixItems": [self.scalar()],
                "anyOf": [{ "prefixItems": [true, item] }, { "minItems": 2 }],
                "unevaluatedItems": false,
            }),
            4 => json!({
                "type": "array",
                "items": item,
                "allOf": [{ "maxItems": 3 }, { "items": self.scalar() }],
            }),
            _ => json!({
                "type": "array",
                "contains": { "type": "string" },
                "unevaluatedItems": item,
            }),
        }
    }

    fn unusual_object(&mut self, depth: usize) -> Value {
        let mut object = self.object(depth + 1);
        let member = *self.dice.one(MEMBERS);
        let other = *self.dice.one(MEMBERS);
        let more = match self.dice.below(10) {
            0 => json!({
                "properties": { "a": true, "b": false, "c": {}, "x-y": self.member(depth + 1) },
            }),
            1 => json!({
                "patternProperties": { "^x-": self.scalar(), "^[0-9]$": self.schema(depth + 1) },
                "additionalProperties": false,
            }),
            2 => json!({
                "propertyNames": { "enum": ["a", "b", "zz", "x-1", "type"] },
                "additionalProperties": self.member(depth + 1),
            }),
            3 => json!({
                "if": { "required": [member], "properties": { member: { "const": "red" } } },
                "then": { "required": [other] },
                "else": { "properties": { other: self.scalar() } },
            }),
            4 => json!({
                "oneOf": [
                    { "required": [member] },
                    { "required": [other], "not": { "required": ["c"] } },
                ],
            }),
            5 => json!({
                "properties": {},
                "required": [],
                "additionalProperties": self.member(depth + 1),
                "maxProperties": 2,
            }),
            6 => json!({
                "dependentSchemas": { member: { "required": [other] } },
                "unevaluatedProperties": self.schema(depth + 1),
            }),
            7 => json!({
                "allOf": [{ "if": { "required": ["a"] }, "then": { "required": ["b"] } }],
            }),
            8 => json!({ "additionalProperties": true, "minProperties": 2 }),
            _ => json!({
                "anyOf": [self.object(depth + 1), self.object(depth + 1)],
                "unevaluatedProperties": false,
            }),
        };
        merge(&mut object, more);
        object
    }
}
