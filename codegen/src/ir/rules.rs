//! Validation rules: the constraints that Rust types do not express.

use super::TypeId;
use crate::keywords::{Limit, Types};
use serde_json::Value;

/// A JSON value as a constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A number that is not an integer.
    Float(f64),
    /// A string.
    String(String),
    /// An array or object, as JSON text.
    Json(String),
}

impl From<&Value> for Literal {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Literal::Null,
            Value::Bool(value) => Literal::Bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(integer), _) => Literal::Integer(integer),
                (None, float) => Literal::Float(float.unwrap_or_default()),
            },
            Value::String(text) => Literal::String(text.clone()),
            Value::Array(_) | Value::Object(_) => Literal::Json(value.to_string()),
        }
    }
}

/// A constraint on a value. The variants mirror the `Rule` of the runtime, where
/// each limit has a variant of its own.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Rule {
    Never,
    Type(Types),
    Enum(Vec<Literal>),
    Limit(Limit),
    Items(usize, Vec<Rule>),
    PrefixItem(usize, Vec<Rule>),
    Contains(u64, u64, Vec<Rule>),
    UnevaluatedItems(Vec<Rule>),
    Required(Vec<String>),
    Property(String, Vec<Rule>),
    PatternProperties(String, Vec<Rule>),
    AdditionalProperties(Vec<String>, Vec<String>, Vec<Rule>),
    UnevaluatedProperties(Vec<Rule>),
    PropertyNames(Vec<Rule>),
    Collect(String, Vec<Rule>),
    AllOf(Vec<Vec<Rule>>),
    AnyOf(Vec<Vec<Rule>>),
    OneOf(Vec<Vec<Rule>>),
    Not(Vec<Rule>),
    IfPropertyIn(String, Vec<Literal>, Vec<Rule>),
    IfThenElse(Vec<Rule>, Vec<Rule>, Vec<Rule>),
    /// The rules of a named type.
    Ref(TypeId),
    /// The rules of an alias, which have a constant of their own.
    Alias(TypeId),
}

impl Rule {
    /// The rule for `type`.
    #[must_use]
    pub fn of_types(types: Types) -> Rule {
        match types {
            Types(0) => Rule::Never,
            types => Rule::Type(types),
        }
    }

    /// True if the rule accepts `null`.
    #[must_use]
    pub fn allows_null(&self) -> bool {
        match self {
            Rule::Never
            | Rule::Type(_)
            | Rule::Enum(_)
            | Rule::AllOf(_)
            | Rule::AnyOf(_)
            | Rule::OneOf(_)
            | Rule::Not(_)
            | Rule::IfThenElse(..)
            | Rule::Ref(_)
            | Rule::Alias(_) => false,
            Rule::Limit(_)
            | Rule::Items(..)
            | Rule::PrefixItem(..)
            | Rule::Contains(..)
            | Rule::UnevaluatedItems(_)
            | Rule::Required(_)
            | Rule::Property(..)
            | Rule::PatternProperties(..)
            | Rule::AdditionalProperties(..)
            | Rule::UnevaluatedProperties(_)
            | Rule::PropertyNames(_)
            | Rule::Collect(..)
            | Rule::IfPropertyIn(..) => true,
        }
    }

    /// True for `unevaluatedItems` and `unevaluatedProperties`, which depend on the neighbouring
    /// rules.
    #[must_use]
    pub fn is_unevaluated(&self) -> bool {
        matches!(
            self,
            Rule::UnevaluatedItems(_) | Rule::UnevaluatedProperties(_)
        )
    }
}
