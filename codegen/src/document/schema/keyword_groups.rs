/// What it asks of strings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strings {
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
}

/// What it asks of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
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
}

/// What it asks of arrays, beside `items`.
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

/// What it asks of objects, beside the keywords of single members.
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

/// What it asks by other schemas, on a condition.
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

/// What it says of values without asking for anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// `title`
    pub title: Option<String>,
    /// `default`
    pub default: Option<Value>,
    /// `example` and `examples`
    pub examples: Vec<Value>,
}
