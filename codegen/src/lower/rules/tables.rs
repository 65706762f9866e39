//! Rules of a `$ref`: a reference to the rules of the target, never a copy.
//!
//! A target with a Rust type has its rules there. A target that only rules refer to gets a table:
//!
//! ```yaml
//! Order:
//!   if: { $ref: '#/components/schemas/Order/$defs/paid' }
//!   then: { required: [paid_at] }
//!   $defs: { paid: { required: [amount] } }
//! ```
//!
//! ```text
//! const ORDER: Rules = &[Rule::IfThenElse(&[Rule::Ref(|| ORDER_PAID)], …)];
//! pub(crate) const ORDER_PAID: Rules = &[Rule::Required(&["amount"])];
//! ```

use crate::document::Schema;
use crate::ir::{Rule, TypeId, TypeKind};
use crate::lower::Lowering;
use crate::lower::schema::flatten::without_back_references;
use crate::lower::schema::references::meaningful_segments;
use std::rc::Rc;

impl Lowering<'_> {
    /// The rules of the `$ref` of a schema; none without a `$ref`.
    pub(crate) fn ref_rules(&mut self, schema: &Schema) -> Vec<Rule> {
        let component = self.component(schema);
        if let Some(id) = component
            && (!self.has_unevaluated || self.evaluates_like_type(schema))
            && !self.inherits_properties(schema)
        {
            return vec![Rule::Ref(id)];
        }
        let Some(target) = self.resolve(schema) else {
            return Vec::new();
        };
        if !self.has_unevaluated
            && let Some(id) = self.ref_targets.types.get(&target.pointer)
        {
            return vec![Rule::Ref(*id)];
        }
        // A base schema lists the inheriting schemas as branches. An inheriting schema satisfies the
        // branches by definition, so the rules of the base are written without the branches.
        let own = without_back_references(&target, &self.in_place);
        if !Rc::ptr_eq(&own, &target) {
            return match self.in_place.contains(&target.pointer) {
                true => Vec::new(),
                false => self.in_place_rules(&own),
            };
        }
        vec![Rule::Ref(self.table(&target))]
    }

    /// The table with the rules of a schema, written on first use.
    fn table(&mut self, target: &Rc<Schema>) -> TypeId {
        let key = (target.pointer.clone(), self.has_unevaluated);
        if let Some(id) = self.tables.get(&key) {
            return *id;
        }
        let id = self.add_table(&target.pointer);
        self.tables.insert(key, id);
        self.types[id.0].rules = self.separate_rules(target, self.has_unevaluated);
        id
    }

    /// Declares a table, in the module of the component around the schema, if any.
    fn add_table(&mut self, pointer: &str) -> TypeId {
        let name = crate::name::part(&meaningful_segments(pointer));
        let module = match self.component_around(pointer) {
            // `declare` adds a module for each component, so type and module have equal indices.
            Some((id, _)) => id.0,
            None => self.add_inline_module(&name),
        };
        let id = self.add_type(format!("{name} schema"), module);
        let def = &mut self.types[id.0];
        def.name.clone_from(&def.rules_name);
        def.docs.source = Some(pointer.to_owned());
        def.kind = TypeKind::Rules;
        id
    }
}
