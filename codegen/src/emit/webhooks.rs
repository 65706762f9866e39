//! `webhooks.rs`: the type of updates, and the scheme of signatures.
//!
//! ```text
//! webhooks! {
//!     #[scheme(GitHub)]
//!     pub enum Update {
//!         #[event("issues-opened")]
//!         IssuesOpened(types::IssuesOpenedEvent),
//!     }
//! }
//! ```

use super::docs::{doc, one_line};
use super::types::ty;
use super::{IMPORTS, Item, TypePaths, ident};
use crate::ir::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the items of `webhooks.rs`.
pub(super) fn webhooks(api: &Api) -> Vec<Item> {
    let webhooks = &api.webhooks;
    let names = TypePaths::outside(api);
    let scheme = webhooks.scheme.map(|scheme| {
        let scheme = ident(scheme);
        quote!(#[scheme(#scheme)])
    });
    let variants = webhooks.requests.iter().map(|webhook| {
        let (event, variant) = (&webhook.event, ident(&webhook.variant));
        let (docs, ty) = (doc(&webhook.docs), ty(names, &webhook.ty));
        quote!(#[event(#event)] #docs #variant(#ty),)
    });
    let update = match &webhooks.update {
        Some(path) => {
            let path: TokenStream = path.parse().expect("the configuration contains a path");
            quote!(pub use #path;)
        }
        None => quote! {
            /// An update from the service.
            pub enum Update { #(#variants)* }
        },
    };
    let types = webhooks.update.is_none().then(|| {
        quote! {
            use crate::runtime::wire::{Json, Map, Nullable, Number};
            use crate::types;
        }
    });
    vec![
        Item::Line(format!(
            "//! The webhooks of {}: requests from the service.",
            one_line(&api.title)
        )),
        Item::Line(IMPORTS.to_owned()),
        Item::Rust(quote! {
            use crate::runtime::webhooks::webhooks;
            #types
        }),
        Item::Macro("webhooks", quote!(#scheme #update)),
    ]
}
