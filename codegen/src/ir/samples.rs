//! Examples as the code that makes them.

use super::{Type, TypeId};
use serde_json::Value;

/// An example of the body of a request.
#[derive(Debug)]
pub struct Sample {
    /// What it shows; empty where nothing is said of it.
    pub title: String,
    /// The pointer to it in the description.
    pub source: String,
    /// It in JSON on a line, with the members of all objects in the order of their names.
    pub json: String,
    /// What is made before it, in this order.
    pub bindings: Vec<Binding>,
    /// The code that makes it.
    pub body: Expression,
}

/// A value that gets members that have no method of their own.
#[derive(Debug)]
pub struct Binding {
    /// The name of the variable, an identifier.
    pub name: String,
    /// What it is before.
    pub value: Expression,
    /// The field that takes each member, its name on the wire, and its value.
    pub members: Vec<(String, String, Expression)>,
}

/// Code that makes a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A string that something is made from.
    Text(String),
    /// A string that is owned.
    Owned(String),
    /// A boolean.
    Boolean(bool),
    /// A whole number whose type is found by the compiler.
    Integer(i64),
    /// A whole number of 64 bits.
    Long(i64),
    /// The same without a sign.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    /// A number of the type that takes all.
    Number(Box<Expression>),
    /// A value of any kind.
    Json(Value),
    /// `null` and nothing else.
    Null,
    /// That there is no value of a type.
    Absent(Type),
    /// An explicit `null` instead of a value of a type.
    Nothing(Type),
    /// A value where there could be none.
    Present(Box<Expression>),
    /// A value behind a pointer.
    Boxed(Box<Expression>),
    /// Items of a type.
    List(Type, Vec<Expression>),
    /// Members of a type.
    Map(Type, Vec<(String, Expression)>),
    /// A named value of an enumeration.
    Value(TypeId, String),
    /// A variant of a union.
    Variant(TypeId, String, Box<Expression>),
    /// An object: the arguments of its constructor, and what its setters are called and given.
    New(TypeId, Vec<Expression>, Vec<(String, Expression)>),
    /// A variable.
    Name(String),
}
