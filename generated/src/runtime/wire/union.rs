//! Unions: the table of variants, choosing one, reading and writing.

mod declare;
mod read;
#[cfg(test)]
#[allow(clippy::unwrap_used, dead_code)]
mod tests;

#[allow(unused_imports)]
pub(crate) use declare::{from, union};
pub use read::{Variants, read_union, read_union_text};

use super::{Extra, Node, Object, Others};
use crate::runtime::rules::{Rule, Rules, Types, is_valid};

/// What the description says of a union.
#[derive(Debug)]
pub struct Union {
    /// The name of the type, for messages.
    pub name: &'static str,
    /// The member that tells the variants apart, where one does.
    pub tag: Option<&'static str>,
    /// Whether a value has to fit exactly one variant (`oneOf`) or may fit several (`anyOf`).
    pub exclusive: bool,
    /// The variants, in the order of the description.
    pub variants: &'static [Variant],
}

/// A variant of a union.
#[derive(Debug)]
pub struct Variant {
    /// Its name in Rust, for messages.
    pub name: &'static str,
    /// The values of the tag that mean this variant.
    pub tags: &'static [&'static str],
    /// Whether the tag may be left out for this variant.
    pub untagged: bool,
    /// The rules of its type.
    pub rules: fn() -> Rules,
}

impl Union {
    /// The variant that a tag means.
    pub(crate) fn tagged(&self, tag: Option<&Node<'_>>) -> Option<usize> {
        match tag {
            None => self.variants.iter().position(|variant| variant.untagged),
            Some(Node::Text(tag)) => self.with_tag(tag).map(|(index, _)| index),
            Some(_) => None,
        }
    }

    fn with_tag(&self, tag: &str) -> Option<(usize, &'static str)> {
        self.variants
            .iter()
            .enumerate()
            .find_map(|(index, variant)| {
                let tag = variant.tags.iter().find(|known| **known == tag)?;
                Some((index, *tag))
            })
    }

    /// All values of the tag, for messages.
    pub(crate) fn tags(&self) -> String {
        let tags = self.variants.iter().flat_map(|variant| variant.tags);
        tags.map(|tag| format!("{tag:?}"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The names of all variants, for messages.
    pub(crate) fn names(&self) -> String {
        let names = self.variants.iter().map(|variant| variant.name);
        names.collect::<Vec<_>>().join(", ")
    }

    /// The variant that a value is meant to be, by its JSON type and the members that it has; only
    /// where those leave several are their rules asked.
    pub(crate) fn choose(&self, value: &Node<'_>) -> Option<usize> {
        let mut candidates = self
            .variants
            .iter()
            .enumerate()
            .filter(|(_, variant)| resembles(value, (variant.rules)()));
        let (first, _) = candidates.next()?;
        if candidates.next().is_none() {
            return Some(first);
        }
        let valid = |variant: &Variant| is_valid(value, (variant.rules)());
        let remaining = &self.variants[first..];
        Some(
            remaining
                .iter()
                .position(valid)
                .map_or(first, |index| first + index),
        )
    }
}

impl Union {
    /// The object among the variants that alone knows a member.
    fn with_member(&self, name: &str) -> Option<usize> {
        let declares = |variant: &Variant| match (variant.rules)() {
            [Rule::Object(object)] => object.declares(name),
            rules => can_be(&|_| true, rules),
        };
        let variants = self.variants.iter().enumerate();
        let mut knowing = variants.filter(|(_, variant)| declares(variant));
        let (index, _) = knowing.next()?;
        knowing.next().is_none().then_some(index)
    }

    /// Whether what was read as this variant, with no members beyond its own but these, cannot be
    /// meant to be another one.
    fn is_only(&self, index: usize, extra: Option<&Extra>) -> bool {
        let [Rule::Object(own)] = (self.variants[index].rules)() else {
            return false;
        };
        if let Others::Typed(_) | Others::Like(_) = own.others {
            return false;
        }
        let may_have =
            |name: &str| own.declares(name) || extra.is_some_and(|extra| extra.get(name).is_some());
        let mut variants = self.variants.iter().enumerate();
        variants.all(|(other, variant)| other == index || !can_be(&may_have, (variant.rules)()))
    }
}

/// Whether an object that has at most these members can be what [`resembles`] asks for.
fn can_be(may_have: &dyn Fn(&str) -> bool, rules: Rules) -> bool {
    rules.iter().all(|rule| match rule {
        Rule::Type(types) => types.overlap(Types::OBJECT),
        Rule::Ref(rules) => can_be(may_have, rules()),
        Rule::Object(Object { members, fixed, .. }) => {
            let mut members = members.iter().filter(|member| member.required);
            let mut fixed = fixed.iter().filter(|fixed| fixed.required);
            members.all(|member| may_have(member.name)) && fixed.all(|fixed| may_have(fixed.name))
        }
        Rule::Union(union) => {
            let mut variants = union.variants.iter();
            variants.any(|variant| can_be(may_have, (variant.rules)()))
        }
        _ => true,
    })
}

/// Whether a value has the JSON type and the required members that the rules ask for.
fn resembles(value: &Node<'_>, rules: Rules) -> bool {
    rules.iter().all(|rule| match rule {
        Rule::Type(types) => types.overlap(Types::of(value)),
        Rule::Ref(rules) => resembles(value, rules()),
        Rule::Object(object) => resembles_object(value, object),
        Rule::Union(union) => match (union.tag, value) {
            (Some(tag), Node::Object(members)) => union
                .tagged(members.get(tag))
                .is_some_and(|index| resembles(value, (union.variants[index].rules)())),
            _ => union.choose(value).is_some(),
        },
        _ => true,
    })
}

fn resembles_object(value: &Node<'_>, object: &Object) -> bool {
    let Node::Object(members) = value else {
        return false;
    };
    object
        .members
        .iter()
        .all(|member| !member.required || members.contains_key(member.name))
        && object.fixed.iter().all(|fixed| {
            members
                .get(fixed.name)
                .map_or(!fixed.required, |value| fixed.value.is(value))
        })
}
