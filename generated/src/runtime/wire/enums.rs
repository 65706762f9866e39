//! Enums: the values in the spec, and a variant for unknown values.

use super::Number;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;

/// Deserializes a string enum, without an allocation for known values.
///
/// # Errors
///
/// Returns an error if the input is not a string.
pub fn read_string_enum<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    make: fn(&str) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(make))
}

struct TextVisitor<T>(fn(&str) -> T);

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}

/// Deserializes an integer.
///
/// # Errors
///
/// Returns an error if the input is not a 64-bit integer.
pub fn read_integer_enum<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let number = Number::deserialize(deserializer)?;
    number
        .as_i64()
        .ok_or_else(|| D::Error::custom(format_args!("{number} is not a 64-bit integer")))
}

/// Declares the type of a string `enum`.
///
/// ```text
/// string_enum! {
///     /// The `description` of the schema.
///     #[default(Individual)]          // the `default` of the schema
///     pub enum RecipientType {
///         #[value("individual")]
///         /// The `description` of the value.
///         Individual,
///     }
/// }
/// ```
#[allow(unused_macros)]
macro_rules! string_enum {
    (
        $(#[doc = $doc:literal])*
        $(#[default($default:ident)])?
        pub enum $name:ident {
            $(
                #[value($value:literal)]
                $(#[doc = $value_doc:literal])*
                $variant:ident,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!("The value `", stringify!($value), "`.")]
                #[doc = ""]
                $(#[doc = $value_doc])*
                $variant,
            )*
            /// A value that is not in the spec, kept unchanged.
            UnknownValue(::std::string::String),
        }

        impl $name {
            /// The values in the spec.
            pub const KNOWN: &'static [&'static str] = &[$($value),*];

            /// Returns the JSON value.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $value,)*
                    $name::UnknownValue(value) => value,
                }
            }

            /// Validates the value against the schema.
            ///
            /// # Errors
            ///
            /// Returns a violation if the value is not in the spec.
            pub fn validate(&self) -> ::core::result::Result<(), rules::Violations> {
                rules::validate(self)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => $name::$variant,)*
                    _ => $name::UnknownValue(value.to_owned()),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(value.into())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $(impl ::core::default::Default for $name {
            /// Returns the `default` of the schema.
            fn default() -> Self {
                $name::$default
            }
        })?

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                wire::read_string_enum(deserializer, |text| text.into())
            }
        }

        impl wire::Sealed for $name {}

        impl wire::Typed for $name {
            const RULES: rules::Rules = &[
                rules::Rule::Type(rules::Types::STRING),
                rules::Rule::Values(&[$(rules::Literal::String($value)),*]),
            ];

            fn node(&self) -> wire::Node<'_> {
                wire::Node::String(self.as_str().into())
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use string_enum;

/// Declares the type of an integer `enum`, like [`string_enum!`].
#[allow(unused_macros)]
macro_rules! integer_enum {
    (
        $(#[doc = $doc:literal])*
        $(#[default($default:ident)])?
        pub enum $name:ident {
            $(
                #[value($value:literal)]
                $(#[doc = $value_doc:literal])*
                $variant:ident,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!("The value `", stringify!($value), "`.")]
                #[doc = ""]
                $(#[doc = $value_doc])*
                $variant,
            )*
            /// A value that is not in the spec, kept unchanged.
            UnknownValue(i64),
        }

        impl $name {
            /// The values in the spec.
            pub const KNOWN: &'static [i64] = &[$($value),*];

            /// Returns the JSON value.
            #[must_use]
            pub const fn as_i64(&self) -> i64 {
                match self {
                    $($name::$variant => $value,)*
                    $name::UnknownValue(value) => *value,
                }
            }

            /// Validates the value against the schema.
            ///
            /// # Errors
            ///
            /// Returns a violation if the value is not in the spec.
            pub fn validate(&self) -> ::core::result::Result<(), rules::Violations> {
                rules::validate(self)
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($value => $name::$variant,)*
                    _ => $name::UnknownValue(value),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::num::ParseIntError;

            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                value.parse::<i64>().map(<Self as ::core::convert::From<i64>>::from)
            }
        }

        $(impl ::core::default::Default for $name {
            /// Returns the `default` of the schema.
            fn default() -> Self {
                $name::$default
            }
        })?

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.as_i64().fmt(out)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                wire::read_integer_enum(deserializer).map(<Self as ::core::convert::From<i64>>::from)
            }
        }

        impl wire::Sealed for $name {}

        impl wire::Typed for $name {
            const RULES: rules::Rules = &[
                rules::Rule::Type(rules::Types::INTEGER),
                rules::Rule::Values(&[$(rules::Literal::Integer($value)),*]),
            ];

            fn node(&self) -> wire::Node<'_> {
                wire::Node::Number(self.as_i64().into())
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use integer_enum;
