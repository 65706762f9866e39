//! Constructors for alternatives and for values of an enum property.
//!
//! ```text
//! constructors! {
//!     trait HeaderObject: new {
//!         fn text(#[set] text: (Into<String>)) -> (HeaderObjectType::Text);
//!     }
//! }
//! ```

use super::conversions::argument_bound;
use super::{Item, TypePaths, ident};
use crate::ir::{Argument, ArgumentKind, Constructor, Struct, TypeDef, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the constructors of a struct besides `new`.
pub(super) fn constructors(names: TypePaths<'_>, def: &TypeDef) -> Option<Item> {
    let TypeKind::Struct(structure) = &def.kind else {
        return None;
    };
    let (name, new) = (ident(&def.name), ident(structure.base()));
    let all = structure.constructors.iter();
    let all = all.map(|constructor| function(names, structure, constructor));
    (!structure.constructors.is_empty())
        .then(|| Item::Macro("constructors", quote!(trait #name: #new { #(#all)* })))
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
    let (name, bound) = (ident(&argument.name), argument_bound(names, &argument.ty));
    let attribute = match argument.kind {
        ArgumentKind::Required => None,
        ArgumentKind::Optional => Some(quote!(#[set])),
        ArgumentKind::FirstItem => Some(quote!(#[first])),
    };
    quote!(#attribute #name: #bound)
}
