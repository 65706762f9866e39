//! Reads text back into JSON: `5` is a number if the schema allows numbers.

use crate::runtime::fake::schema::Schema;
use crate::runtime::rules::Types;
use crate::runtime::wire::Json;

/// Reads a scalar. If several types are possible, the first valid value wins; without a valid value,
/// the first type that the text can express, else the string.
pub(super) fn scalar(text: String, schema: &Schema) -> Json {
    let types = schema.types();
    let mut values = Vec::new();
    if types.overlap(Types::NUMBER) {
        values.extend(number(&text));
    }
    if types.overlap(Types::BOOLEAN) {
        values.extend(text.parse().ok().map(Json::Bool));
    }
    if types.overlap(Types::NULL) && text.is_empty() {
        values.push(Json::Null);
    }
    // Arrays and objects inside arrays are JSON: styles do not cover nesting.
    if types.overlap(Types::ARRAY.or(Types::OBJECT)) && text.starts_with(['[', '{']) {
        values.extend(serde_json::from_str(&text).ok());
    }
    let valid = values.iter().find(|value| schema.is_valid(value)).cloned();
    if types.overlap(Types::STRING) {
        let text = Json::String(text);
        // Without a type, text stays text.
        return match valid {
            Some(value) if types != Types::ALL || !schema.is_valid(&text) => value,
            _ => text,
        };
    }
    let first = values.into_iter().next();
    valid.or(first).unwrap_or(Json::String(text))
}

fn number(text: &str) -> Option<Json> {
    let is_number = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let value: Json = serde_json::from_str(text).ok().filter(|_| is_number)?;
    value.is_number().then_some(value)
}

/// The separate texts of a value.
pub(super) enum Texts {
    /// The items of an array.
    Items(Vec<String>),
    /// The properties of an object.
    Members(Vec<(String, String)>),
}

/// Reads separate texts.
pub(super) fn texts(texts: Texts, schema: &Schema) -> Json {
    match texts {
        Texts::Items(items) => {
            let items = items.into_iter().enumerate();
            let items = items.map(|(index, text)| scalar(text, &schema.item(index)));
            Json::Array(items.collect())
        }
        Texts::Members(members) => {
            let members = members.into_iter().map(|(name, text)| {
                let value = scalar(text, &schema.any_property(&name));
                (name, value)
            });
            Json::Object(members.collect())
        }
    }
}

/// The shape of a value in text, by the schema. A schema that allows scalars and arrays means an
/// array if the text has separators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    Array,
    Object,
}

impl Shape {
    pub(super) fn of(schema: &Schema, has_separators: bool) -> Self {
        let types = schema.types();
        let scalars = Types::STRING.or(Types::NUMBER).or(Types::BOOLEAN);
        if types == Types::ALL || (types.overlap(scalars) && !has_separators) {
            Shape::Scalar
        } else if types.overlap(Types::ARRAY) {
            Shape::Array
        } else if types.overlap(Types::OBJECT) {
            Shape::Object
        } else {
            Shape::Scalar
        }
    }
}
