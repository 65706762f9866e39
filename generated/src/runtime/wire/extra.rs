//! Undeclared properties of a JSON object.

use super::Json;

/// The properties of a JSON object that the spec does not declare.
///
/// Servers often add properties before the spec does. `Extra` keeps unknown properties of a
/// response and writes them back unchanged. To send a property that the spec does not declare yet,
/// call `message.extra.insert("new_property", "value")`. If the schema has `additionalProperties:
/// false`, `validate()` rejects undeclared properties.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(Option<Box<Contents>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct Contents {
    members: serde_json::Map<String, Json>,
    /// Optional constant properties that were missing in the input.
    omitted: Vec<&'static str>,
}

impl Extra {
    /// Sets a property, replacing an earlier value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        self.contents().members.insert(name.into(), value.into());
    }

    /// Returns the value of a property.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.members.get(name)
    }

    /// Iterates over names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0
            .iter()
            .flat_map(|contents| contents.members.iter())
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Returns the number of properties.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |contents| contents.members.len())
    }

    /// Returns `true` if there are no properties.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn record_missing_constant(&mut self, name: &'static str) {
        self.contents().omitted.push(name);
    }

    pub(super) fn is_constant_missing(&self, name: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|contents| contents.omitted.contains(&name))
    }

    fn contents(&mut self) -> &mut Contents {
        self.0.get_or_insert_default()
    }
}

impl std::fmt::Debug for Extra {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_map().entries(self.iter()).finish()
    }
}
