//! Table-driven deserialization of objects.

use super::key::{ConstantSeed, Key, KeySeed};
use super::{AdditionalProperties, Object};
use crate::runtime::rules::Rule;
use crate::runtime::rules::pattern::matches;
use crate::runtime::wire::error_path::prefix_pointer;
use crate::runtime::wire::typed::Seed;
use crate::runtime::wire::{Extra, Json, Map, Typed};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// An object type with generated deserialization code.
pub trait ReadObject: Typed {
    /// The table of the type.
    const OBJECT: &'static Object = match Self::RULES {
        [Rule::Object(object)] => object,
        _ => panic!("`RULES` of an object must be a single `Rule::Object`"),
    };

    /// Reads the properties. While [`next_pass`](ObjectReader::next_pass) returns `true`, offers the
    /// reader one slot per field in table order, then the slot for additional properties. Returns
    /// `None` if [`end`](ObjectReader::end) returns `None`.
    fn read_members<'de, A: MapAccess<'de>>(object: &mut ObjectReader<'de, A>) -> Option<Self>;
}

/// Deserializes an object type.
///
/// # Errors
///
/// Returns an error if the input is not an object, or if a property is missing or has the wrong
/// type.
pub fn read_object<'de, T: ReadObject, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: ReadObject> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object ({})", T::OBJECT.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut reader = ObjectReader::new(T::OBJECT, map);
        reader.advance(0);
        let value = T::read_members(&mut reader);
        value.ok_or_else(|| {
            let failure = reader.failure;
            failure.unwrap_or_else(|| A::Error::custom("incomplete object"))
        })
    }
}

/// The state of an object deserialization.
///
/// Generated code offers one slot per field, in table order; the reader fills the slot whose key
/// comes next in the input. Input in table order needs a single pass over the slots.
///
/// The reader stores the first error and stops. Generated code therefore has no branch per property
/// and no error type, which would cost more compile time than the rest of a type.
pub struct ObjectReader<'de, A: MapAccess<'de>> {
    object: &'static Object,
    map: A,
    /// The table index of the slot offered next.
    slot_index: usize,
    /// The table index of the next property in the input; `properties.len()` for an additional
    /// property.
    next: usize,
    /// The name of the additional property.
    name: String,
    /// The number of required properties read.
    found: usize,
    /// `true` after the end of the input, during the pass that finds the missing required property.
    finding_missing: bool,
    /// A bit per constant property. `regen` creates at most 60 constants per object; the rest
    /// become fields.
    seen_fixed: u64,
    extra: Extra,
    failure: Option<A::Error>,
    input: PhantomData<&'de ()>,
}

/// The table index at the end of the input.
const END: usize = usize::MAX;

impl<'de, A: MapAccess<'de>> ObjectReader<'de, A> {
    fn new(object: &'static Object, map: A) -> Self {
        ObjectReader {
            object,
            map,
            slot_index: 0,
            next: END,
            name: String::new(),
            found: 0,
            finding_missing: false,
            seen_fixed: 0,
            extra: Extra::default(),
            failure: None,
            input: PhantomData,
        }
    }

    /// Returns `true` if generated code must offer the slots again.
    pub fn next_pass(&mut self) -> bool {
        self.slot_index = 0;
        self.next != END || self.starts_missing_pass()
    }

    /// Offers the slot of a required property.
    #[inline]
    pub fn required<T: Typed>(&mut self, slot: &mut Option<T>) {
        if self.slot_index == self.next {
            self.read_required(slot);
        }
        self.slot_index += 1;
    }

    /// Offers the slot of an optional property. `null` means a missing property unless the type
    /// accepts `null`.
    #[inline]
    pub fn optional<T: Typed>(&mut self, slot: &mut Option<T>) {
        if self.slot_index == self.next {
            self.read_optional(slot);
        }
        self.slot_index += 1;
    }

    /// Offers the slot for typed additional properties.
    #[inline]
    pub fn additional<T: Typed>(&mut self, members: &mut Map<T>) {
        if self.slot_index == self.next {
            self.read_additional(members);
        }
    }

    /// Returns the undeclared properties, or `None` after an error.
    pub fn end(&mut self) -> Option<Extra> {
        if self.failure.is_some() {
            return None;
        }
        for (index, fixed) in self.object.constants.iter().enumerate() {
            if self.seen_fixed & (1 << index) == 0 {
                if fixed.required {
                    self.fail(missing(self.object, fixed.name));
                    return None;
                }
                self.extra.record_missing_constant(fixed.name);
            }
        }
        Some(std::mem::take(&mut self.extra))
    }

    fn read_required<T: Typed>(&mut self, slot: &mut Option<T>) {
        if self.finding_missing {
            return self.check_present(slot.is_some());
        }
        match self.map.next_value_seed(Seed::new()) {
            Ok(value) => {
                self.found += usize::from(slot.is_none());
                *slot = Some(value);
                self.advance(self.slot_index + 1);
            }
            Err(error) => self.fail_at(&error),
        }
    }

    fn read_optional<T: Typed>(&mut self, slot: &mut Option<T>) {
        let read = if T::ACCEPTS_NULL {
            self.map.next_value_seed(Seed::new()).map(Some)
        } else {
            self.map.next_value_seed(Seed::new())
        };
        match read {
            Ok(value) => {
                *slot = value;
                self.advance(self.slot_index + 1);
            }
            Err(error) => self.fail_at(&error),
        }
    }

    fn read_additional<T: Typed>(&mut self, members: &mut Map<T>) {
        while self.slot_index == self.next {
            let name = std::mem::take(&mut self.name);
            match self.map.next_value_seed(Seed::new()) {
                Ok(value) => {
                    members.insert(name, value);
                    self.advance(self.slot_index);
                }
                Err(error) => self.fail(prefix_pointer(&name, &error)),
            }
        }
    }

    /// Advances to the next property with a slot.
    fn advance(&mut self, expected: usize) {
        match self.next_member(expected) {
            Ok(next) => self.next = next,
            Err(error) => self.fail(error),
        }
    }

    /// Returns the table index of the next property with a slot. Consumes constant and untyped
    /// properties.
    fn next_member(&mut self, expected: usize) -> Result<usize, A::Error> {
        let object = self.object;
        loop {
            let seed = KeySeed {
                object,
                expected,
                name: &mut self.name,
            };
            match self.map.next_key_seed(seed)? {
                None => return Ok(END),
                Some(Key::Property(index)) => return Ok(index),
                Some(Key::Constant(index)) => {
                    let fixed = &object.constants[index];
                    let read = self.map.next_value_seed(ConstantSeed(fixed));
                    read.map_err(|error| prefix_pointer(fixed.name, &error))?;
                    self.seen_fixed |= 1 << index;
                }
                Some(Key::Undeclared) if object.has_typed_additional(&self.name) => {
                    return Ok(object.properties.len());
                }
                Some(Key::Undeclared) => {
                    let value = self.map.next_value::<Json>()?;
                    self.extra.insert(std::mem::take(&mut self.name), value);
                }
            }
        }
    }

    #[cold]
    fn fail_at(&mut self, error: &A::Error) {
        self.fail(prefix_pointer(
            self.object.properties[self.slot_index].name,
            error,
        ));
    }

    fn fail(&mut self, error: A::Error) {
        self.failure = Some(error);
        self.next = END;
    }

    /// Starts a pass to find the missing required property, if any. Required properties come first
    /// in the table.
    fn starts_missing_pass(&mut self) -> bool {
        let missing = self.object.properties.get(self.found);
        let starts = self.failure.is_none() && missing.is_some_and(|member| member.required);
        if starts {
            self.finding_missing = true;
            self.next = 0;
        }
        starts
    }

    #[cold]
    fn check_present(&mut self, is_present: bool) {
        if is_present {
            self.next += 1;
        } else {
            self.fail(missing(
                self.object,
                self.object.properties[self.slot_index].name,
            ));
        }
    }
}

impl Object {
    /// Returns `true` if an undeclared property belongs into the slot for additional properties.
    fn has_typed_additional(&self, name: &str) -> bool {
        match self.additional {
            AdditionalProperties::Any | AdditionalProperties::Forbidden => false,
            AdditionalProperties::Typed(_) => true,
            AdditionalProperties::Patterned(patterns) => {
                patterns.iter().any(|pattern| matches(pattern, name))
            }
        }
    }
}

fn missing<E: Error>(object: &Object, property: &str) -> E {
    E::custom(format_args!(
        "missing property `{property}` of `{}`",
        object.name
    ))
}
