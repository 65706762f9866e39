//! Schemas that take the type of a `$ref` target, with or without further restrictions.

use crate::document::{Schema, Types};
use crate::ir::Type;
use crate::lower::schema::Schemas;
use crate::lower::table::{NamePath, meaningful_segments};
use crate::lower::types::TypeLowering;
use std::rc::Rc;

impl TypeLowering<'_> {
    /// Returns the type of the only `$ref` target, and the schemas with keywords besides `$ref` and
    /// `allOf`. `None` if targets differ or a schema does more than restrict values.
    pub(crate) fn common_reference(
        &mut self,
        schemas: &[Rc<Schema>],
    ) -> Option<(Type, Vec<Rc<Schema>>)> {
        let flat: Vec<Rc<Schema>> = schemas.iter().flat_map(with_all_of).collect();
        let mut references = flat.iter().filter(|schema| schema.reference.is_some());
        let first = references.next()?;
        let is_unique = references.all(|other| other.reference == first.reference);
        let restrictions: Vec<_> = flat
            .iter()
            .filter(|schema| !schema.is_only_composition())
            .cloned()
            .collect();
        if !is_unique || !restrictions.iter().all(|schema| only_restricts(schema)) {
            return None;
        }
        let ty = self.target(first)?;
        Some((ty, restrictions))
    }

    /// The type of the `$ref` target, if the schema has no further keywords.
    pub(crate) fn reference_only(&mut self, schema: &Rc<Schema>) -> Option<Type> {
        let schema = match schema.all_of.as_slice() {
            [only] if schema.is_only_composition() => only.clone(),
            _ => schema.clone(),
        };
        if schema.reference.is_none() || !schema.is_only_composition() {
            return None;
        }
        self.target(&schema)
    }

    fn target(&mut self, schema: &Schema) -> Option<Type> {
        if let Some(id) = self.rules.table.component(schema) {
            return Some(Type::Named(id));
        }
        let target = self.schemas.resolve(schema)?;
        if let Some(id) = self.rules.table.targets.get(&target.pointer) {
            return Some(Type::Named(*id));
        }
        if let (true, Some(id)) = (
            target.is_only_composition(),
            self.rules.table.component(&target),
        ) {
            return Some(Type::Named(id));
        }
        if let Some(ty) = self.inline_target(&target) {
            return Some(ty);
        }
        if self.schemas.is_ref_target(&target) {
            return Some(Type::Named(
                self.rules.table.unnamed_target(&target.pointer),
            ));
        }
        // A `$ref` to a nested schema: the segments of the pointer name the type.
        let name = crate::name::part(&meaningful_segments(&target.pointer));
        let module = self.rules.table.add_inline_module(&name);
        let place = NamePath { name, module };
        let id = self.rules.table.add_inline(&place, &target.pointer);
        self.rules.table.targets.insert(target.pointer.clone(), id);
        self.define_named(id, &target, module);
        Some(Type::Named(id))
    }

    /// The named type of an inline component schema, if the type needs no rules.
    fn inline_target(&mut self, target: &Rc<Schema>) -> Option<Type> {
        let place = self.rules.table.place_of(&target.pointer)?;
        let open = self
            .in_progress
            .iter()
            .find(|(open, _)| *open == target.pointer);
        if let Some((_, id)) = open {
            return id.map(Type::Named);
        }
        let lowered = self.lower_schema(target, &place);
        let is_complete = matches!(lowered.ty, Type::Named(_)) && lowered.rules.is_empty();
        is_complete.then_some(lowered.ty)
    }
}

impl Schemas<'_> {
    /// The types that every `$ref` target of a schema and its `allOf` allows.
    pub(crate) fn reference_types(&self, schema: &Rc<Schema>) -> Types {
        let parts = with_all_of(schema).into_iter();
        let targets = parts.filter_map(|part| self.resolve(&part));
        targets.fold(Types::ALL, |types, target| {
            types.intersection(self.view(std::slice::from_ref(&target)).types())
        })
    }
}

/// A schema and the entries of its `allOf`, recursively.
fn with_all_of(schema: &Rc<Schema>) -> Vec<Rc<Schema>> {
    let mut flat: Vec<Rc<Schema>> = schema.all_of.iter().flat_map(with_all_of).collect();
    flat.push(schema.clone());
    flat
}

/// True if the schema only restricts values: no properties, items, branches or `enum`.
fn only_restricts(schema: &Schema) -> bool {
    schema.properties.is_empty()
        && schema.items.is_none()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.additional_properties.is_none()
        && schema.enum_values.is_none()
}
