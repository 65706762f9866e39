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
use crate::lower::rules::{Around, RuleWriter};
use crate::lower::schema::flatten::without_back_references;
use crate::lower::table::meaningful_segments;
use std::rc::Rc;

impl RuleWriter<'_> {
    /// The rules of the `$ref` of a schema; none without a `$ref`.
    pub(super) fn ref_rules(&mut self, schema: &Schema, around: &Around) -> Vec<Rule> {
        let component = self.table.component(schema);
        let inherits_properties = around.in_place.len() > 1 && self.schemas.refers_to_base(schema);
        if let Some(id) = component
            && (!around.has_unevaluated || self.schemas.evaluates_like_type(schema))
            && !inherits_properties
        {
            return vec![Rule::Ref(id)];
        }
        let Some(target) = self.schemas.resolve(schema) else {
            return Vec::new();
        };
        if !around.has_unevaluated
            && let Some(id) = self.table.targets.get(&target.pointer)
        {
            return vec![Rule::Ref(*id)];
        }
        // A base schema lists the inheriting schemas as branches. An inheriting schema satisfies the
        // branches by definition, so the rules of the base are written without the branches.
        let own = without_back_references(&target, &around.in_place);
        if !Rc::ptr_eq(&own, &target) {
            return match around.in_place.contains(&target.pointer.as_str()) {
                true => Vec::new(),
                false => self.in_place_rules(&own, around),
            };
        }
        vec![Rule::Ref(self.table_of(&target, around.has_unevaluated))]
    }

    /// The table with the rules of a schema, written on first use.
    fn table_of(&mut self, target: &Rc<Schema>, has_unevaluated: bool) -> TypeId {
        let key = (target.pointer.clone(), has_unevaluated);
        if let Some(id) = self.tables.get(&key) {
            return *id;
        }
        let id = self.add_table(&target.pointer);
        self.tables.insert(key, id);
        let around = Around {
            has_unevaluated,
            ..Around::default()
        };
        self.table[id].rules = self.in_place_rules(target, &around);
        id
    }

    /// Declares a table, in the module of the component around the schema, if any.
    fn add_table(&mut self, pointer: &str) -> TypeId {
        let name = crate::name::part(&meaningful_segments(pointer));
        let module = match self.table.component_around(pointer) {
            // `declare` adds a module for each component, so type and module have equal indices.
            Some((id, _)) => id.0,
            None => self.table.add_inline_module(&name),
        };
        let id = self.table.add_type(format!("{name} schema"), module);
        let def = &mut self.table[id];
        def.name.clone_from(&def.rules_name);
        def.docs.source = Some(pointer.to_owned());
        def.kind = TypeKind::Rules;
        id
    }
}
