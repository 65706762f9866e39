//! Reading objects by their tables.

use super::key::{FixedSeed, Key, KeySeed};
use super::{Object, Others};
use crate::runtime::rules::Rule;
use crate::runtime::rules::pattern::matches;
use crate::runtime::wire::path::at;
use crate::runtime::wire::typed::Seed;
use crate::runtime::wire::{Extra, Json, Map, Typed};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A type whose values are objects: what the generated code knows of it.
pub trait Fields: Typed {
    /// Its table.
    const OBJECT: &'static Object = match Self::RULES {
        [Rule::Object(object)] => object,
        _ => panic!("the rules of an object are its table"),
    };

    /// Reads the members: as long as the reader goes on, shows it where each member of the table
    /// belongs, in the order of the table, and then where those do that are typed without a name.
    /// Nothing where the reader has [ended](ObjectReader::end) badly.
    fn read_members<'de, A: MapAccess<'de>>(object: &mut ObjectReader<'de, A>) -> Option<Self>;
}

/// Reads an object by its table.
///
/// # Errors
///
/// Where the input is no object, a member is missing or of another type.
pub fn read_object<'de, T: Fields, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Fields> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "an object ({})", T::OBJECT.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut reader = ObjectReader::new(T::OBJECT, map);
        reader.step(0);
        let value = T::read_members(&mut reader);
        value.ok_or_else(|| {
            let failure = reader.failure;
            failure.unwrap_or_else(|| A::Error::custom("the object is not complete"))
        })
    }
}

/// An object while it is read.
///
/// Generated code shows it one place after the other, and it takes that of the member that comes
/// next in the input. Where members come in the order of the table, that is one round. The first
/// error ends it and is kept, so that generated code has no branch for each member and names no type
/// of error: those cost more compile time than everything else about a type.
pub struct ObjectReader<'de, A: MapAccess<'de>> {
    object: &'static Object,
    map: A,
    /// The position in the table of what is shown next.
    turn: usize,
    /// The position of the member whose value comes next; behind the table, of one without a name
    /// there.
    next: usize,
    /// The name of that one.
    name: String,
    /// How many of the required members have been read.
    found: usize,
    /// Whether the input is at its end, and this round is about which required member is missing.
    looks_for_missing: bool,
    /// A bit for each fixed member: `regen` makes at most 60 of an object, and others are fields.
    seen_fixed: u64,
    extra: Extra,
    failure: Option<A::Error>,
    input: PhantomData<&'de ()>,
}

/// The position of what comes behind the last member.
const NOTHING: usize = usize::MAX;

impl<'de, A: MapAccess<'de>> ObjectReader<'de, A> {
    fn new(object: &'static Object, map: A) -> Self {
        ObjectReader {
            object,
            map,
            turn: 0,
            next: NOTHING,
            name: String::new(),
            found: 0,
            looks_for_missing: false,
            seen_fixed: 0,
            extra: Extra::default(),
            failure: None,
            input: PhantomData,
        }
    }

    /// Whether there has to be another round.
    pub fn goes_on(&mut self) -> bool {
        self.turn = 0;
        self.next != NOTHING || self.has_to_look()
    }

    /// Shows where a required member belongs.
    #[inline]
    pub fn required<T: Typed>(&mut self, place: &mut Option<T>) {
        if self.turn == self.next {
            self.read_required(place);
        }
        self.turn += 1;
    }

    /// Shows where an optional member belongs: `null` is the same as leaving it out, unless the type
    /// has a `null`.
    #[inline]
    pub fn optional<T: Typed>(&mut self, place: &mut Option<T>) {
        if self.turn == self.next {
            self.read_optional(place);
        }
        self.turn += 1;
    }

    /// Shows where members belong that the description types without naming them.
    #[inline]
    pub fn additional<T: Typed>(&mut self, members: &mut Map<T>) {
        if self.turn == self.next {
            self.read_additional(members);
        }
    }

    /// Ends with the members that the description does not know, if all went well.
    pub fn end(&mut self) -> Option<Extra> {
        if self.failure.is_some() {
            return None;
        }
        for (index, fixed) in self.object.fixed.iter().enumerate() {
            if self.seen_fixed & (1 << index) == 0 {
                if fixed.required {
                    self.fail(missing(self.object, fixed.name));
                    return None;
                }
                self.extra.omit(fixed.name);
            }
        }
        Some(std::mem::take(&mut self.extra))
    }

    fn read_required<T: Typed>(&mut self, place: &mut Option<T>) {
        if self.looks_for_missing {
            return self.look(place.is_some());
        }
        match self.map.next_value_seed(Seed::new()) {
            Ok(value) => {
                self.found += usize::from(place.is_none());
                *place = Some(value);
                self.step(self.turn + 1);
            }
            Err(error) => self.fail_at(&error),
        }
    }

    fn read_optional<T: Typed>(&mut self, place: &mut Option<T>) {
        let read = if T::ACCEPTS_NULL {
            self.map.next_value_seed(Seed::new()).map(Some)
        } else {
            self.map.next_value_seed(Seed::new())
        };
        match read {
            Ok(value) => {
                *place = value;
                self.step(self.turn + 1);
            }
            Err(error) => self.fail_at(&error),
        }
    }

    fn read_additional<T: Typed>(&mut self, members: &mut Map<T>) {
        while self.turn == self.next {
            let name = std::mem::take(&mut self.name);
            match self.map.next_value_seed(Seed::new()) {
                Ok(value) => {
                    members.insert(name, value);
                    self.step(self.turn);
                }
                Err(error) => self.fail(at(&name, &error)),
            }
        }
    }

    /// Goes on to the next member that has a place.
    fn step(&mut self, expected: usize) {
        match self.next_member(expected) {
            Ok(next) => self.next = next,
            Err(error) => self.fail(error),
        }
    }

    /// The position of the next member that has a place; what has none is dealt with.
    fn next_member(&mut self, expected: usize) -> Result<usize, A::Error> {
        let object = self.object;
        loop {
            let seed = KeySeed {
                object,
                expected,
                name: &mut self.name,
            };
            match self.map.next_key_seed(seed)? {
                None => return Ok(NOTHING),
                Some(Key::Member(index)) => return Ok(index),
                Some(Key::Fixed(index)) => {
                    let fixed = &object.fixed[index];
                    let read = self.map.next_value_seed(FixedSeed(fixed));
                    read.map_err(|error| at(fixed.name, &error))?;
                    self.seen_fixed |= 1 << index;
                }
                Some(Key::Other) if object.types(&self.name) => return Ok(object.members.len()),
                Some(Key::Other) => {
                    let value = self.map.next_value::<Json>()?;
                    self.extra.insert(std::mem::take(&mut self.name), value);
                }
            }
        }
    }

    #[cold]
    fn fail_at(&mut self, error: &A::Error) {
        self.fail(at(self.object.members[self.turn].name, error));
    }

    fn fail(&mut self, error: A::Error) {
        self.failure = Some(error);
        self.next = NOTHING;
    }

    /// Whether a required member is missing, so that there is a round to find out which. They come
    /// first in the table.
    fn has_to_look(&mut self) -> bool {
        let missing = self.object.members.get(self.found);
        let has_to = self.failure.is_none() && missing.is_some_and(|member| member.required);
        if has_to {
            self.looks_for_missing = true;
            self.next = 0;
        }
        has_to
    }

    #[cold]
    fn look(&mut self, is_there: bool) {
        if is_there {
            self.next += 1;
        } else {
            self.fail(missing(self.object, self.object.members[self.turn].name));
        }
    }
}

impl Object {
    /// Whether a member that it does not name is of the type that others have.
    fn types(&self, name: &str) -> bool {
        match self.others {
            Others::Open | Others::Closed => false,
            Others::Typed(_) => true,
            Others::Like(patterns) => patterns.iter().any(|pattern| matches(pattern, name)),
        }
    }
}

fn missing<E: Error>(object: &Object, member: &str) -> E {
    E::custom(format_args!("{} has no member `{member}`", object.name))
}
