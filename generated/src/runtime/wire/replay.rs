//! Replays the properties of an object that were buffered before the variant was known.

use super::Node;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::marker::PhantomData;
use std::vec::IntoIter;

/// Yields the discriminator, then the buffered properties, then the rest of the input.
pub(super) struct Replay<'de, A> {
    tag: Option<(&'static str, &'static str)>,
    buffered: IntoIter<(Cow<'de, str>, Node<'de>)>,
    value: Option<Value<'de>>,
    rest: A,
}

enum Value<'de> {
    Tag(&'static str),
    Buffered(Node<'de>),
    Stream,
}

impl<'de, A> Replay<'de, A> {
    pub(super) fn new(
        tag: Option<(&'static str, &'static str)>,
        buffered: Vec<(Cow<'de, str>, Node<'de>)>,
        rest: A,
    ) -> Self {
        Replay {
            tag,
            buffered: buffered.into_iter(),
            value: None,
            rest,
        }
    }
}

/// Deserializes the discriminator value. Unlike serde's `StrDeserializer`, supports `Option`.
struct Tag<E>(&'static str, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Tag<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if let Some((name, value)) = self.tag.take() {
            self.value = Some(Value::Tag(value));
            return seed.deserialize(StrDeserializer::new(name)).map(Some);
        }
        if let Some((name, value)) = self.buffered.next() {
            self.value = Some(Value::Buffered(value));
            return seed.deserialize(StrDeserializer::new(&name)).map(Some);
        }
        self.value = Some(Value::Stream);
        self.rest.next_key_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(Value::Tag(value)) => seed.deserialize(Tag(value, PhantomData)),
            Some(Value::Buffered(value)) => seed.deserialize(value).map_err(A::Error::custom),
            Some(Value::Stream) | None => self.rest.next_value_seed(seed),
        }
    }
}
