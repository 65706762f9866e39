//! Conversions into types and arguments.

use super::types::ty;
use super::{Item, TypePaths, ident};
use crate::ir::{Type, TypeDef, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The `From` implementations of a union.
pub(super) fn conversions(names: TypePaths<'_>, def: &TypeDef) -> Option<Item> {
    let TypeKind::Union(union) = &def.kind else {
        return None;
    };
    let name = ident(&def.name);
    let has = |wanted: &Type| union.conversions.iter().any(|(_, source)| source == wanted);
    let conversions = union.conversions.iter().flat_map(|(variant, source)| {
        let variant = ident(variant);
        let scalars = scalar_sources(source, has(&Type::Integer)).iter();
        let scalars = scalars.map(|text| text.parse().expect("a type is a token"));
        let sources = std::iter::once(ty(names, source)).chain(scalars);
        sources.map(move |source: TokenStream| quote!(#variant(#source)))
    });
    let item = || Item::Macro("from", quote!(enum #name { #(#conversions,)* }));
    (!union.conversions.is_empty()).then(item)
}

/// The Rust types that convert into a scalar, besides the scalar. Literals have the types `&str`,
/// `i32` and `f64`.
fn scalar_sources(scalar: &Type, has_integer: bool) -> &'static [&'static str] {
    match scalar {
        Type::String => &["&str"],
        Type::Integer => &["i32"],
        Type::Number if has_integer => &["f64"],
        Type::Number => &["f64", "i64", "i32"],
        _ => &[],
    }
}

/// The marker of a property whose setter accepts an iterator.
pub(super) fn list_marker(names: TypePaths<'_>, of: &Type) -> Option<TokenStream> {
    is_list(names, of).then(|| quote!(, list))
}

/// True for a list, also behind aliases.
pub(super) fn is_list(names: TypePaths<'_>, of: &Type) -> bool {
    match of {
        Type::List(_) => true,
        Type::Named(id) => match &names.api.types[id.0].kind {
            TypeKind::Alias(target) => is_list(names, target),
            _ => false,
        },
        _ => false,
    }
}
