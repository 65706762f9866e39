//! The members of an object, when some of them had to be read ahead.

use super::Json;
use serde::de::{DeserializeSeed, Error, MapAccess, value::StrDeserializer};
use std::vec::IntoIter;

/// First the tag, then the members that were read before it, then the rest of the stream.
pub(super) struct Replay<A> {
    tag: Option<(&'static str, &'static str)>,
    buffered: IntoIter<(String, Json)>,
    value: Option<Value>,
    rest: A,
}

enum Value {
    Tag(&'static str),
    Buffered(Json),
    Stream,
}

impl<A> Replay<A> {
    pub(super) fn new(
        tag: Option<(&'static str, &'static str)>,
        buffered: Vec<(String, Json)>,
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

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<A> {
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
            Some(Value::Tag(value)) => seed.deserialize(StrDeserializer::new(value)),
            Some(Value::Buffered(value)) => seed.deserialize(value).map_err(A::Error::custom),
            Some(Value::Stream) | None => self.rest.next_value_seed(seed),
        }
    }
}
