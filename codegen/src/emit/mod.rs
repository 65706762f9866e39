//! Prints the IR. Nothing is decided here, and nothing can fail.
//!
//! Types are printed as ordinary Rust items inside the runtime's macros (`object!`, `union!`, …), so
//! that a type reads like its documentation and everything mechanical is written once, in the
//! runtime.

mod answers;
mod client;
mod docs;
mod operations;
mod prose;
mod rules;
mod types;

use crate::Example;
use crate::ir::{Api, Module, TypeId};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// A file imports what its neighbours import, whether it needs all of it or not.
const IMPORTS: &str = "\n#![allow(unused_imports, clippy::wildcard_imports)]";

/// How named types are named in the file that is printed.
#[derive(Clone, Copy)]
struct Names<'a> {
    api: &'a Api,
    /// Whether the file is beside the types and has to say where they are.
    outside: bool,
}

impl<'a> Names<'a> {
    /// Among the types.
    const fn inside(api: &'a Api) -> Self {
        Names {
            api,
            outside: false,
        }
    }

    /// Beside the module of types.
    const fn outside(api: &'a Api) -> Self {
        Names { api, outside: true }
    }

    fn of(self, id: TypeId) -> TokenStream {
        self.beside(&ident(&self.api.types[id.0].name))
    }

    /// Something that stands beside the types.
    fn beside(self, name: &Ident) -> TokenStream {
        if self.outside {
            quote!(types::#name)
        } else {
            quote!(#name)
        }
    }
}

/// A part of a file.
pub enum Item {
    /// An item of Rust.
    Plain(TokenStream),
    /// An item of Rust inside a macro.
    Inside(&'static str, TokenStream),
    /// A line as it is.
    Line(String),
}

/// All files of the crate that the machine owns, by path.
#[must_use]
pub fn emit(api: &Api) -> BTreeMap<String, Vec<Item>> {
    let mut files = BTreeMap::new();
    files.insert("src/types/mod.rs".to_owned(), types_index(api));
    for module in &api.modules {
        files.insert(
            format!("src/types/{}.rs", file(&module.name)),
            types_file(api, module),
        );
    }
    files.insert("src/operations/mod.rs".to_owned(), client::index(api));
    for group in &api.groups {
        let path = format!("src/operations/{}.rs", file(&group.name));
        files.insert(path, operations::file(api, group));
    }
    files
}

/// The examples with the types that they are of.
#[must_use]
pub fn examples(api: &Api) -> Vec<Example> {
    let names = Names::outside(api);
    let examples = api.examples.iter().map(|example| Example {
        schema: example.schema.clone(),
        ty: types::ty(names, &example.ty).to_string(),
        value: example.value.clone(),
    });
    examples.collect()
}

fn types_file(api: &Api, module: &Module) -> Vec<Item> {
    let defs = module.types.iter().map(|id| &api.types[id.0]);
    let head = [Item::Plain(quote!(
        use super::*;
    ))];
    head.into_iter()
        .chain(defs.flat_map(|def| types::items(Names::inside(api), def)))
        .collect()
}

fn types_index(api: &Api) -> Vec<Item> {
    let modules = api.modules.iter().map(|module| ident(&module.name));
    let reexports = modules.clone();
    vec![
        Item::Line(format!("//! The types of {}.", docs::one_line(&api.title))),
        Item::Line(IMPORTS.to_owned()),
        Item::Plain(quote!(#(mod #modules;)*)),
        Item::Plain(quote!(#(pub use self::#reexports::*;)*)),
        Item::Plain(quote! {
            use crate::runtime::rules::{Literal, Rule, Rules, Types};
            use crate::runtime::wire::{
                Json, Map, Nullable, Number, Typed, from, integers, object, union, values
            };
        }),
    ]
}

/// A module's name as a file's.
fn file(module: &str) -> &str {
    module.trim_start_matches("r#")
}

/// An identifier of the IR as a token.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
