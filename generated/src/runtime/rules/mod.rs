//! What a type cannot rule out by itself, as tables, and the interpreter that reads them.
//!
//! A [`Rule`] is a keyword of JSON Schema 2020-12. The generated types carry tables of rules as
//! constants; [`validate`] walks them over what a value is in JSON.

mod check;
mod containers;
mod evaluated;
mod literal;
pub(super) mod pattern;
mod scalars;
mod violation;

pub use literal::Literal;
pub use violation::{Violation, Violations};

use super::wire::{Json, Node, Object, Typed, Union};

/// Rules that all have to hold.
pub type Rules = &'static [Rule];

/// One thing that the description asks of a JSON value.
///
/// A rule about strings says nothing of numbers, and so on, as in JSON Schema.
#[derive(Debug)]
pub enum Rule {
    /// No value at all.
    Never,
    /// One of these types.
    Type(Types),
    /// One of these values.
    Enum(&'static [Literal]),
    /// A string of at least so many characters.
    MinLength(u64),
    /// A string of at most so many characters.
    MaxLength(u64),
    /// A string in which this regular expression matches somewhere.
    Pattern(&'static str),
    /// A number not below this.
    Minimum(f64),
    /// A number not above this.
    Maximum(f64),
    /// A number above this.
    ExclusiveMinimum(f64),
    /// A number below this.
    ExclusiveMaximum(f64),
    /// A whole multiple of this.
    MultipleOf(f64),
    /// An array of at least so many items.
    MinItems(u64),
    /// An array of at most so many items.
    MaxItems(u64),
    /// An array in which no item is there twice.
    UniqueItems,
    /// An array whose items from this position on satisfy the rules.
    Items(usize, Rules),
    /// An array whose item at this position, where there is one, satisfies the rules.
    Item(usize, Rules),
    /// An array in which between so many and so many items satisfy the rules.
    Contains(u64, u64, Rules),
    /// An array whose items that no other rule here speaks of satisfy the rules.
    UnevaluatedItems(Rules),
    /// An object of at least so many members.
    MinProperties(u64),
    /// An object of at most so many members.
    MaxProperties(u64),
    /// An object that has these members.
    Required(&'static [&'static str]),
    /// An object whose member of this name, where there is one, satisfies the rules.
    Member(&'static str, Rules),
    /// An object whose members with a name in which this matches satisfy the rules.
    MembersLike(&'static str, Rules),
    /// An object whose members, but for these names and names like these, satisfy the rules.
    OtherMembers(&'static [&'static str], &'static [&'static str], Rules),
    /// An object whose members that no other rule here speaks of satisfy the rules.
    UnevaluatedMembers(Rules),
    /// An object whose members' names satisfy the rules.
    MemberNames(Rules),
    /// An object that satisfies the rules, if it has the member.
    IfPresent(&'static str, Rules),
    /// All of these.
    AllOf(&'static [Rules]),
    /// At least one of these.
    AnyOf(&'static [Rules]),
    /// Exactly one of these.
    OneOf(&'static [Rules]),
    /// A value that does not satisfy the rules.
    Not(Rules),
    /// Where the member has one of these values, the rules have to hold.
    IfMember(&'static str, &'static [Literal], Rules),
    /// Where the first rules hold, the second have to, and otherwise the third.
    If(Rules, Rules, Rules),
    /// The rules of another type.
    Ref(fn() -> Rules),
    /// What the table of an object says.
    Object(&'static Object),
    /// What the table of a union says.
    Union(&'static Union),
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    /// `null`
    pub const NULL: Types = Types(1);
    /// `true` and `false`
    pub const BOOLEAN: Types = Types(2);
    /// Numbers without a fraction; `1.0` is one.
    pub const INTEGER: Types = Types(4);
    /// All numbers.
    pub const NUMBER: Types = Types(4 | 8);
    /// Strings
    pub const STRING: Types = Types(16);
    /// Arrays
    pub const ARRAY: Types = Types(32);
    /// Objects
    pub const OBJECT: Types = Types(64);

    /// The types of both sets.
    #[must_use]
    pub const fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    /// The narrowest set with this value in it.
    #[must_use]
    pub fn of(value: &Node<'_>) -> Types {
        match value {
            Node::Null => Types::NULL,
            Node::Bool(_) => Types::BOOLEAN,
            Node::Number(number) => match number.as_f64() {
                Some(float) if float.fract() != 0.0 => Types(8),
                _ => Types::INTEGER,
            },
            Node::Text(_) => Types::STRING,
            Node::Array(_) => Types::ARRAY,
            Node::Object(_) => Types::OBJECT,
        }
    }

    /// Whether the sets have a type in common.
    #[must_use]
    pub const fn overlap(self, other: Types) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::fmt::Display for Types {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = [
            (Types::NULL, "null"),
            (Types::BOOLEAN, "a boolean"),
            (Types(8), "a number"),
            (Types::INTEGER, "an integer"),
            (Types::STRING, "a string"),
            (Types::ARRAY, "an array"),
            (Types::OBJECT, "an object"),
        ];
        let number = self.overlap(Types(8));
        let mut names = names
            .iter()
            .filter(|(types, _)| self.overlap(*types) && !(number && *types == Types::INTEGER))
            .map(|(_, name)| *name);
        out.write_str(names.next().unwrap_or("nothing"))?;
        names.try_for_each(|name| write!(out, " or {name}"))
    }
}

/// Checks a value against the description.
///
/// # Errors
///
/// With every violation and the JSON pointer to where it is.
pub fn validate<T: Typed>(value: &T) -> Result<(), Violations> {
    validate_node(&value.node(), T::rules())
}

/// Checks any JSON value against rules.
///
/// # Errors
///
/// With every violation and the JSON pointer to where it is.
pub fn validate_json(value: &Json, rules: Rules) -> Result<(), Violations> {
    validate_node(&value.into(), rules)
}

/// Checks any JSON value against rules.
///
/// # Errors
///
/// With every violation and the JSON pointer to where it is.
pub fn validate_node(value: &Node<'_>, rules: Rules) -> Result<(), Violations> {
    let violations = check::violations(value, rules);
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Violations::from(violations))
    }
}

/// Whether a JSON value satisfies the rules.
#[must_use]
pub fn is_valid(value: &Node<'_>, rules: Rules) -> bool {
    check::holds(value, rules)
}
