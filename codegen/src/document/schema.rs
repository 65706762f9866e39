//! The schema model: JSON Schema 2020-12 and the dialect of OpenAPI 3.0.

mod groups;
mod nullable;
mod read;

pub use groups::{Annotations, Arrays, Conditions, EnumDocs, Objects, Sparse};
pub(super) use read::Context;

pub use crate::keywords::Types;
use crate::keywords::{Comparison, Limit, Operand};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A schema as written, with nothing resolved or merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// JSON pointer to the schema.
    pub pointer: String,
    /// True for the schema `false`, which accepts no value.
    pub is_false: bool,
    /// `$ref`, as written.
    pub reference: Option<String>,
    /// `type`, plus `null` if OpenAPI 3.0's `nullable` is true.
    pub types: Option<Types>,
    /// `format`
    pub format: Option<String>,
    /// True for raw bytes: `format: binary`, `contentEncoding: binary`, or `contentMediaType`
    /// without `contentEncoding`.
    pub binary: bool,
    /// `enum`, or `const` as the single value.
    pub enum_values: Option<Vec<Value>>,
    /// Keywords with a plain value, in the order of [`LIMITS`](crate::keywords::LIMITS).
    pub limits: Box<[Limit]>,
    /// `items`
    pub items: Option<Rc<Schema>>,
    /// Keywords for arrays, except `items`.
    pub arrays: Sparse<Arrays>,
    /// `properties`, sorted by name.
    pub properties: BTreeMap<String, Rc<Schema>>,
    /// Keywords for objects, except `properties`, `additionalProperties` and `required`.
    pub objects: Sparse<Objects>,
    /// `additionalProperties`
    pub additional_properties: Option<Rc<Schema>>,
    /// `required`, in the order of the spec.
    pub required: Vec<String>,
    /// `allOf`
    pub all_of: Vec<Rc<Schema>>,
    /// `anyOf`
    pub any_of: Vec<Rc<Schema>>,
    /// `oneOf`
    pub one_of: Vec<Rc<Schema>>,
    /// `not`, `if`, `then` and `else`.
    pub conditions: Sparse<Conditions>,
    /// `discriminator`
    pub discriminator: Option<Box<Discriminator>>,
    /// `title`, `default` and examples.
    pub annotations: Sparse<Annotations>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
}

/// `discriminator`: selects a variant by the value of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// `mapping`: value to reference, sorted by value.
    pub mapping: BTreeMap<String, String>,
    /// True if `defaultMapping` is set: the property may be absent or have an unmapped value.
    pub has_default: bool,
}

impl Discriminator {
    /// Returns the values that `mapping` maps to the branch, or `None` without a mapping.
    #[must_use]
    pub fn values_for(&self, branch: &Schema) -> Option<Vec<String>> {
        let (reference, name) = (branch.reference.as_ref()?, branch.name()?);
        let is_branch = |target: &str| target == reference || target == name;
        let mapped = self.mapping.iter().filter(|(_, target)| is_branch(target));
        let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        (!mapped.is_empty()).then_some(mapped)
    }
}

impl Schema {
    /// Returns the last segment of `$ref`: the name of the target.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.reference.as_ref()?.rsplit('/').next()
    }

    /// Returns the value of the keyword that limits the types by the comparison.
    #[must_use]
    pub fn limit(&self, types: Types, comparison: Comparison) -> Option<&Operand> {
        let mut limits = self.limits.iter();
        limits.find_map(|limit| {
            let is_meant = limit.keyword.types == types && limit.keyword.comparison == comparison;
            is_meant.then_some(&limit.operand)
        })
    }

    /// True if `type` allows one of the types: `pattern` has no effect beside `type: integer`.
    #[must_use]
    pub fn allows(&self, types: Types) -> bool {
        let own = self.types.unwrap_or(Types::ALL);
        !own.intersection(types).is_empty()
    }

    /// True for a schema without keywords, such as `true`.
    #[must_use]
    pub fn is_any(&self) -> bool {
        let any = Schema {
            pointer: self.pointer.clone(),
            ..Schema::default()
        };
        *self == any
    }

    /// True if the schema has `unevaluatedProperties` or `unevaluatedItems`.
    #[must_use]
    pub fn has_unevaluated(&self) -> bool {
        self.objects.unevaluated_properties.is_some() || self.arrays.unevaluated_items.is_some()
    }

    /// True if `$ref` and `allOf` are the only keywords with an effect on validation.
    #[must_use]
    pub fn is_only_composition(&self) -> bool {
        let empty = Schema::default();
        self.is_false == empty.is_false
            && self.types == empty.types
            && self.format == empty.format
            && self.enum_values == empty.enum_values
            && self.limits == empty.limits
            && self.items == empty.items
            && self.arrays == empty.arrays
            && self.properties == empty.properties
            && self.objects == empty.objects
            && self.additional_properties == empty.additional_properties
            && self.required == empty.required
            && self.any_of == empty.any_of
            && self.one_of == empty.one_of
            && self.conditions == empty.conditions
            && self.discriminator == empty.discriminator
    }
}
