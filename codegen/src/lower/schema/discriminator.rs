//! Discriminators: the property that selects the variant of a union. Without a `discriminator`, a
//! property with distinct `const` or `enum` values in each branch serves:
//!
//! ```yaml
//! Item: { oneOf: [{ $ref: '#/components/schemas/Image' }, { $ref: '#/components/schemas/Text' }] }
//! Image: { required: [type], properties: { type: { const: image } } }
//! Text: { required: [type], properties: { type: { const: text } } }
//! ```
//!
//! ```text
//! pub enum Item { #[variant("image")] Image(Image), #[variant("text")] Text(Text) }
//! ```

use crate::document::{Discriminator, Schema, Types};
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Branches;
use crate::lower::schema::subtypes::is_default_branch;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The depth limit for nested unions, which may be recursive.
const MAX_DEPTH: usize = 4;

/// The property that selects the variant.
pub(crate) struct VariantTag {
    pub property: String,
    /// Per branch, the discriminator values.
    pub values: Vec<Vec<String>>,
    /// Per branch, true if the property is optional.
    pub optional: Vec<bool>,
}

/// The strings that `const` or `enum` allows for a property of a branch.
#[derive(Clone)]
pub(crate) struct Constants {
    pub values: Vec<String>,
    pub required: bool,
}

impl Schemas<'_> {
    /// The `discriminator` of a union, else a property with distinct values in each branch.
    pub(crate) fn tag(&self, branches: &Branches, schemas: &[Rc<Schema>]) -> Option<VariantTag> {
        // With `defaultMapping`, the values of the default branch are unknown.
        let discriminator = branches.discriminator.as_ref();
        let discriminator = discriminator.filter(|discriminator| !discriminator.has_default);
        let may_be_string = |discriminator: &&Discriminator| {
            let mut schemas = schemas.iter();
            schemas.all(|schema| self.may_be_string(schema, &discriminator.property))
        };
        if let Some(discriminator) = discriminator.filter(may_be_string) {
            let tag = self.declared_tag(discriminator, schemas);
            if tag.is_some() {
                return tag;
            }
            let name = &discriminator.property;
            self.warn(
                "ambiguous-discriminator",
                &format!("{}/discriminator", parent(&branches.pointer)),
                format!("ambiguous discriminator `{name}`; variants are chosen by properties"),
                "give each branch a distinct value, by `const` in the schema or by `mapping`",
            );
        }
        self.infer_tag(schemas)
    }

    /// The values of a `discriminator` for each branch. `None` if branches share a value.
    pub(crate) fn declared_tag(
        &self,
        discriminator: &Discriminator,
        schemas: &[Rc<Schema>],
    ) -> Option<VariantTag> {
        let listed: Vec<Option<Constants>> = schemas
            .iter()
            .map(|schema| self.constants(schema, 0).remove(&discriminator.property))
            .collect();
        let pairs = schemas.iter().zip(&listed);
        let values = pairs.map(|(schema, listed)| match listed {
            Some(listed) => unique(&listed.values),
            None => discriminator
                .values_for(schema)
                .unwrap_or_else(|| default_values(schema)),
        });
        let optional = schemas.iter().zip(&listed).map(|(schema, listed)| {
            is_default_branch(schema) || listed.as_ref().is_some_and(|listed| !listed.required)
        });
        let mut tag = VariantTag {
            property: discriminator.property.clone(),
            values: values.collect(),
            optional: optional.collect(),
        };
        if tag.is_unambiguous() {
            return Some(tag);
        }
        // If a shared `enum` lists the values of all branches, `mapping` assigns the values.
        let mapped: Vec<Vec<String>> = schemas
            .iter()
            .map(|schema| discriminator.values_for(schema).unwrap_or_default())
            .collect();
        let all = mapped.concat();
        for (values, own) in tag.values.iter_mut().zip(&mapped) {
            values.retain(|value| own.contains(value) || !all.contains(value));
        }
        tag.is_unambiguous().then_some(tag)
    }

    /// Infers the discriminator: a property with distinct values in each branch.
    fn infer_tag(&self, schemas: &[Rc<Schema>]) -> Option<VariantTag> {
        let view = |schema| self.view(std::slice::from_ref(schema));
        let is_object = |schema| view(schema).types().contains(Types::OBJECT);
        let objects: Vec<bool> = schemas.iter().map(is_object).collect();
        if objects.iter().filter(|is_object| **is_object).count() < 2 {
            return None;
        }
        let constants = |schema| self.constants(schema, 0);
        let listed: Vec<BTreeMap<String, Constants>> = schemas.iter().map(constants).collect();
        let mut pairs = listed.iter().zip(&objects);
        let first = pairs.find(|(_, is_object)| **is_object)?.0;
        first.keys().find_map(|property| {
            let mut tag = VariantTag {
                property: property.clone(),
                values: Vec::new(),
                optional: Vec::new(),
            };
            for (listed, is_object) in listed.iter().zip(&objects) {
                let listed = match (listed.get(property), is_object) {
                    (Some(listed), _) => listed.clone(),
                    (None, false) => Constants {
                        values: Vec::new(),
                        required: true,
                    },
                    (None, true) => return None,
                };
                tag.values.push(unique(&listed.values));
                tag.optional.push(!listed.required);
            }
            tag.is_unambiguous().then_some(tag)
        })
    }

    /// True if the property can be a string, and `enum` lists only strings and `null`.
    fn may_be_string(&self, schema: &Rc<Schema>, property: &str) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        let Some(schemas) = view.properties().remove(property) else {
            return true;
        };
        let member = self.view(&schemas);
        let values = member.values().unwrap_or_default();
        member.types().contains(Types::STRING)
            && values
                .iter()
                .all(|value| value.is_string() || value.is_null())
    }

    /// The string properties of a branch that have `const` or `enum`.
    pub(crate) fn constants(
        &self,
        schema: &Rc<Schema>,
        depth: usize,
    ) -> BTreeMap<String, Constants> {
        let view = self.view(std::slice::from_ref(schema));
        let alternatives = view.alternatives();
        let required = view.required();
        let mut listed: BTreeMap<String, Constants> = view
            .properties()
            .into_iter()
            .filter_map(|(name, schemas)| {
                let values = self.view(&schemas).values()?;
                let values: Option<Vec<String>> = values
                    .iter()
                    .map(|value| value.as_str().map(str::to_owned))
                    .collect();
                let listed = Constants {
                    values: values.filter(|values| !values.is_empty())?,
                    required: required.contains(&name),
                };
                Some((name, listed))
            })
            .collect();
        // A nested union has the properties that its branches have in common.
        if let [nested] = alternatives.as_slice()
            && depth < MAX_DEPTH
            && view
                .schemas
                .iter()
                .filter(|part| !part.is_only_composition())
                .count()
                == 1
        {
            let schemas = nested.schemas.iter();
            let mut each = schemas.map(|schema| self.constants(schema, depth + 1));
            let mut common = each.next().unwrap_or_default();
            for other in each {
                common.retain(|name, listed| {
                    let Some(other) = other.get(name) else {
                        return false;
                    };
                    listed.values.extend(other.values.iter().cloned());
                    listed.required &= other.required;
                    true
                });
            }
            listed.extend(common);
        }
        listed
    }
}

impl VariantTag {
    fn is_unambiguous(&self) -> bool {
        let mut all: Vec<&String> = self.values.iter().flatten().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        all.len() == count
            && count > 0
            && self.optional.iter().filter(|omissible| **omissible).count() <= 1
    }
}

/// Removes duplicates, as nested branches may repeat a value.
fn unique(values: &[String]) -> Vec<String> {
    let mut each: Vec<String> = Vec::new();
    for value in values {
        if !each.contains(value) {
            each.push(value.clone());
        }
    }
    each
}

/// The pointer without the last segment.
pub(crate) fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The default discriminator value of a branch: the schema name in the `$ref`.
fn default_values(schema: &Rc<Schema>) -> Vec<String> {
    schema.name().into_iter().map(str::to_owned).collect()
}
