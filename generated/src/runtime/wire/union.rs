//! Unions (`oneOf`, `anyOf`): table of variants, choice of a variant, reading and writing.

mod declare;
mod fallback;
#[cfg(feature = "webhooks")]
mod misfit;
mod read;
#[cfg(test)]
#[allow(clippy::unwrap_used, dead_code)]
mod tests;

#[allow(unused_imports)]
pub(crate) use declare::{from, union};
#[cfg(feature = "webhooks")]
pub(crate) use misfit::misfit;
pub use read::{ReadUnion, read_union, read_union_text};

use super::{AdditionalProperties, Extra, Json, Node, Object, Typed};
use crate::runtime::rules::{Rule, Rules, Types, is_valid};

/// The table of a union type.
#[derive(Debug)]
pub struct Union {
    /// The name of the Rust type, for error messages.
    pub name: &'static str,
    /// The property name of the discriminator, if present.
    pub discriminator: Option<&'static str>,
    /// `true` for `oneOf` (exactly one variant matches), `false` for `anyOf` (at least one).
    pub one_of: bool,
    /// The variants in spec order.
    pub variants: &'static [Variant],
}

/// A variant of a union.
#[derive(Debug)]
pub struct Variant {
    /// The name of the Rust variant, for error messages.
    pub name: &'static str,
    /// The discriminator values of the variant.
    pub discriminator_values: &'static [&'static str],
    /// `true` if the variant allows a missing discriminator and, without values, an unknown value.
    pub discriminator_optional: bool,
    /// The rules of the variant type.
    pub rules: fn() -> Rules,
}

impl Union {
    /// Returns the variant for a discriminator value.
    pub(crate) fn by_discriminator(&self, tag: Option<&Node<'_>>) -> Option<usize> {
        match tag {
            None => self
                .variants
                .iter()
                .position(|variant| variant.discriminator_optional),
            Some(Node::String(tag)) => match self.by_discriminator_value(tag) {
                Some((index, _)) => Some(index),
                None => self.default_variant(),
            },
            Some(_) => None,
        }
    }

    fn by_discriminator_value(&self, tag: &str) -> Option<(usize, &'static str)> {
        self.variants
            .iter()
            .enumerate()
            .find_map(|(index, variant)| {
                let tag = variant
                    .discriminator_values
                    .iter()
                    .find(|known| **known == tag)?;
                Some((index, *tag))
            })
    }

    /// Lists the discriminator values, for error messages.
    pub(crate) fn discriminator_values(&self) -> String {
        let tags = self
            .variants
            .iter()
            .flat_map(|variant| variant.discriminator_values);
        tags.map(|tag| format!("{tag:?}"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Lists the variant names, for error messages.
    pub(crate) fn variant_names(&self) -> String {
        let names = self.variants.iter().map(|variant| variant.name);
        names.collect::<Vec<_>>().join(", ")
    }

    /// Chooses a variant by JSON type, required properties and constants. If several variants
    /// remain, the first valid variant wins; without a valid variant, the first remaining.
    pub(crate) fn choose(&self, value: &Node<'_>) -> Option<usize> {
        let mut candidates = self
            .variants
            .iter()
            .enumerate()
            .filter(|(_, variant)| shape_matches(value, (variant.rules)()));
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
    /// Returns the variant that alone declares the property. Variants without an object table count
    /// as declaring every property if objects are possible.
    fn only_declaring(&self, name: &str) -> Option<usize> {
        let declares = |variant: &Variant| match (variant.rules)() {
            [Rule::Object(object)] => object.declares(name),
            rules => shape_possible(&|_| true, rules),
        };
        let variants = self.variants.iter().enumerate();
        let mut declaring = variants.filter(|(_, variant)| declares(variant));
        let (index, _) = declaring.next()?;
        declaring.next().is_none().then_some(index)
    }

    /// Returns `true` if an object of the given variant, with the undeclared properties `extra`,
    /// lacks a required property of every different variant.
    fn is_unambiguous(&self, index: usize, extra: Option<&Extra>) -> bool {
        let [Rule::Object(own)] = (self.variants[index].rules)() else {
            return false;
        };
        if let AdditionalProperties::Typed(_) | AdditionalProperties::Patterned(_) = own.additional
        {
            return false;
        }
        let allowed =
            |name: &str| own.declares(name) || extra.is_some_and(|extra| extra.get(name).is_some());
        let mut variants = self.variants.iter().enumerate();
        variants
            .all(|(other, variant)| other == index || !shape_possible(&allowed, (variant.rules)()))
    }
}

/// Returns `true` if an object with only the allowed property names can satisfy [`shape_matches`].
fn shape_possible(allowed: &dyn Fn(&str) -> bool, rules: Rules) -> bool {
    rules.iter().all(|rule| match rule {
        Rule::Type(types) => types.overlap(Types::OBJECT),
        Rule::Ref(rules) => shape_possible(allowed, rules()),
        Rule::Object(Object {
            properties,
            constants,
            ..
        }) => {
            let mut members = properties.iter().filter(|member| member.required);
            let mut fixed = constants.iter().filter(|fixed| fixed.required);
            members.all(|member| allowed(member.name)) && fixed.all(|fixed| allowed(fixed.name))
        }
        Rule::Union(union) => {
            let mut variants = union.variants.iter();
            variants.any(|variant| shape_possible(allowed, (variant.rules)()))
        }
        _ => true,
    })
}

/// Sets a property of a value without a known variant; no effect unless the value is an object.
pub fn set_property<T: Typed>(object: &mut Json, name: &str, value: &T) {
    if let Json::Object(members) = object {
        members.insert(name.to_owned(), value.node().into());
    }
}

/// Returns `true` if the value has the JSON type, the required properties and the constants of the
/// rules.
pub(crate) fn shape_matches(value: &Node<'_>, rules: Rules) -> bool {
    rules.iter().all(|rule| match rule {
        Rule::Type(types) => types.overlap(Types::of(value)),
        Rule::Ref(rules) => shape_matches(value, rules()),
        Rule::Object(object) => object_shape_matches(value, object),
        Rule::Union(union) => match (union.discriminator, value) {
            (Some(tag), Node::Object(members)) => union
                .by_discriminator(members.get(tag))
                .is_some_and(|index| union.has_shape(index, value)),
            _ => union.choose(value).is_some(),
        },
        _ => true,
    })
}

fn object_shape_matches(value: &Node<'_>, object: &Object) -> bool {
    let Node::Object(members) = value else {
        return false;
    };
    object
        .properties
        .iter()
        .all(|member| !member.required || members.contains(member.name))
        && object.constants.iter().all(|fixed| {
            members
                .get(fixed.name)
                .map_or(!fixed.required, |value| fixed.value.equals(value))
        })
}
