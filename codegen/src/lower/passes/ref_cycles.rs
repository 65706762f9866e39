//! Schemas that refer to themselves for the same value.
//!
//! JSON Schema leaves the meaning undefined, and validation would recurse forever, so the reference
//! is removed:
//!
//! ```yaml
//! Loop: { anyOf: [{ $ref: '#/components/schemas/Loop' }, { type: string }] }
//! ```
//!
//! ```text
//! warning: `Loop` refers to itself for the same value
//! ```

use crate::ir::{Rule, Type, TypeDef, TypeKind, Union};
use crate::lower::passes::cycles::Cycles;

/// Removes circular references. Returns the indices of changed types.
pub(crate) fn remove_ref_cycles(types: &mut [TypeDef]) -> Vec<usize> {
    let cycles = Cycles::of(types.iter().map(in_place_targets).collect());
    let mut cut = Vec::new();
    for (index, def) in types.iter_mut().enumerate() {
        let before = (def.rules.len(), variants(def));
        let is_acyclic = |target: &usize| !cycles.has_edge(index, *target);
        def.rules
            .retain(|rule| rule_targets(rule).iter().all(is_acyclic));
        if let TypeKind::Union(union) = &mut def.kind {
            union
                .variants
                .retain(|variant| type_targets(&variant.ty).iter().all(is_acyclic));
            union
                .rule
                .take_if(|rule| !rule_targets(rule).iter().all(is_acyclic));
        }
        if before != (def.rules.len(), variants(def)) {
            cut.push(index);
        }
    }
    cut
}

fn variants(def: &TypeDef) -> usize {
    match &def.kind {
        TypeKind::Union(Union { variants, .. }) => variants.len(),
        _ => 0,
    }
}

/// The types that validate the same value as the definition.
fn in_place_targets(def: &TypeDef) -> Vec<usize> {
    let mut targets: Vec<usize> = def.rules.iter().flat_map(rule_targets).collect();
    if let TypeKind::Union(union) = &def.kind {
        targets.extend(
            union
                .variants
                .iter()
                .flat_map(|variant| type_targets(&variant.ty)),
        );
        targets.extend(union.rule.iter().flat_map(rule_targets));
    }
    targets
}

fn type_targets(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Named(id) => vec![id.0],
        Type::Boxed(inner) | Type::Nullable(inner) => type_targets(inner),
        _ => Vec::new(),
    }
}

fn rule_targets(rule: &Rule) -> Vec<usize> {
    let all = |rules: &[Rule]| rules.iter().flat_map(rule_targets).collect::<Vec<_>>();
    match rule {
        Rule::Ref(id) | Rule::Alias(id) => vec![id.0],
        Rule::Not(inner) | Rule::IfPropertyIn(_, _, inner) => all(inner),
        Rule::AllOf(each) | Rule::AnyOf(each) | Rule::OneOf(each) => {
            each.iter().flat_map(|rules| all(rules)).collect()
        }
        Rule::IfThenElse(condition, then, otherwise) => {
            [all(condition), all(then), all(otherwise)].concat()
        }
        _ => Vec::new(),
    }
}
