//! Prints the IR. Nothing is decided here, and nothing can fail.
//!
//! Types are printed as ordinary Rust items inside the runtime's macros (`object!`, `union!`, …), so
//! that a type reads like its documentation and everything mechanical is written once, in the
//! runtime.

mod answers;
mod client;
mod docs;
mod expressions;
mod imports;
mod layout;
mod methods;
mod modules;
mod operations;
mod prose;
mod rules;
mod samples;
mod types;

use crate::Example;
use crate::ir::{Api, Group, Module, Operation, TypeId};
pub use docs::LINE_OF_COMMENT;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A file imports from the runtime what its neighbours import, whether it needs all of it or not.
const IMPORTS: &str = "\n#![allow(unused_imports, clippy::wildcard_imports)]";

/// The same where features leave out what others need.
const IMPORTS_OF_PARTS: &str = "\n#![allow(dead_code, unused_imports, clippy::wildcard_imports)]";

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
    /// All lines of a page of documentation.
    Page(Vec<String>),
}

/// A file of the crate that the machine owns.
#[derive(Clone, Copy)]
pub enum File<'a> {
    /// What types there are.
    Types,
    /// The types of a module.
    Module(&'a Module),
    /// What operations there are, and the client's own parameters.
    Operations,
    /// The operations of a group.
    Group(&'a Group),
    /// The examples of an operation.
    Samples(&'a Operation),
}

/// All files of the crate that the machine owns.
pub fn files(api: &Api) -> impl Iterator<Item = File<'_>> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let samples = operations.filter(|operation| samples::are_in(operation));
    let groups = api.groups.iter().map(File::Group);
    let groups = groups.chain(samples.map(File::Samples));
    let modules = api.modules.iter().map(File::Module);
    [File::Types, File::Operations]
        .into_iter()
        .chain(groups)
        .chain(modules)
}

impl<'a> File<'a> {
    /// Its path below the crate's root.
    #[must_use]
    pub fn path(self) -> String {
        let stem = |name: &str| name.trim_start_matches("r#").to_owned();
        match self {
            File::Types => "src/types/mod.rs".to_owned(),
            File::Module(module) => format!("src/types/{}.rs", stem(&module.name)),
            File::Operations => "src/operations/mod.rs".to_owned(),
            File::Group(group) => format!("src/operations/{}.rs", stem(&group.name)),
            File::Samples(operation) => format!("src/operations/{}", samples::page_of(operation)),
        }
    }

    /// What is in it, made one by one.
    #[must_use]
    pub fn items(self, api: &'a Api) -> Box<dyn Iterator<Item = Item> + 'a> {
        match self {
            File::Types => Box::new(modules::types_index(api).into_iter()),
            File::Module(module) => Box::new(types_file(api, module)),
            File::Operations => Box::new(client::index(api).into_iter()),
            File::Group(group) => Box::new(operations::file(api, group)),
            File::Samples(operation) => {
                Box::new(std::iter::once(Item::Page(samples::page(api, operation))))
            }
        }
    }
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

fn types_file<'a>(api: &'a Api, module: &'a Module) -> impl Iterator<Item = Item> + 'a {
    let defs = module.types.iter().map(|id| &api.types[id.0]);
    let head = [Item::Plain(imports::of(api, module))];
    head.into_iter()
        .chain(defs.flat_map(|def| types::items(Names::inside(api), def)))
}

/// What all files may leave unused.
fn imports(api: &Api) -> String {
    let all = if api.features.is_empty() {
        IMPORTS
    } else {
        IMPORTS_OF_PARTS
    };
    all.to_owned()
}

/// The condition of what is there with any of some features, or always.
fn with(features: &[String]) -> Option<TokenStream> {
    match features {
        [] => None,
        [one] => Some(quote!(#[cfg(feature = #one)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// An identifier of the IR as a token.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
