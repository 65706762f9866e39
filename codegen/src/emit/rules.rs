//! Tables of rules.

use super::{Names, ident};
use crate::ir::{Kind, Literal, Rule, TypeId};
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

/// A table of rules, without its brackets.
pub(super) fn rules(names: Names<'_>, rules: &[Rule]) -> Vec<TokenStream> {
    rules.iter().map(|one| rule(names, one)).collect()
}

fn rule(names: Names<'_>, rule: &Rule) -> TokenStream {
    let table = |inner: &[Rule]| {
        let inner = rules(names, inner);
        quote!(&[#(#inner),*])
    };
    let tables = |inner: &[Vec<Rule>]| {
        let inner = inner.iter().map(|rules| table(rules));
        quote!(&[#(#inner),*])
    };
    let count = |count: &u64| Token::u64_unsuffixed(*count);
    let place = |place: &usize| Token::usize_unsuffixed(*place);
    match rule {
        Rule::Never => quote!(Rule::Never),
        Rule::Type(bits) => {
            let types = types(*bits);
            quote!(Rule::Type(#types))
        }
        Rule::Enum(values) => {
            let values = values.iter().map(literal);
            quote!(Rule::Enum(&[#(#values),*]))
        }
        Rule::MinLength(least) => one("MinLength", count(least)),
        Rule::MaxLength(most) => one("MaxLength", count(most)),
        Rule::Pattern(pattern) => {
            let pattern = raw(pattern);
            quote!(Rule::Pattern(#pattern))
        }
        Rule::Minimum(bound) => one("Minimum", float(*bound)),
        Rule::Maximum(bound) => one("Maximum", float(*bound)),
        Rule::ExclusiveMinimum(bound) => one("ExclusiveMinimum", float(*bound)),
        Rule::ExclusiveMaximum(bound) => one("ExclusiveMaximum", float(*bound)),
        Rule::MultipleOf(step) => one("MultipleOf", float(*step)),
        Rule::MinItems(least) => one("MinItems", count(least)),
        Rule::MaxItems(most) => one("MaxItems", count(most)),
        Rule::UniqueItems => quote!(Rule::UniqueItems),
        Rule::Items(from, rules) => {
            let (from, rules) = (place(from), table(rules));
            quote!(Rule::Items(#from, #rules))
        }
        Rule::Item(index, rules) => {
            let (index, rules) = (place(index), table(rules));
            quote!(Rule::Item(#index, #rules))
        }
        Rule::Contains(least, most, rules) => {
            let (least, rules) = (count(least), table(rules));
            let most = match *most {
                u64::MAX => quote!(u64::MAX),
                most => {
                    let most = count(&most);
                    quote!(#most)
                }
            };
            quote!(Rule::Contains(#least, #most, #rules))
        }
        Rule::UnevaluatedItems(rules) => one("UnevaluatedItems", table(rules)),
        Rule::MinProperties(least) => one("MinProperties", count(least)),
        Rule::MaxProperties(most) => one("MaxProperties", count(most)),
        Rule::Required(names) => quote!(Rule::Required(&[#(#names),*])),
        Rule::Member(name, rules) => {
            let rules = table(rules);
            quote!(Rule::Member(#name, #rules))
        }
        Rule::MembersLike(pattern, rules) => {
            let (pattern, rules) = (raw(pattern), table(rules));
            quote!(Rule::MembersLike(#pattern, #rules))
        }
        Rule::OtherMembers(names, patterns, rules) => {
            let (patterns, rules) = (patterns.iter().map(|pattern| raw(pattern)), table(rules));
            quote!(Rule::OtherMembers(&[#(#names),*], &[#(#patterns),*], #rules))
        }
        Rule::UnevaluatedMembers(rules) => one("UnevaluatedMembers", table(rules)),
        Rule::MemberNames(rules) => one("MemberNames", table(rules)),
        Rule::IfPresent(name, rules) => {
            let rules = table(rules);
            quote!(Rule::IfPresent(#name, #rules))
        }
        Rule::AllOf(all) => one("AllOf", tables(all)),
        Rule::AnyOf(any) => one("AnyOf", tables(any)),
        Rule::OneOf(one_of) => one("OneOf", tables(one_of)),
        Rule::Not(rules) => one("Not", table(rules)),
        Rule::IfMember(name, values, then) => {
            let (values, then) = (values.iter().map(literal), table(then));
            quote!(Rule::IfMember(#name, &[#(#values),*], #then))
        }
        Rule::If(condition, then, otherwise) => {
            let (condition, then, otherwise) = (table(condition), table(then), table(otherwise));
            quote!(Rule::If(#condition, #then, #otherwise))
        }
        Rule::Ref(id) | Rule::Alias(id) => reference(names, *id),
    }
}

fn one(name: &str, argument: impl quote::ToTokens) -> TokenStream {
    let name = ident(name);
    quote!(Rule::#name(#argument))
}

/// An alias has its rules in a constant; other types know theirs.
fn reference(names: Names<'_>, id: TypeId) -> TokenStream {
    match &names.api.types[id.0] {
        def if !matches!(def.kind, Kind::Alias(_)) => {
            let name = names.of(id);
            quote!(Rule::Ref(#name::rules))
        }
        def if def.rules.is_empty() => quote!(Rule::AllOf(&[])),
        def => {
            let constant = names.beside(&ident(&def.rules_name));
            quote!(Rule::Ref(|| #constant))
        }
    }
}

fn types(bits: u8) -> TokenStream {
    let names = [
        (1, "NULL"),
        (2, "BOOLEAN"),
        (4 | 8, "NUMBER"),
        (4, "INTEGER"),
        (16, "STRING"),
        (32, "ARRAY"),
        (64, "OBJECT"),
    ];
    let mut left = bits;
    let mut tokens = TokenStream::new();
    for (bits, name) in names {
        if left & bits != bits {
            continue;
        }
        left &= !bits;
        let name = ident(name);
        tokens = if tokens.is_empty() {
            quote!(Types::#name)
        } else {
            quote!(#tokens.or(Types::#name))
        };
    }
    tokens
}

/// A regular expression reads best without doubled backslashes.
pub(super) fn raw(pattern: &str) -> TokenStream {
    let fits = !pattern.contains(['"', '\n', '\r']) && pattern.contains('\\');
    let source = if fits {
        format!("r\"{pattern}\"")
    } else {
        format!("{pattern:?}")
    };
    source.parse().expect("a quoted string is a token")
}

fn float(value: f64) -> TokenStream {
    let token = Token::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote!(-#token)
    } else {
        quote!(#token)
    }
}

/// A JSON value as a constant.
pub(super) fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Null => quote!(Literal::Null),
        Literal::Bool(value) => quote!(Literal::Bool(#value)),
        Literal::Integer(value) => {
            let value = Token::i64_unsuffixed(*value);
            quote!(Literal::Integer(#value))
        }
        Literal::Float(value) => {
            let value = float(*value);
            quote!(Literal::Float(#value))
        }
        Literal::Text(text) => quote!(Literal::Text(#text)),
        Literal::Json(json) => quote!(Literal::Json(#json)),
    }
}
