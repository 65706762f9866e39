//! Schemas that are another schema, whatever else they say.

use super::{Lowering, Place};
use crate::document::{Schema, Types};
use crate::ir::Type;
use crate::source::FILES;
use crate::source::pointer::tokens;
use std::rc::Rc;

impl Lowering<'_> {
    /// The place of a schema within a component, as far as its pointer names it.
    pub(super) fn place_of(&self, pointer: &str) -> Option<Place> {
        let rest = pointer.strip_prefix("/components/schemas/")?;
        let mut segments = rest.split('/');
        let component = format!("/components/schemas/{}", segments.next()?);
        let mut at = component.clone();
        let id = self.components.get(&component)?;
        let mut place = Place {
            name: self.types[id.0].name.clone(),
            // `declare` adds each component with its file.
            module: id.0,
        };
        while let Some(segment) = segments.next() {
            at = format!("{at}/{segment}");
            match segment {
                "properties" => {
                    let member = segments.next()?;
                    at = format!("{at}/{member}");
                    place = place.below(&self.chosen(&at, member));
                }
                "items" => place = place.below("item"),
                "additionalProperties" => place = place.below("value"),
                "allOf" => at = format!("{at}/{}", segments.next()?),
                _ => return None,
            }
        }
        Some(place)
    }

    /// The types of what a schema refers to, itself or in its composition.
    pub(super) fn referred_types(&self, schema: &Rc<Schema>) -> Types {
        let parts = composition(schema).into_iter();
        let targets = parts.filter_map(|part| self.resolve(&part));
        targets.fold(Types::ALL, |types, target| {
            types.and(self.view(std::slice::from_ref(&target)).types())
        })
    }

    /// Where all schemas but those that only narrow are the same reference: its type and the rest.
    pub(super) fn one_reference(
        &mut self,
        schemas: &[Rc<Schema>],
    ) -> Option<(Type, Vec<Rc<Schema>>)> {
        let flat: Vec<Rc<Schema>> = schemas.iter().flat_map(composition).collect();
        let mut references = flat.iter().filter(|schema| schema.reference.is_some());
        let first = references.next()?;
        let same = references.all(|other| other.reference == first.reference);
        let others: Vec<_> = flat
            .iter()
            .filter(|schema| !schema.is_bare())
            .cloned()
            .collect();
        if !same || !others.iter().all(|other| only_narrows(other)) {
            return None;
        }
        let ty = self.target(first)?;
        Some((ty, others))
    }

    /// The type of what a schema refers to, where the reference is all that it says.
    pub(super) fn reference_only(&mut self, schema: &Rc<Schema>) -> Option<Type> {
        let schema = match schema.all_of.as_slice() {
            [only] if schema.is_bare() => only.clone(),
            _ => schema.clone(),
        };
        if schema.reference.is_none() || !schema.is_bare() {
            return None;
        }
        self.target(&schema)
    }

    fn target(&mut self, schema: &Schema) -> Option<Type> {
        if let Some(id) = self.component(schema) {
            return Some(Type::Named(id));
        }
        let target = self.resolve(schema)?;
        if let Some(id) = self.elsewhere.get(&target.pointer) {
            return Some(Type::Named(*id));
        }
        if let Some(ty) = self.inline_target(&target) {
            return Some(ty);
        }
        // A reference into the depth of the document: the type is named by where it stands.
        let name = crate::name::part(&words(&target.pointer));
        let module = self.add_inline_module(&name);
        let place = Place { name, module };
        let id = self.add_inline(&place, &target.pointer);
        self.elsewhere.insert(target.pointer.clone(), id);
        self.define_named(id, &target, module);
        Some(Type::Named(id))
    }

    /// The type that an inline schema of a component has where it stands, if that says it all.
    fn inline_target(&mut self, target: &Rc<Schema>) -> Option<Type> {
        let place = self.place_of(&target.pointer)?;
        let open = self.open.iter().find(|(open, _)| *open == target.pointer);
        if let Some((_, id)) = open {
            return id.map(Type::Named);
        }
        let lowered = self.lower_schema(target, &place);
        let says_all = matches!(lowered.ty, Type::Named(_)) && lowered.rules.is_empty();
        says_all.then_some(lowered.ty)
    }
}

/// The words of a pointer that name something.
fn words(pointer: &str) -> String {
    const STRUCTURE: &[&str] = &[
        "components",
        "schemas",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "$defs",
        "definitions",
        "content",
        "schema",
        "paths",
    ];
    let mut tokens = tokens(pointer);
    let mut file = None;
    if let Some(rest) = pointer.strip_prefix(&format!("/{FILES}/"))
        && let Some(path) = crate::source::pointer::tokens(&format!("/{rest}")).next()
    {
        tokens.nth(1);
        let name = path.rsplit('/').next().unwrap_or_default();
        file = Some(name.split('.').next().unwrap_or_default().to_owned());
    }
    let words: Vec<_> = tokens
        .filter(|word| !STRUCTURE.contains(&word.as_ref()))
        .collect();
    match (words.is_empty(), file) {
        (true, Some(file)) => file,
        _ => words.join(" "),
    }
}

/// A schema and what it is composed of, as far as it stands in the same place.
fn composition(schema: &Rc<Schema>) -> Vec<Rc<Schema>> {
    let mut flat: Vec<Rc<Schema>> = schema.all_of.iter().flat_map(composition).collect();
    flat.push(schema.clone());
    flat
}

/// Whether a schema adds no members, items or alternatives, but only rules out values.
fn only_narrows(schema: &Schema) -> bool {
    schema.properties.is_empty()
        && schema.items.is_none()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.additional_properties.is_none()
        && schema.values.is_none()
}
