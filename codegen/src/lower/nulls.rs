//! `null` among the branches of a union.

use super::Lowering;
use crate::document::{Schema, Types};
use crate::ir::Rule;
use std::collections::BTreeSet;
use std::rc::Rc;

impl Lowering<'_> {
    /// Whether `null` may be valid under a schema, as far as types tell. What was seen before does
    /// not count again.
    pub(super) fn may_be_null(&self, schema: &Rc<Schema>, seen: &mut BTreeSet<String>) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        let is_collection = view.describes_object() || view.describes_array();
        view.types().has(Types::NULL)
            && (view.is_typed() || !is_collection)
            && seen.insert(schema.pointer.clone())
            && view.alternatives().iter().all(|branches| {
                let mut each = branches.schemas.iter();
                each.any(|branch| self.may_be_null(branch, seen))
            })
    }
}

/// The rules of a value where it is not `null`.
pub(super) fn or_null(rules: Vec<Rule>) -> Vec<Rule> {
    match rules.iter().all(Rule::allows_null) {
        true => rules,
        false => vec![Rule::AnyOf(vec![vec![Rule::Type(Types::NULL.0)], rules])],
    }
}
