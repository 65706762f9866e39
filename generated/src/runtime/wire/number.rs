//! JSON numbers without loss of precision.

use super::{Node, Sealed, Typed};
use crate::runtime::rules::{Rule, Rules, Types};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A JSON number. 64-bit integers stay integers: `5` is written as `5`, not as `5.0`.
///
/// Convert from Rust numbers with `into()`; read with [`Number::as_f64`] and [`Number::as_i64`].
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// An integer
    Integer(i64),
    /// An integer above `i64::MAX`
    Unsigned(u64),
    /// A number with a fraction or an exponent, or beyond 64 bits
    Float(f64),
}

impl Number {
    /// Converts to a float. Integers beyond 2^53 are rounded.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Integer(value) => value as f64,
            Number::Unsigned(value) => value as f64,
            Number::Float(value) => value,
        }
    }

    /// Converts to an integer; `None` if the number has a fraction or exceeds `i64`.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Number::Integer(value) => Some(value),
            Number::Unsigned(_) => None,
            Number::Float(value) => to_integer(value),
        }
    }
}

/// Converts to an `i64`. JavaScript rounds `i64::MAX` up to 9223372036854776000.
pub(super) fn to_i64(number: Number) -> Option<i64> {
    const ROUNDED: u64 = 9_223_372_036_854_776_000;
    number.as_i64().or(match number {
        Number::Unsigned(ROUNDED) => Some(i64::MAX),
        Number::Float(value) if value.total_cmp(&9_223_372_036_854_776_000.0).is_eq() => {
            Some(i64::MAX)
        }
        _ => None,
    })
}

/// Converts to a `u64`. JavaScript rounds `u64::MAX` up to 18446744073709552000.
pub(super) fn to_u64(number: Number) -> Option<u64> {
    match number {
        Number::Unsigned(value) => Some(value),
        Number::Integer(value) => u64::try_from(value).ok(),
        Number::Float(value) if value.total_cmp(&18_446_744_073_709_552_000.0).is_eq() => {
            Some(u64::MAX)
        }
        Number::Float(value) => to_integer(value).and_then(|value| u64::try_from(value).ok()),
    }
}

/// Converts a float without a fraction to an integer.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub(super) fn to_integer(value: f64) -> Option<i64> {
    const LIMIT: f64 = i64::MAX as f64;
    (value.fract() == 0.0 && (-LIMIT..LIMIT).contains(&value)).then_some(value as i64)
}

impl Eq for Number {}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        super::hash(self, state);
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self.as_i64(), other.as_i64()) {
            (Some(left), Some(right)) => left == right,
            (None, None) => match (self, other) {
                (Number::Unsigned(left), Number::Unsigned(right)) => left == right,
                _ => self.as_f64().total_cmp(&other.as_f64()).is_eq(),
            },
            _ => false,
        }
    }
}

macro_rules! from {
    ($($from:ty => $variant:ident),*) => { $(
        impl From<$from> for Number {
            fn from(value: $from) -> Self {
                Number::$variant(value.into())
            }
        }
    )* };
}

from!(f64 => Float, f32 => Float, i64 => Integer, i32 => Integer, i16 => Integer, u32 => Integer);

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or(Number::Unsigned(value), Number::Integer)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Integer(value) => value.fmt(out),
            Number::Unsigned(value) => value.fmt(out),
            Number::Float(value) => value.fmt(out),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Number::Integer(value) => serializer.serialize_i64(*value),
            Number::Unsigned(value) => serializer.serialize_u64(*value),
            Number::Float(value) => serializer.serialize_f64(*value),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl de::Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a number")
    }

    fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
        Ok(Number::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Number, E> {
        Ok(Number::Float(value))
    }
}

impl Sealed for Number {}

impl Typed for Number {
    const RULES: Rules = &[Rule::Type(Types::NUMBER)];

    fn node(&self) -> Node<'_> {
        let number = match *self {
            Number::Integer(value) => Some(value.into()),
            Number::Unsigned(value) => Some(value.into()),
            Number::Float(value) => serde_json::Number::from_f64(value),
        };
        number.map_or(Node::Null, Node::Number)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Compares text, because two values from an inexact parser would be equal to each other.
    #[test]
    fn floats_keep_their_digits() {
        let mut bits: u64 = 1;
        for _ in 0..20_000 {
            // Knuth's linear congruential generator.
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let float = f64::from_bits(bits);
            if !float.is_finite() {
                continue;
            }
            let text = format!("{float:e}");
            let number = Number::read_text(&text).unwrap();
            assert_eq!(format!("{:e}", number.as_f64()), text);
            let written = serde_json::to_string(&number).unwrap();
            assert_eq!(format!("{:e}", written.parse::<f64>().unwrap()), text);
        }
    }

    #[test]
    fn reads_limits_as_javascript_rounds_them() {
        let read = serde_json::from_str::<crate::runtime::prelude::Json>;
        let signed = |text| <i64 as super::Typed>::read(read(text).unwrap_or_default()).ok();
        assert_eq!(signed("9223372036854776000"), Some(i64::MAX));
        assert_eq!(signed("-9223372036854776000"), Some(i64::MIN));
        assert_eq!(signed("9223372036854775808"), None);
        let unsigned = |text| <u64 as super::Typed>::read(read(text).unwrap_or_default()).ok();
        assert_eq!(unsigned("18446744073709552000"), Some(u64::MAX));
        assert_eq!(unsigned("-1"), None);
    }
}
