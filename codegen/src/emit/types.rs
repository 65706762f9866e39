//! Type definitions.
//!
//! ```yaml
//! Cat:
//!   type: object
//!   required: [name]
//!   properties: {name: {type: string}, age: {type: [integer, 'null']}}
//! ```
//!
//! ```text
//! object! {
//!     pub struct Cat {
//!         #[required("name", new(Into<String>))] pub name: String,
//!         #[optional("age", with_age(Into<Nullable<i64>>))] pub age: Option<Nullable<i64>>,
//!     }
//! }
//! ```

use super::constructors::constructors;
use super::conversions::{argument_bound, conversions, sources};
use super::docs::{code, doc};
use super::rules::{literal, raw, rules};
use super::unions::variants;
use super::{Item, TypePaths, ident};
use crate::ir::{AdditionalProperties, Docs, Field, Struct, Type, TypeDef, TypeKind, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the items of a type: its definition, conversions and rules.
pub(super) fn items(names: TypePaths<'_>, def: &TypeDef) -> Vec<Item> {
    let docs = doc(&def.docs);
    let name = ident(&def.name);
    let constant = ident(&def.rules_name);
    let own = (!def.rules.is_empty()).then(|| quote!(#[rules(#constant)]));
    let mut items = match &def.kind {
        TypeKind::Struct(structure) => {
            let (attributes, body) = object(names, structure);
            let hidden = def
                .sensitive_fields()
                .into_iter()
                .map(|field| ident(&field.name));
            let hidden: Vec<_> = hidden.collect();
            let hidden = (!hidden.is_empty()).then(|| quote!(#[sensitive(#(#hidden),*)]));
            vec![Item::Macro(
                "object",
                quote!(#docs #attributes #hidden #own pub struct #name { #body }),
            )]
        }
        TypeKind::Union(union) => {
            let (attribute, body) = variants(names, union);
            vec![Item::Macro(
                "union",
                quote!(#docs #attribute #own pub enum #name { #body }),
            )]
        }
        TypeKind::StringEnum(values) => {
            let (default, body) = enum_values(values, |text| documented_literal(text));
            let item = quote!(#docs #default pub enum #name { #body });
            vec![Item::Macro("string_enum", item)]
        }
        TypeKind::IntegerEnum(values) => {
            let (default, body) = enum_values(values, |number| {
                let number = super::numbers::integer(*number);
                quote!(#number)
            });
            let item = quote!(#docs #default pub enum #name { #body });
            vec![Item::Macro("integer_enum", item)]
        }
        TypeKind::Alias(target) => {
            let target = ty(names, target);
            vec![Item::Rust(quote!(#docs pub type #name = #target;))]
        }
        TypeKind::Rules => Vec::new(),
    };
    items.extend(constructors(names, def));
    items.extend(conversions(names, def));
    if !def.rules.is_empty() {
        let rules = rules(names, &def.rules);
        let visibility = def.has_named_rules().then(|| quote!(pub(crate)));
        items.push(Item::Rust(
            quote!(#visibility const #constant: Rules = &[#(#rules),*];),
        ));
    }
    items
}

/// The attributes of a struct.
fn struct_attributes(names: TypePaths<'_>, structure: &Struct) -> TokenStream {
    let fixed = |required: bool| {
        structure
            .constants
            .iter()
            .filter(move |fixed| fixed.required == required)
            .map(|fixed| {
                let (wire, value) = (&fixed.wire, literal(&fixed.value));
                quote!(#wire, #value)
            })
    };
    let (always, omissible) = (fixed(true), fixed(false));
    let closed = matches!(
        structure.additional_properties,
        AdditionalProperties::Forbidden
    )
    .then(|| quote!(#[additional_properties(Forbidden)]));
    let new = structure.has_alternatives.then(|| quote!(#[new(self)]));
    let from = structure.from_value.as_ref().map(|value| {
        let mut sources = sources(names, &value.ty, false);
        sources.reverse();
        match value.setter.as_deref().map(ident) {
            Some(setter) => quote!(#[from_property(#setter, #(#sources),*)]),
            None => quote!(#[from(#(#sources),*)]),
        }
    });
    quote! {
        #(#[constant(#always)])*
        #(#[optional_constant(#omissible)])*
        #closed
        #new
        #from
    }
}

/// The attributes and the fields of a struct.
fn object(names: TypePaths<'_>, structure: &Struct) -> (TokenStream, TokenStream) {
    let new = ident(structure.base());
    let required = structure.required.iter().map(|field| {
        let (wire, bound) = (&field.wire, argument_bound(names, &field.ty));
        let (docs, name, ty) = (
            property_doc(field),
            ident(&field.name),
            ty(names, &field.ty),
        );
        quote!(#[required(#wire, #new #bound)] #docs pub #name: #ty)
    });
    let optional = structure.optional.iter().map(|field| {
        let (wire, docs) = (&field.wire, property_doc(field));
        let bound = argument_bound(names, &field.ty);
        let (name, setter) = (ident(&field.name), ident(&field.setter()));
        let ty = optional(names, &field.ty);
        let setter = structure
            .has_setter(field)
            .then(|| quote!(, #setter #bound));
        quote!(#[optional(#wire #setter)] #docs pub #name: #ty)
    });
    let additional = |attribute: TokenStream, field: &Field| {
        let (docs, name, ty) = (
            field_doc(field, || "Additional properties.".to_owned()),
            ident(&field.name),
            ty(names, &field.ty),
        );
        quote!(#[#attribute] #docs pub #name: Map<#ty>,)
    };
    let additional = match &structure.additional_properties {
        AdditionalProperties::Typed(field) => Some(additional(quote!(additional), field)),
        AdditionalProperties::Patterned(patterns, field) => {
            let patterns = patterns.iter().map(|pattern| raw(pattern));
            Some(additional(quote!(additional(#(#patterns),*)), field))
        }
        AdditionalProperties::Any | AdditionalProperties::Forbidden => None,
    };
    (
        struct_attributes(names, structure),
        quote!(#(#required,)* #(#optional,)* #additional),
    )
}

/// The documentation of a property. Without a description, the property is named only if the name
/// of the field differs.
fn property_doc(field: &Field) -> TokenStream {
    let letters = |name: &str| -> String {
        let letters = name.chars().filter(|character| character.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    match letters(&field.wire) == letters(field.name.trim_start_matches("r#")) {
        true => doc(&field.docs),
        false => field_doc(field, || format!("The {} property.", code(&field.wire))),
    }
}

fn field_doc(field: &Field, fallback: impl FnOnce() -> String) -> TokenStream {
    let text = match field.docs.text.as_str() {
        "" => fallback(),
        text => text.to_owned(),
    };
    doc(&Docs {
        text,
        ..field.docs.clone()
    })
}

/// The type of an optional property.
fn optional(names: TypePaths<'_>, property: &Type) -> TokenStream {
    let ty = ty(names, property);
    quote!(Option<#ty>)
}

/// A string literal that macros also print in documentation, in a code span: a backtick is written
/// as `\u{60}`, which ends no span.
fn documented_literal(text: &str) -> TokenStream {
    let source = proc_macro2::Literal::string(text).to_string();
    let source = source.replace('`', "\\u{60}");
    source.parse().expect("a quoted string is a token")
}

/// The attribute for the default of an enum, and the values.
fn enum_values<T>(
    values: &[Value<T>],
    wire: impl Fn(&T) -> TokenStream,
) -> (Option<TokenStream>, TokenStream) {
    let default = values.iter().find(|value| value.is_default).map(|value| {
        let name = ident(&value.name);
        quote!(#[default(#name)])
    });
    let values = values.iter().map(|value| {
        let (docs, name, wire) = (doc(&value.docs), ident(&value.name), wire(&value.wire));
        quote!(#[value(#wire)] #docs #name)
    });
    (default, quote!(#(#values,)*))
}

/// A type as written in a field or signature.
pub(super) fn ty(names: TypePaths<'_>, ty: &Type) -> TokenStream {
    let inner = |inner: &Type| self::ty(names, inner);
    match ty {
        Type::Json => quote!(Json),
        Type::Null => quote!(()),
        Type::Boolean => quote!(bool),
        Type::Integer => quote!(i64),
        Type::Unsigned => quote!(u64),
        Type::Number => quote!(Number),
        Type::String => quote!(String),
        Type::Bytes => quote!(::bytes::Bytes),
        Type::File => quote!(crate::runtime::wire::File),
        Type::List(item) => {
            let item = inner(item);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = inner(value);
            quote!(Map<#value>)
        }
        Type::Named(id) => names.of(*id),
        Type::Boxed(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
        Type::Nullable(value) => {
            let value = inner(value);
            quote!(Nullable<#value>)
        }
    }
}
