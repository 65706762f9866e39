//! Operations: marker types and their constants. The methods are in `methods`.

use super::docs::{code, comment, markdown, one_line};
use super::methods::{headers, method, setters};
use super::responses::{response_enum, response_table};
use super::rules::rules;
use super::types::ty;
use super::{Item, TypePaths, ident};
use crate::ir::{
    Api, Body, EventFormat, EventStream, Group, Operation, Pagination, Parameter, ParameterSource,
    SecurityScheme,
};
use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the items of the file for a tag.
pub(super) fn file<'a>(api: &'a Api, group: &'a Group) -> impl Iterator<Item = Item> + 'a {
    let names = TypePaths::outside(api);
    let title = format!("//! The operations of *{}*.", one_line(&group.title));
    let head = [
        Item::Line(title),
        Item::Rust(quote!(
            use super::*;
        )),
    ];
    let operations = group
        .operations
        .iter()
        .flat_map(move |operation| items(names, operation));
    head.into_iter().chain(operations)
}

fn items(names: TypePaths<'_>, operation: &Operation) -> Vec<Item> {
    let tables = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.rules.is_empty() && !parameter.has_shared_rules)
        .filter(|parameter| !parameter.has_inline_rules());
    let tables = tables.map(|parameter| (&parameter.rules_name, &parameter.rules));
    let body = operation.body.iter().filter(|body| !body.rules.is_empty());
    let body = body.map(|body| (&body.rules_name, &body.rules));
    let tables = tables.chain(body).map(|(name, table)| {
        let (name, rules) = (ident(name), rules(names, table));
        Item::Rust(quote!(const #name: Rules = &[#(#rules),*];))
    });
    let answers = [
        (&operation.success_responses, "succeeds"),
        (&operation.error_responses, "fails"),
    ];
    let enums = answers
        .into_iter()
        .filter_map(|(answers, when)| response_enum(names, operation, answers, when));
    let mut items = vec![
        Item::Rust(marker(operation)),
        Item::Rust(implementation(names, operation)),
    ];
    items.extend(pages(names, operation));
    items.extend(events(names, operation));
    items.extend(tables);
    items.extend(enums);
    items.extend(error_alias(names, operation));
    items.push(Item::Rust(method(names, operation)));
    items.extend(setters(names, operation));
    items.extend(headers(names, operation));
    items
}

fn marker(operation: &Operation) -> TokenStream {
    let name = ident(&operation.marker);
    let docs = comment(&markdown(&format!(
        "The operation {}: {}.",
        code(&operation.id),
        code(&operation.request())
    )));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name;
    }
}

fn implementation(names: TypePaths<'_>, operation: &Operation) -> TokenStream {
    let Operation {
        id, path, accept, ..
    } = operation;
    let (marker, method) = (ident(&operation.marker), ident(&operation.method));
    let parameters = operation.parameters.iter();
    let parameters = parameters.map(|parameter| table_row(names, parameter));
    let parameters = parameters.chain(operation.body.iter().flat_map(body_rows));
    let body = operation.body.as_ref();
    let content_type = body.map_or("", |body| body.media_type.as_str());
    let security = operation.security.iter().map(|schemes| {
        let schemes = schemes.iter().map(scheme);
        quote!(&[#(#schemes),*])
    });
    let (output, success) = response_table(names, &operation.success_responses);
    let (error, failure) = response_table(names, &operation.error_responses);
    let server = operation.server.iter();
    let server = server.map(|server| quote!(const SERVER: &'static str = #server;));
    quote! {
        impl Operation for #marker {
            type Output = #output;
            type Error = #error;

            const ENDPOINT: &'static Endpoint = &Endpoint {
                id: #id,
                method: ::http::Method::#method,
                path: #path,
                accept: #accept,
                content_type: #content_type,
                parameters: &[#(#parameters),*],
                security: &[#(#security),*],
            };
            #(#server)*

            const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[#(#success),*];

            const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[#(#failure),*];
        }
    }
}

/// The alias of the error type, if the operation has a single error type.
fn error_alias(names: TypePaths<'_>, operation: &Operation) -> Option<Item> {
    let errors = &operation.error_responses;
    let (alias, error) = (ident(errors.alias.as_ref()?), errors.variants.first()?);
    let error = ty(names, error.ty.as_ref()?);
    let docs = format!(" The error body of `{}`.", operation.method_name);
    Some(Item::Rust(quote! {
        #[doc = #docs]
        pub type #alias = #error;
    }))
}

fn pages(names: TypePaths<'_>, operation: &Operation) -> Option<Item> {
    let pages = operation.pagination.as_ref()?;
    let (marker, item) = (ident(&operation.marker), ty(names, &pages.item));
    let Pagination {
        items,
        cursor,
        parameter,
        ..
    } = pages;
    let more = match &pages.more {
        Some(more) => quote!(Some(#more)),
        None => quote!(None),
    };
    Some(Item::Rust(quote! {
        impl Paginated for #marker {
            type Item = #item;

            const PAGES: Pagination = Pagination {
                items: #items,
                cursor: #cursor,
                more: #more,
                parameter: #parameter,
            };
        }
    }))
}

fn events(names: TypePaths<'_>, operation: &Operation) -> Option<Item> {
    let events = operation.event_stream.as_ref()?;
    let (marker, item) = (ident(&operation.marker), ty(names, &events.item));
    let EventStream {
        accept, media_type, ..
    } = events;
    let form = match events.form {
        EventFormat::Data => quote!(Data),
        EventFormat::Text => quote!(Text),
        EventFormat::Fields => quote!(Fields),
        EventFormat::FieldsText => quote!(FieldsText),
        EventFormat::Lines => quote!(Lines),
        EventFormat::Sequence => quote!(Sequence),
    };
    Some(Item::Rust(quote! {
        impl Streaming for #marker {
            type Event = #item;

            const EVENTS: EventStream = EventStream {
                accept: #accept,
                media_type: #media_type,
                format: EventFormat::#form,
            };
        }
    }))
}

fn table_row(names: TypePaths<'_>, parameter: &Parameter) -> TokenStream {
    let (wire, place) = (&parameter.wire, ident(parameter.location));
    let is_required = parameter.presence != ParameterSource::Optional && !parameter.is_nullable;
    let required = (is_required && parameter.location != "path").then(|| quote!(.required()));
    let style = parameter.style.map(|(style, explode)| {
        let style = ident(style);
        quote!(.style(Style::#style, #explode))
    });
    let table = if parameter.has_inline_rules() {
        let rules = rules(names, &parameter.rules);
        quote!(&[#(#rules),*])
    } else {
        let name = ident(&parameter.rules_name);
        quote!(#name)
    };
    let rules = (!parameter.rules.is_empty()).then(|| quote!(.rules(#table)));
    let reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(Parameter::#place(#wire) #required #style #reserved #rules)
}

/// The parameter table rows of a body: its rules, and the style of form properties.
fn body_rows(body: &Body) -> Vec<TokenStream> {
    let mut rows = Vec::new();
    if !body.rules.is_empty() {
        let rules = ident(&body.rules_name);
        rows.push(quote!(Parameter::body().rules(#rules)));
    }
    rows.extend(body.encodings.iter().map(|(name, style, explode)| {
        let style = ident(style);
        quote!(Parameter::form(#name).style(Style::#style, #explode))
    }));
    rows
}

pub(super) fn scheme(scheme: &SecurityScheme) -> TokenStream {
    match scheme {
        SecurityScheme::Bearer => quote!(SecurityScheme::Bearer),
        SecurityScheme::Basic => quote!(SecurityScheme::Basic),
        SecurityScheme::Key { place, parameter } => {
            let place = ident(&place.to_upper_camel_case());
            quote!(SecurityScheme::ApiKey(ParameterLocation::#place, #parameter))
        }
    }
}
