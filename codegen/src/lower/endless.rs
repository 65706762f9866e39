//! Schemas that refer to themselves for the very same value.
//!
//! Whether a value is valid under such a schema depends on whether it is: JSON Schema leaves that
//! undefined, and whoever tries to find out never ends. What refers back is taken out.

use super::cycles::Cycles;
use crate::ir::{Kind, Rule, Type, TypeDef, Union};

/// Takes out what has no end. The places of the types that had such parts are returned.
pub(super) fn cut(types: &mut [TypeDef]) -> Vec<usize> {
    let cycles = Cycles::of(types.iter().map(same_value).collect());
    let mut cut = Vec::new();
    for (index, def) in types.iter_mut().enumerate() {
        let before = (def.rules.len(), variants(def));
        let ends = |target: &usize| !cycles.holds(index, *target);
        def.rules.retain(|rule| of_rule(rule).iter().all(ends));
        if let Kind::Union(union) = &mut def.kind {
            union
                .variants
                .retain(|variant| of_type(&variant.ty).iter().all(ends));
            union
                .alternatives
                .take_if(|rule| !of_rule(rule).iter().all(ends));
        }
        if before != (def.rules.len(), variants(def)) {
            cut.push(index);
        }
    }
    cut
}

fn variants(def: &TypeDef) -> usize {
    match &def.kind {
        Kind::Union(Union { variants, .. }) => variants.len(),
        _ => 0,
    }
}

/// The types that judge the same value as this one.
fn same_value(def: &TypeDef) -> Vec<usize> {
    let mut targets: Vec<usize> = def.rules.iter().flat_map(of_rule).collect();
    if let Kind::Union(union) = &def.kind {
        targets.extend(
            union
                .variants
                .iter()
                .flat_map(|variant| of_type(&variant.ty)),
        );
        targets.extend(union.alternatives.iter().flat_map(of_rule));
    }
    targets
}

fn of_type(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Named(id) => vec![id.0],
        Type::Boxed(inner) | Type::Nullable(inner) => of_type(inner),
        _ => Vec::new(),
    }
}

fn of_rule(rule: &Rule) -> Vec<usize> {
    let all = |rules: &[Rule]| rules.iter().flat_map(of_rule).collect::<Vec<_>>();
    match rule {
        Rule::Ref(id) | Rule::Alias(id) => vec![id.0],
        Rule::Not(inner) | Rule::IfPresent(_, inner) | Rule::IfMember(_, _, inner) => all(inner),
        Rule::AllOf(each) | Rule::AnyOf(each) | Rule::OneOf(each) => {
            each.iter().flat_map(|rules| all(rules)).collect()
        }
        Rule::If(condition, then, otherwise) => {
            [all(condition), all(then), all(otherwise)].concat()
        }
        _ => Vec::new(),
    }
}
