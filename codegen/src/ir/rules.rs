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
    /// Whether it is about what no other rule beside it speaks of.
    #[must_use]
    pub fn asks_of_others(&self) -> bool {
        matches!(
            self,
            Rule::UnevaluatedItems(_) | Rule::UnevaluatedMembers(_)
        )
    }
}
