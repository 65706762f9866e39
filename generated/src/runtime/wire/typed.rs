//! The trait that connects a Rust type with a schema.

use super::error_path::prefix_pointer;
use super::node::Properties;
use super::number::{to_i64, to_u64};
use super::{Extra, Json, Map, Node, Number};
use crate::runtime::rules::{Rule, Rules, Types};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// Keeps crates from implementing [`Typed`] for their own types.
pub trait Sealed {}

/// A Rust type for a schema.
pub trait Typed: Sealed + Sized + Serialize + for<'de> Deserialize<'de> {
    /// `true` if `null` is a value of the type, distinct from a missing property.
    const ACCEPTS_NULL: bool = false;

    /// The rules of the schema.
    const RULES: Rules;

    /// Returns [`Self::RULES`]. A function pointer lets rules of recursive types refer to each
    /// other.
    #[must_use]
    fn rules() -> Rules {
        Self::RULES
    }

    /// Returns the JSON form, used for validation and serialization.
    fn node(&self) -> Node<'_>;

    /// Deserializes a value as JSON Schema defines the types: `1.0` is an integer, although serde's
    /// own implementation for `i64` rejects `1.0`.
    ///
    /// # Errors
    ///
    /// Returns an error if the input has the wrong type.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// Returns the undeclared properties of an object type.
    fn extra(&self) -> Option<&Extra> {
        None
    }

    /// Deserializes a complete JSON text. Unions override the method: a text can be read twice.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not JSON or has the wrong type.
    #[inline]
    fn read_text(text: &str) -> serde_json::Result<Self> {
        read_all(text, |deserializer| Self::read(deserializer))
    }
}

/// Serializes a value.
///
/// # Errors
///
/// Returns the errors of the serializer.
pub fn write<T: Typed, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.node().serialize(serializer)
}

/// Deserializes a text and rejects trailing characters.
pub(super) fn read_all<'de, T>(
    text: &'de str,
    read: impl FnOnce(&mut Text<'de>) -> serde_json::Result<T>,
) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = read(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

type Text<'de> = serde_json::Deserializer<serde_json::de::StrRead<'de>>;

/// A serde seed that calls [`Typed::read`].
pub(super) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(super) const fn new() -> Self {
        Seed(PhantomData)
    }
}

impl<'de, T: Typed> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

macro_rules! impl_typed {
    ($($type:ty, $types:expr, $node:expr;)*) => { $(
        impl Sealed for $type {}

        impl Typed for $type {
            const RULES: Rules = &[Rule::Type($types)];

            fn node(&self) -> Node<'_> {
                $node(self)
            }
        }
    )* };
}

impl_typed! {
    String, Types::STRING, |text| Node::String(String::as_str(text).into());
    bool, Types::BOOLEAN, |value: &bool| Node::Bool(*value);
}

impl Sealed for i64 {}

impl Typed for i64 {
    const RULES: Rules = &[Rule::Type(Types::INTEGER)];

    fn node(&self) -> Node<'_> {
        Node::Number((*self).into())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        to_i64(number)
            .ok_or_else(|| D::Error::custom(format_args!("{number} is not a 64-bit integer")))
    }
}

impl Sealed for u64 {}

impl Typed for u64 {
    const RULES: Rules = &[Rule::Type(Types::INTEGER)];

    fn node(&self) -> Node<'_> {
        Node::Number((*self).into())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        to_u64(number).ok_or_else(|| {
            D::Error::custom(format_args!("{number} is not an unsigned 64-bit integer"))
        })
    }
}

impl Sealed for () {}

impl Typed for () {
    const ACCEPTS_NULL: bool = true;

    const RULES: Rules = &[Rule::Type(Types::NULL)];

    fn node(&self) -> Node<'_> {
        Node::Null
    }
}

impl Sealed for Json {}

impl Typed for Json {
    const ACCEPTS_NULL: bool = true;

    const RULES: Rules = &[];

    fn node(&self) -> Node<'_> {
        self.into()
    }
}

impl<T: Typed> Sealed for Box<T> {}

impl<T: Typed> Typed for Box<T> {
    const ACCEPTS_NULL: bool = T::ACCEPTS_NULL;

    const RULES: Rules = T::RULES;

    fn node(&self) -> Node<'_> {
        (**self).node()
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Box::new)
    }
}

impl<T: Typed> Sealed for Vec<T> {}

impl<T: Typed> Typed for Vec<T> {
    const RULES: Rules = &[
        Rule::Type(Types::ARRAY),
        Rule::Items(0, &[Rule::Ref(T::rules)]),
    ];

    fn node(&self) -> Node<'_> {
        Node::Array(self.iter().map(T::node).collect())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(VecVisitor(PhantomData))
    }
}

struct VecVisitor<T>(PhantomData<T>);

impl<'de, T: Typed> Visitor<'de> for VecVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut vec = Vec::new();
        while let Some(item) = {
            let item = items.next_element_seed(Seed::new());
            item.map_err(|error| prefix_pointer(vec.len(), &error))?
        } {
            vec.push(item);
        }
        Ok(vec)
    }
}

impl<T: Typed> Sealed for Map<T> {}

impl<T: Typed> Typed for Map<T> {
    const RULES: Rules = &[
        Rule::Type(Types::OBJECT),
        Rule::AdditionalProperties(&[], &[], &[Rule::Ref(T::rules)]),
    ];

    fn node(&self) -> Node<'_> {
        let members = self.iter();
        let members = members.map(|(name, value)| (name.as_str().into(), value.node()));
        Node::Object(Properties::new(members.collect()))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Typed> Visitor<'de> for MapVisitor<T> {
    type Value = Map<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Map<T>, A::Error> {
        let mut map = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(Seed::new());
            let value = value.map_err(|error| prefix_pointer(&name, &error))?;
            map.insert(name, value);
        }
        Ok(map)
    }
}
