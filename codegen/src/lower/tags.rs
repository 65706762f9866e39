//! Which member tells the variants of a union apart, and by which values.

use super::Lowering;
use super::view::Branches;
use crate::document::{Schema, Types};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Unions within unions are looked into this deep; those that contain themselves have no end.
const MOST_NESTED: usize = 4;

/// The member that tells variants apart.
pub(super) struct Tag {
    pub property: String,
    /// For each branch, the values that mean it.
    pub values: Vec<Vec<String>>,
    /// For each branch, whether the member may be left out.
    pub omissible: Vec<bool>,
}

/// What a branch says of a member: its possible values, and whether it has to be there.
#[derive(Clone)]
struct Said {
    values: Vec<String>,
    required: bool,
}

impl Lowering<'_> {
    /// The tag of a union: what the discriminator names, or a member with values that differ from
    /// branch to branch.
    pub(super) fn tag(&self, branches: &Branches, schemas: &[Rc<Schema>]) -> Option<Tag> {
        if let Some(discriminator) = &branches.discriminator {
            let said: Vec<Option<Said>> = schemas
                .iter()
                .map(|schema| self.said(schema, 0).remove(&discriminator.property))
                .collect();
            let values = schemas.iter().zip(&said).map(|(schema, said)| match said {
                Some(said) => said.values.clone(),
                None => mapped(branches, schema),
            });
            let values: Vec<Vec<String>> = values.collect();
            let tag = Tag {
                property: discriminator.property.clone(),
                omissible: said
                    .iter()
                    .map(|said| said.as_ref().is_some_and(|said| !said.required))
                    .collect(),
                values,
            };
            if tag.is_unambiguous() {
                return Some(tag);
            }
            self.warn(
                "ambiguous-discriminator",
                &format!("{}/discriminator", parent(&branches.pointer)),
                format!("`{}` does not tell all branches apart, so values are told apart by their members", tag.property),
                "give each branch a value of its own, by `const` in its schema or in `mapping`",
            );
        }
        self.inferred(schemas)
    }

    /// A member that every branch has, with values of its own in each.
    fn inferred(&self, schemas: &[Rc<Schema>]) -> Option<Tag> {
        let objects: Vec<bool> = schemas
            .iter()
            .map(|schema| {
                self.view(std::slice::from_ref(schema))
                    .types()
                    .has(Types::OBJECT)
            })
            .collect();
        if objects.iter().filter(|is_object| **is_object).count() < 2 {
            return None;
        }
        let said: Vec<BTreeMap<String, Said>> =
            schemas.iter().map(|schema| self.said(schema, 0)).collect();
        let first = said
            .iter()
            .zip(&objects)
            .find(|(_, is_object)| **is_object)?
            .0;
        first.keys().find_map(|property| {
            let mut tag = Tag {
                property: property.clone(),
                values: Vec::new(),
                omissible: Vec::new(),
            };
            for (said, is_object) in said.iter().zip(&objects) {
                let said = match (said.get(property), is_object) {
                    (Some(said), _) => said.clone(),
                    (None, false) => Said {
                        values: Vec::new(),
                        required: true,
                    },
                    (None, true) => return None,
                };
                tag.values.push(said.values);
                tag.omissible.push(!said.required);
            }
            tag.is_unambiguous().then_some(tag)
        })
    }

    /// The members of a branch that are strings with listed values.
    fn said(&self, schema: &Rc<Schema>, depth: usize) -> BTreeMap<String, Said> {
        let view = self.view(std::slice::from_ref(schema));
        let alternatives = view.alternatives();
        let required = view.required();
        let mut said: BTreeMap<String, Said> = view
            .properties()
            .into_iter()
            .filter_map(|(name, schemas)| {
                let values = self.view(&schemas).values()?;
                let values: Option<Vec<String>> = values
                    .iter()
                    .map(|value| value.as_str().map(str::to_owned))
                    .collect();
                let said = Said {
                    values: values.filter(|values| !values.is_empty())?,
                    required: required.contains(&name),
                };
                Some((name, said))
            })
            .collect();
        // A branch that is a union itself has what all its branches have.
        if let [nested] = alternatives.as_slice()
            && depth < MOST_NESTED
            && view.parts.iter().filter(|part| !part.is_bare()).count() == 1
        {
            let mut each = nested
                .schemas
                .iter()
                .map(|schema| self.said(schema, depth + 1));
            let mut common = each.next().unwrap_or_default();
            for other in each {
                common.retain(|name, said| {
                    let Some(other) = other.get(name) else {
                        return false;
                    };
                    said.values.extend(other.values.iter().cloned());
                    said.required &= other.required;
                    true
                });
            }
            said.extend(common);
        }
        said
    }
}

impl Tag {
    fn is_unambiguous(&self) -> bool {
        let mut all: Vec<&String> = self.values.iter().flatten().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        all.len() == count
            && count > 0
            && self
                .omissible
                .iter()
                .filter(|omissible| **omissible)
                .count()
                <= 1
    }
}

/// The pointer to what holds this.
fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The values that a discriminator maps to a branch, or else its name.
fn mapped(branches: &Branches, schema: &Schema) -> Vec<String> {
    let (Some(discriminator), Some(reference)) = (&branches.discriminator, &schema.reference)
    else {
        return Vec::new();
    };
    let name = reference.rsplit('/').next().unwrap_or_default();
    let means = |target: &str| target == reference || target == name;
    let mapped = discriminator
        .mapping
        .iter()
        .filter(|(_, target)| means(target));
    let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if mapped.is_empty() {
        vec![name.to_owned()]
    } else {
        mapped
    }
}
