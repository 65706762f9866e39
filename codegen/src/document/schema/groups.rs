//! Groups of rare keywords. A spec has thousands of schemas, so absent groups take no memory.

use super::Schema;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

/// A group of keywords that most schemas lack.
#[derive(Clone, Debug, Default)]
pub struct Sparse<T>(Option<Box<T>>);

/// A group of related keywords.
pub trait KeywordGroup: PartialEq + 'static {
    /// The value of the group in a schema without the keywords.
    const ABSENT: &'static Self;
}

impl<T: KeywordGroup> Sparse<T> {
    /// Stores a group. An empty group takes no memory.
    pub fn of(group: T) -> Self {
        Self((group != *T::ABSENT).then(|| Box::new(group)))
    }
}

impl<T: KeywordGroup> Deref for Sparse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::ABSENT)
    }
}

impl<T: KeywordGroup> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// Keywords for strings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strings {
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
}

impl KeywordGroup for Strings {
    const ABSENT: &'static Self = &Self {
        min_length: None,
        max_length: None,
        pattern: None,
    };
}

/// Keywords for numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// `minimum`
    pub minimum: Option<f64>,
    /// `maximum`
    pub maximum: Option<f64>,
    /// `exclusiveMinimum`; OpenAPI 3.0's boolean form is converted.
    pub exclusive_minimum: Option<f64>,
    /// `exclusiveMaximum`; OpenAPI 3.0's boolean form is converted.
    pub exclusive_maximum: Option<f64>,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
}

impl KeywordGroup for Numbers {
    const ABSENT: &'static Self = &Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
    };
}

/// Keywords for arrays, except `items`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrays {
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
}

impl KeywordGroup for Arrays {
    const ABSENT: &'static Self = &Self {
        prefix_items: Vec::new(),
        contains: None,
        min_contains: None,
        max_contains: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        unevaluated_items: None,
    };
}

/// Keywords for objects, except `properties`, `additionalProperties` and `required`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objects {
    /// `patternProperties`, sorted by pattern.
    pub pattern_properties: BTreeMap<String, Rc<Schema>>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<Rc<Schema>>,
    /// `propertyNames`
    pub property_names: Option<Rc<Schema>>,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
    /// `dependentRequired`
    pub dependent_required: BTreeMap<String, Vec<String>>,
    /// `dependentSchemas`
    pub dependent_schemas: BTreeMap<String, Rc<Schema>>,
}

impl KeywordGroup for Objects {
    const ABSENT: &'static Self = &Self {
        pattern_properties: BTreeMap::new(),
        unevaluated_properties: None,
        property_names: None,
        min_properties: None,
        max_properties: None,
        dependent_required: BTreeMap::new(),
        dependent_schemas: BTreeMap::new(),
    };
}

/// `not`, and `if` with `then` and `else`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Conditions {
    /// `not`
    pub not: Option<Rc<Schema>>,
    /// `if`
    pub condition: Option<Rc<Schema>>,
    /// `then`
    pub then: Option<Rc<Schema>>,
    /// `else`
    pub otherwise: Option<Rc<Schema>>,
}

impl KeywordGroup for Conditions {
    const ABSENT: &'static Self = &Self {
        not: None,
        condition: None,
        then: None,
        otherwise: None,
    };
}

/// Keywords without an effect on validation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// `title`
    pub title: Option<String>,
    /// `default`
    pub default: Option<Value>,
    /// Pointers to the values of `example` and `examples`.
    pub examples: Vec<String>,
    /// Names and descriptions of the `enum` values, from extensions.
    pub values: Option<Box<EnumDocs>>,
}

/// Names and descriptions of the `enum` values, from extensions, in the order of `enum`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumDocs {
    /// `x-enum-varnames`, `x-enumNames`, or `name` in `x-ms-enum`.
    pub names: Vec<String>,
    /// `x-enum-descriptions`, `x-enumDescriptions`, or `description` in `x-ms-enum`.
    pub descriptions: Vec<String>,
}

impl KeywordGroup for Annotations {
    const ABSENT: &'static Self = &Self {
        title: None,
        default: None,
        examples: Vec::new(),
        values: None,
    };
}
