//! Recursive types.
//!
//! A field or variant is boxed exactly if its type is on a cycle of types that hold each other by
//! value. `Vec` and `Map` allocate already:
//!
//! ```yaml
//! Person: { properties: { parent: { $ref: '#/components/schemas/Person' } } }
//! Tree: { properties: { children: { items: { $ref: '#/components/schemas/Tree' } } } }
//! ```
//!
//! ```text
//! pub struct Person { pub parent: Option<Box<Person>> }
//! pub struct Tree { pub children: Option<Vec<Tree>> }
//! ```
//!
//! Rust rejects recursive aliases, so a JSON value replaces the recursive part.

use crate::ir::{Type, TypeDef, TypeKind};
use crate::lower::passes::cycles::Cycles;

/// Boxes by-value uses of types on a cycle.
pub(crate) fn box_cycles(types: &mut [TypeDef]) {
    let cycles = Cycles::of(types.iter().map(by_value).collect());
    for (index, def) in types.iter_mut().enumerate() {
        let on_cycle = |target: usize| cycles.has_edge(index, target);
        for_each_type(&mut def.kind, &mut |ty| box_type(ty, &on_cycle));
    }
}

/// Replaces the recursive part of an alias by `Type::Json`; the rules still check the full schema.
/// Returns the indices of the changed aliases.
pub(crate) fn break_alias_cycles(types: &mut [TypeDef]) -> Vec<usize> {
    let is_alias = |index: &usize| matches!(types[*index].kind, TypeKind::Alias(_));
    let edges = types.iter().map(|def| match &def.kind {
        TypeKind::Alias(ty) => named_types(ty).into_iter().filter(is_alias).collect(),
        _ => Vec::new(),
    });
    let cycles = Cycles::of(edges.collect());
    let mut changed = Vec::new();
    for (index, def) in types.iter_mut().enumerate() {
        if let TypeKind::Alias(ty) = &mut def.kind
            && replace_recursive(ty, &|target| cycles.has_edge(index, target))
        {
            changed.push(index);
        }
    }
    changed
}

/// The indices of the types that a type names.
fn named_types(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Named(id) => vec![id.0],
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Nullable(inner) => {
            named_types(inner)
        }
        _ => Vec::new(),
    }
}

fn replace_recursive(ty: &mut Type, on_cycle: &dyn Fn(usize) -> bool) -> bool {
    match ty {
        Type::Named(id) if on_cycle(id.0) => {
            *ty = Type::Json;
            true
        }
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Nullable(inner) => {
            replace_recursive(inner, on_cycle)
        }
        _ => false,
    }
}

fn box_type(ty: &mut Type, on_cycle: &dyn Fn(usize) -> bool) {
    match ty {
        Type::Named(id) if on_cycle(id.0) => *ty = Type::Boxed(Box::new(ty.clone())),
        Type::Nullable(inner) => box_type(inner, on_cycle),
        _ => {}
    }
}

pub(super) fn for_each_type(kind: &mut TypeKind, apply: &mut dyn FnMut(&mut Type)) {
    match kind {
        TypeKind::Struct(structure) => {
            let fields = structure.required.iter_mut().chain(&mut structure.optional);
            fields.for_each(|field| apply(&mut field.ty));
            if let Some(field) = structure.additional_properties.field_mut() {
                apply(&mut field.ty);
            }
        }
        TypeKind::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| apply(&mut variant.ty)),
        TypeKind::Alias(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Rules => {}
    }
}

/// The indices of the types that a type holds by value.
fn by_value(def: &TypeDef) -> Vec<usize> {
    fn target(ty: &Type) -> Option<usize> {
        match ty {
            Type::Named(id) => Some(id.0),
            Type::Nullable(inner) => target(inner),
            _ => None,
        }
    }
    match &def.kind {
        TypeKind::Struct(structure) => {
            let fields = structure.required.iter().chain(&structure.optional);
            fields.filter_map(|field| target(&field.ty)).collect()
        }
        TypeKind::Union(union) => union
            .variants
            .iter()
            .filter_map(|variant| target(&variant.ty))
            .collect(),
        TypeKind::Alias(ty) => target(ty).into_iter().collect(),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::Rules => Vec::new(),
    }
}
