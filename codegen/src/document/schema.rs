//! A schema: JSON Schema 2020-12 and its relatives of OpenAPI 3.0.

mod keywords;
mod nullable;
mod read;
mod types;

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
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `minimum`
    pub minimum: Option<f64>,
    /// `maximum`
    pub maximum: Option<f64>,
    /// `exclusiveMinimum`, also where OpenAPI 3.0 writes it as a flag.
    pub exclusive_minimum: Option<f64>,
    /// `exclusiveMaximum`, also where OpenAPI 3.0 writes it as a flag.
    pub exclusive_maximum: Option<f64>,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
    /// `items`
    pub items: Option<Rc<Schema>>,
    /// `prefixItems`
    pub prefix_items: Vec<Rc<Schema>>,
    /// `contains`
    pub contains: Option<Rc<Schema>>,
    /// `minContains`
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<Rc<Schema>>,
    /// `properties`, sorted by name.
    pub properties: BTreeMap<String, Rc<Schema>>,
    /// `patternProperties`, sorted by pattern.
    pub pattern_properties: BTreeMap<String, Rc<Schema>>,
    /// `additionalProperties`
    pub additional_properties: Option<Rc<Schema>>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<Rc<Schema>>,
    /// `propertyNames`
    pub property_names: Option<Rc<Schema>>,
    /// `required`, in the order of the description.
    pub required: Vec<String>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `dependentRequired`
    pub dependent_required: BTreeMap<String, Vec<String>>,
    /// `dependentSchemas`
    pub dependent_schemas: BTreeMap<String, Rc<Schema>>,
    /// `allOf`
    pub all_of: Vec<Rc<Schema>>,
    /// `anyOf`
    pub any_of: Vec<Rc<Schema>>,
    /// `oneOf`
    pub one_of: Vec<Rc<Schema>>,
    /// `not`
    pub not: Option<Rc<Schema>>,
    /// `if`
    pub condition: Option<Rc<Schema>>,
    /// `then`
    pub then: Option<Rc<Schema>>,
    /// `else`
    pub otherwise: Option<Rc<Schema>>,
    /// `discriminator`
    pub discriminator: Option<Discriminator>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `default`
    pub default: Option<Value>,
    /// `example` and `examples`
    pub examples: Vec<Value>,
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

impl Schema {
    /// Whether it says nothing about values beside `$ref` and `allOf`.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let nothing = Schema::default();
        self.never == nothing.never
            && self.types == nothing.types
            && self.format == nothing.format
            && self.values == nothing.values
            && self.min_length == nothing.min_length
            && self.max_length == nothing.max_length
            && self.pattern == nothing.pattern
            && self.minimum == nothing.minimum
            && self.maximum == nothing.maximum
            && self.exclusive_minimum == nothing.exclusive_minimum
            && self.exclusive_maximum == nothing.exclusive_maximum
            && self.multiple_of == nothing.multiple_of
            && self.items == nothing.items
            && self.prefix_items == nothing.prefix_items
            && self.contains == nothing.contains
            && self.min_contains == nothing.min_contains
            && self.max_contains == nothing.max_contains
            && self.min_items == nothing.min_items
            && self.max_items == nothing.max_items
            && self.unique_items == nothing.unique_items
            && self.unevaluated_items == nothing.unevaluated_items
            && self.properties == nothing.properties
            && self.pattern_properties == nothing.pattern_properties
            && self.additional_properties == nothing.additional_properties
            && self.unevaluated_properties == nothing.unevaluated_properties
            && self.property_names == nothing.property_names
            && self.required == nothing.required
            && self.min_properties == nothing.min_properties
            && self.max_properties == nothing.max_properties
            && self.dependent_required == nothing.dependent_required
            && self.dependent_schemas == nothing.dependent_schemas
            && self.any_of == nothing.any_of
            && self.one_of == nothing.one_of
            && self.not == nothing.not
            && self.condition == nothing.condition
            && self.then == nothing.then
            && self.otherwise == nothing.otherwise
            && self.discriminator == nothing.discriminator
    }
}
