//! Borrowed JSON values: the input of validation, and the buffer of a union before the variant is
//! known.

use super::Json;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde::ser::{Serialize, Serializer};
use serde_json::Number;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// A JSON value. Strings borrow from the source if possible.
#[derive(Clone, Debug)]
pub enum Node<'a> {
    /// `null`
    Null,
    /// A boolean
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(Cow<'a, str>),
    /// An array
    Array(Vec<Node<'a>>),
    /// An object
    Object(Properties<'a>),
}

/// The properties of an object in document order, without duplicate names.
#[derive(Clone, Debug, Default)]
pub struct Properties<'a> {
    entries: Vec<(Cow<'a, str>, Node<'a>)>,
    /// Indices into `entries`, sorted by name; only for large objects. Boxed because `None` is the
    /// usual case and every `Node` pays for the size.
    #[allow(clippy::box_collection)]
    sorted: Option<Box<Vec<usize>>>,
}

/// Up to this size, a linear search is faster than a sorted index.
pub(super) const LINEAR_SEARCH_MAX: usize = 16;

impl<'a> Properties<'a> {
    /// Creates an object. Of duplicate names, the last value wins.
    pub(super) fn new(mut entries: Vec<(Cow<'a, str>, Node<'a>)>) -> Self {
        let mut sorted = None;
        if entries.len() > LINEAR_SEARCH_MAX {
            let mut seen = HashSet::new();
            let reversed = entries.iter().rev();
            let mut is_last: Vec<bool> = reversed
                .map(|(name, _)| seen.insert(name.clone()))
                .collect();
            entries.retain(|_| is_last.pop().unwrap_or(true));
            let mut indices: Vec<usize> = (0..entries.len()).collect();
            indices.sort_unstable_by(|left, right| entries[*left].0.cmp(&entries[*right].0));
            sorted = Some(Box::new(indices));
        } else {
            for at in (0..entries.len()).rev() {
                if entries[at + 1..]
                    .iter()
                    .any(|(name, _)| *name == entries[at].0)
                {
                    entries.remove(at);
                }
            }
        }
        Properties { entries, sorted }
    }

    /// Returns the value of a property.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        let at = match &self.sorted {
            None => self.entries.iter().position(|(other, _)| other == name)?,
            Some(sorted) => {
                let found = sorted.binary_search_by(|at| (*self.entries[*at].0).cmp(name));
                sorted[found.ok()?]
            }
        };
        Some(&self.entries[at].1)
    }

    /// Returns `true` if the property exists.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Returns the number of properties.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Iterates over names and values in document order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node<'a>)> {
        self.entries.iter().map(|(name, value)| (&**name, value))
    }
}

impl<'a> Node<'a> {
    /// Returns the properties of an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Properties<'a>> {
        match self {
            Node::Object(members) => Some(members),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) | Node::Array(_) => None,
        }
    }
}

impl<'a> From<&'a Json> for Node<'a> {
    fn from(value: &'a Json) -> Self {
        match value {
            Json::Null => Node::Null,
            Json::Bool(value) => Node::Bool(*value),
            Json::Number(number) => Node::Number(number.clone()),
            Json::String(text) => Node::String(text.into()),
            Json::Array(items) => Node::Array(items.iter().map(Node::from).collect()),
            Json::Object(members) => {
                let members = members.iter();
                Node::Object(Properties::new(
                    members
                        .map(|(name, value)| (name.into(), value.into()))
                        .collect(),
                ))
            }
        }
    }
}

impl From<Node<'_>> for Json {
    fn from(node: Node<'_>) -> Self {
        match node {
            Node::Null => Json::Null,
            Node::Bool(value) => Json::Bool(value),
            Node::Number(number) => Json::Number(number),
            Node::String(text) => Json::String(text.into_owned()),
            Node::Array(items) => Json::Array(items.into_iter().map(Json::from).collect()),
            Node::Object(members) => {
                let members = members.entries.into_iter();
                Json::Object(
                    members
                        .map(|(name, value)| (name.into_owned(), value.into()))
                        .collect(),
                )
            }
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Null => serializer.serialize_unit(),
            Node::Bool(value) => serializer.serialize_bool(*value),
            Node::Number(number) => number.serialize(serializer),
            Node::String(text) => serializer.serialize_str(text),
            Node::Array(items) => serializer.collect_seq(items),
            Node::Object(members) => serializer.collect_map(members.iter()),
        }
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// Deserializes any JSON value.
pub(super) struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::String(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::String(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node<'de>, E> {
        Ok(Node::String(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node<'de>, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Node::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(name) = members.next_key()? {
            let Node::String(name) = name else {
                return Err(A::Error::custom("property name is not a string"));
            };
            entries.push((name, members.next_value()?));
        }
        Ok(Node::Object(Properties::new(entries)))
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            Node::Null => visitor.visit_unit(),
            Node::Bool(value) => visitor.visit_bool(value),
            Node::Number(number) => number.deserialize_any(visitor),
            Node::String(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Node::String(Cow::Owned(text)) => visitor.visit_string(text),
            Node::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Node::Object(members) => {
                visitor.visit_map(MapDeserializer::new(members.entries.into_iter()))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self {
            Node::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, serde_json::Error> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
