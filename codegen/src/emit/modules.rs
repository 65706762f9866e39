//! Modules: which there are, and what of them can be named from outside.

use super::docs::one_line;
use super::{Item, ident, imports};
use crate::ir::{Api, Kind, Module, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// The file with what types there are.
///
/// All names are told. With a `*` for each file, the compiler would ask every file for each name.
pub(super) fn types_index(api: &Api) -> Vec<Item> {
    let modules = api.modules.iter();
    let modules = modules.map(|module| Declared {
        features: &module.features,
        name: &module.name,
        given: given(api, module),
    });
    let [declared, reexported] = declare(modules);
    vec![
        Item::Line(format!("//! The types of {}.", one_line(&api.title))),
        Item::Line(imports(api)),
        declared,
        reexported,
    ]
}

/// What a file of types has that is named elsewhere.
fn given(api: &Api, module: &Module) -> Vec<String> {
    let defs = || module.types.iter().map(|id| &api.types[id.0]);
    let types = defs().map(|def| def.name.as_str()).collect();
    // What has the same name as a type is given with it.
    let is_new = |name: &&str| defs().all(|def| def.name != *name);
    let tables = defs().filter_map(table).filter(is_new).collect();
    let list = |names: Vec<&str>| match names.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        several => Some(format!("{{{}}}", several.join(", "))),
    };
    let path = format!("self::{}", module.name);
    let types = list(types).map(|types| format!("pub use {path}::{types};"));
    let tables = list(tables).map(|tables| format!("pub(crate) use {path}::{tables};"));
    types.into_iter().chain(tables).collect()
}

/// The constant with the rules of an alias, which others name; other types know theirs.
fn table(def: &TypeDef) -> Option<&str> {
    let is_named = matches!(def.kind, Kind::Alias(_)) && !def.rules.is_empty();
    is_named.then_some(def.rules_name.as_str())
}

/// A module and what of it is given on.
pub(super) struct Declared<'a> {
    /// The features that it is there with, each of them; without any, it is always there.
    pub features: &'a [String],
    /// Its name, an identifier.
    pub name: &'a str,
    /// What makes its items those of this one.
    pub given: Vec<String>,
}

/// The declarations of modules, and what makes their items those of this one. Conditions stand in
/// the same line: they say the same twice, and of each module.
pub(super) fn declare<'a>(modules: impl Iterator<Item = Declared<'a>>) -> [Item; 2] {
    let modules: Vec<Declared<'_>> = modules.collect();
    if modules.iter().all(|module| module.features.is_empty()) {
        let names = modules.iter().map(|module| ident(module.name));
        let given = modules.iter().flat_map(|module| &module.given);
        let given = given.map(|line| {
            let tokens: TokenStream = line.parse().expect("it is made of identifiers");
            tokens
        });
        return [
            Item::Plain(quote!(#(mod #names;)*)),
            Item::Plain(quote!(#(#given)*)),
        ];
    }
    let mut declared = String::new();
    for Declared {
        features,
        name,
        given,
    } in modules
    {
        let condition = condition(features);
        // Writing to a string cannot fail.
        let _ = write!(declared, "\n{condition}mod {name};");
        for line in given {
            let _ = write!(declared, " {condition}{line}");
        }
    }
    [Item::Line(declared), Item::Line(String::new())]
}

/// The condition of what is there with any of some features, or always.
fn condition(features: &[String]) -> String {
    let features: Vec<String> = features
        .iter()
        .map(|one| format!("feature = {one:?}"))
        .collect();
    match features.as_slice() {
        [] => String::new(),
        [one] => format!("#[cfg({one})] "),
        several => format!("#[cfg(any({}))] ", several.join(", ")),
    }
}
