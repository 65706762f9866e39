//! JSON values as constants.

use crate::runtime::wire::Json;
use serde::{Serialize, Serializer};
use std::fmt;

/// A JSON value as a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// A boolean
    Bool(bool),
    /// A whole number
    Integer(i64),
    /// Any other number
    Float(f64),
    /// A string
    Text(&'static str),
    /// An array or an object, as JSON text
    Json(&'static str),
}

impl Literal {
    /// Whether this is the value; numbers are equal by what they are, however they are written.
    #[must_use]
    pub fn is(&self, value: &Json) -> bool {
        match (self, value) {
            (Literal::Text(text), Json::String(value)) => text == value,
            (Literal::Json(text), Json::Array(_) | Json::Object(_)) => {
                serde_json::from_str::<Json>(text).is_ok_and(|json| equal(&json, value))
            }
            (Literal::Null, Json::Null) => true,
            (Literal::Bool(literal), Json::Bool(value)) => literal == value,
            (Literal::Integer(literal), Json::Number(_)) => equal(&Json::from(*literal), value),
            (Literal::Float(literal), Json::Number(_)) => equal(&Json::from(*literal), value),
            _ => false,
        }
    }
}

/// Whether two JSON values are the same; `1` and `1.0` are.
pub(super) fn equal(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => {
            if let (Some(left), Some(right)) = (left.as_i64(), right.as_i64()) {
                left == right
            } else if let (Some(left), Some(right)) = (left.as_u64(), right.as_u64()) {
                left == right
            } else {
                left.as_f64() == right.as_f64()
            }
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(a, b)| equal(a, b))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(name, a)| right.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => left == right,
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Null => out.write_str("null"),
            Literal::Bool(value) => value.fmt(out),
            Literal::Integer(value) => value.fmt(out),
            Literal::Float(value) => value.fmt(out),
            Literal::Text(text) => write!(out, "{text:?}"),
            Literal::Json(text) => out.write_str(text),
        }
    }
}

impl Serialize for Literal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Literal::Null => serializer.serialize_unit(),
            Literal::Bool(value) => serializer.serialize_bool(*value),
            Literal::Integer(value) => serializer.serialize_i64(*value),
            Literal::Float(value) => serializer.serialize_f64(*value),
            Literal::Text(text) => serializer.serialize_str(text),
            Literal::Json(text) => serde_json::from_str::<Json>(text)
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}
