//! The `use` items of a file of types.

use super::conversions::list_item;
use super::{TypePaths, ident};
use crate::ir::{Api, Module, Type, TypeId, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Returns the imports of a file.
///
/// Sibling types are imported by name. With glob imports, rustc would resolve every name against
/// every file, which dominates the compile time of crates with thousands of types.
pub(super) fn of(api: &Api, module: &Module) -> TokenStream {
    let defined: BTreeSet<&str> = names_in(api, module).collect();
    let mut used = BTreeSet::new();
    for def in module.types.iter().map(|id| &api.types[id.0]) {
        let mut add = |id: TypeId| {
            used.insert(api.types[id.0].name.as_str());
        };
        def.kind.visit_named_types(&mut add);
        for item in argument_lists(api, &def.kind) {
            item.visit_named_types(&mut add);
        }
        for rule in &def.rules {
            rule.visit_named_types(&mut |id| {
                let target = &api.types[id.0];
                match (target.has_named_rules(), target.rules.is_empty()) {
                    (false, _) => used.insert(&target.name),
                    (true, false) => used.insert(&target.rules_name),
                    (true, true) => false,
                };
            });
        }
    }
    let used: Vec<_> = used.difference(&defined).map(|name| ident(name)).collect();
    let siblings = match used.as_slice() {
        [] => None,
        [only] => Some(quote!(use super::#only;)),
        many => Some(quote!(use super::{#(#many),*};)),
    };
    quote! {
        #siblings
        use crate::runtime::prelude::*;
    }
}

/// The types of the items of lists, also behind aliases: the bound of an argument names them.
fn argument_lists<'a>(api: &'a Api, kind: &'a TypeKind) -> Vec<&'a Type> {
    let TypeKind::Struct(structure) = kind else {
        return Vec::new();
    };
    let fields = structure.required.iter().chain(&structure.optional);
    let constructors = structure.constructors.iter();
    let arguments = constructors.flat_map(|constructor| &constructor.arguments);
    let arguments = arguments.map(|argument| &argument.ty);
    let types = fields.map(|field| &field.ty).chain(arguments);
    let names = TypePaths::inside(api);
    types.filter_map(|ty| list_item(names, ty)).collect()
}

/// The names that a file defines: its types, and the rule constants of its aliases.
fn names_in<'a>(api: &'a Api, module: &'a Module) -> impl Iterator<Item = &'a str> {
    let defs = module.types.iter().map(|id| &api.types[id.0]);
    defs.flat_map(|def| [def.name.as_str(), def.rules_name.as_str()])
}
