//! A value or `null`.

use super::{Node, Number, Sealed, Typed};
use crate::runtime::rules::{Rule, Rules, Types};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::marker::PhantomData;

/// A value or `null`.
///
/// A required property of the type writes `null` or the value. An optional property has the type
/// `Option<Nullable<T>>`: `None` omits the property, `Some(Null)` writes `null`, and
/// `Some(Value(x))` writes `x`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// `null`
    #[default]
    Null,
    /// A value
    Value(T),
}

impl<T> Nullable<T> {
    /// Converts to an `Option`; `null` becomes `None`.
    pub fn value(self) -> Option<T> {
        match self {
            Nullable::Null => None,
            Nullable::Value(value) => Some(value),
        }
    }

    /// Returns a reference to the value, or `None` for `null`.
    pub const fn as_value(&self) -> Option<&T> {
        match self {
            Nullable::Null => None,
            Nullable::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Nullable::Value(value)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Nullable::Null, Nullable::Value)
    }
}

/// Covers strings, string enums, and unions with a string variant. `&str` does not implement
/// [`Typed`], so the implementation never overlaps with `From<T>`.
impl<'a, T: Typed + From<&'a str>> From<&'a str> for Nullable<T> {
    fn from(text: &'a str) -> Self {
        Nullable::Value(text.into())
    }
}

/// Covers numbers and unions with a number variant.
impl<T: Typed + From<f64>> From<f64> for Nullable<T> {
    fn from(number: f64) -> Self {
        Nullable::Value(number.into())
    }
}

impl<T, U: Into<T>, const N: usize> From<[U; N]> for Nullable<Vec<T>> {
    fn from(items: [U; N]) -> Self {
        Nullable::Value(items.into_iter().map(Into::into).collect())
    }
}

macro_rules! from_integers {
    ($($integer:ty => $target:ty,)*) => { $(
        impl From<$integer> for Nullable<$target> {
            fn from(number: $integer) -> Self {
                Nullable::Value(number.into())
            }
        }
    )* };
}

from_integers! { i64 => Number, i32 => Number, u64 => Number, u32 => Number, i32 => i64, u32 => i64, }

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Nullable::Null => serializer.serialize_unit(),
            Nullable::Value(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Typed> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::read(deserializer)?.map_or(Nullable::Null, Nullable::Value))
    }
}

impl<T: Typed> Sealed for Nullable<T> {}

impl<T: Typed> Typed for Nullable<T> {
    const ACCEPTS_NULL: bool = true;

    const RULES: Rules = <Option<T> as Typed>::RULES;

    fn node(&self) -> Node<'_> {
        self.as_value().map_or(Node::Null, T::node)
    }
}

impl<T: Typed> Sealed for Option<T> {}

impl<T: Typed> Typed for Option<T> {
    const ACCEPTS_NULL: bool = true;

    const RULES: Rules = &[Rule::AnyOf(&[
        &[Rule::Type(Types::NULL)],
        &[Rule::Ref(T::rules)],
    ])];

    fn node(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Null, T::node)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(OptionVisitor(PhantomData))
    }
}

struct OptionVisitor<T>(PhantomData<T>);

impl<'de, T: Typed> de::Visitor<'de> for OptionVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a value or null")
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::read(deserializer).map(Some)
    }
}
