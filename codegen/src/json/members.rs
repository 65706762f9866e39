//! The members of an object.

use super::Json;
use std::collections::BTreeMap;

/// So many names are compared faster than one is looked up.
const FEW: usize = 16;

/// Members by name, in the order of the text.
#[derive(Debug, Clone)]
pub struct Members(Kept);

/// Most objects have a few members, and are kept as a list; of the others there are few.
#[derive(Debug, Clone)]
enum Kept {
    Few(Box<[Member]>),
    Many(Box<Many>),
}

type Member = (Box<str>, Json);

/// Names and values of an object.
pub type Iter<'m> = std::iter::Map<std::slice::Iter<'m, Member>, fn(&Member) -> (&str, &Json)>;

#[derive(Debug, Clone)]
struct Many {
    list: Vec<Member>,
    /// Where members stand in the list, sorted by their names.
    order: Vec<usize>,
}

impl Many {
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.order
            .binary_search_by(|at| self.list[*at].0.as_ref().cmp(name))
    }
}

impl Members {
    /// The number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list().is_empty()
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.position(name).map(|at| &self.list()[at].1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        let at = self.position(name)?;
        Some(&mut self.list_mut()[at].1)
    }

    /// Whether there is such a member.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Names and values.
    pub fn iter(&self) -> Iter<'_> {
        self.into_iter()
    }

    /// Names, and values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Json)> {
        let members = self.list_mut().iter_mut();
        members.map(|(name, value)| (&**name, value))
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter().map(|(name, _)| name)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &Json> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// Adds a member behind the others, or gives another value to the one of that name. What comes
    /// back is the value that it had.
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

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let at = self.position(name)?;
        let mut list = self.take();
        let (_, value) = list.remove(at);
        *self = list.into_iter().collect();
        Some(value)
    }

    fn position(&self, name: &str) -> Option<usize> {
        match &self.0 {
            Kept::Few(list) => list.iter().position(|(other, _)| **other == *name),
            Kept::Many(many) => many.find(name).ok().map(|at| many.order[at]),
        }
    }

    fn list(&self) -> &[Member] {
        match &self.0 {
            Kept::Few(list) => list,
            Kept::Many(many) => &many.list,
        }
    }

    fn list_mut(&mut self) -> &mut [Member] {
        match &mut self.0 {
            Kept::Few(list) => list,
            Kept::Many(many) => &mut many.list,
        }
    }

    fn take(&mut self) -> Vec<Member> {
        match std::mem::take(self).0 {
            Kept::Few(list) => list.into_vec(),
            Kept::Many(many) => many.list,
        }
    }
}

/// Members that are still being read, and may be there twice.
#[derive(Debug, Default)]
pub struct Gathered {
    list: Vec<Member>,
    /// Where members stand in the list, once there are many.
    seen: BTreeMap<Box<str>, usize>,
}

impl Gathered {
    /// With room for so many.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        Gathered {
            list: Vec::with_capacity(count),
            ..Self::default()
        }
    }

    /// Whether there is such a member.
    pub fn contains_key(&mut self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Adds a member, or gives another value to the one of that name. Whether there was one is what
    /// comes back.
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
        if self.list.len() <= FEW {
            return self.list.iter().position(|(other, _)| **other == *name);
        }
        for (at, (name, _)) in self.list.iter().enumerate().skip(self.seen.len()) {
            self.seen.insert(name.clone(), at);
        }
        self.seen.get(name).copied()
    }
}

impl From<Gathered> for Members {
    fn from(gathered: Gathered) -> Self {
        gathered.list.into_iter().collect()
    }
}

impl Default for Members {
    fn default() -> Self {
        Members(Kept::Few(Box::default()))
    }
}

/// No name may be there twice.
impl FromIterator<Member> for Members {
    fn from_iter<T: IntoIterator<Item = Member>>(members: T) -> Self {
        let mut list: Vec<Member> = members.into_iter().collect();
        if list.len() <= FEW {
            return Members(Kept::Few(list.into()));
        }
        list.shrink_to_fit();
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_unstable_by(|left, right| list[*left].0.cmp(&list[*right].0));
        Members(Kept::Many(Box::new(Many { list, order })))
    }
}

impl IntoIterator for Members {
    type Item = Member;
    type IntoIter = std::vec::IntoIter<Member>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.take().into_iter()
    }
}

impl<'m> IntoIterator for &'m Members {
    type Item = (&'m str, &'m Json);
    type IntoIter = Iter<'m>;

    fn into_iter(self) -> Self::IntoIter {
        let pair: fn(&Member) -> (&str, &Json) = |(name, value)| (name, value);
        self.list().iter().map(pair)
    }
}

/// Objects are the same in whatever order their members are.
impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        let mut members = self.iter();
        self.len() == other.len() && members.all(|(name, value)| other.get(name) == Some(value))
    }
}
