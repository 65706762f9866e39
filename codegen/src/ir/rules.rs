//! Validation rules: the constraints that Rust types do not express.

use super::TypeId;

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

/// A constraint on a value. The variants mirror the `Rule` of the runtime.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Rule {
    Never,
    Type(u8),
    Enum(Vec<Literal>),
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    Minimum(f64),
    Maximum(f64),
    ExclusiveMinimum(f64),
    ExclusiveMaximum(f64),
    MultipleOf(f64),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    Items(usize, Vec<Rule>),
    PrefixItem(usize, Vec<Rule>),
    Contains(u64, u64, Vec<Rule>),
    UnevaluatedItems(Vec<Rule>),
    MinProperties(u64),
    MaxProperties(u64),
    Required(Vec<String>),
    Property(String, Vec<Rule>),
    PatternProperties(String, Vec<Rule>),
    AdditionalProperties(Vec<String>, Vec<String>, Vec<Rule>),
    UnevaluatedProperties(Vec<Rule>),
    PropertyNames(Vec<Rule>),
    DependentSchema(String, Vec<Rule>),
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
            Rule::MinLength(_)
            | Rule::MaxLength(_)
            | Rule::Pattern(_)
            | Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::ExclusiveMinimum(_)
            | Rule::ExclusiveMaximum(_)
            | Rule::MultipleOf(_)
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::UniqueItems
            | Rule::Items(..)
            | Rule::PrefixItem(..)
            | Rule::Contains(..)
            | Rule::UnevaluatedItems(_)
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::Required(_)
            | Rule::Property(..)
            | Rule::PatternProperties(..)
            | Rule::AdditionalProperties(..)
            | Rule::UnevaluatedProperties(_)
            | Rule::PropertyNames(_)
            | Rule::DependentSchema(..)
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
