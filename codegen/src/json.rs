//! Compact JSON values. A spec has about a hundred thousand values; a property takes 40 bytes,
//! compared to 110 in [`serde_json`].

mod map;

pub use map::{Map, MapBuilder};

use crate::source::pointer;
use serde_json::{Number, Value};
use std::fmt;

/// A JSON value. Objects keep the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Box<str>),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Map),
}

impl Json {
    /// Returns a property of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.as_object()?.get(name)
    }

    /// Returns the value and every nested value.
    pub fn descendants(&self) -> impl Iterator<Item = &Json> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            match next {
                Json::Array(items) => open.extend(items),
                Json::Object(members) => open.extend(members.values()),
                _ => {}
            }
            Some(next)
        })
    }

    /// Looks up a value by JSON pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        if !(pointer.is_empty() || pointer.starts_with('/')) {
            return None;
        }
        pointer::tokens(pointer).try_fold(self, |value, token| match value {
            Json::Object(members) => members.get(&token),
            Json::Array(items) => items.get(pointer::index(&token)?),
            _ => None,
        })
    }

    /// Looks up a mutable value by JSON pointer.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Json> {
        if !(pointer.is_empty() || pointer.starts_with('/')) {
            return None;
        }
        pointer::tokens(pointer).try_fold(self, |value, token| match value {
            Json::Object(members) => members.get_mut(&token),
            Json::Array(items) => items.get_mut(pointer::index(&token)?),
            _ => None,
        })
    }

    /// Returns the text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of a boolean.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Json::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns a number as `u64`, if the number is an unsigned integer below 2^64.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Json::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// Returns a number as the nearest `f64`.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Json::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// Returns the items of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the properties of an object.
    #[must_use]
    pub const fn as_object(&self) -> Option<&Map> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the mutable properties of an object.
    pub const fn as_object_mut(&mut self) -> Option<&mut Map> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// True for an array.
    #[must_use]
    pub const fn is_array(&self) -> bool {
        matches!(self, Json::Array(_))
    }

    /// True for `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }

    /// True for a number.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Json::Number(_))
    }

    /// Converts to a [`serde_json`] value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(number) => Value::Number(number.clone()),
            Json::String(text) => Value::String(text.as_ref().to_owned()),
            Json::Array(items) => Value::Array(items.iter().map(Json::to_value).collect()),
            Json::Object(members) => {
                let members = members.iter();
                let members = members.map(|(name, value)| (name.to_owned(), value.to_value()));
                Value::Object(members.collect())
            }
        }
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(value),
            Value::Number(number) => Json::Number(number),
            Value::String(text) => Json::String(text.into()),
            Value::Array(items) => Json::Array(items.into_iter().map(Json::from).collect()),
            Value::Object(members) => {
                let members = members.into_iter();
                Json::Object(
                    members
                        .map(|(name, value)| (name.into(), value.into()))
                        .collect(),
                )
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::String(text.into())
    }
}

/// Formats the value as JSON: one line, or indented with `{:#}`.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_value().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_pointers_like_serde_json() {
        let value = serde_json::json!({"": {"a/b": [1, {"~": 2}]}, "0": [[3]]});
        let root = Json::from(value.clone());
        assert_eq!(root.to_value(), value);
        for pointer in [
            "",
            "/",
            "//a~1b",
            "//a~1b/0",
            "//a~1b/1/~0",
            "//a~1b/01",
            "//a~1b/+1",
            "//a~1b/2",
            "/0/0/0",
            "/0/-",
            "0",
            "/missing/0",
        ] {
            let found = root.pointer(pointer).map(Json::to_value);
            assert_eq!(found.as_ref(), value.pointer(pointer), "{pointer}");
        }
    }

    #[test]
    fn finds_properties_in_small_and_large_objects() {
        let mut gathered = MapBuilder::default();
        for turn in 0..2 {
            for number in 0..40 {
                let existed = gathered.insert(&format!("m{number}"), Json::Bool(turn == 1));
                assert_eq!(existed, turn == 1, "{number}");
            }
        }
        let mut members = Map::from(gathered);
        assert_eq!(members.len(), 40);
        for number in (1..40).rev() {
            let name = format!("m{number}");
            assert_eq!(members.get(&name), Some(&Json::Bool(true)), "{name}");
            assert_eq!(members.remove(&name), Some(Json::Bool(true)), "{name}");
            assert!(!members.contains_key(&name));
        }
        members.insert("z", Json::Null);
        members.insert("a", Json::Null);
        assert_eq!(members.insert("m0", Json::Null), Some(Json::Bool(true)));
        assert_eq!(members.keys().collect::<Vec<_>>(), ["m0", "z", "a"]);
        assert_eq!(size_of::<Json>(), 24);
    }
}
