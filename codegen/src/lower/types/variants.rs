//! The variants of a union. Without a discriminator, the runtime chooses by JSON type and
//! properties, then by rules:
//!
//! ```yaml
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] }
//! Cat: { required: [meows], properties: { meows: { type: boolean } } }
//! ```
//!
//! ```text
//! #[union(one_of)]
//! pub enum Pet { #[variant] Cat(Cat), #[variant] Text(String) }
//! ```

use crate::document::{Objects, Schema, Sparse, Types};
use crate::ir::{Docs, Variant};
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::{Branches, Flattened};
use crate::lower::types::union::LoweredBranches;
use std::rc::Rc;

impl Schemas<'_> {
    /// The branches that the parent's types allow; all branches if none would remain.
    pub(crate) fn possible_branches(
        &self,
        view: &Flattened,
        schemas: &[Rc<Schema>],
    ) -> Vec<Rc<Schema>> {
        let is_possible = |schema: &&Rc<Schema>| {
            let types = self.view(std::slice::from_ref(*schema)).types();
            types == Types(0) || types.intersection(view.types()) != Types(0)
        };
        let possible: Vec<_> = schemas.iter().filter(is_possible).cloned().collect();
        match possible.is_empty() {
            true => schemas.to_vec(),
            false => possible,
        }
    }

    /// Moves `enum` branches before branches of any string, so that listed values match first.
    pub(crate) fn enums_first(&self, mut branches: Branches) -> Branches {
        let is_listed = |schema| {
            let view = self.view(std::slice::from_ref(schema));
            view.types() == Types::STRING && view.values().is_some()
        };
        let schemas = &mut branches.schemas;
        if schemas.iter().any(|schema| is_any_string(schema)) && schemas.iter().any(is_listed) {
            schemas.sort_by_key(|schema| is_any_string(schema));
        }
        branches
    }

    /// Builds the variants; branches of equal type share a variant.
    pub(crate) fn variants(&self, shape: &LoweredBranches<'_>) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        for (index, lowered) in shape.lowered.iter().enumerate() {
            if variants.iter().any(|variant| variant.ty == lowered.ty) {
                continue;
            }
            let docs = self.docs(std::slice::from_ref(&shape.schemas[index]));
            variants.push(Variant {
                name: shape.names[index].clone(),
                discriminator_values: shape
                    .tag
                    .as_ref()
                    .map(|tag| tag.values[index].clone())
                    .unwrap_or_default(),
                discriminator_optional: shape.tag.as_ref().is_some_and(|tag| tag.optional[index]),
                docs: Docs {
                    source: None,
                    ..docs
                },
                ty: lowered.ty.clone(),
            });
        }
        variants
    }
}

/// True if the branch accepts any string: no `enum`, `$ref` or composition.
pub(crate) fn is_any_string(schema: &Schema) -> bool {
    let is_composed = [&schema.all_of, &schema.any_of, &schema.one_of]
        .iter()
        .any(|branches| !branches.is_empty());
    schema.types == Some(Types::STRING)
        && schema.enum_values.is_none()
        && schema.reference.is_none()
        && !is_composed
}

/// The parent of an object union, without the branches. `None` if no keyword is for objects.
pub(crate) fn base(view: &Flattened, branches: &Branches) -> Option<Flattened> {
    if !view.describes_object() {
        return None;
    }
    let parts = view.schemas.iter().map(|part| {
        let holds = branches.pointer == format!("{}/oneOf", part.pointer)
            || branches.pointer == format!("{}/anyOf", part.pointer);
        if !holds {
            return part.clone();
        }
        let mut part = Schema::clone(part);
        if branches.pointer.ends_with("/oneOf") {
            part.one_of = Vec::new();
        } else {
            part.any_of = Vec::new();
        }
        Rc::new(part)
    });
    // If `anyOf` branches overlap, no branch sees the properties that its siblings evaluate.
    let parts = parts.map(|part| match branches.exclusive {
        true => part,
        false => Rc::new(Schema {
            objects: Sparse::of(Objects {
                unevaluated_properties: None,
                ..Objects::clone(&part.objects)
            }),
            ..Schema::clone(&part)
        }),
    });
    Some(Flattened {
        schemas: parts.collect(),
        types_in_scope: view.types_in_scope,
        roots: match branches.exclusive {
            true => view.roots.clone(),
            false => Vec::new(),
        },
    })
}
