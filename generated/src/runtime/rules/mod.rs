//! Validation: constant tables of rules, and the functions that check a value against them.
//!
//! A [`Rule`] is a keyword of JSON Schema 2020-12. Generated types carry a table of rules for
//! constraints that the Rust type cannot express; [`validate`] applies the table to the JSON form
//! of a value.

mod check;
mod containers;
mod evaluated;
mod known;
mod literal;
mod mismatch;
pub(super) mod pattern;
mod report;
mod scalars;
mod violation;

pub use literal::Literal;
pub use violation::{Violation, Violations};

use super::wire::{Json, Node, Object, Typed, Union};

/// A list of rules. A valid value satisfies every rule.
pub type Rules = &'static [Rule];

/// A JSON Schema keyword with arguments.
///
/// As in JSON Schema, rules for strings accept every number, rules for arrays every object, and so
/// on.
#[derive(Debug)]
pub enum Rule {
    /// `false`: rejects every value.
    Never,
    /// `type`
    Type(Types),
    /// `enum` or `const`
    Enum(&'static [Literal]),
    /// The values of an enum type, which may grow.
    Values(&'static [Literal]),
    /// `minLength`, in characters
    MinLength(u64),
    /// `maxLength`, in characters
    MaxLength(u64),
    /// `pattern`: the regular expression matches a part of the string.
    Pattern(&'static str),
    /// `minimum`
    Minimum(f64),
    /// `maximum`
    Maximum(f64),
    /// `exclusiveMinimum`
    ExclusiveMinimum(f64),
    /// `exclusiveMaximum`
    ExclusiveMaximum(f64),
    /// `multipleOf`
    MultipleOf(f64),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems`
    UniqueItems,
    /// `items`: the rules of every item from the given index on.
    Items(usize, Rules),
    /// `prefixItems`: the rules of the item at the given index, if present.
    PrefixItem(usize, Rules),
    /// `contains`, with `minContains` and `maxContains`
    Contains(u64, u64, Rules),
    /// `unevaluatedItems`
    UnevaluatedItems(Rules),
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// `required`
    Required(&'static [&'static str]),
    /// `properties`: the rules of the named property, if present.
    Property(&'static str, Rules),
    /// `patternProperties`: the rules of every property whose name matches the pattern.
    PatternProperties(&'static str, Rules),
    /// `additionalProperties`: the rules of every property except the given names and patterns.
    AdditionalProperties(&'static [&'static str], &'static [&'static str], Rules),
    /// `unevaluatedProperties`
    UnevaluatedProperties(Rules),
    /// `propertyNames`
    PropertyNames(Rules),
    /// `x-collect`: the rules of the list of all values at the pointer, where `*` stands for every
    /// item or property.
    Collect(&'static str, Rules),
    /// `allOf`
    AllOf(&'static [Rules]),
    /// `anyOf`
    AnyOf(&'static [Rules]),
    /// `oneOf`
    OneOf(&'static [Rules]),
    /// `not`
    Not(Rules),
    /// `if` on a property value: the rules apply if the property has one of the values.
    IfPropertyIn(&'static str, &'static [Literal], Rules),
    /// `if`, `then` and `else`; also `dependentRequired` and `dependentSchemas`.
    IfThenElse(Rules, Rules, Rules),
    /// `$ref`: the rules of a type.
    Ref(fn() -> Rules),
    /// The table of a struct.
    Object(&'static Object),
    /// The table of a union.
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
    /// Numbers without a fraction, including `1.0`.
    pub const INTEGER: Types = Types(4);
    /// Numbers with and without a fraction.
    pub const NUMBER: Types = Types(4 | 8);
    /// Strings
    pub const STRING: Types = Types(16);
    /// Arrays
    pub const ARRAY: Types = Types(32);
    /// Objects
    pub const OBJECT: Types = Types(64);

    /// Every type.
    #[cfg(feature = "fake")]
    pub(crate) const ALL: Types = Types(127);

    /// The intersection of two sets.
    #[cfg(feature = "fake")]
    pub(crate) const fn and(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }

    /// The union of two sets.
    #[must_use]
    pub const fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    /// The narrowest set that contains the type of the value.
    #[must_use]
    pub fn of(value: &Node<'_>) -> Types {
        match value {
            Node::Null => Types::NULL,
            Node::Bool(_) => Types::BOOLEAN,
            Node::Number(number) => match number.as_f64() {
                Some(float) if float.fract() != 0.0 => Types(8),
                _ => Types::INTEGER,
            },
            Node::String(_) => Types::STRING,
            Node::Array(_) => Types::ARRAY,
            Node::Object(_) => Types::OBJECT,
        }
    }

    /// Returns `true` if the sets have a type in common.
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

/// Validates a value against the schema of `T`.
///
/// # Errors
///
/// Returns every violation with a JSON pointer.
pub fn validate<T: Typed>(value: &T) -> Result<(), Violations> {
    validate_node(&value.node(), T::rules())
}

/// Validates a [`Json`] value against rules.
///
/// # Errors
///
/// Returns every violation with a JSON pointer.
pub fn validate_json(value: &Json, rules: Rules) -> Result<(), Violations> {
    validate_node(&value.into(), rules)
}

/// Validates a [`Node`] against rules.
///
/// # Errors
///
/// Returns every violation with a JSON pointer.
pub fn validate_node(value: &Node<'_>, rules: Rules) -> Result<(), Violations> {
    let violations = check::violations(value, rules);
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Violations::from(violations))
    }
}

/// Validates a [`Node`] against rules, except for values that the spec does not know.
///
/// # Errors
///
/// Returns the other violations with JSON pointers.
pub fn validate_known(value: &Node<'_>, rules: Rules) -> Result<(), Violations> {
    let violations = known::violations(value, rules);
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Violations::from(violations))
    }
}

/// Returns `true` if the value satisfies the rules.
#[must_use]
pub fn is_valid(value: &Node<'_>, rules: Rules) -> bool {
    check::is_valid_node(value, rules)
}
