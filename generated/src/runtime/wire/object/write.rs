//! Showing objects by their tables.

use super::Object;
use crate::runtime::wire::node::{FEW, Members};
use crate::runtime::wire::{Extra, Map, Node, Typed};
use std::borrow::Cow;

/// Puts together what an object is in JSON, by its table.
pub struct ObjectWriter<'a> {
    members: Vec<(Cow<'a, str>, Node<'a>)>,
    extra: &'a Extra,
}

impl<'a> ObjectWriter<'a> {
    /// Begins with the members that have one possible value.
    #[must_use]
    pub fn begin(object: &'static Object, extra: &'a Extra) -> Self {
        let most = object.fixed.len() + object.members.len() + extra.len();
        let mut writer = ObjectWriter {
            members: Vec::with_capacity(most.min(FEW)),
            extra,
        };
        for fixed in object.fixed {
            if fixed.required || !extra.omits(fixed.name) {
                writer.member(fixed.name, || fixed.value.node());
            }
        }
        writer
    }

    /// Takes a member, unless [`Extra`] holds another value for it.
    pub fn required<T: Typed>(&mut self, name: &'a str, value: &'a T) {
        self.member(name, || value.node());
    }

    /// Takes a member, where it is there.
    pub fn optional<T: Typed>(&mut self, name: &'a str, value: &'a Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Takes members that the description types without naming them.
    pub fn additional<T: Typed>(&mut self, members: &'a Map<T>) {
        for (name, value) in members {
            self.required(name, value);
        }
    }

    /// Ends with the members that the description does not know.
    #[must_use]
    pub fn end(mut self) -> Node<'a> {
        let extra = self.extra.iter();
        let extra = extra.map(|(name, value)| (name.into(), value.into()));
        self.members.extend(extra);
        Node::Object(Members::new(self.members))
    }

    #[inline]
    fn member(&mut self, name: &'a str, node: impl FnOnce() -> Node<'a>) {
        if self.extra.get(name).is_none() {
            self.members.push((name.into(), node()));
        }
    }
}
