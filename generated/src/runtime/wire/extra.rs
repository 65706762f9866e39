//! What a JSON object had beyond, or short of, what the description declares.

use super::Json;

/// Members of a JSON object that the description does not declare, kept as they came.
///
/// Servers add members before descriptions do. Whatever a type does not know is kept here and
/// written again, so that nothing is lost between reading and writing. It is also the way to send
/// a member that the description does not have yet:
/// `message.extra.insert("new_member", "value")`. Where the description closes an object,
/// `validate()` refuses such a member.
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Option<Box<Contents>>);

#[derive(Clone, Default, PartialEq)]
struct Contents {
    members: serde_json::Map<String, Json>,
    /// Fixed members that may be left out and were.
    omitted: Vec<&'static str>,
}

impl Extra {
    /// Sets a member, whatever it was before.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) {
        self.contents().members.insert(name.into(), value.into());
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.as_ref()?.members.get(name)
    }

    /// All members with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0
            .iter()
            .flat_map(|contents| contents.members.iter())
            .map(|(name, value)| (name.as_str(), value))
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |contents| contents.members.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn omit(&mut self, name: &'static str) {
        self.contents().omitted.push(name);
    }

    pub(super) fn omits(&self, name: &str) -> bool {
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
