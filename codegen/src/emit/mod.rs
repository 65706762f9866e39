//! Prints the IR as Rust code, without decisions or errors.
//!
//! Types are printed as ordinary Rust items inside macros of the runtime (`object!`, `union!`, …).
//! A type reads like its documentation, and the serialization code exists once, in the runtime.

mod client;
mod constructors;
mod conversions;
mod docs;
mod example_code;
mod example_pages;
mod fake;
mod front_page;
mod imports;
mod methods;
mod modules;
mod numbers;
mod operation_docs;
mod operations;
mod pretty;
mod responses;
mod rules;
mod types;
mod unions;
mod webhooks;

use crate::SpecExample;
use crate::ir::{Api, Group, Module, Operation, Type, TypeId};
pub use docs::DOC_LINE_SEPARATOR;
pub use front_page::FrontPage;
pub(crate) use front_page::front_page;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// Generated files import the same list of runtime items, including unused items.
const IMPORTS: &str = "\n#![allow(missing_docs, unused_imports, clippy::wildcard_imports)]";

/// As above, for crates with tag features, where a disabled feature leaves code unused.
const IMPORTS_WITH_FEATURES: &str =
    "\n#![allow(dead_code, missing_docs, unused_imports, clippy::wildcard_imports)]";

/// How a file refers to named types.
#[derive(Clone, Copy)]
struct TypePaths<'a> {
    api: &'a Api,
    /// True outside the module `types`: paths start with `types::`.
    outside: bool,
}

impl<'a> TypePaths<'a> {
    /// For files inside the module `types`.
    const fn inside(api: &'a Api) -> Self {
        TypePaths {
            api,
            outside: false,
        }
    }

    /// For files outside the module `types`.
    const fn outside(api: &'a Api) -> Self {
        TypePaths { api, outside: true }
    }

    fn of(self, id: TypeId) -> TokenStream {
        self.beside(&ident(&self.api.types[id.0].name))
    }

    /// The path of an item of the module `types`.
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
    /// A Rust item.
    Rust(TokenStream),
    /// A Rust item inside a macro call.
    Macro(&'static str, TokenStream),
    /// A line of verbatim text.
    Line(String),
    /// The lines of a Markdown page.
    Page(Vec<String>),
}

/// A generated file of the crate.
#[derive(Clone, Copy)]
pub enum File<'a> {
    /// `src/types/mod.rs`.
    Types,
    /// The types of a module.
    Module(&'a Module),
    /// `src/operations/mod.rs`, with the client parameters.
    Operations,
    /// The table of the fake server.
    Fake,
    /// The operations of a tag.
    Group(&'a Group),
    /// `src/webhooks.rs`.
    Webhooks,
    /// The examples of an operation.
    Samples(&'a Operation),
}

/// Returns every generated file of the crate.
pub fn files(api: &Api) -> impl Iterator<Item = File<'_>> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let samples = operations.filter(|operation| example_pages::has_examples(operation));
    let groups = api.groups.iter().map(File::Group);
    let groups = groups.chain(samples.map(File::Samples));
    let modules = api.modules.iter().map(File::Module);
    [File::Types, File::Operations, File::Fake, File::Webhooks]
        .into_iter()
        .chain(groups)
        .chain(modules)
}

impl<'a> File<'a> {
    /// The path below the crate root.
    #[must_use]
    pub fn path(self) -> String {
        let stem = |name: &str| name.trim_start_matches("r#").to_owned();
        match self {
            File::Types => "src/types/mod.rs".to_owned(),
            File::Module(module) => format!("src/types/{}.rs", stem(&module.name)),
            File::Operations => "src/operations/mod.rs".to_owned(),
            File::Fake => "src/operations/fake.rs".to_owned(),
            File::Group(group) => format!("src/operations/{}.rs", stem(&group.name)),
            File::Webhooks => "src/webhooks.rs".to_owned(),
            File::Samples(operation) => {
                format!("src/operations/{}", example_pages::page_name(operation))
            }
        }
    }

    /// The items of the file, produced lazily.
    #[must_use]
    pub fn items(self, api: &'a Api) -> Box<dyn Iterator<Item = Item> + 'a> {
        match self {
            File::Types => Box::new(modules::types_module(api).into_iter()),
            File::Module(module) => Box::new(types_file(api, module)),
            File::Operations => Box::new(client::operations_module(api).into_iter()),
            File::Fake => Box::new(fake::table(api).into_iter()),
            File::Group(group) => Box::new(operations::file(api, group)),
            File::Webhooks => Box::new(webhooks::webhooks(api).into_iter()),
            File::Samples(operation) => Box::new(std::iter::once(Item::Page(example_pages::page(
                api, operation,
            )))),
        }
    }
}

/// The examples of the spec, with the Rust types they must match.
#[must_use]
pub fn examples(api: &Api) -> Vec<SpecExample> {
    let names = TypePaths::outside(api);
    let examples = api.examples.iter().map(|example| SpecExample {
        schema: example.schema.clone(),
        ty: types::ty(names, &example.ty).to_string(),
        value: example.value.clone(),
    });
    examples.collect()
}

/// Returns a type as written in the modules next to `types`, such as `Vec < types :: Pet >`.
#[must_use]
pub fn type_path(api: &Api, ty: &Type) -> String {
    types::ty(TypePaths::outside(api), ty).to_string()
}

fn types_file<'a>(api: &'a Api, module: &'a Module) -> impl Iterator<Item = Item> + 'a {
    let defs = module.types.iter().map(|id| &api.types[id.0]);
    let head = [Item::Rust(imports::of(api, module))];
    head.into_iter()
        .chain(defs.flat_map(|def| types::items(TypePaths::inside(api), def)))
}

/// The `allow` attribute of the module files.
fn lint_attributes(api: &Api) -> String {
    let all = if api.features.is_empty() {
        IMPORTS
    } else {
        IMPORTS_WITH_FEATURES
    };
    all.to_owned()
}

/// The `cfg` attribute for code that any of the features enables; `None` without features.
fn cfg_attribute(features: &[String]) -> Option<TokenStream> {
    match features {
        [] => None,
        [only] => Some(quote!(#[cfg(feature = #only)])),
        many => Some(quote!(#[cfg(any(#(feature = #many),*))])),
    }
}

/// Converts an identifier of the IR to a token.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
