//! Constant JSON values.

use crate::runtime::wire::Node;
use serde_json::Number;
use std::fmt;

/// A constant JSON value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// A boolean
    Bool(bool),
    /// An integer
    Integer(i64),
    /// A number with a fraction, or outside of `i64`
    Float(f64),
    /// A string
    String(&'static str),
    /// An array or an object, as JSON text
    Json(&'static str),
}

impl Literal {
    /// Converts the constant to a [`Node`].
    ///
    /// # Panics
    ///
    /// Panics if the text of [`Literal::Json`] is not JSON.
    #[must_use]
    pub fn node(&self) -> Node<'static> {
        match *self {
            Literal::Null => Node::Null,
            Literal::Bool(value) => Node::Bool(value),
            Literal::Integer(value) => Node::Number(value.into()),
            Literal::Float(value) => Number::from_f64(value).map_or(Node::Null, Node::Number),
            Literal::String(text) => Node::String(text.into()),
            Literal::Json(text) => serde_json::from_str(text).expect("constants are JSON"),
        }
    }

    /// Returns `true` if the value equals the constant. Numbers compare by value: `1` equals `1.0`.
    #[must_use]
    pub fn equals(&self, value: &Node<'_>) -> bool {
        match (self, value) {
            (Literal::String(text), Node::String(value)) => text == value,
            (Literal::Json(_), Node::Array(_) | Node::Object(_)) => equal(&self.node(), value),
            (Literal::Null, Node::Null) => true,
            (Literal::Bool(literal), Node::Bool(value)) => literal == value,
            (Literal::Integer(literal), Node::Number(number)) => {
                numbers_equal(&(*literal).into(), number)
            }
            (Literal::Float(literal), Node::Number(number)) => number.as_f64() == Some(*literal),
            _ => false,
        }
    }
}

/// Compares two JSON values. Numbers compare by value: `1` equals `1.0`.
pub(super) fn equal(left: &Node<'_>, right: &Node<'_>) -> bool {
    match (left, right) {
        (Node::Null, Node::Null) => true,
        (Node::Bool(left), Node::Bool(right)) => left == right,
        (Node::Number(left), Node::Number(right)) => numbers_equal(left, right),
        (Node::String(left), Node::String(right)) => left == right,
        (Node::Array(left), Node::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(a, b)| equal(a, b))
        }
        (Node::Object(left), Node::Object(right)) => {
            left.count() == right.count()
                && left
                    .iter()
                    .all(|(name, a)| right.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => false,
    }
}

fn numbers_equal(left: &Number, right: &Number) -> bool {
    if let (Some(left), Some(right)) = (left.as_i64(), right.as_i64()) {
        left == right
    } else if let (Some(left), Some(right)) = (left.as_u64(), right.as_u64()) {
        left == right
    } else {
        left.as_f64() == right.as_f64()
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Null => out.write_str("null"),
            Literal::Bool(value) => value.fmt(out),
            Literal::Integer(value) => value.fmt(out),
            Literal::Float(value) => value.fmt(out),
            Literal::String(text) => write!(out, "{text:?}"),
            Literal::Json(text) => out.write_str(text),
        }
    }
}
