//! The discriminator of a union, and values for a single variant.

use crate::runtime::fake::schema::{Alternative, Schema};
use crate::runtime::rules::{Rule, is_valid};
use crate::runtime::wire::Json;

/// Tries the values of discriminators: a variant does not always name its own.
pub(super) fn with_discriminator(
    schema: &Schema,
    rules: &Alternative,
    mut value: Json,
) -> Option<Json> {
    let unions = rules.iter().filter_map(|rule| match rule {
        Rule::Union(union) => Some((union.discriminator?, union.variants)),
        _ => None,
    });
    let mut accepted = None;
    for (name, variants) in unions {
        for variant in variants {
            for tag in variant.discriminator_values {
                let members = value.as_object_mut()?;
                members.insert(name.to_owned(), (*tag).into());
                if schema.is_valid(&value) {
                    if is_valid(&(&value).into(), (variant.rules)()) {
                        return Some(value);
                    }
                    // Unknown values are accepted, and the name of a schema for a different one.
                    accepted.get_or_insert_with(|| value.clone());
                }
            }
        }
    }
    accepted
}

/// True if the value is valid for a single variant of each `oneOf`, even for a service that ignores
/// the discriminator.
///
/// ```text
/// oneOf: Dog {kind, name}, Cat {kind, name}, Bird {kind, wings}
/// ->  {"kind": "bird", "wings": "wings"}
/// ```
pub(super) fn has_one_variant(rules: &Alternative, value: &Json) -> bool {
    let mut unions = rules.iter().filter_map(|rule| match rule {
        Rule::Union(union) if union.one_of => Some(union),
        _ => None,
    });
    unions.all(|union| {
        let variants = union.variants.iter();
        let fitting = variants.filter(|variant| is_valid(&value.into(), (variant.rules)()));
        fitting.count() == 1
    })
}
