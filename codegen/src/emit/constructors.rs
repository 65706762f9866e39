//! Constructors for alternatives and for values of an enum property.
//!
//! ```text
//! constructors! {
//!     trait HeaderObject {
//!         fn text(#[set] text: String) -> (HeaderObjectType::Text);
//!     }
//! }
//! ```

use super::conversions::is_list;
use super::types::ty;
use super::{Item, TypePaths, ident};
use crate::ir::{Argument, ArgumentKind, Constructor, Struct, TypeDef, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the constructors of a struct besides `new`.
pub(super) fn constructors(names: TypePaths<'_>, def: &TypeDef) -> Option<Item> {
    let TypeKind::Struct(structure) = &def.kind else {
        return None;
    };
    let name = ident(&def.name);
    let all = structure.constructors.iter();
    let all = all.map(|constructor| function(names, structure, constructor));
    (!structure.constructors.is_empty())
        .then(|| Item::Macro("constructors", quote!(trait #name { #(#all)* })))
}

fn function(names: TypePaths<'_>, structure: &Struct, constructor: &Constructor) -> TokenStream {
    let name = ident(&constructor.name);
    let arguments = constructor.arguments.iter();
    let arguments = arguments.map(|made| argument(names, made));
    // The arguments of `new`.
    let given = structure
        .required
        .iter()
        .map(|field| match &constructor.value {
            Some(value) if value.field == field.name => {
                let (owner, variant) = (names.of(value.id), ident(&value.variant));
                quote!(#owner::#variant)
            }
            _ => {
                let argument = ident(&field.name);
                quote!(#argument)
            }
        });
    quote!(fn #name(#(#arguments),*) -> (#(#given),*);)
}

fn argument(names: TypePaths<'_>, argument: &Argument) -> TokenStream {
    let name = ident(&argument.name);
    let is_list = is_list(names, &argument.ty);
    let (attribute, ty) = match (argument.kind, is_list) {
        (ArgumentKind::Required, false) => (quote!(), ty(names, &argument.ty)),
        (ArgumentKind::Required, true) => (quote!(#[list]), ty(names, &argument.ty)),
        (ArgumentKind::Optional, false) => (quote!(#[set]), ty(names, &argument.ty)),
        (ArgumentKind::Optional, true) => (quote!(#[set_list]), ty(names, &argument.ty)),
        (ArgumentKind::FirstItem, _) => (quote!(#[first]), ty(names, &argument.ty)),
    };
    quote!(#attribute #name: #ty)
}
