//! What each union can be made from.
//!
//! More in the description must never take a conversion away, nor lead it to another variant:
//!
//! - A union can be made from the type of each variant. Where two have the same, the first has it:
//!   one that comes later changes nothing.
//! - A `oneOf` can also be made from the named types that its variants can be made from, where those
//!   are unions themselves. A value that fits two variants is no value of a `oneOf`, so where such a
//!   type comes to be in two, no valid value of it is left that could be led elsewhere; and programs
//!   still compile, since the first has it.
//! - An `anyOf` cannot, since its values may fit several: whichever variant such a type led to, one of
//!   two additions, here or there, would lead it to the other. Nor can anything be made through two
//!   unions from a type without a name, such as a string, of which two schemas may ask different
//!   things.

use crate::ir::{Kind, Rule, Type, TypeDef, TypeId, Union};
use std::collections::{BTreeMap, BTreeSet};

/// Fills in the conversions of all unions.
pub(super) fn find(types: &mut [TypeDef]) {
    let mut all = BTreeMap::new();
    for index in 0..types.len() {
        conversions(types, index, &mut all);
    }
    for (index, found) in all {
        if let Kind::Union(union) = &mut types[index].kind {
            // In the order of the variants, so that the list reads like the type.
            let of_each = union.variants.iter().flat_map(|variant| {
                let own = found.iter().filter(|(name, _)| *name == variant.name);
                own.cloned()
            });
            union.from = of_each.collect();
        }
    }
}

/// The types that unions can be made from, each with its variant.
type Found = BTreeMap<usize, Vec<(String, Type)>>;

/// Finds what a union can be made from: the variants' own types first, then those of the unions
/// within, which are found on the way.
fn conversions(types: &[TypeDef], index: usize, all: &mut Found) {
    let Kind::Union(union) = &types[index].kind else {
        return;
    };
    if all.contains_key(&index) {
        return;
    }
    all.insert(index, Vec::new());
    // From itself, there is a conversion already.
    let mut taken = BTreeSet::from([Type::Named(TypeId(index))]);
    let direct = union.variants.iter().map(|variant| {
        let ty = resolved(types, &variant.ty);
        (variant.name.clone(), ty)
    });
    let mut found: Vec<_> = direct.filter(|(_, ty)| taken.insert(ty.clone())).collect();
    for variant in union.variants.iter().filter(|_| is_one_of(union)) {
        // What is in a box is only put there as it is: `Box` is made from nothing else.
        if let Type::Named(id) = resolved(types, &variant.ty)
            && !is_boxed(types, &variant.ty)
        {
            conversions(types, id.0, all);
            let inner = all.get(&id.0).into_iter().flatten();
            let inner = inner.map(|(_, ty)| ty.clone());
            let mut inner: Vec<Type> = inner
                .filter(|ty| matches!(ty, Type::Named(_)) && taken.insert(ty.clone()))
                .collect();
            inner.sort();
            found.extend(inner.into_iter().map(|ty| (variant.name.clone(), ty)));
        }
    }
    all.insert(index, found);
}

/// Whether a value fits exactly one variant, by the union itself or by its rules.
fn is_one_of(union: &Union) -> bool {
    union.exclusive || matches!(union.alternatives, Some(Rule::OneOf(_)))
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
