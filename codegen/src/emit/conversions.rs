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
    // A variant that alone has the type also converts back.
    let is_variant = |(variant, source): &&(String, Type)| {
        let mut variants = union.variants.iter().filter(|known| known.ty == *source);
        let is_only = variants.next().is_some_and(|known| known.name == *variant);
        is_only && variants.next().is_none() && !converts_back(names, source, def)
    };
    let variants = union
        .conversions
        .iter()
        .filter(is_variant)
        .map(|(variant, source)| {
            let (variant, source) = (ident(variant), ty(names, source));
            quote!(#variant(#source))
        });
    let further = union.conversions.iter().flat_map(|conversion| {
        let (variant, source) = conversion;
        let skipped = usize::from(is_variant(&conversion));
        let sources = sources(names, source, has(&Type::Integer));
        let variant = ident(variant);
        let sources = sources.into_iter().skip(skipped);
        sources.map(move |source| quote!(#variant(#source)))
    });
    let further: Vec<TokenStream> = further.collect();
    let further = (!further.is_empty()).then(|| quote!(enum #name { #(#further,)* }));
    let item = || Item::Macro("from", quote!(enum #name { #(#variants,)* } #further));
    (!union.conversions.is_empty()).then(item)
}

/// True if the type is a union that the definition converts into: `From` then implies `TryFrom`.
fn converts_back(names: TypePaths<'_>, source: &Type, def: &TypeDef) -> bool {
    let is_def =
        |ty: &Type| matches!(ty, Type::Named(id) if names.api.types[id.0].name == def.name);
    match source {
        Type::Named(id) => match &names.api.types[id.0].kind {
            TypeKind::Union(union) => union.conversions.iter().any(|(_, ty)| is_def(ty)),
            _ => false,
        },
        _ => false,
    }
}

/// The type, then the Rust types that convert into the type, if a scalar.
pub(super) fn sources(names: TypePaths<'_>, of: &Type, has_integer: bool) -> Vec<TokenStream> {
    let scalars = scalar_sources(of, has_integer).iter();
    let scalars = scalars.map(|text| text.parse().expect("a type is a token"));
    std::iter::once(ty(names, of)).chain(scalars).collect()
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

/// The bound of an argument, in parentheses; for a list, that of the items, in brackets.
pub(super) fn argument_bound(names: TypePaths<'_>, of: &Type) -> TokenStream {
    if let Some(item) = list_item(names, of) {
        let item = ty(names, item);
        return quote!([Into<#item>]);
    }
    let of = ty(names, of);
    quote!((Into<#of>))
}

/// The type of the items of a list, also behind aliases.
pub(super) fn list_item<'t>(names: TypePaths<'t>, of: &'t Type) -> Option<&'t Type> {
    match of.without_aliases(&names.api.types) {
        Type::List(item) => Some(item),
        _ => None,
    }
}
