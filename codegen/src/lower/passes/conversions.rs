//! The `From` conversions of unions and of objects with a single required string.
//!
//! Additions to the spec must never remove a conversion nor lead a conversion to a different
//! variant:
//!
//! - A union implements `From` for the type of each variant. If two variants have equal types, the
//!   first variant wins, so a later variant changes nothing.
//! - A union also implements `From` for the named types that nested unions convert from. If the
//!   spec later puts such a type into a second variant, callers still compile: values of the type
//!   match two branches. `oneOf` rejects such values; under `anyOf`, either branch writes equal JSON.
//! - Unnamed types such as strings never convert through two unions: two schemas may restrict
//!   strings differently.
//! - An entry of `codegen.toml` adds the value that stands for an object or a variant.
//! - `From<String>` comes with `From<&str>`, and `From<Number>` with the number types of Rust; see
//!   `emit`.
//!
//! ```yaml
//! Animal: { oneOf: [{ $ref: '#/components/schemas/Pet' }, { type: boolean }] }
//! Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] }
//! ```
//!
//! ```text
//! impl From<Pet> for Animal, From<bool> for Animal, From<Cat> for Animal   // but not From<String>
//! ```

pub(crate) mod configured;

use crate::ir::{FromValue, Type, TypeDef, TypeId, TypeKind};
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
    for index in 0..types.len() {
        let converts = converts_from_text(types, index);
        if let TypeKind::Struct(structure) = &mut types[index].kind {
            structure.from_value = converts.then_some(FromValue {
                ty: Type::String,
                setter: None,
            });
        }
    }
}

/// True for an object with a single required property, a string: `"Hello".into()` is a `Text`.
fn converts_from_text(types: &[TypeDef], index: usize) -> bool {
    let TypeKind::Struct(structure) = &types[index].kind else {
        return false;
    };
    match structure.required.as_slice() {
        [only] => *only.ty.without_aliases(types) == Type::String,
        _ => false,
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
        let ty = variant.ty.underlying(types).clone();
        (variant.name.clone(), ty)
    });
    let mut found: Vec<_> = direct.filter(|(_, ty)| taken.insert(ty.clone())).collect();
    for variant in &union.variants {
        // `Box<Pet>` has no conversion from `Cat`, so boxed unions are skipped.
        if let Type::Named(id) = variant.ty.without_aliases(types) {
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
