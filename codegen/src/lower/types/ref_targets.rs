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

use crate::document::Schema;
use crate::ir::{Rule, Type, TypeId};
use crate::lower::table::{NamePath, meaningful_segments};
use crate::lower::types::{Lowered, TypeLowering};
use std::rc::Rc;

impl TypeLowering<'_> {
    /// Lowers the target of a `$ref` at the place of the schema.
    pub(crate) fn lower_ref_target(&mut self, schema: &Rc<Schema>, place: &NamePath) -> Lowered {
        let pointer = &schema.pointer;
        let is_new = !self.rules.table.targets.contains_key(pointer);
        let id = self.rules.table.unnamed_target(pointer);
        if is_new || self.rules.table.unnamed.contains(pointer) {
            self.define_target(id, schema, place);
        }
        Lowered {
            ty: Type::Named(id),
            rules: vec![Rule::Alias(id)],
        }
    }

    fn define_target(&mut self, id: TypeId, schema: &Rc<Schema>, place: &NamePath) {
        self.rules.table.name_target(id, place, &schema.pointer);
        self.define_named(id, schema, place.module);
    }

    /// Names the targets whose places are not lowered, by the segments of the pointers.
    pub(crate) fn name_ref_targets(&mut self) {
        while let Some(pointer) = self.rules.table.unnamed.pop_first() {
            let Some(schema) = self.schemas.document.schema(&pointer) else {
                continue;
            };
            let name = crate::name::part(&meaningful_segments(&pointer));
            let module = self.rules.table.add_inline_module(&name);
            let id = self.rules.table.targets[&pointer];
            self.define_target(id, &schema, &NamePath { name, module });
        }
    }
}
