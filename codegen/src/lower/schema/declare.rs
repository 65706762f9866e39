//! Declarations: names and modules of component schemas, before definitions.

use crate::document::{MediaType, Schema, escape};
use crate::ir::{Docs, Example, Module, Type, TypeDef, TypeId, TypeKind};
use crate::lower::Lowering;

impl Lowering<'_> {
    /// Claims a type name and a module for every component schema.
    pub(crate) fn declare(&mut self) {
        let names = self.document.schema_names();
        let pointers: Vec<String> = names
            .iter()
            .map(|name| format!("/components/schemas/{}", escape(name)))
            .collect();
        let wanted: Vec<String> = names
            .iter()
            .zip(&pointers)
            .map(|(name, pointer)| self.chosen_name(pointer).unwrap_or(name).clone())
            .collect();
        let type_names = self.type_names.claim_all(&wanted);
        let module_names = self.module_names.claim_all(&wanted);
        for ((pointer, name), module) in pointers.into_iter().zip(type_names).zip(module_names) {
            let name = self.report_rename(name, &pointer);
            let module = self.add_module(module.unwrap_or_else(|renamed| renamed.name));
            let id = self.add_type(name, module);
            self.components.insert(pointer, id);
        }
    }

    pub(crate) fn define(&mut self) {
        let components: Vec<(String, TypeId)> = self.components.clone().into_iter().collect();
        for (module, (pointer, id)) in components.into_iter().enumerate() {
            let schema = self
                .document
                .schema(&pointer)
                .expect("components are found by name");
            self.define_named(id, &schema, module);
            let examples = schema.annotations.examples.iter().map(|at| Example {
                schema: pointer.clone(),
                ty: Type::Named(id),
                value: at.clone(),
            });
            self.examples.extend(examples);
        }
    }

    /// Records the examples of a JSON body; examples of a shared response only once.
    pub(crate) fn record_examples(&mut self, media: &MediaType, schema: &Schema, ty: &Type) {
        for example in &media.examples {
            if self
                .recorded_examples
                .insert((example.pointer.clone(), ty.clone()))
            {
                self.examples.push(Example {
                    schema: schema.pointer.clone(),
                    ty: ty.clone(),
                    value: example.pointer.clone(),
                });
            }
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
}
