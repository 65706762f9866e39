//! `operations/mod.rs`: the API constant, client parameters and credentials.

use super::docs::{code, one_line};
use super::methods::shared_headers;
use super::modules::{ModuleDeclaration, declare};
use super::operation_docs::{client_setter_docs, setter_docs};
use super::operations::scheme;
use super::rules::rules;
use super::types::ty;
use super::{Item, TypePaths, cfg_attribute, ident, lint_attributes};
use crate::ir::{Api, Credential, Parameter, SecurityScheme};
use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The rule constants of parameters that several operations share.
fn shared_rules(api: &Api) -> Vec<Item> {
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let parameters = operations.flat_map(|operation| &operation.parameters);
    let shared =
        parameters.filter(|parameter| parameter.has_shared_rules && !parameter.rules.is_empty());
    let tables: BTreeMap<&str, &Parameter> = shared
        .map(|parameter| (parameter.rules_name.as_str(), parameter))
        .collect();
    let names = TypePaths::outside(api);
    let tables = tables.into_iter().map(|(name, parameter)| {
        let features = api.rules_features.get(name).map_or(&[][..], Vec::as_slice);
        let features = cfg_attribute(features);
        let (name, rules) = (ident(name), rules(names, &parameter.rules));
        Item::Rust(quote!(#features const #name: Rules = &[#(#rules),*];))
    });
    tables.collect()
}

/// Returns the items of `operations/mod.rs`.
pub(super) fn operations_module(api: &Api) -> Vec<Item> {
    let groups = api.groups.iter();
    let groups = groups.map(|group| ModuleDeclaration {
        features: group.feature.as_slice(),
        name: &group.name,
        re_exports: vec![format!("pub use self::{}::*;", group.name)],
    });
    let [declared, reexported] = declare(groups);
    let server = &api.server;
    let parameters = api.client_parameters.iter().map(|parameter| {
        let wire = &parameter.wire;
        if let Some(default) = &parameter.default {
            quote!((#wire, Some(#default)))
        } else {
            quote!((#wire, None))
        }
    });
    let schemes = api.security_schemes.iter().map(scheme);
    let hooks = [&api.verdict, &api.trace_id, &api.error_summary];
    let [verdict, trace_id, error_summary] = hooks.map(|path| hook(path.as_deref()));
    let setters = api.client_parameters.iter().map(|parameter| {
        let (wire, name) = (&parameter.wire, ident(&parameter.name));
        let docs = client_setter_docs(parameter);
        quote! {
            #docs
            pub fn #name(self, #name: impl Into<String>) -> Self {
                self.client_parameter(#wire, #name.into())
            }
        }
    });
    let credentials = api.credentials.iter().map(credential);
    let setters: Vec<TokenStream> = setters.chain(credentials).collect();
    let mut items = vec![
        Item::Line(module_docs(api)),
        Item::Line(lint_attributes(api)),
        declared,
        reexported,
        imports(),
        Item::Rust(quote! {
            /// The server, client parameters and hooks of the API.
            pub(crate) const API: Api = Api {
                server: #server,
                parameters: &[#(#parameters),*],
                credentials: &[#(#schemes),*],
                classify: #verdict,
                trace_id: #trace_id,
                error_summary: #error_summary,
            };
        }),
    ];
    items.extend(default_error(api));
    items.extend(shared_rules(api));
    items.extend(shared_headers(api));
    if !setters.is_empty() {
        items.push(Item::Rust(quote!(impl ClientBuilder { #(#setters)* })));
    }
    items
}

/// The module of the fake server, and the `use` declarations that all modules share.
fn imports() -> Item {
    Item::Rust(quote! {
        #[cfg(feature = "fake")]
        pub(crate) mod fake;

        use crate::runtime::http::{
            Api, Call, Client, ClientBuilder, DeclaredResponse, Endpoint, EventFormat, EventStream,
            HeaderStyle, InvalidHeader, Operation, Paginated, Pagination, Parameter, ParameterLocation, ResponseHead, SecurityScheme, Status, Streaming, Style,
            json, text
        };
        use crate::runtime::rules::{Literal, Rule, Rules, Types};
        use crate::runtime::wire::{Json, Map, Nullable, Number, Typed};
        use crate::types;
    })
}

/// The default of `Error<E>`: the error type of most operations, or JSON.
fn default_error(api: &Api) -> Vec<Item> {
    let names = TypePaths::outside(api);
    let Some(shared) = &api.shared_error else {
        return vec![Item::Rust(quote!(
            pub(crate) type DefaultError = Json;
        ))];
    };
    let shared = ty(names, shared);
    let features: Option<Vec<String>> = api
        .groups
        .iter()
        .map(|group| group.feature.clone())
        .collect();
    let features = features.unwrap_or_default();
    let mut items = Vec::new();
    let condition = cfg_attribute(&features);
    items.push(Item::Rust(
        quote!(#condition pub(crate) type DefaultError = #shared;),
    ));
    if !features.is_empty() {
        items.push(Item::Rust(quote! {
            #[cfg(not(any(#(feature = #features),*)))]
            pub(crate) type DefaultError = Json;
        }));
    }
    items
}

/// The path of a hand-written function, if the settings name one.
fn hook(path: Option<&str>) -> TokenStream {
    let path = path.map(|path| {
        path.parse::<TokenStream>()
            .expect("the configuration contains a valid path")
    });
    path.map_or_else(|| quote!(None), |path| quote!(Some(#path)))
}

/// The module documentation of `operations/mod.rs`.
fn module_docs(api: &Api) -> String {
    let title = format!(
        "//! The operations of {}.",
        one_line(api.title.trim_end_matches('.'))
    );
    if api.features.is_empty() {
        return title;
    }
    format!("{title}\n//!\n//! Each tag is a Cargo feature, enabled by default.")
}

/// The `ClientBuilder` method that sets a credential.
fn credential(credential: &Credential) -> TokenStream {
    let name = ident(&credential.name);
    match &credential.scheme {
        SecurityScheme::Key { place, parameter } => {
            let summary = code(parameter);
            let summary = format!("Sets the API key, sent as the {place} parameter {summary}.");
            let docs = setter_docs(&summary, &credential.docs);
            let place = ident(&place.to_upper_camel_case());
            quote! {
                #docs
                pub fn #name(self, key: impl AsRef<str>) -> Self {
                    self.set_key(ParameterLocation::#place, #parameter, key.as_ref())
                }
            }
        }
        SecurityScheme::Basic | SecurityScheme::Bearer => {
            let summary = "Sets the user name and password for HTTP Basic authentication.";
            let docs = setter_docs(summary, &credential.docs);
            quote! {
                #docs
                pub fn #name(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
                    self.set_basic(user.as_ref(), password.as_ref())
                }
            }
        }
    }
}
