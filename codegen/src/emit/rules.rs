//! Validation rules as constants of the runtime.

use super::numbers::{float, integer, unsigned};
use super::{TypePaths, ident};
use crate::ir::{Literal, Rule, TypeId};
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
        Rule::Type(bits) => {
            let types = types(*bits);
            quote!(Rule::Type(#types))
        }
        Rule::Enum(values) => {
            let values = values.iter().map(literal);
            quote!(Rule::Enum(&[#(#values),*]))
        }
        Rule::MinLength(least) => unary("MinLength", count(least)),
        Rule::MaxLength(most) => unary("MaxLength", count(most)),
        Rule::Pattern(pattern) => {
            let pattern = raw(pattern);
            quote!(Rule::Pattern(#pattern))
        }
        Rule::Minimum(bound) => unary("Minimum", float(*bound)),
        Rule::Maximum(bound) => unary("Maximum", float(*bound)),
        Rule::ExclusiveMinimum(bound) => unary("ExclusiveMinimum", float(*bound)),
        Rule::ExclusiveMaximum(bound) => unary("ExclusiveMaximum", float(*bound)),
        Rule::MultipleOf(step) => unary("MultipleOf", float(*step)),
        Rule::MinItems(least) => unary("MinItems", count(least)),
        Rule::MaxItems(most) => unary("MaxItems", count(most)),
        Rule::UniqueItems => quote!(Rule::UniqueItems),
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
        Rule::MinProperties(least) => unary("MinProperties", count(least)),
        Rule::MaxProperties(most) => unary("MaxProperties", count(most)),
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
        Rule::DependentSchema(name, rules) => {
            let rules = table(rules);
            quote!(Rule::DependentSchema(#name, #rules))
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
