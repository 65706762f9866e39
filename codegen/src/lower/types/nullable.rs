//! `null` in `type`, `enum`, `oneOf` and `anyOf`.

use crate::document::{Schema, Types};
use crate::ir::{Literal, Rule, Type, TypeId};
use crate::lower::rules::implied::Implied;
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use crate::lower::table::NamePath;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;
use std::collections::BTreeSet;
use std::rc::Rc;

impl TypeLowering<'_> {
    /// Lowers a nullable schema to a `Nullable` of the non-null type.
    pub(crate) fn lower_nullable(
        &mut self,
        view: &Flattened,
        place: &NamePath,
        own: Option<TypeId>,
    ) -> Lowered {
        let inner = Flattened {
            types_in_scope: view.types_in_scope.difference(Types::NULL),
            ..view.clone()
        };
        // The component name goes to an alias for the `Nullable`, so the inner type needs a name
        // below.
        let place = match own {
            Some(_) => place.below("value"),
            None => place.clone(),
        };
        let lowered = self.lower_view(&inner, &place, None);
        let mut rules = lowered.rules;
        if matches!(lowered.ty, Type::Named(_)) {
            rules.extend(self.rules_rejecting_null(view, Implied::TYPES));
        }
        Lowered {
            ty: Type::Nullable(Box::new(lowered.ty)),
            rules,
        }
    }

    /// The rules that may reject `null`. A type behind a `Nullable` checks only non-null values.
    pub(crate) fn rules_rejecting_null(&mut self, view: &Flattened, covered: Implied) -> Vec<Rule> {
        let mut rules = self.rules.keyword_rules(view, covered);
        rules.retain(|rule| !accepts_null(rule));
        rules
    }
}

impl Schemas<'_> {
    /// True if the types of the schema and its branches allow `null`. `seen` holds the pointers of
    /// visited schemas; a visited schema returns false.
    pub(crate) fn is_nullable(&self, schema: &Rc<Schema>, seen: &mut BTreeSet<String>) -> bool {
        let view = self.view(std::slice::from_ref(schema));
        let is_collection = view.describes_object() || view.describes_array();
        view.types().contains(Types::NULL)
            && (view.is_typed() || !is_collection)
            && seen.insert(schema.pointer.clone())
            && view.alternatives().iter().all(|branches| {
                let mut schemas = branches.schemas.iter();
                schemas.any(|branch| self.is_nullable(branch, seen))
            })
    }
}

/// Extends rules to accept `null`.
pub(crate) fn accept_null(rules: Vec<Rule>) -> Vec<Rule> {
    match rules.iter().all(Rule::allows_null) {
        true => rules,
        false => vec![Rule::AnyOf(vec![vec![Rule::Type(Types::NULL)], rules])],
    }
}

/// True if `null` certainly satisfies the rule.
fn accepts_null(rule: &Rule) -> bool {
    let accepts_all = |rules: &Vec<Rule>| rules.iter().all(accepts_null);
    match rule {
        Rule::Type(types) => types.contains(Types::NULL),
        Rule::Enum(values) => values.contains(&Literal::Null),
        Rule::Not(rules) => rules.iter().any(rejects_null),
        Rule::AllOf(branches) => branches.iter().all(accepts_all),
        Rule::AnyOf(branches) => branches.iter().any(accepts_all),
        Rule::OneOf(branches) => {
            let rejected = branches
                .iter()
                .filter(|rules| rules.iter().any(rejects_null));
            branches.iter().any(accepts_all) && rejected.count() + 1 == branches.len()
        }
        Rule::IfThenElse(condition, then, _) if accepts_all(condition) => accepts_all(then),
        Rule::IfThenElse(_, then, otherwise) => accepts_all(then) && accepts_all(otherwise),
        other => other.allows_null(),
    }
}

/// True if `null` certainly violates the rule.
fn rejects_null(rule: &Rule) -> bool {
    match rule {
        Rule::Never => true,
        Rule::Type(_) | Rule::Enum(_) => !accepts_null(rule),
        _ => false,
    }
}
