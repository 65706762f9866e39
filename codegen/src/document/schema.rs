//! A schema: JSON Schema 2020-12 and its relatives of OpenAPI 3.0.

mod groups;
mod keywords;
mod nullable;
mod read;
mod types;

pub use groups::{Annotations, Arrays, Conditions, Numbers, Objects, Rare, Strings, ValueWords};
pub(super) use read::Around;
pub use types::Types;

use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A schema as written. Nothing is resolved or merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// Where it stands.
    pub pointer: String,
    /// `false`: no value is valid.
    pub never: bool,
    /// `$ref`, as written.
    pub reference: Option<String>,
    /// `type`, with `null` where OpenAPI 3.0 says `nullable`.
    pub types: Option<Types>,
    /// `format`
    pub format: Option<String>,
    /// Whether it is about bytes that are no text: `format: binary`, or `contentMediaType` without
    /// `contentEncoding`.
    pub binary: bool,
    /// `enum`, or `const` as the one value.
    pub values: Option<Vec<Value>>,
    /// What it asks of strings.
    pub strings: Rare<Strings>,
    /// What it asks of numbers.
    pub numbers: Rare<Numbers>,
    /// `items`
    pub items: Option<Rc<Schema>>,
    /// What it asks of arrays, beside `items`.
    pub arrays: Rare<Arrays>,
    /// `properties`, sorted by name.
    pub properties: BTreeMap<String, Rc<Schema>>,
    /// What it asks of objects, beside the keywords of single members.
    pub objects: Rare<Objects>,
    /// `additionalProperties`
    pub additional_properties: Option<Rc<Schema>>,
    /// `required`, in the order of the description.
    pub required: Vec<String>,
    /// `allOf`
    pub all_of: Vec<Rc<Schema>>,
    /// `anyOf`
    pub any_of: Vec<Rc<Schema>>,
    /// `oneOf`
    pub one_of: Vec<Rc<Schema>>,
    /// What it asks by other schemas, on a condition.
    pub conditions: Rare<Conditions>,
    /// `discriminator`
    pub discriminator: Option<Box<Discriminator>>,
    /// What it says of values without asking for anything.
    pub annotations: Rare<Annotations>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
}

/// What tells the members of a union apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// `mapping`: value to reference, sorted by value.
    pub mapping: BTreeMap<String, String>,
    /// Whether there is a `defaultMapping`: a value may be of a branch that it does not name.
    pub has_default: bool,
}

impl Discriminator {
    /// The values that are mapped to a branch, if there are any.
    #[must_use]
    pub fn mapped(&self, branch: &Schema) -> Option<Vec<String>> {
        let (reference, name) = (branch.reference.as_ref()?, branch.name()?);
        let means = |target: &str| target == reference || target == name;
        let mapped = self.mapping.iter().filter(|(_, target)| means(target));
        let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        (!mapped.is_empty()).then_some(mapped)
    }
}

impl Schema {
    /// The name of what it refers to.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.reference.as_ref()?.rsplit('/').next()
    }

    /// Whether it says nothing about values beside `$ref` and `allOf`.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let nothing = Schema::default();
        self.never == nothing.never
            && self.types == nothing.types
            && self.format == nothing.format
            && self.values == nothing.values
            && self.strings == nothing.strings
            && self.numbers == nothing.numbers
            && self.items == nothing.items
            && self.arrays == nothing.arrays
            && self.properties == nothing.properties
            && self.objects == nothing.objects
            && self.additional_properties == nothing.additional_properties
            && self.required == nothing.required
            && self.any_of == nothing.any_of
            && self.one_of == nothing.one_of
            && self.conditions == nothing.conditions
            && self.discriminator == nothing.discriminator
    }
}
