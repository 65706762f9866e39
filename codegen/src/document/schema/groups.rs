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

/// Keywords for arrays, except `items` and limits.
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
    /// `unevaluatedItems`
    pub unevaluated_items: Option<Rc<Schema>>,
}

impl KeywordGroup for Arrays {
    const ABSENT: &'static Self = &Self {
        prefix_items: Vec::new(),
        contains: None,
        min_contains: None,
        max_contains: None,
        unevaluated_items: None,
    };
}

/// Keywords for objects, except `properties`, `additionalProperties`, `required` and limits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objects {
    /// `patternProperties`, sorted by pattern.
    pub pattern_properties: BTreeMap<String, Rc<Schema>>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<Rc<Schema>>,
    /// `propertyNames`
    pub property_names: Option<Rc<Schema>>,
    /// `dependentRequired`
    pub dependent_required: BTreeMap<String, Vec<String>>,
    /// `dependentSchemas`
    pub dependent_schemas: BTreeMap<String, Rc<Schema>>,
    /// `x-collect`: by JSON pointer, with `*` for every item or property, the schema of the list of
    /// the values at the pointer.
    pub collect: BTreeMap<String, Rc<Schema>>,
}

impl KeywordGroup for Objects {
    const ABSENT: &'static Self = &Self {
        pattern_properties: BTreeMap::new(),
        unevaluated_properties: None,
        property_names: None,
        dependent_required: BTreeMap::new(),
        dependent_schemas: BTreeMap::new(),
        collect: BTreeMap::new(),
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

impl Schema {
    /// Returns the schemas that apply to some values of the schema: `if`, `then`, `else` and
    /// `dependentSchemas`.
    pub fn conditional_schemas(&self) -> impl Iterator<Item = &Rc<Schema>> {
        let conditions = &*self.conditions;
        let branches = [
            &conditions.condition,
            &conditions.then,
            &conditions.otherwise,
        ];
        let dependent = self.objects.dependent_schemas.values();
        branches.into_iter().flatten().chain(dependent)
    }
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
    /// `x-sensitive`, or `format: password`.
    pub sensitive: bool,
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
        sensitive: false,
    };
}
