//! The table of types: reserves, defines and names each type of the generated crate.

mod names;

use crate::document::{Schema, escape};
use crate::ir::{Docs, Module, Type, TypeDef, TypeId, TypeKind};
use crate::lower::schema::Schemas;
use crate::name::{Case, Scope, TYPE_NAMES};
pub(crate) use names::{NamePath, meaningful_segments};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Index, IndexMut};

/// The types of the generated crate, and the modules that hold the types.
pub(crate) struct TypeTable<'a> {
    schemas: &'a Schemas<'a>,
    /// The types of component schemas, by pointer.
    pub(crate) components: BTreeMap<String, TypeId>,
    /// The types of `$ref` targets outside `components/schemas`, by pointer.
    pub(crate) targets: BTreeMap<String, TypeId>,
    /// The pointers of types without a name: the place of the schema is not lowered yet.
    pub(crate) unnamed: BTreeSet<String>,
    types: Vec<TypeDef>,
    modules: Vec<Module>,
    type_names: Scope,
    module_names: Scope,
    rule_names: Scope,
}

impl<'a> TypeTable<'a> {
    pub(crate) fn new(schemas: &'a Schemas<'a>) -> Self {
        TypeTable {
            schemas,
            components: BTreeMap::new(),
            targets: BTreeMap::new(),
            unnamed: BTreeSet::new(),
            types: Vec::new(),
            modules: Vec::new(),
            type_names: Scope::new(Case::Pascal, TYPE_NAMES),
            module_names: Scope::new(Case::Module, &["r#mod"]),
            rule_names: Scope::new(Case::Shouty, &[]),
        }
    }

    /// Claims a type name and a module for every component schema.
    pub(crate) fn declare(&mut self) {
        let names = self.schemas.document.schema_names();
        let pointers: Vec<String> = names
            .iter()
            .map(|name| format!("/components/schemas/{}", escape(name)))
            .collect();
        let wanted: Vec<String> = names
            .iter()
            .zip(&pointers)
            .map(|(name, pointer)| self.schemas.chosen_name(pointer).unwrap_or(name).clone())
            .collect();
        let type_names = self.type_names.claim_all(&wanted);
        let module_names = self.module_names.claim_all(&wanted);
        for ((pointer, name), module) in pointers.into_iter().zip(type_names).zip(module_names) {
            let name = self.schemas.report_rename(name, &pointer);
            let module = self.add_module(module.unwrap_or_else(|renamed| renamed.name));
            let id = self.add_type(name, module);
            self.components.insert(pointer, id);
        }
    }

    pub(crate) fn add_module(&mut self, name: String) -> usize {
        self.modules.push(Module {
            name,
            types: Vec::new(),
            features: Vec::new(),
        });
        self.modules.len() - 1
    }

    /// Adds a module for types outside the component schemas.
    pub(crate) fn add_inline_module(&mut self, name: &str) -> usize {
        let name = self
            .module_names
            .claim(name)
            .unwrap_or_else(|renamed| renamed.name);
        self.add_module(name)
    }

    /// Declares a type, for definition later.
    pub(crate) fn add_type(&mut self, name: String, module: usize) -> TypeId {
        let id = TypeId(self.types.len());
        self.modules[module].types.push(id);
        let rules_name = self
            .rule_names
            .claim(&name)
            .unwrap_or_else(|renamed| renamed.name);
        self.types.push(TypeDef {
            rules_name,
            name,
            docs: Docs::default(),
            kind: TypeKind::Alias(Type::Json),
            rules: Vec::new(),
        });
        id
    }

    /// Adds an inline type.
    pub(crate) fn add_inline(&mut self, place: &NamePath, pointer: &str) -> TypeId {
        let name = self.inline_name(place, pointer);
        self.add_type(name, place.module)
    }

    /// Claims the name of an inline type.
    pub(crate) fn inline_name(&mut self, place: &NamePath, pointer: &str) -> String {
        // For a property, a configured name in PascalCase names the type; a name in snake_case
        // names only the field, and the type name is derived from the field name.
        let chosen = self.schemas.chosen_name(pointer);
        let chosen =
            chosen.filter(|name| !is_property(pointer) || name.starts_with(char::is_uppercase));
        let name = self.type_names.claim(chosen.unwrap_or(&place.name));
        self.schemas.report_rename(name, pointer)
    }

    /// Derives the place of a schema within a component from the pointer.
    pub(crate) fn place_of(&self, pointer: &str) -> Option<NamePath> {
        let (id, component) = self.component_around(pointer)?;
        let mut segments = pointer[component.len()..].split('/').skip(1);
        let mut at = component.to_owned();
        let mut place = NamePath {
            name: self.types[id.0].name.clone(),
            // `declare` adds a module for each component, so type and module have equal indices.
            module: id.0,
        };
        while let Some(segment) = segments.next() {
            at = format!("{at}/{segment}");
            match segment {
                "properties" => {
                    let property = segments.next()?;
                    at = format!("{at}/{property}");
                    place = place.below(&self.schemas.configured(&at, property));
                }
                "items" => place = place.below("item"),
                "additionalProperties" => place = place.below("value"),
                "allOf" => at = format!("{at}/{}", segments.next()?),
                _ => return None,
            }
        }
        Some(place)
    }

    /// The component around a schema: the type, and the pointer of the component.
    pub(crate) fn component_around<'p>(&self, pointer: &'p str) -> Option<(TypeId, &'p str)> {
        const SCHEMAS: &str = "/components/schemas/";
        let name = pointer.strip_prefix(SCHEMAS)?.split('/').next()?;
        let component = &pointer[..SCHEMAS.len() + name.len()];
        self.components.get(component).map(|id| (*id, component))
    }

    /// The type of the target of a `$ref`, which gets a name at the place of the schema.
    pub(crate) fn unnamed_target(&mut self, pointer: &str) -> TypeId {
        if let Some(id) = self.targets.get(pointer) {
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
        self.targets.insert(pointer.to_owned(), id);
        self.unnamed.insert(pointer.to_owned());
        id
    }

    /// Names the type of the target of a `$ref`.
    pub(crate) fn name_target(&mut self, id: TypeId, place: &NamePath, pointer: &str) {
        self.unnamed.remove(pointer);
        let name = self.inline_name(place, pointer);
        let rules_name = self.rule_names.claim(&name);
        self[id].rules_name = rules_name.unwrap_or_else(|renamed| renamed.name);
        self[id].name = name;
        self.modules[place.module].types.push(id);
    }

    /// The type of the component that the `$ref` of a schema names.
    pub(crate) fn component(&self, schema: &Schema) -> Option<TypeId> {
        let target = crate::document::local_pointer(schema.reference.as_deref()?)?;
        self.components.get(&target).copied()
    }

    /// The types, and the modules with types, sorted by name.
    pub(crate) fn finish(self) -> (Vec<TypeDef>, Vec<Module>) {
        let mut modules: Vec<Module> = self.modules;
        modules.retain(|module| !module.types.is_empty());
        modules.sort_by(|left, right| left.name.cmp(&right.name));
        (self.types, modules)
    }
}

impl Index<TypeId> for TypeTable<'_> {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }
}

impl IndexMut<TypeId> for TypeTable<'_> {
    fn index_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.types[id.0]
    }
}

/// True if the pointer leads to a property.
fn is_property(pointer: &str) -> bool {
    let mut segments = pointer.rsplit('/').skip(1);
    segments.next() == Some("properties")
}
