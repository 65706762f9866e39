//! Examples of request bodies, as the code that builds the value.

use super::{Type, TypeId};
use serde_json::Value;

/// An example of a request body.
#[derive(Debug)]
pub struct Sample {
    /// The `summary` of the example; may be empty.
    pub title: String,
    /// A JSON pointer to the example in the spec.
    pub source: String,
    /// The example as JSON on a single line, with sorted object keys.
    pub json: String,
    /// The variables to define before the body, in order.
    pub bindings: Vec<Variable>,
    /// The expression of the body.
    pub body: Expression,
}

/// A variable that receives properties without a setter.
#[derive(Debug)]
pub struct Variable {
    /// The variable name, an identifier.
    pub name: String,
    /// The initial value.
    pub value: Expression,
    /// Entries to insert: map field, key and value.
    pub members: Vec<(String, String, Expression)>,
}

/// A Rust expression for a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A string literal, for a parameter of type `impl Into<String>`.
    Text(String),
    /// An owned `String`.
    Owned(String),
    /// A boolean.
    Boolean(bool),
    /// An integer literal with an inferred type.
    Integer(i64),
    /// An `i64` literal.
    Long(i64),
    /// A `u64` literal.
    Unsigned(u64),
    /// A float literal.
    Float(f64),
    /// A `Number`.
    Number(Box<Expression>),
    /// A `json!` value.
    Json(Value),
    /// `()`, the type of `null`.
    Null,
    /// `Nullable::Null` for a value of the type.
    Nothing(Type),
    /// `Nullable::Value` of a value.
    Present(Box<Expression>),
    /// A value in a `Box`.
    Boxed(Box<Expression>),
    /// An array, for a list argument.
    Array(Vec<Expression>),
    /// A `Vec` of the item type.
    List(Type, Vec<Expression>),
    /// A `Map` of the value type.
    Map(Type, Vec<(String, Expression)>),
    /// A named value of an enum.
    Value(TypeId, String),
    /// A variant of a union.
    Variant(TypeId, String, Box<Expression>),
    /// A struct: constructor, its arguments, then setters with their arguments.
    New(TypeId, String, Vec<Expression>, Vec<(String, Expression)>),
    /// A variable.
    Name(String),
}
