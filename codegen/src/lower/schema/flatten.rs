//! Flattening: a schema merged with its `allOf` entries and `$ref` target.
//!
//! ```yaml
//! Dog:
//!   allOf: [{ $ref: '#/components/schemas/Pet' }]
//!   required: [name]
//!   properties: { barks: { type: boolean } }
//! Pet: { properties: { name: { type: string } } }
//! ```
//!
//! ```text
//! pub struct Dog { pub name: String, pub barks: Option<bool> }
//! ```

use crate::document::{Discriminator, Schema, Types};
use crate::lower::schema::Schemas;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A flattened schema: the schemas that apply to the same value.
#[derive(Clone, Debug)]
pub(crate) struct Flattened {
    /// Inherited schemas come first.
    pub schemas: Vec<Rc<Schema>>,
    /// The types under consideration; further types are handled already.
    pub types_in_scope: Types,
    /// The schemas before flattening, if known.
    pub roots: Vec<Rc<Schema>>,
}

/// The branches of a `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(crate) struct Branches {
    pub exclusive: bool,
    pub schemas: Vec<Rc<Schema>>,
    pub discriminator: Option<Discriminator>,
    pub pointer: String,
}

impl Schemas<'_> {
    /// Flattens schemas: follows `$ref` and `allOf`.
    pub(crate) fn view(&self, schemas: &[Rc<Schema>]) -> Flattened {
        let mut parts = Vec::new();
        let mut path = Vec::new();
        for schema in schemas {
            self.collect(schema, &mut parts, &mut path);
        }
        Flattened {
            schemas: parts,
            types_in_scope: Types::ALL,
            roots: schemas.to_vec(),
        }
    }

    fn collect(&self, schema: &Rc<Schema>, parts: &mut Vec<Rc<Schema>>, path: &mut Vec<String>) {
        if let Some(start) = path.iter().position(|open| *open == schema.pointer) {
            self.report_cycle(&path[start..]);
            return;
        }
        // A schema that is inherited twice counts once.
        if parts.iter().any(|part| part.pointer == schema.pointer) {
            return;
        }
        path.push(schema.pointer.clone());
        for inherited in &schema.all_of {
            self.collect(inherited, parts, path);
        }
        if let Some(target) = self.resolve(schema) {
            self.collect(&target, parts, path);
        }
        let own = match path.len() {
            1 => schema.clone(),
            _ => without_back_references(schema, path),
        };
        parts.push(own);
        for only in single_branch(schema) {
            self.collect(only, parts, path);
        }
        path.pop();
    }

    /// Reports a circular `allOf` once, from the same schema whatever the entry point.
    fn report_cycle(&self, cycle: &[String]) {
        self.circular.borrow_mut().extend(cycle.iter().cloned());
        let Some(first) = cycle.iter().min() else {
            return;
        };
        let rest = cycle.iter().skip_while(|pointer| *pointer != first).skip(1);
        let rest = rest.chain(cycle.iter().take_while(|pointer| *pointer != first));
        let names: Vec<String> = rest
            .filter_map(|pointer| pointer.strip_prefix("/components/schemas/"))
            .filter(|name| !name.contains('/'))
            .map(|name| format!("`{name}`"))
            .collect();
        let via = match names.as_slice() {
            [] => String::new(),
            names => format!(", through {}", names.join(" and ")),
        };
        self.warn(
            "circular-composition",
            first,
            format!("circular `allOf` or `$ref`{via}, ignored"),
            "remove the `$ref` or `allOf` entry that leads back to this schema",
        );
    }
}

/// A `oneOf` or `anyOf` with a single branch is an `allOf`.
fn single_branch(schema: &Schema) -> impl Iterator<Item = &Rc<Schema>> {
    [&schema.one_of, &schema.any_of]
        .into_iter()
        .filter(|branches| branches.len() == 1)
        .flatten()
}

/// Removes branches that lead back to an inheriting schema. Base schemas often list subschemas in
/// `oneOf`; a subschema satisfies such a `oneOf` by definition.
pub(crate) fn without_back_references(schema: &Rc<Schema>, path: &[impl AsRef<str>]) -> Rc<Schema> {
    let leads_back = |branches: &[Rc<Schema>]| {
        let mut targets = branches
            .iter()
            .filter_map(|branch| crate::document::local_pointer(branch.reference.as_deref()?));
        targets.any(|target| path.iter().any(|open| open.as_ref() == target))
    };
    if !leads_back(&schema.one_of) && !leads_back(&schema.any_of) {
        return schema.clone();
    }
    Rc::new(Schema {
        one_of: Vec::new(),
        any_of: Vec::new(),
        discriminator: None,
        ..Schema::clone(schema)
    })
}

impl Flattened {
    /// The types of a value.
    pub(crate) fn types(&self) -> Types {
        let mut types = self.types_in_scope;
        for part in &self.schemas {
            types = types.intersection(part.types.unwrap_or(Types::ALL));
            if part.is_false {
                types = Types(0);
            }
        }
        if let Some(values) = self.values() {
            let found = values
                .iter()
                .fold(Types(0), |all, value| all.union(Types::of(value)));
            types = types.intersection(found);
        }
        types
    }

    /// True if `type`, `enum` or `const` is present.
    pub(crate) fn is_typed(&self) -> bool {
        self.schemas
            .iter()
            .any(|part| part.types.is_some() || part.enum_values.is_some())
    }

    /// The values that every `enum` and `const` allows.
    pub(crate) fn values(&self) -> Option<Vec<Value>> {
        let mut lists = self
            .schemas
            .iter()
            .filter_map(|part| part.enum_values.as_ref());
        let mut values = lists.next()?.clone();
        for list in lists {
            values.retain(|value| list.contains(value));
        }
        Some(values)
    }

    /// The properties, with the schemas that apply to each property.
    pub(crate) fn properties(&self) -> BTreeMap<String, Vec<Rc<Schema>>> {
        let mut properties: BTreeMap<String, Vec<Rc<Schema>>> = BTreeMap::new();
        for part in &self.schemas {
            for (name, schema) in &part.properties {
                properties
                    .entry(name.clone())
                    .or_default()
                    .push(schema.clone());
            }
        }
        properties
    }

    /// The names in `required`, in the order of the spec.
    pub(crate) fn required(&self) -> Vec<String> {
        let mut required = Vec::new();
        for name in self.schemas.iter().flat_map(|part| &part.required) {
            if !required.contains(name) {
                required.push(name.clone());
            }
        }
        required
    }

    /// Every `oneOf` and `anyOf` with two or more branches.
    pub(crate) fn alternatives(&self) -> Vec<Branches> {
        let mut all = Vec::new();
        for part in &self.schemas {
            for (schemas, exclusive, keyword) in [
                (&part.one_of, true, "oneOf"),
                (&part.any_of, false, "anyOf"),
            ] {
                if schemas.len() > 1 {
                    all.push(Branches {
                        exclusive,
                        schemas: schemas.clone(),
                        discriminator: part.discriminator.as_deref().cloned(),
                        pointer: format!("{}/{keyword}", part.pointer),
                    });
                }
            }
        }
        all
    }

    /// True if a keyword for objects is present.
    pub(crate) fn describes_object(&self) -> bool {
        self.schemas.iter().any(|part| {
            !part.properties.is_empty()
                || !part.objects.pattern_properties.is_empty()
                || !part.required.is_empty()
                || part.additional_properties.is_some()
                || part.objects.unevaluated_properties.is_some()
                || part.objects.property_names.is_some()
        })
    }

    /// True if a keyword for arrays is present.
    pub(crate) fn describes_array(&self) -> bool {
        self.schemas
            .iter()
            .any(|part| part.items.is_some() || !part.arrays.prefix_items.is_empty())
    }

    /// The pointer to the schema at the point of use.
    pub(crate) fn pointer(&self) -> &str {
        self.schemas.last().map_or("", |part| part.pointer.as_str())
    }
}
