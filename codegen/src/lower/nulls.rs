//! `null` among the types of a value and the branches of a union.

use super::covered::Covered;
use super::define::Lowered;
use super::view::View;
use super::{Lowering, Place};
use crate::document::{Schema, Types};
use crate::ir::{Literal, Rule, Type, TypeId};
use std::collections::BTreeSet;
use std::rc::Rc;

impl Lowering<'_> {
    /// What can be `null` is an `Option` of what else it can be.
    pub(super) fn lower_nullable(
        &mut self,
        view: &View,
        place: &Place,
        own: Option<TypeId>,
    ) -> Lowered {
        let inner = View {
            among: view.among.without(Types::NULL),
            ..view.clone()
        };
        // A name of its own is for the whole: what can be `null` is an alias for `Option`.
        let place = match own {
            Some(_) => place.below("value"),
            None => place.clone(),
        };
        let lowered = self.lower_view(&inner, &place, None);
        let mut rules = lowered.rules;
        if matches!(lowered.ty, Type::Named(_)) {
            rules.extend(self.rules_of_null(view, Covered::TYPES));
        }
        Lowered {
            ty: Type::Nullable(Box::new(lowered.ty)),
            rules,
        }
    }

    /// What is asked of `null` in particular: a type behind an `Option` keeps its rules to itself.
    pub(super) fn rules_of_null(&mut self, view: &View, covered: Covered) -> Vec<Rule> {
        let mut rules = self.keywords(view, covered);
        rules.retain(|rule| !takes_null(rule));
        rules
    }

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

/// Whether it is sure that `null` satisfies a rule.
fn takes_null(rule: &Rule) -> bool {
    let takes_all = |rules: &Vec<Rule>| rules.iter().all(takes_null);
    match rule {
        Rule::Type(bits) => Types(*bits).has(Types::NULL),
        Rule::Enum(values) => values.contains(&Literal::Null),
        Rule::Not(rules) => rules.iter().any(refuses_null),
        Rule::AllOf(all) => all.iter().all(takes_all),
        Rule::AnyOf(any) => any.iter().any(takes_all),
        Rule::OneOf(one) => {
            let refused = one.iter().filter(|rules| rules.iter().any(refuses_null));
            one.iter().any(takes_all) && refused.count() + 1 == one.len()
        }
        Rule::If(condition, then, _) if takes_all(condition) => takes_all(then),
        Rule::If(_, then, otherwise) => takes_all(then) && takes_all(otherwise),
        other => other.allows_null(),
    }
}

/// Whether it is sure that `null` does not satisfy a rule.
fn refuses_null(rule: &Rule) -> bool {
    match rule {
        Rule::Never => true,
        Rule::Type(_) | Rule::Enum(_) => !takes_null(rule),
        _ => false,
    }
}
