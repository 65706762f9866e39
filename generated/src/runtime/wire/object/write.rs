//! Table-driven serialization of objects.

use super::Object;
use crate::runtime::wire::node::{LINEAR_SEARCH_MAX, Properties};
use crate::runtime::wire::{Extra, Map, Node, Typed};
use std::borrow::Cow;

/// Builds the JSON object of a struct.
pub struct ObjectWriter<'a> {
    members: Vec<(Cow<'a, str>, Node<'a>)>,
    extra: &'a Extra,
}

impl<'a> ObjectWriter<'a> {
    /// Starts with the constant properties.
    #[must_use]
    pub fn begin(object: &'static Object, extra: &'a Extra) -> Self {
        let capacity = object.constants.len() + object.properties.len() + extra.len();
        let mut writer = ObjectWriter {
            members: Vec::with_capacity(capacity.min(LINEAR_SEARCH_MAX)),
            extra,
        };
        for fixed in object.constants {
            if fixed.required || !extra.is_constant_missing(fixed.name) {
                writer.push(fixed.name, || fixed.value.node());
            }
        }
        writer
    }

    /// Adds a property, unless [`Extra`] overrides the value.
    pub fn required<T: Typed>(&mut self, name: &'a str, value: &'a T) {
        self.push(name, || value.node());
    }

    /// Adds a property if set.
    pub fn optional<T: Typed>(&mut self, name: &'a str, value: &'a Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Adds typed additional properties.
    pub fn additional<T: Typed>(&mut self, members: &'a Map<T>) {
        for (name, value) in members {
            self.required(name, value);
        }
    }

    /// Adds the undeclared properties and returns the object.
    #[must_use]
    pub fn end(mut self) -> Node<'a> {
        let extra = self.extra.iter();
        let extra = extra.map(|(name, value)| (name.into(), value.into()));
        self.members.extend(extra);
        Node::Object(Properties::new(self.members))
    }

    #[inline]
    fn push(&mut self, name: &'a str, node: impl FnOnce() -> Node<'a>) {
        if self.extra.get(name).is_none() {
            self.members.push((name.into(), node()));
        }
    }
}
