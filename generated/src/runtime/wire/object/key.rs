//! Property names and constant properties.

use super::{Constant, Object, Property};
use crate::runtime::rules::Literal;
use crate::runtime::wire::Json;
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// The position of a property in the table of an object.
pub(crate) enum Key {
    Property(usize),
    Constant(usize),
    Undeclared,
}

impl Object {
    /// Finds a property in the table. The search starts at `expected`, since input usually follows
    /// the order of the table, with constant properties in front.
    pub(crate) fn find(&self, name: &str, expected: usize) -> Key {
        let (before, after) = self
            .properties
            .split_at(expected.min(self.properties.len()));
        if after.first().is_some_and(|member| member.name == name) {
            return Key::Property(expected);
        }
        if let Some(index) = self.constants.iter().position(|fixed| fixed.name == name) {
            return Key::Constant(index);
        }
        let position = |members: &[Property]| members.iter().position(|member| member.name == name);
        let found = position(after).map(|index| before.len() + index);
        found
            .or_else(|| position(before))
            .map_or(Key::Undeclared, Key::Property)
    }

    /// Returns `true` if the table contains the property.
    pub(crate) fn declares(&self, name: &str) -> bool {
        !matches!(self.find(name, 0), Key::Undeclared)
    }
}

/// Matches a property name against the table without an allocation.
pub(super) struct KeySeed<'a> {
    pub object: &'static Object,
    /// The index at which the search starts.
    pub expected: usize,
    /// Receives an undeclared name.
    pub name: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a property name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        let key = self.object.find(name, self.expected);
        if let Key::Undeclared = key {
            name.clone_into(self.name);
        }
        Ok(key)
    }
}

/// Reads a constant property and rejects a different value.
pub(super) struct ConstantSeed(pub &'static Constant);

impl<'de> DeserializeSeed<'de> for ConstantSeed {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl ConstantSeed {
    fn check<E: Error>(&self, found: &Literal) -> Result<(), E> {
        if self.0.value == *found {
            return Ok(());
        }
        self.reject(found)
    }

    /// Numbers compare by value: `1` equals `1.0`.
    fn check_number<E: Error>(&self, found: &Json) -> Result<(), E> {
        if self.0.value.equals(&found.into()) {
            return Ok(());
        }
        self.reject(found)
    }

    fn reject<E: Error>(&self, found: &dyn fmt::Display) -> Result<(), E> {
        Err(E::custom(format_args!(
            "`{}` is {found}, expected {}",
            self.0.name, self.0.value
        )))
    }
}

impl Visitor<'_> for ConstantSeed {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} for `{}`", self.0.value, self.0.name)
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<(), E> {
        match self.0.value {
            Literal::String(expected) if expected == found => Ok(()),
            _ => Err(E::custom(format_args!(
                "`{}` is {found:?}, expected {}",
                self.0.name, self.0.value
            ))),
        }
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<(), E> {
        self.check(&Literal::Bool(found))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<(), E> {
        self.check_number(&Json::from(found))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<(), E> {
        self.check_number(&Json::from(found))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<(), E> {
        self.check_number(&Json::from(found))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.check(&Literal::Null)
    }
}
