//! Table-driven deserialization of unions: telling variants apart.
//!
//! ```yaml
//! oneOf:
//!   - { required: [body], properties: { body: { type: string } } }    # `String`
//!   - { required: [link], properties: { link: { type: string } } }    # `Image`
//! ```
//!
//! ```text
//! {"body": "hi", "size": 1}    `String`: `Image` requires `link`
//! {"body": "hi", "link": ""}   both possible: the first valid variant, `String`
//! {"size": 1}                  no variant: `Unknown`
//! ```
//!
//! With `discriminator: { propertyName: type }`, the value of `type` decides. If `type` comes first
//! and no other variant accepts the value of `type`, nothing is buffered; properties in front of
//! `type` are buffered and replayed.

use super::Union;
use crate::runtime::rules::Rule;
use crate::runtime::wire::node::NodeVisitor;
use crate::runtime::wire::replay::Replay;
use crate::runtime::wire::typed::read_all;
use crate::runtime::wire::{Json, Node, Properties, Typed};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A union type with generated deserialization code.
pub trait ReadUnion: Typed {
    /// The table of the type.
    const UNION: &'static Union = match Self::RULES {
        [Rule::Union(union), ..] => union,
        _ => panic!("`RULES` of a union must start with `Rule::Union`"),
    };

    /// Deserializes the variant at `index` of the table.
    ///
    /// # Errors
    ///
    /// Returns an error if the input does not match the variant.
    fn read_variant<'de, D: Deserializer<'de>>(
        index: usize,
        deserializer: D,
    ) -> Result<Self, D::Error>;

    /// Creates the `Unknown` variant.
    fn unknown(value: Json) -> Self;
}

/// Deserializes a union.
///
/// # Errors
///
/// Returns an error if the discriminator or the properties select a variant, but the value does not
/// match the variant.
pub fn read_union<'de, U: ReadUnion, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    if U::UNION.discriminator.is_some() {
        return deserializer.deserialize_any(TaggedVisitor(PhantomData));
    }
    from_node(Node::deserialize(deserializer)?)
}

/// Deserializes a union from a text, without a buffer if possible: the first property name that
/// only one variant declares selects the variant. If the result is ambiguous or fails, reads the
/// text again with [`read_union`].
///
/// # Errors
///
/// Returns the errors of [`read_union`].
pub fn read_union_text<U: ReadUnion>(text: &str) -> serde_json::Result<U> {
    if U::UNION.discriminator.is_none()
        && let Some(index) = guess_variant(U::UNION, text)
        && let Ok(value) = read_all(text, |deserializer| U::read_variant(index, deserializer))
        && U::UNION.is_unambiguous(index, value.extra())
    {
        return Ok(value);
    }
    read_all(text, |deserializer| read_union(deserializer))
}

/// Guesses the variant by the first property name that only one variant declares.
fn guess_variant(union: &Union, text: &str) -> Option<usize> {
    let mut guess = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // Reading stops at the first match, so the error for the unread rest is expected.
    let _ = deserializer.deserialize_map(VariantGuess {
        union,
        guess: &mut guess,
    });
    guess.filter(|index| union.is_unambiguous(*index, None))
}

struct VariantGuess<'u> {
    union: &'u Union,
    guess: &'u mut Option<usize>,
}

impl<'de> Visitor<'de> for VariantGuess<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Node::String(name)) = map.next_key()? {
            *self.guess = self.union.only_declaring(&name);
            if self.guess.is_some() {
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Chooses a variant by the shape of the value, without trial deserialization.
fn from_node<U: ReadUnion, E: Error>(value: Node<'_>) -> Result<U, E> {
    match U::UNION.choose(&value) {
        Some(index) => U::read_variant(index, value).map_err(E::custom),
        None => Ok(U::unknown(value.into())),
    }
}

struct TaggedVisitor<U>(PhantomData<U>);

impl<'de, U: ReadUnion> Visitor<'de> for TaggedVisitor<U> {
    type Value = U;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a value of the union `{}`", U::UNION.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        let name = U::UNION.discriminator.unwrap_or_default();
        let mut buffered = Vec::new();
        let mut named = None;
        while let Some(key) = map.next_key_seed(KeySeed(name))? {
            let Some(key) = key else {
                match map.next_value_seed(TagSeed(U::UNION))? {
                    Ok((index, tag)) if !U::UNION.is_decisive(index, tag) => {
                        named = Some(index);
                        buffered.push((Cow::Borrowed(name), Node::String(tag.into())));
                    }
                    Ok((index, tag)) => {
                        let members = Replay::new(Some((name, tag)), buffered, map);
                        return U::read_variant(index, MapAccessDeserializer::new(members));
                    }
                    Err(unknown) => buffered.push((Cow::Borrowed(name), unknown)),
                }
                continue;
            };
            buffered.push((key, map.next_value()?));
        }
        let value = Node::Object(Properties::new(buffered));
        let tag = value.as_object().and_then(|members| members.get(name));
        let index = named.map_or_else(
            || U::UNION.by_discriminator(tag),
            |index| Some(U::UNION.fitting(index, &value)),
        );
        match index {
            Some(index) => U::read_variant(index, value).map_err(A::Error::custom),
            None => Ok(U::unknown(value.into())),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<U, A::Error> {
        from_node(Node::deserialize(SeqAccessDeserializer::new(items))?)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<U, E> {
        from_node(Node::String(text.into()))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<U, E> {
        from_node(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<U, E> {
        from_node(NodeVisitor.visit_i64(value)?)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<U, E> {
        from_node(NodeVisitor.visit_u64(value)?)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<U, E> {
        from_node(NodeVisitor.visit_f64(value)?)
    }

    fn visit_unit<E: Error>(self) -> Result<U, E> {
        from_node(Node::Null)
    }
}

/// Reads a property name; `None` for the discriminator, without an allocation.
struct KeySeed(&'static str);

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a property name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok((name != self.0).then_some(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok((name != self.0).then(|| Cow::Owned(name.to_owned())))
    }
}

/// Reads the discriminator: the variant, or the value itself if unknown.
struct TagSeed(&'static Union);

impl<'de> DeserializeSeed<'de> for TagSeed {
    type Value = Result<(usize, &'static str), Node<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TagSeed {
    type Value = Result<(usize, &'static str), Node<'de>>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "one of {}", self.0.discriminator_values())
    }

    fn visit_str<E>(self, tag: &str) -> Result<Self::Value, E> {
        Ok(self
            .0
            .by_discriminator_value(tag)
            .ok_or_else(|| Node::String(tag.to_owned().into())))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Err(Node::Bool(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        NodeVisitor.visit_i64(value).map(Err)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        NodeVisitor.visit_u64(value).map(Err)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        NodeVisitor.visit_f64(value).map(Err)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Err(Node::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        Node::deserialize(SeqAccessDeserializer::new(items)).map(Err)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        Node::deserialize(MapAccessDeserializer::new(members)).map(Err)
    }
}
