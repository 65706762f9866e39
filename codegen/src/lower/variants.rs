//! The variants of a union: their names and types.

use super::Lowering;
use super::tags::Tag;
use super::union::Shape;
use super::view::View;
use crate::document::{Schema, Types};
use crate::ir::{Docs, Variant};
use crate::name::{Case, Scope, VARIANT_NAMES, part};
use std::rc::Rc;

impl Lowering<'_> {
    /// The branches of a type that what stands beside them allows, where it allows any.
    pub(super) fn possible(&self, view: &View, schemas: &[Rc<Schema>]) -> Vec<Rc<Schema>> {
        let is_possible = |schema: &&Rc<Schema>| {
            let types = self.view(std::slice::from_ref(*schema)).types();
            types == Types(0) || types.and(view.types()) != Types(0)
        };
        let possible: Vec<_> = schemas.iter().filter(is_possible).cloned().collect();
        match possible.is_empty() {
            true => schemas.to_vec(),
            false => possible,
        }
    }

    /// What a branch is called where it is a variant.
    pub(super) fn variant_name(
        &self,
        schema: &Rc<Schema>,
        tag: Option<&Tag>,
        index: usize,
    ) -> String {
        if let Some(tag) = tag
            && let [only] = tag.values[index].as_slice()
        {
            return part(only);
        }
        if let Some(reference) = &schema.reference {
            return match self.component(schema) {
                Some(id) => self.types[id.0].name.clone(),
                None => part(reference.rsplit('/').next().unwrap_or_default()),
            };
        }
        if let Some(title) = &schema.annotations.title {
            return part(title);
        }
        let types = self.view(std::slice::from_ref(schema)).types();
        match types {
            Types::STRING => "Text",
            Types::INTEGER => "Integer",
            Types::NUMBER => "Number",
            Types::BOOLEAN => "Boolean",
            Types::ARRAY => "List",
            Types::OBJECT => "Object",
            _ => return format!("Variant{}", index + 1),
        }
        .to_owned()
    }

    /// One variant for each type.
    pub(super) fn variants(&self, shape: &Shape<'_>) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        for (index, lowered) in shape.lowered.iter().enumerate() {
            if variants.iter().any(|variant| variant.ty == lowered.ty) {
                continue;
            }
            let docs = self.docs(std::slice::from_ref(&shape.schemas[index]));
            variants.push(Variant {
                name: shape.names[index].clone(),
                tags: shape
                    .tag
                    .as_ref()
                    .map(|tag| tag.values[index].clone())
                    .unwrap_or_default(),
                untagged: shape.tag.as_ref().is_some_and(|tag| tag.omissible[index]),
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

/// The names of variants, each its own.
pub(super) fn distinct(
    names: Vec<String>,
    schemas: &[Rc<Schema>],
    lowering: &Lowering<'_>,
) -> Vec<String> {
    let mut scope = Scope::new(Case::Pascal, VARIANT_NAMES);
    let names: Vec<String> = names
        .into_iter()
        .zip(schemas)
        .map(|(name, schema)| {
            lowering
                .config
                .names
                .get(&schema.pointer)
                .cloned()
                .unwrap_or(name)
        })
        .collect();
    scope
        .claim_all(&names)
        .into_iter()
        .map(|name| name.unwrap_or_else(|renamed| renamed.name))
        .collect()
}
