//! Reading objects by their tables.

use super::{Fixed, Member, Object};
use crate::runtime::rules::Literal;
use crate::runtime::rules::pattern::matches;
use crate::runtime::wire::Json;
use crate::runtime::wire::path::at;
use crate::runtime::wire::typed::Seed;
use crate::runtime::wire::{Extra, Map, Typed};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An object while it is read: what the generated code knows of it.
pub trait Partial<'de>: Default {
    /// The type that is read.
    type Complete;

    /// Its table.
    const OBJECT: &'static Object;

    /// Reads the value of the member at `index` of the table.
    ///
    /// # Errors
    ///
    /// Where the value is not of the member's type.
    fn member<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>;

    /// Keeps a member that is not in the table.
    ///
    /// # Errors
    ///
    /// Where the value is of another type than additional members have.
    fn other<A: MapAccess<'de>>(&mut self, name: String, map: &mut A) -> Result<(), A::Error>;

    /// Where members go that the description does not declare.
    fn extra(&mut self) -> &mut Extra;

    /// The finished value, or the name of a required member that was missing.
    ///
    /// # Errors
    ///
    /// With the name of the first missing member.
    fn complete(self) -> Result<Self::Complete, &'static str>;
}

/// Reads an object by its table.
///
/// # Errors
///
/// Where the input is no object, a member is missing, repeated or of another type.
pub fn read_object<'de, P: Partial<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<P::Complete, D::Error> {
    deserializer.deserialize_map(ObjectVisitor::<P>(PhantomData))
}

struct ObjectVisitor<P>(PhantomData<P>);

impl<'de, P: Partial<'de>> Visitor<'de> for ObjectVisitor<P> {
    type Value = P::Complete;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object ({})", P::OBJECT.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<P::Complete, A::Error> {
        let object = P::OBJECT;
        let mut partial = P::default();
        let mut seen_fixed = 0_u64;
        let mut expected = 0;
        while let Some(key) = map.next_key_seed(KeySeed { object, expected })? {
            match key {
                Key::Member(index) => {
                    let read = partial.member(index, &mut map);
                    read.map_err(|error| at(object.members[index].name, &error))?;
                    expected = index + 1;
                }
                Key::Fixed(index) => {
                    let fixed = &object.fixed[index];
                    let read = map.next_value_seed(FixedSeed(fixed));
                    read.map_err(|error| at(fixed.name, &error))?;
                    seen_fixed |= 1 << index;
                }
                Key::Other(name) => partial.other(name, &mut map)?,
            }
        }
        for (index, fixed) in object.fixed.iter().enumerate() {
            if seen_fixed & (1 << index) == 0 {
                if fixed.required {
                    return Err(missing(object, fixed.name));
                }
                partial.extra().omit(fixed.name);
            }
        }
        partial.complete().map_err(|name| missing(object, name))
    }
}

fn missing<E: Error>(object: &Object, member: &str) -> E {
    E::custom(format_args!("{} has no member `{member}`", object.name))
}

enum Key {
    Member(usize),
    Fixed(usize),
    Other(String),
}

/// Matches a member's name without allocating; members mostly come in the order of the table.
struct KeySeed {
    object: &'static Object,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        let members = self.object.members;
        let (before, after) = members.split_at(self.expected.min(members.len()));
        let position = |members: &[Member]| members.iter().position(|member| member.name == name);
        if let Some(index) = position(after) {
            return Ok(Key::Member(before.len() + index));
        }
        if let Some(index) = position(before) {
            return Ok(Key::Member(index));
        }
        let fixed = self
            .object
            .fixed
            .iter()
            .position(|fixed| fixed.name == name);
        Ok(fixed.map_or_else(|| Key::Other(name.to_owned()), Key::Fixed))
    }
}

/// Reads the value of a fixed member, which has to be the one in the table.
struct FixedSeed(&'static Fixed);

impl<'de> DeserializeSeed<'de> for FixedSeed {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl FixedSeed {
    fn check<E: Error>(&self, found: &Literal) -> Result<(), E> {
        if self.0.value == *found {
            return Ok(());
        }
        self.refuse(found)
    }

    /// Numbers are equal by what they are, however they are written.
    fn check_number<E: Error>(&self, found: &Json) -> Result<(), E> {
        if self.0.value.is(&found.into()) {
            return Ok(());
        }
        self.refuse(found)
    }

    fn refuse<E: Error>(&self, found: &dyn fmt::Display) -> Result<(), E> {
        Err(E::custom(format_args!(
            "`{}` is {found} where only {} is possible",
            self.0.name, self.0.value
        )))
    }
}

impl Visitor<'_> for FixedSeed {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} for `{}`", self.0.value, self.0.name)
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<(), E> {
        match self.0.value {
            Literal::Text(expected) if expected == found => Ok(()),
            _ => Err(E::custom(format_args!(
                "`{}` is {found:?} where only {} is possible",
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

/// Reads an optional member: `null` is the same as leaving it out, unless the type has a `null`.
///
/// # Errors
///
/// Where the value is not of the member's type.
pub fn optional<'de, T: Typed, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    *slot = if T::ACCEPTS_NULL {
        Some(map.next_value_seed(Seed::new())?)
    } else {
        map.next_value_seed(Seed::new())?
    };
    Ok(())
}

/// Reads a required member.
///
/// # Errors
///
/// Where the value is not of the member's type.
pub fn required<'de, T: Typed, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    *slot = Some(map.next_value_seed(Seed::new())?);
    Ok(())
}

/// Reads a member that the description types without naming it.
///
/// # Errors
///
/// Where the value is of another type.
pub fn additional<'de, T: Typed, A: MapAccess<'de>>(
    members: &mut Map<T>,
    name: String,
    map: &mut A,
) -> Result<(), A::Error> {
    let value = map.next_value_seed(Seed::new());
    let value = value.map_err(|error| at(&name, &error))?;
    members.insert(name, value);
    Ok(())
}

/// Whether a member's name matches one of some patterns.
#[must_use]
pub fn is_like(name: &str, patterns: &[&'static str]) -> bool {
    let mut patterns = patterns.iter();
    patterns.any(|pattern| matches(pattern, name))
}
