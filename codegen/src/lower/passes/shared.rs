//! Methods of unions: names per variant, and the properties that every variant has.
//!
//! ```yaml
//! Message: { oneOf: [{ $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Image' }] }
//! Text: { properties: { to: { type: string }, text: { type: string } } }
//! Image: { properties: { to: { type: string }, link: { type: string } } }
//! ```
//!
//! ```text
//! message.is_text(), message.as_text(), message.to(), message.set_to("1")
//! ```

use crate::ir::{Field, SharedProperty, Struct, Type, TypeDef, TypeKind, Union};
use crate::name::{CONSTRUCTOR_NAMES, Case, Scope};
use std::collections::BTreeSet;

/// Fills in the methods and the shared properties of every union.
pub(crate) fn find_shared_properties(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let TypeKind::Union(union) = &types[index].kind else {
            continue;
        };
        let methods = methods(union);
        let shared = shared(types, union, &methods);
        if let TypeKind::Union(union) = &mut types[index].kind {
            union.methods = methods;
            union.shared = shared;
        }
    }
}

fn methods(union: &Union) -> Vec<String> {
    let names = union.variants.iter().map(|variant| variant.name.clone());
    let claimed = Scope::new(Case::Snake, &[]).claim_all(&names.collect::<Vec<_>>());
    let claimed = claimed.into_iter();
    let claimed = claimed.map(|name| name.unwrap_or_else(|renamed| renamed.name));
    claimed
        .map(|name| name.trim_start_matches("r#").to_owned())
        .collect()
}

/// The properties that the structs of all variants declare with equal types.
fn shared(types: &[TypeDef], union: &Union, methods: &[String]) -> Vec<SharedProperty> {
    let structs = union.variants.iter();
    let structs = structs.map(|variant| structure(types, &variant.ty));
    let Some(structs) = structs.collect::<Option<Vec<&Struct>>>() else {
        return Vec::new();
    };
    let [first, others @ ..] = structs.as_slice() else {
        return Vec::new();
    };
    let mut taken: BTreeSet<String> = CONSTRUCTOR_NAMES.iter().map(|&name| name.into()).collect();
    taken.insert("unknown".to_owned());
    for method in methods {
        taken.extend([format!("is_{method}"), format!("as_{method}")]);
    }
    let fields = first.required.iter().chain(&first.optional);
    let mut shared: Vec<SharedProperty> = Vec::new();
    for field in fields {
        let setter = format!("set_{}", field.name.trim_start_matches("r#"));
        let in_all = !others.is_empty() && others.iter().all(|other| declares(other, field));
        if in_all && taken.insert(field.name.clone()) && taken.insert(setter) {
            shared.push(SharedProperty {
                wire: field.wire.clone(),
                name: field.name.clone(),
                ty: field.ty.clone(),
            });
        }
    }
    shared
}

/// True if the struct has an equal field.
fn declares(structure: &Struct, field: &Field) -> bool {
    let mut fields = structure.required.iter().chain(&structure.optional);
    fields.any(|other| other.wire == field.wire && other.name == field.name && other.ty == field.ty)
}

/// The struct behind aliases and boxes.
fn structure<'t>(types: &'t [TypeDef], ty: &'t Type) -> Option<&'t Struct> {
    let Type::Named(id) = ty.underlying(types) else {
        return None;
    };
    match &types[id.0].kind {
        TypeKind::Struct(structure) => Some(structure),
        _ => None,
    }
}
