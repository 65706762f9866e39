//! Module declarations and re-exports.

use super::docs::one_line;
use super::{Item, ident, lint_attributes};
use crate::ir::{Api, Module, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// Returns the items of `types/mod.rs`.
///
/// Names are re-exported individually. With a `*` per file, rustc would look up every name in every
/// file.
pub(super) fn types_module(api: &Api) -> Vec<Item> {
    let modules = api.modules.iter();
    let modules = modules.map(|module| ModuleDeclaration {
        features: &module.features,
        name: &module.name,
        re_exports: re_exports(api, module),
    });
    let [declared, reexported] = declare(modules);
    vec![
        Item::Line(format!(
            "//! The types of {}.",
            one_line(api.title.trim_end_matches('.'))
        )),
        Item::Line(lint_attributes(api)),
        declared,
        reexported,
    ]
}

/// The re-exports of a module.
fn re_exports(api: &Api, module: &Module) -> Vec<String> {
    let defs = || module.types.iter().map(|id| &api.types[id.0]);
    let types = defs().filter(|def| def.is_type());
    let types = types.map(|def| def.name.as_str()).collect();
    // A type's re-export also covers a constant of equal name.
    let is_new = |name: &&str| defs().all(|def| def.name != *name || !def.is_type());
    let tables = defs().filter_map(rule_constant).filter(is_new).collect();
    let list = |names: Vec<&str>| match names.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        many => Some(format!("{{{}}}", many.join(", "))),
    };
    let path = format!("self::{}", module.name);
    let types = list(types).map(|types| format!("pub use {path}::{types};"));
    let tables = list(tables).map(|tables| format!("pub(crate) use {path}::{tables};"));
    types.into_iter().chain(tables).collect()
}

/// The rule constant of an alias, used by other modules. Other types have `rules()`.
fn rule_constant(def: &TypeDef) -> Option<&str> {
    let is_named = def.has_named_rules() && !def.rules.is_empty();
    is_named.then_some(def.rules_name.as_str())
}

/// A module and its re-exports.
pub(super) struct ModuleDeclaration<'a> {
    /// The features that enable the module; empty if it is always compiled.
    pub features: &'a [String],
    /// The module name, an identifier.
    pub name: &'a str,
    /// The `use` items that re-export the module's items.
    pub re_exports: Vec<String>,
}

/// Returns the `mod` items and the re-exports. With features, a module's items and their `cfg`
/// attributes share a line.
pub(super) fn declare<'a>(modules: impl Iterator<Item = ModuleDeclaration<'a>>) -> [Item; 2] {
    let modules: Vec<ModuleDeclaration<'_>> = modules.collect();
    if modules.iter().all(|module| module.features.is_empty()) {
        let names = modules.iter().map(|module| ident(module.name));
        let given = modules.iter().flat_map(|module| &module.re_exports);
        let given = given.map(|line| {
            let tokens: TokenStream = line.parse().expect("re-exports consist of identifiers");
            tokens
        });
        return [
            Item::Rust(quote!(#(mod #names;)*)),
            Item::Rust(quote!(#(#given)*)),
        ];
    }
    let mut declared = String::new();
    for ModuleDeclaration {
        features,
        name,
        re_exports,
    } in modules
    {
        let condition = condition(features);
        // Writing to a string cannot fail.
        let _ = write!(declared, "\n{condition}mod {name};");
        for line in re_exports {
            let _ = write!(declared, " {condition}{line}");
        }
    }
    [Item::Line(declared), Item::Line(String::new())]
}

/// The `cfg` attribute for code that any of the features enables; empty without features.
fn condition(features: &[String]) -> String {
    let features: Vec<String> = features
        .iter()
        .map(|name| format!("feature = {name:?}"))
        .collect();
    match features.as_slice() {
        [] => String::new(),
        [one] => format!("#[cfg({one})] "),
        many => format!("#[cfg(any({}))] ", many.join(", ")),
    }
}
