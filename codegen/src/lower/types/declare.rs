//! Definitions of component schemas.

use crate::document::{MediaType, Schema};
use crate::ir::{Api, Example, Type, TypeId};
use crate::lower::types::TypeLowering;

impl TypeLowering<'_> {
    /// Declares and defines every component schema.
    pub(crate) fn define_components(&mut self) {
        self.rules.table.declare();
        let components: Vec<(String, TypeId)> =
            self.rules.table.components.clone().into_iter().collect();
        for (module, (pointer, id)) in components.into_iter().enumerate() {
            let schema = self
                .schemas
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

    /// Moves the types and examples to the IR.
    pub(crate) fn finish(mut self, api: &mut Api) {
        self.name_ref_targets();
        api.examples = self.examples;
        (api.types, api.modules) = self.rules.table.finish();
    }
}
