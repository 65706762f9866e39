//! What a file of types needs of its neighbours and of the runtime.

use super::ident;
use crate::ir::{Api, Kind, Module};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The imports of a file. Neighbours are named one by one: were each file to import them all, the
/// compiler would have to know every name in every file, which for thousands of types takes it
/// longer than all else.
pub(super) fn of(api: &Api, module: &Module) -> TokenStream {
    let here: BTreeSet<&str> = names_in(api, module).collect();
    let mut there = BTreeSet::new();
    for def in module.types.iter().map(|id| &api.types[id.0]) {
        def.kind.each_named(&mut |id| {
            there.insert(api.types[id.0].name.as_str());
        });
        for rule in &def.rules {
            rule.each_named(&mut |id| {
                let asked = &api.types[id.0];
                let is_alias = matches!(asked.kind, Kind::Alias(_));
                match (is_alias, asked.rules.is_empty()) {
                    (false, _) => there.insert(&asked.name),
                    (true, false) => there.insert(&asked.rules_name),
                    (true, true) => false,
                };
            });
        }
    }
    let there: Vec<_> = there.difference(&here).map(|name| ident(name)).collect();
    let neighbours = match there.as_slice() {
        [] => None,
        [only] => Some(quote!(use super::#only;)),
        several => Some(quote!(use super::{#(#several),*};)),
    };
    quote! {
        #neighbours
        use crate::runtime::prelude::*;
    }
}

/// The names of types and rules of aliases that a file defines.
fn names_in<'a>(api: &'a Api, module: &'a Module) -> impl Iterator<Item = &'a str> {
    let defs = module.types.iter().map(|id| &api.types[id.0]);
    defs.flat_map(|def| [def.name.as_str(), def.rules_name.as_str()])
}
