//! A single shape of `null`: `Nullable` around a type that has no `null` of its own.
//!
//! ```yaml
//! Size: { type: [integer, 'null'] }
//! Shirt: { properties: { size: { $ref: '#/components/schemas/Size' }, fit: { oneOf: [{ $ref: '#/components/schemas/Size' }, { type: 'null' }] } } }
//! ```
//!
//! ```text
//! pub size: Option<Nullable<i64>>, pub fit: Option<Nullable<i64>>    // not Option<Nullable<Size>>
//! ```

use super::recursion::for_each_type;
use crate::ir::{Api, Type, TypeDef, TypeKind};

/// Replaces aliases of nullable types, and merges nested `Nullable`.
pub(crate) fn merge_nulls(api: &mut Api) {
    let aliases: Vec<Option<Type>> = api.types.iter().map(alias).collect();
    let merge = |ty: &mut Type| *ty = merged(ty, &aliases);
    for def in &mut api.types {
        match &mut def.kind {
            TypeKind::Alias(target) => merge(target),
            kind => for_each_type(kind, &mut { merge }),
        }
    }
    for operation in api
        .groups
        .iter_mut()
        .flat_map(|group| &mut group.operations)
    {
        let parameters = operation.parameters.iter_mut();
        parameters.for_each(|parameter| merge(&mut parameter.ty));
        operation
            .body
            .iter_mut()
            .for_each(|body| merge(&mut body.ty));
        let responses = [
            &mut operation.success_responses,
            &mut operation.error_responses,
        ];
        let variants = responses.into_iter().flat_map(|all| &mut all.variants);
        variants.flat_map(|variant| &mut variant.ty).for_each(merge);
    }
}

/// The target of an alias. Aliases are not recursive at this point.
fn alias(def: &TypeDef) -> Option<Type> {
    match &def.kind {
        TypeKind::Alias(target) => Some(target.clone()),
        _ => None,
    }
}

fn merged(ty: &Type, aliases: &[Option<Type>]) -> Type {
    let inner = |inner: &Type| Box::new(merged(inner, aliases));
    match ty {
        Type::Named(id) => match aliases[id.0].as_ref().map(|target| merged(target, aliases)) {
            Some(nullable @ Type::Nullable(_)) => nullable,
            _ => ty.clone(),
        },
        Type::Nullable(value) => match merged(value, aliases) {
            nullable @ Type::Nullable(_) => nullable,
            value => Type::Nullable(Box::new(value)),
        },
        Type::List(item) => Type::List(inner(item)),
        Type::Map(value) => Type::Map(inner(value)),
        Type::Boxed(value) => Type::Boxed(inner(value)),
        other => other.clone(),
    }
}
