//! Reading unions by their tables.

use super::Union;
use crate::runtime::wire::Json;
use crate::runtime::wire::replay::Replay;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// What the generated code of a union knows.
pub trait Variants: Sized {
    /// Its table.
    const UNION: &'static Union;

    /// Reads the variant at `index` of the table.
    ///
    /// # Errors
    ///
    /// Where the input is not a value of that variant.
    fn read<'de, D: Deserializer<'de>>(index: usize, deserializer: D) -> Result<Self, D::Error>;

    /// Keeps a value that is none of the variants.
    fn unknown(value: Json) -> Self;
}

/// Reads a union by its table.
///
/// # Errors
///
/// Where the value is meant to be a variant by its tag or its members, and is not one.
pub fn read_union<'de, U: Variants, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    if U::UNION.tag.is_some() {
        return deserializer.deserialize_any(TaggedVisitor(PhantomData));
    }
    from_json(Json::deserialize(deserializer)?)
}

/// A union told apart by what the value looks like: one look, no attempts.
fn from_json<U: Variants, E: Error>(value: Json) -> Result<U, E> {
    match U::UNION.choose(&value) {
        Some(index) => U::read(index, value).map_err(E::custom),
        None => Ok(U::unknown(value)),
    }
}

struct TaggedVisitor<U>(PhantomData<U>);

impl<'de, U: Variants> Visitor<'de> for TaggedVisitor<U> {
    type Value = U;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a value of the union {}", U::UNION.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        let name = U::UNION.tag.unwrap_or_default();
        let mut buffered = Vec::new();
        let mut untold = true;
        while let Some(key) = map.next_key_seed(KeySeed(name))? {
            let Some(key) = key else {
                untold = false;
                match map.next_value_seed(TagSeed(U::UNION))? {
                    Ok((index, tag)) => {
                        let members = Replay::new(Some((name, tag)), buffered, map);
                        return U::read(index, MapAccessDeserializer::new(members));
                    }
                    Err(unknown) => buffered.push((name.to_owned(), unknown)),
                }
                continue;
            };
            buffered.push((key, map.next_value()?));
        }
        if untold && let Some(index) = U::UNION.tagged(None) {
            let members = Replay::new(None, buffered, map);
            return U::read(index, MapAccessDeserializer::new(members));
        }
        Ok(U::unknown(Json::Object(buffered.into_iter().collect())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<U, A::Error> {
        from_json(Json::deserialize(SeqAccessDeserializer::new(items))?)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<U, E> {
        from_json(text.into())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<U, E> {
        from_json(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<U, E> {
        from_json(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<U, E> {
        from_json(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<U, E> {
        from_json(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<U, E> {
        from_json(Json::Null)
    }
}

/// Reads the name of a member: the tag's costs no allocation.
struct KeySeed(&'static str);

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Option<String>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok((name != self.0).then(|| name.to_owned()))
    }
}

/// Reads the value of the tag: which variant it means, or what it is where it means none.
struct TagSeed(&'static Union);

impl<'de> DeserializeSeed<'de> for TagSeed {
    type Value = Result<(usize, &'static str), Json>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TagSeed {
    type Value = Result<(usize, &'static str), Json>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "one of {}", self.0.tags())
    }

    fn visit_str<E>(self, tag: &str) -> Result<Self::Value, E> {
        Ok(self.0.with_tag(tag).ok_or_else(|| tag.into()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Err(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Err(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Err(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Err(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Err(Json::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        Json::deserialize(SeqAccessDeserializer::new(items)).map(Err)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        Json::deserialize(MapAccessDeserializer::new(members)).map(Err)
    }
}
