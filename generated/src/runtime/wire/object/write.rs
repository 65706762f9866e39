//! Writing objects by their tables.

use super::Object;
use crate::runtime::wire::{Extra, Map};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Writes an object by its table.
///
/// The first error ends it and comes out of [`ObjectWriter::end`], so that generated code needs no
/// `?` for each member: those cost more compile time than everything else about a type.
pub struct ObjectWriter<'a, S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    extra: &'a Extra,
}

impl<'a, S: Serializer> ObjectWriter<'a, S> {
    /// Begins with the members that have one possible value.
    pub fn begin(serializer: S, object: &Object, extra: &'a Extra) -> Self {
        let mut writer = ObjectWriter {
            map: serializer.serialize_map(None),
            extra,
        };
        for fixed in object.fixed {
            if fixed.required || !extra.omits(fixed.name) {
                writer.required(fixed.name, &fixed.value);
            }
        }
        writer
    }

    /// Writes a member, unless [`Extra`] holds another value for it.
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Ok(map) = &mut self.map
            && self.extra.get(name).is_none()
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.map = Err(error);
        }
    }

    /// Writes a member, where it is there.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes members that the description types without naming them.
    pub fn additional<T: Serialize>(&mut self, members: &Map<T>) {
        for (name, value) in members {
            self.required(name, value);
        }
    }

    /// Ends with the members that the description does not know.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        let mut map = self.map?;
        for (name, value) in self.extra.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
