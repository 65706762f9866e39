//! Subtypes by `allOf`: a base schema with a discriminator, and schemas that inherit the base.
//!
//! ```yaml
//! Pet: { required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
//! Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }], properties: { meows: { type: boolean } } }
//! ```
//!
//! A reference to `Pet` is a union; `Cat` inherits only the properties of `Pet`:
//!
//! ```text
//! #[union(any_of, "kind")]
//! pub enum Pet { #[variant("Cat")] Cat(Cat), #[untagged] Base(PetBase) }
//! ```

use crate::document::{Discriminator, Schema, escape, local_pointer};
use crate::lower::schema::Schemas;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl Schemas<'_> {
    /// Finds each base schema with its direct and indirect subtypes.
    pub(super) fn find_subtypes(&mut self) {
        let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut bases = Vec::new();
        for name in self.document.schema_names() {
            let pointer = format!("/components/schemas/{}", escape(&name));
            let Some(schema) = self.document.schema(&pointer) else {
                continue;
            };
            for parent in schema.all_of.iter().filter_map(|part| target(part)) {
                children.entry(parent).or_default().push(pointer.clone());
            }
            let has_branches = !schema.one_of.is_empty() || !schema.any_of.is_empty();
            let discriminator = schema.discriminator.as_ref();
            if discriminator.is_some_and(|found| !found.has_default) && !has_branches {
                bases.push(pointer.clone());
            }
        }
        for base in bases {
            let mut found = BTreeSet::new();
            let mut open = vec![&base];
            while let Some(parent) = open.pop() {
                for child in children.get(parent).into_iter().flatten() {
                    if *child != base && found.insert(child.clone()) {
                        open.push(child);
                    }
                }
            }
            if !found.is_empty() {
                self.subtypes.insert(base, found);
            }
        }
    }

    /// The base schema with a branch per subtype and a branch for further values. `None` if the
    /// discriminator does not tell the subtypes apart.
    pub(crate) fn with_subtypes(&self, schema: &Rc<Schema>) -> Option<Rc<Schema>> {
        let subtypes = self.subtypes.get(&schema.pointer)?;
        let discriminator = schema.discriminator.as_deref()?;
        let branches = subtypes.iter().enumerate().map(|(index, subtype)| {
            Rc::new(Schema {
                pointer: format!("{}/anyOf/{index}", schema.pointer),
                reference: Some(reference(discriminator, subtype)),
                ..Schema::default()
            })
        });
        let mut branches: Vec<Rc<Schema>> = branches.collect();
        let mut further = Schema {
            pointer: format!("{}/discriminator", schema.pointer),
            description: Some("A value that belongs to no other variant.".to_owned()),
            ..Schema::default()
        };
        further.annotations = crate::document::Sparse::of(crate::document::Annotations {
            title: Some("Base".to_owned()),
            ..Default::default()
        });
        branches.push(Rc::new(further));
        self.declared_tag(discriminator, &branches)?;
        Some(Rc::new(Schema {
            any_of: branches,
            ..Schema::clone(schema)
        }))
    }

    /// True if a schema refers to a base with subtypes.
    pub(crate) fn refers_to_base(&self, schema: &Schema) -> bool {
        target(schema).is_some_and(|base| self.subtypes.contains_key(&base))
    }

    /// True if the schema inherits a base whose type is a union.
    pub(crate) fn inherits_union(&self, schema: &Schema) -> bool {
        schema.all_of.iter().any(|part| self.refers_to_base(part))
    }
}

/// True for the branch of a base schema that no discriminator value selects.
pub(crate) fn is_default_branch(schema: &Schema) -> bool {
    schema.pointer.ends_with("/discriminator")
}

fn target(schema: &Schema) -> Option<String> {
    local_pointer(schema.reference.as_deref()?)
}

/// The reference to a subtype, as `mapping` writes the reference.
fn reference(discriminator: &Discriminator, subtype: &str) -> String {
    let mut mapped = discriminator.mapping.values();
    let mapped = mapped.find(|mapped| local_pointer(mapped).as_deref() == Some(subtype));
    mapped.map_or_else(|| format!("#{subtype}"), String::clone)
}
