//! Random schemas, from common to contrived.

use super::{Dice, rare};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Property names, including keywords, discriminators and invalid Rust identifiers.
pub const MEMBERS: &[&str] = &["a", "b", "c", "type", "kind", "id", "x-y", "self"];
pub const WORDS: &[&str] = &["red", "green", "blue", "", "2x", "A", "a", "long word"];
const TYPES: &[&str] = &[
    "string", "integer", "number", "boolean", "null", "object", "array",
];

/// The number of component schemas with a discriminator value.
const TAGGED: usize = 6;

pub fn reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

/// Random component schemas. In-place references lead to earlier schemas only; properties and items
/// may refer to every schema.
pub fn all(count: usize, dice: &mut Dice) -> BTreeMap<String, Value> {
    let names: Vec<String> = (0..count).map(|index| format!("S{index:03}")).collect();
    let tagged: Vec<String> = (0..TAGGED).map(|index| format!("T{index}")).collect();
    let everything = [names.as_slice(), tagged.as_slice()].concat();
    let mut maker = Maker {
        known: &[],
        all: &everything,
        tagged: &tagged,
        dice,
    };
    let mut schemas = BTreeMap::new();
    for (index, name) in tagged.iter().enumerate() {
        schemas.insert(name.clone(), rare::tagged(name, index, &mut maker));
    }
    for (index, name) in names.iter().enumerate() {
        maker.known = &names[..index];
        let mut schema = match maker.dice.below(12) {
            0..3 => maker.object(0),
            3..5 => maker.union(0),
            5..7 => maker.composed(0),
            7..9 => maker.twisted(0),
            9 => maker.discriminated(),
            10 => maker.unusual(0),
            _ => maker.schema(0),
        };
        if schema["type"] == "object" && maker.dice.percent(8) {
            schema["properties"]["self"] = json!({ "$ref": reference(name) });
        }
        schemas.insert(name.clone(), schema);
    }
    schemas
}

pub struct Maker<'m> {
    /// The targets of in-place references.
    pub known: &'m [String],
    /// The targets of references in properties and items.
    pub all: &'m [String],
    /// The component schemas with a discriminator value.
    pub tagged: &'m [String],
    pub dice: &'m mut Dice,
}

impl Maker<'_> {
    pub fn schema(&mut self, depth: usize) -> Value {
        let mut schema = match self.dice.below(100) {
            _ if depth > 2 => self.scalar(),
            0..28 => self.scalar(),
            28..42 => self.reference(),
            42..50 => self.array(depth),
            50..64 => self.object(depth),
            64..73 => self.union(depth),
            73..80 => self.composed(depth),
            80..85 => self.discriminated(),
            85..92 => self.unusual(depth),
            _ => self.twisted(depth),
        };
        if self.dice.percent(10) {
            rare::annotate(&mut schema, self);
        }
        schema
    }

    /// The schema of a property or item, possibly a reference to a later schema, hence recursive.
    pub fn member(&mut self, depth: usize) -> Value {
        match self.dice.percent(8) {
            true => json!({ "$ref": reference(self.dice.one::<String>(self.all)) }),
            false => self.schema(depth),
        }
    }

    pub fn reference(&mut self) -> Value {
        match self.known.is_empty() {
            true => json!({ "type": "string" }),
            false => json!({ "$ref": reference(self.dice.one::<String>(self.known)) }),
        }
    }

    pub fn scalar(&mut self) -> Value {
        let bound = self.dice.between(0, 5);
        match self.dice.below(12) {
            0 => json!({ "type": "string" }),
            1 => json!({ "type": "string", "minLength": bound / 2, "maxLength": bound + 1 }),
            2 => {
                json!({ "type": "string", "pattern": self.dice.one(&["^a", "[0-9]+$", "^[^b]*$"]) })
            }
            3 => json!({ "type": "integer", "minimum": bound }),
            4 => json!({ "type": "integer", "exclusiveMaximum": bound, "multipleOf": 2 }),
            5 => json!({ "type": "number", "maximum": bound, "multipleOf": 0.5 }),
            6 => json!({ "type": "boolean" }),
            7 => json!({ "type": [self.dice.one(&TYPES[..4]), "null"] }),
            8 => json!({ "type": "string", "enum": self.dice.some(WORDS, bound + 1) }),
            9 => {
                json!({ "type": "integer", "enum": self.dice.some(&[-1, 2, 4, 7], bound % 4 + 1) })
            }
            10 => {
                let values = [
                    json!(null),
                    json!("red"),
                    json!(1),
                    json!(2.5),
                    json!({ "a": 1 }),
                ];
                json!({ "enum": self.dice.some(&values, bound % 4 + 2) })
            }
            _ => {
                json!({ "const": self.dice.one(&[json!("red"), json!(1), json!(null), json!(true)]) })
            }
        }
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut array = json!({ "type": "array", "items": self.member(depth + 1) });
        match self.dice.below(6) {
            0 => array["minItems"] = json!(1),
            1 => array["maxItems"] = json!(2),
            2 => array["uniqueItems"] = json!(true),
            3 => array["prefixItems"] = json!([self.schema(depth + 1)]),
            4 => array["contains"] = self.scalar(),
            _ => {}
        }
        array
    }

    pub fn object(&mut self, depth: usize) -> Value {
        let mut members = Map::new();
        let count = self.dice.between(0, 4);
        for name in self.dice.some(MEMBERS, count) {
            members.insert(name.to_owned(), self.member(depth + 1));
        }
        let names: Vec<&String> = members.keys().collect();
        let mut object = json!({ "type": "object", "properties": members });
        if self.dice.percent(60) && !names.is_empty() {
            let count = self.dice.between(1, names.len());
            object["required"] = json!(self.dice.some(&names, count));
        }
        let member = *self.dice.one(MEMBERS);
        let other = *self.dice.one(MEMBERS);
        match self.dice.below(24) {
            0..4 => object["additionalProperties"] = json!(false),
            4..7 => object["additionalProperties"] = self.schema(depth + 1),
            7 | 8 => object["patternProperties"] = json!({ "^x-": self.schema(depth + 1) }),
            9 => object["minProperties"] = json!(1),
            10 => object["maxProperties"] = json!(3),
            11 => object["propertyNames"] = json!({ "pattern": "^[a-z]" }),
            12 => object["dependentRequired"] = json!({ member: [other] }),
            13 => object["dependentSchemas"] = json!({ member: self.object(depth + 1) }),
            14 => {
                object["if"] = json!({ "properties": { member: self.scalar() } });
                object["then"] = json!({ "properties": { other: self.scalar() } });
            }
            15 => object["not"] = json!({ "required": [member] }),
            16 => object["anyOf"] = json!([{ "required": [member] }, { "required": [other] }]),
            17 => object["unevaluatedProperties"] = json!(false),
            _ => {}
        }
        object
    }

    pub fn union(&mut self, depth: usize) -> Value {
        let count = self.dice.between(2, 3);
        let by_tag = self.dice.percent(40);
        let tag = *self.dice.one(&["type", "kind"]);
        let values = self.dice.some(WORDS, count);
        let mut branches = Vec::new();
        for value in values {
            branches.push(if by_tag {
                let mut branch = self.object(depth + 1);
                branch["properties"][tag] = json!({ "const": value });
                branch["required"] = json!([tag]);
                branch
            } else {
                self.schema(depth + 1)
            });
        }
        if self.dice.percent(20) {
            branches.push(json!({ "type": "null" }));
        }
        json!({ *self.dice.one(&["oneOf", "anyOf"]): branches })
    }

    fn composed(&mut self, depth: usize) -> Value {
        let count = self.dice.between(1, 3);
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.push(match self.dice.percent(60) {
                true => self.reference(),
                false => self.object(depth + 1),
            });
        }
        let mut composed = json!({ "allOf": parts });
        match self.dice.below(6) {
            0 => composed["required"] = json!([self.dice.one(MEMBERS)]),
            1 => composed["unevaluatedProperties"] = json!(false),
            2 => merge(&mut composed, self.object(depth + 1)),
            _ => {}
        }
        composed
    }

    /// Contrived schemas: keywords beside references and unions, multiple types, `not`.
    fn twisted(&mut self, depth: usize) -> Value {
        let mut schema = match self.dice.below(5) {
            0 | 1 => self.reference(),
            2 | 3 => self.union(depth),
            _ => json!({ "type": self.dice.some(TYPES, 3), "items": self.scalar() }),
        };
        let more = match self.dice.below(9) {
            0 => json!({ "minLength": 2, "maximum": 5 }),
            1 => json!({ "type": ["object", "null"] }),
            2 => {
                json!({ "type": "object", "properties": { *self.dice.one(MEMBERS): self.scalar() } })
            }
            3 => json!({ "type": "object", "required": [self.dice.one(MEMBERS)] }),
            4 => json!({ "type": "object", "additionalProperties": false }),
            5 => json!({ "enum": ["red", 1, null, { "a": 1 }] }),
            6 => json!({ "not": self.scalar() }),
            7 => json!({ "type": "object", "unevaluatedProperties": false }),
            _ => return json!({ "oneOf": [schema, { "type": "null" }] }),
        };
        merge(&mut schema, more);
        schema
    }
}

pub fn merge(schema: &mut Value, more: Value) {
    if let (Value::Object(schema), Value::Object(more)) = (schema, more) {
        schema.extend(more);
    }
}
