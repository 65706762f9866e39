//! Unions: variants and the properties that all variants share.

use super::docs::doc;
use super::types::ty;
use super::{TypePaths, ident};
use crate::ir::{Docs, Type, Union, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The attribute and the variants of a union.
pub(super) fn variants(names: TypePaths<'_>, union: &Union) -> (TokenStream, TokenStream) {
    let kind = ident(if union.exclusive { "one_of" } else { "any_of" });
    let tag = union.discriminator.iter();
    let variants = union.variants.iter().zip(&union.methods);
    let variants = variants.map(|(variant, method)| {
        let (docs, name, ty) = (
            variant_doc(names, variant),
            ident(&variant.name),
            ty(names, &variant.ty),
        );
        let tags = &variant.discriminator_values;
        let marker = ident(if variant.discriminator_optional {
            "untagged"
        } else {
            "variant"
        });
        let (is, get) = (
            ident(&format!("is_{method}")),
            ident(&format!("as_{method}")),
        );
        let attribute = quote!(#[#marker(#is, #get #(, #tags)*)]);
        quote!(#attribute #docs #name(#ty))
    });
    let shared = union.shared.iter().map(|property| {
        let (name, wire) = (ident(&property.name), &property.wire);
        let setter = ident(&format!("set_{}", property.name.trim_start_matches("r#")));
        let ty = ty(names, &property.ty);
        quote!(#[shared(#wire, #name, #setter, #ty)])
    });
    let hidden = union.hides_unknown.then(|| quote!(#[sensitive(unknown)]));
    let attributes = quote!(#[union(#kind #(, #tag)*)] #(#shared)* #hidden);
    (attributes, quote!(#(#variants,)*))
}

/// The documentation of a variant; its type if the spec has no description.
fn variant_doc(names: TypePaths<'_>, variant: &Variant) -> TokenStream {
    if !variant.docs.text.is_empty() {
        return doc(&variant.docs);
    }
    let text = match &variant.ty {
        Type::String => "A string.".to_owned(),
        Type::Boolean => "A boolean.".to_owned(),
        Type::Integer | Type::Unsigned => "An integer.".to_owned(),
        Type::Number => "A number.".to_owned(),
        Type::List(_) => "An array.".to_owned(),
        Type::Map(_) => "An object.".to_owned(),
        Type::Null => "`null`.".to_owned(),
        Type::Bytes => "Bytes.".to_owned(),
        Type::File => "A file.".to_owned(),
        Type::Json => "Any value.".to_owned(),
        Type::Named(id) => format!("A value of type `{}`.", names.api.types[id.0].name),
        Type::Boxed(_) | Type::Nullable(_) => "A value.".to_owned(),
    };
    doc(&Docs {
        text,
        ..variant.docs.clone()
    })
}
