//! Types.

use super::{Literal, Rule};

/// A file with types.
#[derive(Debug)]
pub struct Module {
    /// Its name, an identifier.
    pub name: String,
    /// The type of the schema, and then those of its inline schemas in their order.
    pub types: Vec<TypeId>,
    /// The features that it is there with, each of them; without any, it is always there.
    pub features: Vec<String>,
}

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name, an identifier.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// What it is made of.
    pub kind: Kind,
    /// What the type does not rule out; for an alias, all rules.
    pub rules: Vec<Rule>,
    /// The name of the constant that holds the rules.
    pub rules_name: String,
}

/// Documentation.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Docs {
    /// Markdown by the author of the description.
    pub text: String,
    /// Limits and other facts, a sentence each.
    pub facts: Vec<String>,
    /// What changes nothing about the type, but is to be told where it changes: a default, a
    /// format, that it is deprecated. By the words of JSON Schema.
    pub annotations: Vec<(&'static str, String)>,
    /// The pointer to where it comes from.
    pub source: Option<String>,
}

/// What a named type is made of.
#[derive(Debug)]
pub enum Kind {
    /// A JSON object with named members.
    Struct(Struct),
    /// A string with named values.
    Texts(Vec<Value<String>>),
    /// An integer with named values.
    Integers(Vec<Value<i64>>),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// A JSON object with named members.
#[derive(Debug, Default)]
pub struct Struct {
    /// Members with one possible value.
    pub fixed: Vec<Fixed>,
    /// Members that have to be there, in the order of the constructor's arguments.
    pub required: Vec<Field>,
    /// Members that may be left out, sorted by name.
    pub optional: Vec<Field>,
    /// All other members.
    pub others: Others,
}

/// What may stand beside the named members of an object.
#[derive(Debug, Default)]
pub enum Others {
    /// Anything.
    #[default]
    Open,
    /// Nothing.
    Closed,
    /// Members of one type, in a field of this name.
    Typed(Box<Field>),
    /// Members of one type where their names match one of these patterns, in a field of this name;
    /// and anything else.
    Matching(Vec<String>, Box<Field>),
}

impl Others {
    /// The field that holds those of one type.
    #[must_use]
    pub fn field(&self) -> Option<&Field> {
        match self {
            Others::Open | Others::Closed => None,
            Others::Typed(field) | Others::Matching(_, field) => Some(field),
        }
    }

    /// The same, to be changed.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Others::Open | Others::Closed => None,
            Others::Typed(field) | Others::Matching(_, field) => Some(field),
        }
    }
}

/// A member with one possible value.
#[derive(Debug)]
pub struct Fixed {
    /// Its name on the wire.
    pub wire: String,
    /// The value.
    pub value: Literal,
    /// Whether it has to be there.
    pub required: bool,
}

/// A member of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// Its name in Rust, an identifier.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// The type of its value, where there is one.
    pub ty: Type,
}

impl Field {
    /// The name of the method that sets it.
    #[must_use]
    pub fn setter(&self) -> String {
        format!("with_{}", self.name.trim_start_matches("r#"))
    }
}

/// A named value of an enumeration.
#[derive(Debug)]
pub struct Value<T> {
    /// The value on the wire.
    pub wire: T,
    /// Its name in Rust, an identifier.
    pub name: String,
    /// What it means.
    pub docs: Docs,
}

/// One of several types.
#[derive(Debug)]
pub struct Union {
    /// The member that tells the variants apart.
    pub tag: Option<String>,
    /// Whether a value has to fit exactly one variant.
    pub exclusive: bool,
    /// The same as a rule: needed where the variants' types do not say all that they ask.
    pub alternatives: Option<Rule>,
    /// The types, in the order of the description.
    pub variants: Vec<Variant>,
    /// What it can be made from: the variants' types and what those can be made from.
    pub from: Vec<(String, Type)>,
}

/// A variant of a union.
#[derive(Debug)]
pub struct Variant {
    /// Its name in Rust, an identifier.
    pub name: String,
    /// The values of the tag that mean it.
    pub tags: Vec<String>,
    /// Whether the tag may be left out for it.
    pub untagged: bool,
    /// What it is.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
}

/// A type where it is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Any JSON value.
    Json,
    /// `null` and nothing else.
    Null,
    /// A boolean.
    Boolean,
    /// An integer of 64 bits.
    Integer,
    /// An integer of 64 bits without a sign.
    Unsigned,
    /// Any number.
    Number,
    /// A string.
    Text,
    /// Bytes as they are.
    Bytes,
    /// A file in a form.
    File,
    /// An array.
    List(Box<Type>),
    /// An object whose members are of one type.
    Map(Box<Type>),
    /// A named type.
    Named(TypeId),
    /// A value behind a pointer, since the type contains itself.
    Boxed(Box<Type>),
    /// A value or `null`; where it is optional, the two are told apart.
    Nullable(Box<Type>),
}

/// The place of a named type in the table of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);
