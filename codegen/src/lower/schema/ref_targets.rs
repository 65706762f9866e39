//! `$ref`s to schemas inside an operation, a response or a parameter. The name of the type comes
//! from the place of the schema, not from the place of the first `$ref`:
//!
//! ```yaml
//! paths: { /pets: { get: { operationId: list, responses: { 200: { content: … { schema: … } } } } } }
//! Page: { properties: { first: { $ref: '#/paths/~1pets/get/responses/200/content/application~1json/schema' } } }
//! ```
//!
//! ```text
//! pub struct Page { pub first: Option<ListResponse> }
//! ```

use crate::document::{Schema, Types, ref_target};
use crate::ir::{Docs, Rule, Type, TypeDef, TypeId, TypeKind};
use crate::lower::schema::define::Lowered;
use crate::lower::schema::references::meaningful_segments;
use crate::lower::{Lowering, NamePath};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The `$ref` targets outside `components/schemas`.
#[derive(Default)]
pub(crate) struct RefTargets {
    /// The pointers.
    pointers: BTreeSet<String>,
    /// The types, by pointer.
    pub types: BTreeMap<String, TypeId>,
    /// The pointers of types without a name: the place of the schema is not lowered yet.
    unnamed: BTreeSet<String>,
}

impl Lowering<'_> {
    /// Finds the targets of `$ref`s outside `components/schemas`.
    pub(crate) fn find_ref_targets(&mut self) {
        let Some(root) = self.document.at("") else {
            return;
        };
        let targets = root.descendants().filter_map(ref_target);
        let is_elsewhere = |pointer: &String| {
            let is_component = pointer.starts_with("/components/schemas/");
            let starts = ["/paths/", "/webhooks/", "/components/"];
            !is_component && starts.iter().any(|start| pointer.starts_with(start))
        };
        self.ref_targets.pointers = targets.filter(is_elsewhere).collect();
    }

    /// True for an object schema outside `components/schemas` that is the target of a `$ref`.
    pub(crate) fn is_ref_target(&self, schema: &Rc<Schema>) -> bool {
        if !self.ref_targets.pointers.contains(&schema.pointer) || schema.reference.is_some() {
            return false;
        }
        let view = self.view(std::slice::from_ref(schema));
        let is_object = view.types() == Types::OBJECT || !view.is_typed();
        is_object && view.describes_object()
    }

    /// Lowers the target of a `$ref` at the place of the schema.
    pub(crate) fn lower_ref_target(&mut self, schema: &Rc<Schema>, place: &NamePath) -> Lowered {
        let pointer = &schema.pointer;
        let is_new = !self.ref_targets.types.contains_key(pointer);
        let id = self.unnamed_target(pointer);
        if is_new || self.ref_targets.unnamed.contains(pointer) {
            self.define_target(id, schema, place);
        }
        Lowered {
            ty: Type::Named(id),
            rules: vec![Rule::Alias(id)],
        }
    }

    /// The type of the target of a `$ref`, which gets a name at the place of the schema.
    pub(crate) fn unnamed_target(&mut self, pointer: &str) -> TypeId {
        if let Some(id) = self.ref_targets.types.get(pointer) {
            return *id;
        }
        let id = TypeId(self.types.len());
        self.types.push(TypeDef {
            name: String::new(),
            rules_name: String::new(),
            docs: Docs::default(),
            kind: TypeKind::Alias(Type::Json),
            rules: Vec::new(),
        });
        self.ref_targets.types.insert(pointer.to_owned(), id);
        self.ref_targets.unnamed.insert(pointer.to_owned());
        id
    }

    fn define_target(&mut self, id: TypeId, schema: &Rc<Schema>, place: &NamePath) {
        self.ref_targets.unnamed.remove(&schema.pointer);
        let name = self.inline_name(place, &schema.pointer);
        let rules_name = self.rule_names.claim(&name);
        self.types[id.0].rules_name = rules_name.unwrap_or_else(|renamed| renamed.name);
        self.types[id.0].name = name;
        self.modules[place.module].types.push(id);
        self.define_named(id, schema, place.module);
    }

    /// Names the targets whose places are not lowered, by the segments of the pointers.
    pub(crate) fn name_ref_targets(&mut self) {
        while let Some(pointer) = self.ref_targets.unnamed.pop_first() {
            let Some(schema) = self.document.schema(&pointer) else {
                continue;
            };
            let name = crate::name::part(&meaningful_segments(&pointer));
            let module = self.add_inline_module(&name);
            let id = self.ref_targets.types[&pointer];
            self.define_target(id, &schema, &NamePath { name, module });
        }
    }
}
