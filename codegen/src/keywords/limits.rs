//! Keywords that limit a string, number, array or object by a plain value.

use super::Types;
use regex_lite::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// A keyword that limits values of a JSON type.
#[derive(Debug, PartialEq)]
pub struct LimitKeyword {
    /// The name in JSON Schema.
    pub name: &'static str,
    /// The types with the limit. The length of a string counts, the items of an array, and so on.
    pub types: Types,
    /// The comparison with the value of the keyword.
    pub comparison: Comparison,
}

/// The comparison of a limited value with the value of the keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `<`
    Below,
    /// Divisible without a remainder.
    MultipleOf,
    /// Matched by a regular expression.
    Matches,
    /// Without duplicates, if the keyword is `true`.
    Unique,
}

/// The keywords with a plain value, in the order of rules and docs.
pub const LIMITS: &[LimitKeyword] = &[
    limit("minLength", Types::STRING, Comparison::AtLeast),
    limit("maxLength", Types::STRING, Comparison::AtMost),
    limit("pattern", Types::STRING, Comparison::Matches),
    limit("minimum", Types::NUMBER, Comparison::AtLeast),
    limit("maximum", Types::NUMBER, Comparison::AtMost),
    limit("exclusiveMinimum", Types::NUMBER, Comparison::Above),
    limit("exclusiveMaximum", Types::NUMBER, Comparison::Below),
    limit("multipleOf", Types::NUMBER, Comparison::MultipleOf),
    limit("minItems", Types::ARRAY, Comparison::AtLeast),
    limit("maxItems", Types::ARRAY, Comparison::AtMost),
    limit("uniqueItems", Types::ARRAY, Comparison::Unique),
    limit("minProperties", Types::OBJECT, Comparison::AtLeast),
    limit("maxProperties", Types::OBJECT, Comparison::AtMost),
];

const fn limit(name: &'static str, types: Types, comparison: Comparison) -> LimitKeyword {
    LimitKeyword {
        name,
        types,
        comparison,
    }
}

impl LimitKeyword {
    /// Returns the keyword with the name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static LimitKeyword> {
        LIMITS.iter().find(|keyword| keyword.name == name)
    }

    /// True for a lower bound.
    #[must_use]
    pub fn is_lower(&self) -> bool {
        matches!(self.comparison, Comparison::AtLeast | Comparison::Above)
    }

    /// True for an upper bound.
    #[must_use]
    pub fn is_upper(&self) -> bool {
        matches!(self.comparison, Comparison::AtMost | Comparison::Below)
    }

    /// True if no value is between the bounds, with the keyword as lower bound and `upper` as upper
    /// bound of the same types.
    #[must_use]
    pub fn excludes(&self, least: f64, (upper, most): (&LimitKeyword, f64)) -> bool {
        let is_inclusive =
            self.comparison == Comparison::AtLeast && upper.comparison == Comparison::AtMost;
        self.is_lower()
            && upper.is_upper()
            && self.types == upper.types
            && (least > most || (least >= most && !is_inclusive))
    }

    /// True if the new limit accepts every value that the old limit accepts.
    #[must_use]
    pub fn is_looser(&self, old: f64, new: f64) -> bool {
        match self.comparison {
            Comparison::AtLeast | Comparison::Above => new <= old,
            Comparison::AtMost | Comparison::Below => new >= old,
            Comparison::MultipleOf => old % new == 0.0,
            Comparison::Matches | Comparison::Unique => false,
        }
    }
}

/// A keyword of a schema, with the keyword's value.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The keyword.
    pub keyword: &'static LimitKeyword,
    /// The value of the keyword.
    pub operand: Operand,
}

/// The value of a limit.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A number of characters, items or properties.
    Count(u64),
    /// A number.
    Number(f64),
    /// A regular expression.
    Pattern(String),
    /// `true`
    Flag,
}

impl Operand {
    /// Returns the value as a number.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Operand::Count(count) => Some(*count as f64),
            Operand::Number(number) => Some(*number),
            Operand::Pattern(_) | Operand::Flag => None,
        }
    }
}

/// The text in outlines and docs; empty for a flag.
impl fmt::Display for Operand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operand::Count(count) => write!(out, "{count}"),
            Operand::Number(number) => write!(out, "{number}"),
            Operand::Pattern(pattern) => out.write_str(pattern),
            Operand::Flag => Ok(()),
        }
    }
}

impl Limit {
    /// True for a limit without effect, such as a minimal length of zero.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        self.keyword.is_lower() && self.operand == Operand::Count(0)
    }

    /// True if the limit accepts the value, as every limit accepts values of other types; `None` if
    /// unknown.
    #[must_use]
    pub fn accepts(&self, value: &Value) -> Option<bool> {
        if !self.keyword.types.contains(Types::of(value)) {
            return Some(true);
        }
        let order = size(value)?.partial_cmp(&self.operand.as_f64().unwrap_or_default())?;
        match (self.keyword.comparison, &self.operand, value) {
            (Comparison::AtLeast, ..) => Some(order.is_ge()),
            (Comparison::AtMost, ..) => Some(order.is_le()),
            (Comparison::Above, ..) => Some(order.is_gt()),
            (Comparison::Below, ..) => Some(order.is_lt()),
            (Comparison::Matches, Operand::Pattern(pattern), Value::String(text)) => {
                Some(Regex::new(pattern).ok()?.is_match(text))
            }
            (Comparison::Unique, _, Value::Array(items)) => {
                let distinct: BTreeSet<String> = items.iter().map(Value::to_string).collect();
                Some(distinct.len() == items.len())
            }
            (Comparison::MultipleOf | Comparison::Matches | Comparison::Unique, ..) => None,
        }
    }
}

/// The number that bounds limit: the value of a number, the length of a string, and so on.
#[allow(clippy::cast_precision_loss)]
fn size(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => Some(text.chars().count() as f64),
        Value::Number(number) => number.as_f64(),
        Value::Array(items) => Some(items.len() as f64),
        Value::Object(properties) => Some(properties.len() as f64),
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Limit, LimitKeyword, Operand};
    use serde_json::json;

    #[test]
    fn compares_values_with_limits() {
        for (name, operand, value, expected) in [
            ("maxLength", Operand::Count(2), json!("éé"), Some(true)),
            ("maxLength", Operand::Count(2), json!("abc"), Some(false)),
            ("maxLength", Operand::Count(2), json!(1000), Some(true)),
            (
                "pattern",
                Operand::Pattern("^a".into()),
                json!("b"),
                Some(false),
            ),
            ("pattern", Operand::Pattern("(".into()), json!("b"), None),
            (
                "exclusiveMinimum",
                Operand::Number(1.5),
                json!(1.5),
                Some(false),
            ),
            ("minimum", Operand::Number(1.5), json!(1.5), Some(true)),
            ("multipleOf", Operand::Number(2.0), json!(3), None),
            ("uniqueItems", Operand::Flag, json!([1, 2, 1]), Some(false)),
            ("uniqueItems", Operand::Flag, json!([1, 2]), Some(true)),
            ("minProperties", Operand::Count(1), json!({}), Some(false)),
            ("minProperties", Operand::Count(1), json!(null), Some(true)),
        ] {
            let keyword = LimitKeyword::named(name).unwrap();
            let limit = Limit { keyword, operand };
            assert_eq!(limit.accepts(&value), expected, "{name}: {value}");
        }
    }

    #[test]
    fn finds_bounds_without_a_value_between() {
        for (lower, least, upper, most, expected) in [
            ("minimum", 2.0, "maximum", 2.0, false),
            ("minimum", 3.0, "maximum", 2.0, true),
            ("exclusiveMinimum", 2.0, "maximum", 2.0, true),
            ("minimum", 2.0, "exclusiveMaximum", 2.0, true),
            ("minItems", 3.0, "maxLength", 2.0, false),
            ("maximum", 3.0, "minimum", 2.0, false),
        ] {
            let lower = LimitKeyword::named(lower).unwrap();
            let upper = LimitKeyword::named(upper).unwrap();
            assert_eq!(
                lower.excludes(least, (upper, most)),
                expected,
                "{lower:?}, {upper:?}"
            );
        }
    }
}
