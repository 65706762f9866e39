//! Which member tells the variants of a union apart, and by which values.

use super::Lowering;
use super::view::{Branches, View};
use crate::document::{Discriminator, Schema, Types, escape, local};
use crate::spelling::closest;
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
        // Where other values mean a branch as well, only its schema tells which these are.
        let discriminator = branches.discriminator.as_ref();
        let discriminator = discriminator.filter(|it| !it.has_default);
        let may_be_text = |it: &&Discriminator| {
            let mut schemas = schemas.iter();
            schemas.all(|schema| self.may_be_text(schema, &it.property))
        };
        if let Some(discriminator) = discriminator.filter(may_be_text) {
            let said: Vec<Option<Said>> = schemas
                .iter()
                .map(|schema| self.said(schema, 0).remove(&discriminator.property))
                .collect();
            let values = schemas.iter().zip(&said).map(|(schema, said)| match said {
                Some(said) => once_each(&said.values),
                None => discriminator
                    .mapped(schema)
                    .unwrap_or_else(|| named(schema)),
            });
            let mut tag = Tag {
                property: discriminator.property.clone(),
                values: values.collect(),
                omissible: said
                    .iter()
                    .map(|said| said.as_ref().is_some_and(|said| !said.required))
                    .collect(),
            };
            if tag.is_unambiguous() {
                return Some(tag);
            }
            // Where what the branches share lists the values of all, the mapping tells whose they are.
            let mapped: Vec<Vec<String>> = schemas
                .iter()
                .map(|schema| discriminator.mapped(schema).unwrap_or_default())
                .collect();
            let all = mapped.concat();
            for (values, own) in tag.values.iter_mut().zip(&mapped) {
                values.retain(|value| own.contains(value) || !all.contains(value));
            }
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

    /// Tells of a discriminator that nobody declares, and of mappings without effect.
    pub(super) fn check_discriminator(
        &self,
        view: &View,
        branches: &Branches,
        schemas: &[Rc<Schema>],
    ) {
        let Some(discriminator) = &branches.discriminator else {
            return;
        };
        let at = format!("{}/discriminator", parent(&branches.pointer));
        let property = &discriminator.property;
        let each: Vec<View> = schemas
            .iter()
            .map(|schema| self.view(std::slice::from_ref(schema)))
            .collect();
        let declared = each.iter().chain([view]).map(View::properties);
        let declared: BTreeMap<_, _> = declared.flatten().collect();
        let is_nested = each.iter().any(|view| !view.alternatives().is_empty());
        if !is_nested && !declared.is_empty() && !declared.contains_key(property) {
            let help = match closest(property, declared.keys().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "declare it in each branch".to_owned(),
            };
            let problem = format!("no branch declares the member `{property}`");
            self.warn(
                "undeclared-discriminator",
                &format!("{at}/propertyName"),
                problem,
                &help,
            );
        }
        for (value, target) in &discriminator.mapping {
            let at = format!("{at}/mapping/{}", escape(value));
            self.check_mapping(&at, discriminator, (value, target), schemas);
        }
    }

    fn check_mapping(
        &self,
        at: &str,
        discriminator: &Discriminator,
        (value, target): (&str, &str),
        schemas: &[Rc<Schema>],
    ) {
        let reference = match target.contains(['#', '/', '.']) {
            true => target.to_owned(),
            false => format!("#/components/schemas/{}", escape(target)),
        };
        let found = local(&reference).map(|target| self.document.schema(&target));
        if found.is_some_and(|found| found.is_none()) {
            let help = match self.document.meant(&reference) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "correct the reference, or add what it names".to_owned(),
            };
            let problem = format!("`{value}` is mapped to `{target}`, which leads to nothing");
            self.warn("unresolved-reference", at, problem, &help);
        }
        let meant = |schema: &&Rc<Schema>| schema.reference.as_ref() == Some(&reference);
        let said = schemas.iter().find(meant);
        let said = said.and_then(|schema| self.said(schema, 0).remove(&discriminator.property));
        if said.is_some_and(|said| !said.values.iter().any(|one| one == value)) {
            let property = &discriminator.property;
            self.warn(
                "contradicting-mapping",
                at,
                format!("`{value}` is mapped to `{target}`, whose `{property}` it can never be"),
                &format!("correct the reference, or the values of `{property}` there"),
            );
        }
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
                tag.values.push(once_each(&said.values));
                tag.omissible.push(!said.required);
            }
            tag.is_unambiguous().then_some(tag)
        })
    }

    /// Whether a member of a branch can be a string, and nothing else that is listed.
    fn may_be_text(&self, schema: &Rc<Schema>, property: &str) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        let Some(schemas) = view.properties().remove(property) else {
            return true;
        };
        let member = self.view(&schemas);
        let values = member.values().unwrap_or_default();
        member.types().has(Types::STRING)
            && values
                .iter()
                .all(|value| value.is_string() || value.is_null())
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

/// Values in their order, without repetitions: the branches of a branch may have the same one.
fn once_each(values: &[String]) -> Vec<String> {
    let mut each: Vec<String> = Vec::new();
    for value in values {
        if !each.contains(value) {
            each.push(value.clone());
        }
    }
    each
}

/// The pointer to what holds this.
fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// The value that means a branch unless it is mapped: its name, if it has one.
fn named(schema: &Rc<Schema>) -> Vec<String> {
    schema.name().into_iter().map(str::to_owned).collect()
}
