//! Values whose discriminator names a variant that the rest of the value does not fit.
//!
//! In JSON Schema, the branches decide, and `discriminator` is only a hint:
//!
//! ```text
//! Pet: oneOf Cat (requires `meows`), Dog (requires `barks`); discriminator `kind`
//! {"kind": "Cat", "barks": true}    a `Dog`
//! ```

use super::{Union, shape_matches};
use crate::runtime::rules::{Rule, is_valid};
use crate::runtime::wire::Node;

impl Union {
    /// Returns the variant for unknown discriminator values.
    pub(super) fn default_variant(&self) -> Option<usize> {
        self.variants.iter().position(|variant| {
            variant.discriminator_optional && variant.discriminator_values.is_empty()
        })
    }

    /// Returns `true` if no variant but `index` accepts the discriminator value.
    pub(crate) fn is_decisive(&self, index: usize, tag: &str) -> bool {
        let name = self.discriminator.unwrap_or_default();
        let mut variants = self.variants.iter().enumerate();
        variants.all(|(other, variant)| {
            other == index
                || match (variant.rules)() {
                    [Rule::Object(object)] => {
                        let tag = Node::String(tag.into());
                        let mut constants = object.constants.iter();
                        let mut properties = object.properties.iter();
                        constants.any(|one| one.name == name && !one.value.equals(&tag))
                            || properties
                                .any(|one| one.name == name && !is_valid(&tag, (one.rules)()))
                    }
                    [Rule::Union(union), ..] => {
                        union.discriminator == self.discriminator
                            && union.default_variant().is_none()
                            && union.by_discriminator_value(tag).is_none()
                    }
                    _ => false,
                }
        })
    }

    /// Returns the variant at `index` if the value has the shape, else a variant that accepts the
    /// value.
    pub(super) fn fitting(&self, index: usize, value: &Node<'_>) -> usize {
        if shape_matches(value, (self.variants[index].rules)()) {
            return index;
        }
        let mut variants = self.variants.iter();
        let fitting = variants.position(|variant| is_valid(value, (variant.rules)()));
        fitting.unwrap_or(index)
    }

    /// Returns `true` if the value has the shape of the variant at `index`, else of any variant.
    pub(super) fn has_shape(&self, index: usize, value: &Node<'_>) -> bool {
        let matches = |index: usize| shape_matches(value, (self.variants[index].rules)());
        matches(index) || (0..self.variants.len()).any(matches)
    }

    /// Returns `true` if variants besides `index` accept the value: exactly one for `oneOf`.
    pub(crate) fn fits_another(&self, index: usize, value: &Node<'_>) -> bool {
        let variants = self.variants.iter().enumerate();
        let mut fitting = variants
            .filter(|(other, variant)| *other != index && is_valid(value, (variant.rules)()));
        fitting.next().is_some() && !(self.one_of && fitting.next().is_some())
    }
}
