//! Validation rules as constants of the runtime.

use super::numbers::{float, integer, unsigned};
use super::{TypePaths, ident};
use crate::ir::{Literal, Rule, TypeId};
use crate::keywords::{Operand, Types};
use heck::ToUpperCamelCase;
use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

/// Returns the entries of a rule table.
pub(super) fn rules(names: TypePaths<'_>, rules: &[Rule]) -> Vec<TokenStream> {
    rules.iter().map(|inner| rule(names, inner)).collect()
}

fn rule(names: TypePaths<'_>, rule: &Rule) -> TokenStream {
    let table = |inner: &[Rule]| {
        let inner = rules(names, inner);
        quote!(&[#(#inner),*])
    };
    let tables = |inner: &[Vec<Rule>]| {
        let inner = inner.iter().map(|rules| table(rules));
        quote!(&[#(#inner),*])
    };
    let count = |count: &u64| unsigned(*count);
    let index = |index: &usize| Token::usize_unsuffixed(*index);
    match rule {
        Rule::Never => quote!(Rule::Never),
        Rule::Type(set) => {
            let types = types(*set);
            quote!(Rule::Type(#types))
        }
        Rule::Enum(values) => {
            let values = values.iter().map(literal);
            quote!(Rule::Enum(&[#(#values),*]))
        }
        Rule::Limit(limit) => {
            let name = limit.keyword.name.to_upper_camel_case();
            match &limit.operand {
                Operand::Count(size) => unary(&name, count(size)),
                Operand::Number(number) => unary(&name, float(*number)),
                Operand::Pattern(pattern) => unary(&name, raw(pattern)),
                Operand::Flag => {
                    let name = ident(&name);
                    quote!(Rule::#name)
                }
            }
        }
        Rule::Items(from, rules) => {
            let (from, rules) = (index(from), table(rules));
            quote!(Rule::Items(#from, #rules))
        }
        Rule::PrefixItem(position, rules) => {
            let (position, rules) = (index(position), table(rules));
            quote!(Rule::PrefixItem(#position, #rules))
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
        Rule::UnevaluatedItems(rules) => unary("UnevaluatedItems", table(rules)),
        Rule::Required(names) => quote!(Rule::Required(&[#(#names),*])),
        Rule::Property(name, rules) => {
            let rules = table(rules);
            quote!(Rule::Property(#name, #rules))
        }
        Rule::PatternProperties(pattern, rules) => {
            let (pattern, rules) = (raw(pattern), table(rules));
            quote!(Rule::PatternProperties(#pattern, #rules))
        }
        Rule::AdditionalProperties(names, patterns, rules) => {
            let (patterns, rules) = (patterns.iter().map(|pattern| raw(pattern)), table(rules));
            quote!(Rule::AdditionalProperties(&[#(#names),*], &[#(#patterns),*], #rules))
        }
        Rule::UnevaluatedProperties(rules) => unary("UnevaluatedProperties", table(rules)),
        Rule::PropertyNames(rules) => unary("PropertyNames", table(rules)),
        Rule::Collect(pointer, rules) => {
            let rules = table(rules);
            quote!(Rule::Collect(#pointer, #rules))
        }
        Rule::AllOf(all) => unary("AllOf", tables(all)),
        Rule::AnyOf(any) => unary("AnyOf", tables(any)),
        Rule::OneOf(one_of) => unary("OneOf", tables(one_of)),
        Rule::Not(rules) => unary("Not", table(rules)),
        Rule::IfPropertyIn(name, values, then) => {
            let (values, then) = (values.iter().map(literal), table(then));
            quote!(Rule::IfPropertyIn(#name, &[#(#values),*], #then))
        }
        Rule::IfThenElse(condition, then, otherwise) => {
            let (condition, then, otherwise) = (table(condition), table(then), table(otherwise));
            quote!(Rule::IfThenElse(#condition, #then, #otherwise))
        }
        Rule::Ref(id) | Rule::Alias(id) => reference(names, *id),
    }
}

fn unary(name: &str, argument: impl quote::ToTokens) -> TokenStream {
    let name = ident(name);
    quote!(Rule::#name(#argument))
}

/// Aliases keep their rules in a constant; other types have a `rules` function.
fn reference(names: TypePaths<'_>, id: TypeId) -> TokenStream {
    match &names.api.types[id.0] {
        def if !def.has_named_rules() => {
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

fn types(set: Types) -> TokenStream {
    let mut tokens = TokenStream::new();
    for name in set.names() {
        let name = ident(&name.to_uppercase());
        tokens = if tokens.is_empty() {
            quote!(Types::#name)
        } else {
            quote!(#tokens.or(Types::#name))
        };
    }
    tokens
}

/// Formats a regular expression as a raw string if it contains backslashes.
pub(super) fn raw(pattern: &str) -> TokenStream {
    let fits = !pattern.contains(['"', '\n', '\r']) && pattern.contains('\\');
    let source = if fits {
        format!("r\"{pattern}\"")
    } else {
        format!("{pattern:?}")
    };
    source.parse().expect("a quoted string is a token")
}

/// A JSON literal as a constant.
pub(super) fn literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Null => quote!(Literal::Null),
        Literal::Bool(value) => quote!(Literal::Bool(#value)),
        Literal::Integer(value) => {
            let value = integer(*value);
            quote!(Literal::Integer(#value))
        }
        Literal::Float(value) => {
            let value = float(*value);
            quote!(Literal::Float(#value))
        }
        Literal::String(text) => quote!(Literal::String(#text)),
        Literal::Json(json) => quote!(Literal::Json(#json)),
    }
}
