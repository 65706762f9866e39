//! Operations: marker types and their constants. The methods are in `methods`.

use super::answers::{answer_enum, answers};
use super::docs::{comment, markdown, one_line};
use super::methods::{headers, method, setters};
use super::rules::rules;
use super::types::ty;
use super::{Item, Names, ident};
use crate::ir::{
    Api, Body, EventForm, EventStream, Group, Operation, Pages, Parameter, Presence, Scheme,
};
use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the items of the file for a tag.
pub(super) fn file<'a>(api: &'a Api, group: &'a Group) -> impl Iterator<Item = Item> + 'a {
    let names = Names::outside(api);
    let title = format!("//! The operations of *{}*.", one_line(&group.title));
    let head = [
        Item::Line(title),
        Item::Plain(quote!(
            use super::*;
        )),
    ];
    let operations = group
        .operations
        .iter()
        .flat_map(move |operation| items(names, operation));
    head.into_iter().chain(operations)
}

fn items(names: Names<'_>, operation: &Operation) -> Vec<Item> {
    let tables = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.rules.is_empty() && !parameter.shares_rules)
        .filter(|parameter| !parameter.asks_little());
    let tables = tables.map(|parameter| (&parameter.rules_name, &parameter.rules));
    let body = operation.body.iter().filter(|body| !body.rules.is_empty());
    let body = body.map(|body| (&body.rules_name, &body.rules));
    let tables = tables.chain(body).map(|(name, table)| {
        let (name, rules) = (ident(name), rules(names, table));
        Item::Plain(quote!(const #name: Rules = &[#(#rules),*];))
    });
    let answers = [
        (&operation.success, "succeeds"),
        (&operation.failure, "fails"),
    ];
    let enums = answers
        .into_iter()
        .filter_map(|(answers, when)| answer_enum(names, operation, answers, when));
    let mut items = vec![
        Item::Plain(marker(operation)),
        Item::Plain(implementation(names, operation)),
    ];
    items.extend(pages(names, operation));
    items.extend(events(names, operation));
    items.extend(tables);
    items.extend(enums);
    items.push(Item::Plain(method(names, operation)));
    items.extend(setters(names, operation));
    items.extend(headers(names, operation));
    items
}

fn marker(operation: &Operation) -> TokenStream {
    let name = ident(&operation.marker);
    let docs = comment(&markdown(&format!(
        "The operation `{}`: `{}`.",
        operation.id,
        operation.request()
    )));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name;
    }
}

fn implementation(names: Names<'_>, operation: &Operation) -> TokenStream {
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
    let (output, success) = answers(names, &operation.success);
    let (error, failure) = answers(names, &operation.failure);
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

            const SUCCESS: &'static [Answer<Self::Output>] = &[#(#success),*];

            const FAILURE: &'static [Answer<Self::Error>] = &[#(#failure),*];
        }
    }
}

fn pages(names: Names<'_>, operation: &Operation) -> Option<Item> {
    let pages = operation.pages.as_ref()?;
    let (marker, item) = (ident(&operation.marker), ty(names, &pages.item));
    let Pages {
        items,
        cursor,
        parameter,
        ..
    } = pages;
    let more = match &pages.more {
        Some(more) => quote!(Some(#more)),
        None => quote!(None),
    };
    Some(Item::Plain(quote! {
        impl Paged for #marker {
            type Item = #item;

            const PAGES: Pages = Pages {
                items: #items,
                cursor: #cursor,
                more: #more,
                parameter: #parameter,
            };
        }
    }))
}

fn events(names: Names<'_>, operation: &Operation) -> Option<Item> {
    let events = operation.events.as_ref()?;
    let (marker, item) = (ident(&operation.marker), ty(names, &events.item));
    let EventStream {
        accept, media_type, ..
    } = events;
    let form = match events.form {
        EventForm::Data => quote!(Data),
        EventForm::Text => quote!(Text),
        EventForm::Whole => quote!(Whole),
        EventForm::WholeText => quote!(WholeText),
        EventForm::Lines => quote!(Lines),
        EventForm::Sequence => quote!(Sequence),
    };
    Some(Item::Plain(quote! {
        impl Streamed for #marker {
            type Event = #item;

            const EVENTS: EventStream = EventStream {
                accept: #accept,
                media_type: #media_type,
                form: EventForm::#form,
            };
        }
    }))
}

fn table_row(names: Names<'_>, parameter: &Parameter) -> TokenStream {
    let (wire, place) = (&parameter.wire, ident(parameter.place));
    let is_required = parameter.presence != Presence::Optional && !parameter.may_be_null;
    let required = (is_required && parameter.place != "path").then(|| quote!(.required()));
    let style = parameter.style.map(|(style, explode)| {
        let style = ident(style);
        quote!(.style(Style::#style, #explode))
    });
    let table = if parameter.asks_little() {
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
    rows.extend(body.members.iter().map(|(name, style, explode)| {
        let style = ident(style);
        quote!(Parameter::form(#name).style(Style::#style, #explode))
    }));
    rows
}

fn scheme(scheme: &Scheme) -> TokenStream {
    match scheme {
        Scheme::Bearer => quote!(Scheme::Bearer),
        Scheme::Basic => quote!(Scheme::Basic),
        Scheme::Key { place, parameter } => {
            let place = ident(&place.to_upper_camel_case());
            quote!(Scheme::Key(Location::#place, #parameter))
        }
    }
}
