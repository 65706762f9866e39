//! Methods: one per operation on `Client`, setters on `Call`, typed headers on `ResponseHead`.

use super::conversions::list_item;
use super::docs::code;
use super::operation_docs::{method_docs, setter_docs};
use super::types::ty;
use super::{Item, TypePaths, example_pages, ident};
use crate::ir::{
    Api, Body, BodyFormat, Header, HeaderStyle, Operation, Parameter, ParameterSource,
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The call that adds the body to a request.
fn body_call(body: &Body) -> TokenStream {
    match body.form {
        BodyFormat::Json => quote!(.json_body(&body.into())),
        BodyFormat::UrlEncoded => quote!(.form_body(&body.into())),
        BodyFormat::Multipart => quote!(.multipart_body(&body.into())),
        BodyFormat::Text => quote!(.text_body(body.into())),
        BodyFormat::Bytes => quote!(.bytes_body(body.into())),
    }
}

/// The type of the body argument; bytes can also be streamed.
fn body_type(names: TypePaths<'_>, body: &Body) -> TokenStream {
    match body.form {
        BodyFormat::Bytes => quote!(crate::runtime::wire::Content),
        BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart | BodyFormat::Text => {
            ty(names, &body.ty)
        }
    }
}

/// The call that adds a parameter to a request.
fn parameter_call(names: TypePaths<'_>, parameter: &Parameter) -> TokenStream {
    let (wire, name) = (&parameter.wire, ident(&parameter.name));
    let place = format_ident!("in_{}", parameter.location);
    let value = list_item(names, &parameter.ty).map_or_else(
        || quote!(#name.into()),
        |item| {
            let item = ty(names, item);
            quote!(crate::runtime::wire::to_vec::<#item>(#name))
        },
    );
    quote!(.#place(#wire, &#value))
}

/// The type of the argument for a parameter: any iterator for a list.
fn argument_type(names: TypePaths<'_>, parameter: &Parameter) -> TokenStream {
    if let Some(item) = list_item(names, &parameter.ty) {
        let item = ty(names, item);
        return quote!(impl IntoIterator<Item = impl Into<#item>>);
    }
    let ty = ty(names, &parameter.ty);
    quote!(impl Into<#ty>)
}

pub(super) fn method(names: TypePaths<'_>, operation: &Operation) -> TokenStream {
    let (marker, name) = (ident(&operation.marker), ident(&operation.method_name));
    let arguments: Vec<&Parameter> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.presence == ParameterSource::Required)
        .collect();
    let body = operation.body.as_ref().filter(|body| body.required);
    let declared = arguments.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.name), argument_type(names, parameter));
        quote!(#name: #ty)
    });
    let body_declared = body.map(|body| {
        let ty = body_type(names, body);
        quote!(body: impl Into<#ty>)
    });
    let passed = arguments
        .iter()
        .map(|parameter| parameter_call(names, parameter));
    let body_passed = body.map(body_call);
    let declared = declared.chain(body_declared);
    let docs = method_docs(names, operation, &arguments);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let samples = example_pages::has_examples(operation).then(|| {
        let page = example_pages::page_name(operation);
        quote!(#[doc = include_str!(#page)])
    });
    quote! {
        impl Client {
            #docs
            #samples
            #deprecated
            pub fn #name(&self, #(#declared),*) -> Call<#marker> {
                Call::new(self) #(#passed)* #body_passed
            }
        }
    }
}

/// The accessors of response headers, except the shared ones.
pub(super) fn headers(names: TypePaths<'_>, operation: &Operation) -> Option<Item> {
    let marker = ident(&operation.marker);
    let shared = &names.api.headers;
    let own = operation.headers.iter();
    let own = own.filter(|header| !shared.contains_key(&header.name));
    header_methods(names, own, &quote!(impl ResponseHead<#marker>))
}

/// The accessors of headers that several operations share.
pub(super) fn shared_headers(api: &Api) -> Option<Item> {
    let all = quote!(impl<Op: Operation> ResponseHead<Op>);
    header_methods(TypePaths::outside(api), api.headers.values(), &all)
}

/// The variant of `HeaderStyle` in the runtime.
pub(super) fn header_style(style: HeaderStyle) -> TokenStream {
    match style {
        HeaderStyle::Simple => quote!(Simple),
        HeaderStyle::Exploded => quote!(Exploded),
        HeaderStyle::Json => quote!(Json),
    }
}

fn header_methods<'h>(
    names: TypePaths<'_>,
    headers: impl Iterator<Item = &'h Header>,
    of: &TokenStream,
) -> Option<Item> {
    let methods = headers.map(|header| {
        let (wire, name) = (&header.wire, ident(&header.name));
        let docs = setter_docs(&format!("The {} header.", code(wire)), &header.docs);
        let ty = ty(names, &header.ty);
        let form = header_style(header.form);
        quote! {
            #docs
            pub fn #name(&self) -> Result<Option<#ty>, InvalidHeader> {
                self.read(#wire, HeaderStyle::#form)
            }
        }
    });
    let methods: Vec<TokenStream> = methods.collect();
    // The errors are documented once, on `InvalidHeader`.
    (!methods.is_empty()).then(|| {
        Item::Rust(quote! {
            #[allow(clippy::missing_errors_doc)]
            #of { #(#methods)* }
        })
    })
}

pub(super) fn setters(names: TypePaths<'_>, operation: &Operation) -> Option<Item> {
    let optional = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.presence == ParameterSource::Optional)
        .map(|parameter| {
            let (wire, name) = (&parameter.wire, ident(&parameter.name));
            let location = match parameter.location {
                "header" => "the header ",
                "cookie" => "the cookie ",
                _ => "",
            };
            let summary = format!("Sets {location}{}.", code(wire));
            let docs = setter_docs(&summary, &parameter.docs);
            let ty = argument_type(names, parameter);
            let call = parameter_call(names, parameter);
            quote! {
                #docs
                pub fn #name(self, #name: #ty) -> Self {
                    self #call
                }
            }
        });
    let body = operation
        .body
        .as_ref()
        .filter(|body| !body.required)
        .map(|body| {
            let docs = setter_docs("Sets the request body.", &body.docs);
            let (ty, call) = (body_type(names, body), body_call(body));
            quote! {
                #docs
                pub fn body(self, body: impl Into<#ty>) -> Self {
                    self #call
                }
            }
        });
    let methods: Vec<TokenStream> = optional.chain(body).collect();
    let marker = format_ident!("{}", operation.marker);
    (!methods.is_empty()).then(|| Item::Rust(quote!(impl Call<#marker> { #(#methods)* })))
}
