//! What a type does not say.

use super::TypeId;

/// A JSON value as a constant.
#[derive(Debug, Clone, PartialEq)]
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
    Text(String),
    /// An array or an object, as JSON text
    Json(String),
}

/// What a value has to satisfy; the same as the runtime's.
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
    Item(usize, Vec<Rule>),
    Contains(u64, u64, Vec<Rule>),
    UnevaluatedItems(Vec<Rule>),
    MinProperties(u64),
    MaxProperties(u64),
    Required(Vec<String>),
    Member(String, Vec<Rule>),
    MembersLike(String, Vec<Rule>),
    OtherMembers(Vec<String>, Vec<String>, Vec<Rule>),
    UnevaluatedMembers(Vec<Rule>),
    MemberNames(Vec<Rule>),
    IfPresent(String, Vec<Rule>),
    AllOf(Vec<Vec<Rule>>),
    AnyOf(Vec<Vec<Rule>>),
    OneOf(Vec<Vec<Rule>>),
    Not(Vec<Rule>),
    IfMember(String, Vec<Literal>, Vec<Rule>),
    If(Vec<Rule>, Vec<Rule>, Vec<Rule>),
    /// The rules of a named type.
    Ref(TypeId),
    /// The rules of a named type where it is an alias, which says nothing of them itself.
    Alias(TypeId),
}

impl Rule {
    /// Whether it asks nothing of `null`.
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
            | Rule::If(..)
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
            | Rule::Item(..)
            | Rule::Contains(..)
            | Rule::UnevaluatedItems(_)
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::Required(_)
            | Rule::Member(..)
            | Rule::MembersLike(..)
            | Rule::OtherMembers(..)
            | Rule::UnevaluatedMembers(_)
            | Rule::MemberNames(_)
            | Rule::IfPresent(..)
            | Rule::IfMember(..) => true,
        }
    }

    /// Whether it is about what no other rule beside it speaks of.
    #[must_use]
    pub fn asks_of_others(&self) -> bool {
        matches!(
            self,
            Rule::UnevaluatedItems(_) | Rule::UnevaluatedMembers(_)
        )
    }
}
