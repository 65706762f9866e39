//! The properties of a JSON object.

use super::Json;
use std::collections::BTreeMap;

/// Up to this size, a linear search is faster than an index.
const MAX_LINEAR: usize = 16;

/// Properties by name, in the order of the text.
#[derive(Debug, Clone)]
pub struct Map(Storage);

/// Most objects are small and stored as a plain list; large objects have an index.
#[derive(Debug, Clone)]
enum Storage {
    List(Box<[Member]>),
    Indexed(Box<Indexed>),
}

type Member = (Box<str>, Json);

/// An iterator over names and values.
pub type Iter<'m> = std::iter::Map<std::slice::Iter<'m, Member>, fn(&Member) -> (&str, &Json)>;

#[derive(Debug, Clone)]
struct Indexed {
    list: Vec<Member>,
    /// Indices into `list`, sorted by name.
    order: Vec<usize>,
}

impl Indexed {
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.order
            .binary_search_by(|at| self.list[*at].0.as_ref().cmp(name))
    }
}

impl Map {
    /// Returns the number of properties.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list().len()
    }

    /// True if the object has no properties.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    /// Returns the value of a property.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.position(name).map(|at| &self.list()[at].1)
    }

    /// Returns the mutable value of a property.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        let at = self.position(name)?;
        Some(&mut self.list_mut()[at].1)
    }

    /// True if the object has the property.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Iterates over names and values.
    pub fn iter(&self) -> Iter<'_> {
        self.into_iter()
    }

    /// Iterates over names and mutable values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Json)> {
        let members = self.list_mut().iter_mut();
        members.map(|(name, value)| (&**name, value))
    }

    /// Iterates over the names.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter().map(|(name, _)| name)
    }

    /// Iterates over the values.
    pub fn values(&self) -> impl Iterator<Item = &Json> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// Appends a property, or replaces the value of an existing property and returns the old value.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: Json) -> Option<Json> {
        let name = name.into();
        if let Some(member) = self.get_mut(&name) {
            return Some(std::mem::replace(member, value));
        }
        let mut list = self.take();
        list.push((name, value));
        *self = list.into_iter().collect();
        None
    }

    /// Removes a property and returns the value. The order of the rest is kept.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let at = self.position(name)?;
        let mut list = self.take();
        let (_, value) = list.remove(at);
        *self = list.into_iter().collect();
        Some(value)
    }

    fn position(&self, name: &str) -> Option<usize> {
        match &self.0 {
            Storage::List(list) => list.iter().position(|(other, _)| **other == *name),
            Storage::Indexed(indexed) => indexed.find(name).ok().map(|at| indexed.order[at]),
        }
    }

    fn list(&self) -> &[Member] {
        match &self.0 {
            Storage::List(list) => list,
            Storage::Indexed(indexed) => &indexed.list,
        }
    }

    fn list_mut(&mut self) -> &mut [Member] {
        match &mut self.0 {
            Storage::List(list) => list,
            Storage::Indexed(indexed) => &mut indexed.list,
        }
    }

    fn take(&mut self) -> Vec<Member> {
        match std::mem::take(self).0 {
            Storage::List(list) => list.into_vec(),
            Storage::Indexed(indexed) => indexed.list,
        }
    }
}

/// A builder of [`Map`] that accepts duplicate names.
#[derive(Debug, Default)]
pub struct MapBuilder {
    list: Vec<Member>,
    /// Indices into `list` by name, filled once the list is long.
    index: BTreeMap<Box<str>, usize>,
}

impl MapBuilder {
    /// Creates a builder with capacity for `count` properties.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        MapBuilder {
            list: Vec::with_capacity(count),
            ..Self::default()
        }
    }

    /// True if the property exists.
    pub fn contains_key(&mut self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Appends a property, or replaces the value of an existing property. Returns true if the
    /// property existed.
    pub fn insert(&mut self, name: &str, value: Json) -> bool {
        match self.position(name) {
            Some(at) => {
                self.list[at].1 = value;
                true
            }
            None => {
                self.list.push((name.into(), value));
                false
            }
        }
    }

    fn position(&mut self, name: &str) -> Option<usize> {
        if self.list.len() <= MAX_LINEAR {
            return self.list.iter().position(|(other, _)| **other == *name);
        }
        for (at, (name, _)) in self.list.iter().enumerate().skip(self.index.len()) {
            self.index.insert(name.clone(), at);
        }
        self.index.get(name).copied()
    }
}

impl From<MapBuilder> for Map {
    fn from(gathered: MapBuilder) -> Self {
        gathered.list.into_iter().collect()
    }
}

impl Default for Map {
    fn default() -> Self {
        Map(Storage::List(Box::default()))
    }
}

/// The names must be distinct.
impl FromIterator<Member> for Map {
    fn from_iter<T: IntoIterator<Item = Member>>(members: T) -> Self {
        let mut list: Vec<Member> = members.into_iter().collect();
        if list.len() <= MAX_LINEAR {
            return Map(Storage::List(list.into()));
        }
        list.shrink_to_fit();
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_unstable_by(|left, right| list[*left].0.cmp(&list[*right].0));
        Map(Storage::Indexed(Box::new(Indexed { list, order })))
    }
}

impl IntoIterator for Map {
    type Item = Member;
    type IntoIter = std::vec::IntoIter<Member>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.take().into_iter()
    }
}

impl<'m> IntoIterator for &'m Map {
    type Item = (&'m str, &'m Json);
    type IntoIter = Iter<'m>;

    fn into_iter(self) -> Self::IntoIter {
        let pair: fn(&Member) -> (&str, &Json) = |(name, value)| (name, value);
        self.list().iter().map(pair)
    }
}

/// Equality ignores the order of properties.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        let mut members = self.iter();
        self.len() == other.len() && members.all(|(name, value)| other.get(name) == Some(value))
    }
}
