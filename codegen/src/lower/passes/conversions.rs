//! The `From` conversions of unions.
//!
//! Additions to the spec must never remove a conversion nor lead a conversion to a different
//! variant:
//!
//! - A union implements `From` for the type of each variant. If two variants have equal types, the
//!   first variant wins, so a later variant changes nothing.
//! - A `oneOf` also implements `From` for the named types that nested unions convert from. If the
//!   spec later puts such a type into a second variant, values of the type match two branches,
//!   which `oneOf` rejects. So no valid value changes variant, and callers still compile.
//! - An `anyOf` does not convert from types of nested unions: values may match multiple variants,
//!   and an addition to the spec could change the first match. Unnamed types such as strings never
//!   convert through two unions: two schemas may restrict strings differently.
//!
//! ```yaml
//! Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: boolean }] }
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] }
//! ```
//!
//! ```text
//! impl From<Pet> for Animal, From<bool> for Animal, From<Cat> for Animal   // but not From<String>
//! ```

use crate::ir::{Rule, Type, TypeDef, TypeId, TypeKind, Union};
use std::collections::{BTreeMap, BTreeSet};

/// Fills in the conversions of every union.
pub(crate) fn find_conversions(types: &mut [TypeDef]) {
    let mut all = BTreeMap::new();
    for index in 0..types.len() {
        conversions(types, index, &mut all);
    }
    for (index, found) in all {
        if let TypeKind::Union(union) = &mut types[index].kind {
            // Variant order, so that the list reads like the enum.
            let ordered = union.variants.iter().flat_map(|variant| {
                let own = found.iter().filter(|(name, _)| *name == variant.name);
                own.cloned()
            });
            union.conversions = ordered.collect();
        }
    }
}

/// For each union, the source types with the variant names.
type Conversions = BTreeMap<usize, Vec<(String, Type)>>;

/// Collects the conversions of a union: types of variants first, then types of nested unions,
/// recursively.
fn conversions(types: &[TypeDef], index: usize, all: &mut Conversions) {
    let TypeKind::Union(union) = &types[index].kind else {
        return;
    };
    if all.contains_key(&index) {
        return;
    }
    all.insert(index, Vec::new());
    // `From<T> for T` already exists.
    let mut taken = BTreeSet::from([Type::Named(TypeId(index))]);
    let direct = union.variants.iter().map(|variant| {
        let ty = resolved(types, &variant.ty);
        (variant.name.clone(), ty)
    });
    let mut found: Vec<_> = direct.filter(|(_, ty)| taken.insert(ty.clone())).collect();
    for variant in union.variants.iter().filter(|_| is_one_of(union)) {
        // `Box<Pet>` has no conversion from `Cat`, so boxed unions are skipped.
        if let Type::Named(id) = resolved(types, &variant.ty)
            && !is_boxed(types, &variant.ty)
        {
            conversions(types, id.0, all);
            let nested = all.get(&id.0).into_iter().flatten();
            let nested = nested.map(|(_, ty)| ty.clone());
            let mut nested: Vec<Type> = nested
                .filter(|ty| matches!(ty, Type::Named(_)) && taken.insert(ty.clone()))
                .collect();
            nested.sort();
            found.extend(nested.into_iter().map(|ty| (variant.name.clone(), ty)));
        }
    }
    all.insert(index, found);
}

/// True if values match exactly one variant, by `exclusive` or by a `oneOf` rule.
fn is_one_of(union: &Union) -> bool {
    union.exclusive || matches!(union.rule, Some(Rule::OneOf(_)))
}

/// True if the type is a `Box`, also behind aliases.
fn is_boxed(types: &[TypeDef], ty: &Type) -> bool {
    let mut ty = ty;
    for _ in 0..types.len() {
        match ty {
            Type::Named(id) => match &types[id.0].kind {
                TypeKind::Alias(target) => ty = target,
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
                TypeKind::Alias(target) => ty = target,
                _ => break,
            },
            _ => break,
        }
    }
    ty.clone()
}
