//! The response types and response tables of operations.

use super::docs::{comment, markdown};
use super::types::ty;
use super::{Item, TypePaths, ident};
use crate::ir::{BodyFormat, Operation, Response, Responses};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Returns the `Output` or `Error` type of an operation and the rows of its response table.
pub(super) fn response_table(
    names: TypePaths<'_>,
    answers: &Responses,
) -> (TokenStream, Vec<TokenStream>) {
    if let Some(name) = &answers.name {
        let name = ident(name);
        let rows = answers.variants.iter().map(|answer| {
            let (status, variant) = (status(&answer.status), ident(&answer.variant));
            let media_type = &answer.media_type;
            let read = match (&answer.ty, answer.form) {
                (None, _) => quote!(|_| Ok(#name::#variant)),
                (_, BodyFormat::Text) => quote!(|body| text(body).map(#name::#variant)),
                (_, BodyFormat::Bytes) => quote!(|body| Ok(#name::#variant(body.clone()))),
                _ => quote!(|body| json(body).map(#name::#variant)),
            };
            quote!(DeclaredResponse::new(#status, #media_type, #read))
        });
        return (quote!(#name), rows.collect());
    }
    let found = answers
        .variants
        .iter()
        .find_map(|answer| answer.ty.as_ref());
    let output = found.map_or_else(|| quote!(()), |found| ty(names, found));
    let rows = rows(answers).into_iter().map(|group| {
        let answer = &group[0];
        let status = statuses(group);
        let media_type = &answer.media_type;
        match (&answer.ty, answer.form) {
            (None, _) => quote!(DeclaredResponse::empty(#status)),
            (_, BodyFormat::Text) => quote!(DeclaredResponse::text(#status, #media_type)),
            (_, BodyFormat::Bytes) => quote!(DeclaredResponse::bytes(#status, #media_type)),
            _ if media_type == "application/json" => quote!(DeclaredResponse::json(#status)),
            _ => quote!(DeclaredResponse::json_as(#status, #media_type)),
        }
    });
    (output, rows.collect())
}

/// Groups the responses by row of the response table. Consecutive status codes with equal form,
/// media type and body share a row, unless the responses have different types.
pub(super) fn rows(answers: &Responses) -> Vec<&[Response]> {
    let share_row = |left: &Response, right: &Response| {
        let form =
            |answer: &Response| (answer.form, answer.media_type.clone(), answer.ty.is_some());
        answers.name.is_none()
            && code(&left.status).is_some()
            && code(&right.status).is_some()
            && form(left) == form(right)
    };
    answers.variants.chunk_by(share_row).collect()
}

pub(super) fn response_enum(
    names: TypePaths<'_>,
    operation: &Operation,
    answers: &Responses,
    when: &str,
) -> Option<Item> {
    let name = ident(answers.name.as_ref()?);
    let text = format!(
        " The response of `{}` if the call {when}.",
        operation.method_name
    );
    // Responses that differ only in media type share a variant.
    let mut variants = BTreeSet::new();
    let distinct = answers.variants.iter();
    let distinct = distinct.filter(|answer| variants.insert(&answer.variant));
    let variants = distinct.map(|answer| {
        let text = format!("`{}`: {}", answer.status, answer.docs.text);
        let (docs, variant) = (comment(&markdown(&text)), ident(&answer.variant));
        if let Some(found) = &answer.ty {
            let found = ty(names, found);
            quote!(#docs #variant(#found))
        } else {
            quote!(#docs #variant)
        }
    });
    Some(Item::Rust(quote! {
        #[doc = #text]
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }
    }))
}

/// Parses an exact status code; `None` for `4XX` and `default`.
fn code(status: &str) -> Option<u16> {
    status.parse().ok()
}

/// Returns the status expression of a table row.
fn statuses(answers: &[Response]) -> TokenStream {
    if let [only] = answers {
        return status(&only.status);
    }
    let codes = answers.iter().filter_map(|answer| code(&answer.status));
    let codes = codes.map(proc_macro2::Literal::u16_unsuffixed);
    quote!(Status::Codes(&[#(#codes),*]))
}

fn status(status: &str) -> TokenStream {
    let class = status
        .strip_suffix("XX")
        .or_else(|| status.strip_suffix("xx"));
    let number =
        |text: &str| proc_macro2::Literal::u16_unsuffixed(text.parse().unwrap_or_default());
    match class {
        Some(class) => {
            let class = number(class);
            quote!(Status::Class(#class))
        }
        None if status == "default" => quote!(Status::Default),
        None => {
            let code = number(status);
            quote!(Status::Code(#code))
        }
    }
}
