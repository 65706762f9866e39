//! A schema with everything that applies to the same value merged: `allOf`, `$ref` with siblings.

use super::Lowering;
use crate::diagnostic::Diagnostic;
use crate::document::{Discriminator, Schema, Types};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The schemas that all apply to the same value.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// What is inherited comes first.
    pub parts: Vec<Rc<Schema>>,
    /// The types that are looked at; others have been dealt with.
    pub among: Types,
    /// The schemas that the parts belong to, where they are known.
    pub wholes: Vec<Rc<Schema>>,
}

/// The branches of a `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct Branches {
    pub exclusive: bool,
    pub schemas: Vec<Rc<Schema>>,
    pub discriminator: Option<Discriminator>,
    pub pointer: String,
}

impl Lowering<'_> {
    /// Merges a schema with what it refers to and is composed of.
    pub(super) fn view(&self, schemas: &[Rc<Schema>]) -> View {
        let mut parts = Vec::new();
        let mut path = Vec::new();
        for schema in schemas {
            self.collect(schema, &mut parts, &mut path);
        }
        View {
            parts,
            among: Types::ALL,
            wholes: schemas.to_vec(),
        }
    }

    fn collect(&self, schema: &Rc<Schema>, parts: &mut Vec<Rc<Schema>>, path: &mut Vec<String>) {
        if let Some(start) = path.iter().position(|open| *open == schema.pointer) {
            self.composed_of_itself(&path[start..]);
            return;
        }
        // What is inherited along two ways is the same both times.
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
            _ => without_return(schema, path),
        };
        parts.push(own);
        for only in single_branch(schema) {
            self.collect(only, parts, path);
        }
        path.pop();
    }

    /// Tells of a circle of schemas, once, whichever of them it was entered by.
    fn composed_of_itself(&self, circle: &[String]) {
        self.circular.borrow_mut().extend(circle.iter().cloned());
        let Some(first) = circle.iter().min() else {
            return;
        };
        let others = circle.iter().skip_while(|one| *one != first).skip(1);
        let others = others.chain(circle.iter().take_while(|one| *one != first));
        let names: Vec<String> = others
            .filter_map(|pointer| pointer.strip_prefix("/components/schemas/"))
            .filter(|name| !name.contains('/'))
            .map(|name| format!("`{name}`"))
            .collect();
        let way = match names.as_slice() {
            [] => String::new(),
            names => format!(", by way of {}", names.join(" and ")),
        };
        self.document.report(
            Diagnostic::error(
                "circular-composition",
                first,
                format!("this schema is composed of itself{way}"),
            )
            .with_help("remove the `$ref` or the entry of `allOf` that leads back here"),
        );
    }
}

/// A `oneOf` or `anyOf` with one branch is an `allOf`.
fn single_branch(schema: &Schema) -> impl Iterator<Item = &Rc<Schema>> {
    [&schema.one_of, &schema.any_of]
        .into_iter()
        .filter(|branches| branches.len() == 1)
        .flatten()
}

/// What is inherited often lists its heirs as alternatives. To an heir, those say nothing: it
/// is one of them.
fn without_return(schema: &Rc<Schema>, path: &[String]) -> Rc<Schema> {
    let returns = |branches: &[Rc<Schema>]| {
        let mut targets = branches
            .iter()
            .filter_map(|branch| crate::document::local(branch.reference.as_deref()?));
        targets.any(|target| path.contains(&target))
    };
    if !returns(&schema.one_of) && !returns(&schema.any_of) {
        return schema.clone();
    }
    Rc::new(Schema {
        one_of: Vec::new(),
        any_of: Vec::new(),
        discriminator: None,
        ..Schema::clone(schema)
    })
}

impl View {
    /// The types that a value can have.
    pub(super) fn types(&self) -> Types {
        let mut types = self.among;
        for part in &self.parts {
            types = types.and(part.types.unwrap_or(Types::ALL));
            if part.never {
                types = Types(0);
            }
        }
        if let Some(values) = self.values() {
            let found = values
                .iter()
                .fold(Types(0), |all, value| all.or(Types::of(value)));
            types = types.and(found);
        }
        types
    }

    /// Whether any part says which type it is.
    pub(super) fn is_typed(&self) -> bool {
        self.parts
            .iter()
            .any(|part| part.types.is_some() || part.values.is_some())
    }

    /// The values that are possible, where they are listed.
    pub(super) fn values(&self) -> Option<Vec<Value>> {
        let mut lists = self.parts.iter().filter_map(|part| part.values.as_ref());
        let mut values = lists.next()?.clone();
        for list in lists {
            values.retain(|value| list.contains(value));
        }
        Some(values)
    }

    /// The properties, each with the schemas that all apply to it.
    pub(super) fn properties(&self) -> BTreeMap<String, Vec<Rc<Schema>>> {
        let mut properties: BTreeMap<String, Vec<Rc<Schema>>> = BTreeMap::new();
        for part in &self.parts {
            for (name, schema) in &part.properties {
                properties
                    .entry(name.clone())
                    .or_default()
                    .push(schema.clone());
            }
        }
        properties
    }

    /// The names of the members that have to be there, in the order of the description.
    pub(super) fn required(&self) -> Vec<String> {
        let mut required = Vec::new();
        for name in self.parts.iter().flat_map(|part| &part.required) {
            if !required.contains(name) {
                required.push(name.clone());
            }
        }
        required
    }

    /// The alternatives, each `oneOf` or `anyOf` with two branches or more.
    pub(super) fn alternatives(&self) -> Vec<Branches> {
        let mut all = Vec::new();
        for part in &self.parts {
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

    /// Whether anything is said that only objects have.
    pub(super) fn describes_object(&self) -> bool {
        self.parts.iter().any(|part| {
            !part.properties.is_empty()
                || !part.objects.pattern_properties.is_empty()
                || !part.required.is_empty()
                || part.additional_properties.is_some()
                || part.objects.unevaluated_properties.is_some()
                || part.objects.property_names.is_some()
        })
    }

    /// Whether anything is said that only arrays have.
    pub(super) fn describes_array(&self) -> bool {
        self.parts
            .iter()
            .any(|part| part.items.is_some() || !part.arrays.prefix_items.is_empty())
    }

    /// The pointer to the schema that stands where the value is used.
    pub(super) fn pointer(&self) -> &str {
        self.parts.last().map_or("", |part| part.pointer.as_str())
    }
}
