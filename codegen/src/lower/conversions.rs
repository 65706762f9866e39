//! What each union can be made from.

use crate::ir::{Kind, Type, TypeDef, TypeId};
use std::collections::BTreeMap;

/// Fills in the conversions of all unions: from each variant's type and, where that is a union, from
/// what it can be made from. What could become two variants is left out.
pub(super) fn find(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let mut found = BTreeMap::new();
        collect(types, index, &mut Vec::new(), &mut found);
        let own = Type::Named(TypeId(index));
        let mut from: Vec<(String, Type)> = Vec::new();
        if let Kind::Union(union) = &types[index].kind {
            // In the order of the variants, so that the list reads like the type.
            for variant in &union.variants {
                let unique = found.iter().filter(|(ty, variants)| {
                    **ty != own && variants.as_slice() == [variant.name.clone()]
                });
                let direct = resolved(types, &variant.ty);
                let (mut first, rest): (Vec<_>, Vec<_>) =
                    unique.partition(|(ty, _)| **ty == direct);
                first.extend(rest);
                from.extend(
                    first
                        .into_iter()
                        .map(|(ty, _)| (variant.name.clone(), ty.clone())),
                );
            }
        }
        if let Kind::Union(union) = &mut types[index].kind {
            union.from = from;
        }
    }
}

/// The types that a union can be made from, each with the variants that it would become.
fn collect(
    types: &[TypeDef],
    index: usize,
    path: &mut Vec<usize>,
    found: &mut BTreeMap<Type, Vec<String>>,
) {
    let Kind::Union(union) = &types[index].kind else {
        return;
    };
    if path.contains(&index) {
        return;
    }
    path.push(index);
    for variant in &union.variants {
        let ty = resolved(types, &variant.ty);
        let mut nested = BTreeMap::new();
        // What is in a box is only put there as it is: `Box` is made from nothing else.
        if let Type::Named(id) = &ty
            && !is_boxed(types, &variant.ty)
        {
            collect(types, id.0, path, &mut nested);
            // A type in two variants below is no conversion there, and so none here.
            nested.retain(|_, variants: &mut Vec<String>| variants.len() == 1);
        }
        nested.insert(ty, vec![variant.name.clone()]);
        for ty in nested.into_keys() {
            let variants = found.entry(ty).or_default();
            variants.push(variant.name.clone());
        }
    }
    path.pop();
}

/// Whether there is a box around a type, also behind aliases.
fn is_boxed(types: &[TypeDef], ty: &Type) -> bool {
    let mut ty = ty;
    for _ in 0..types.len() {
        match ty {
            Type::Named(id) => match &types[id.0].kind {
                Kind::Alias(target) => ty = target,
                _ => return false,
            },
            other => return matches!(other, Type::Boxed(_)),
        }
    }
    false
}

/// The type behind aliases and boxes.
fn resolved(types: &[TypeDef], ty: &Type) -> Type {
    let mut ty = ty;
    for _ in 0..types.len() {
        match ty {
            Type::Boxed(inner) => ty = inner,
            Type::Named(id) => match &types[id.0].kind {
                Kind::Alias(target) => ty = target,
                _ => break,
            },
            _ => break,
        }
    }
    ty.clone()
}
