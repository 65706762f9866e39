//! Validation rules as attributes: `keyword=value` if possible, otherwise as text.

use super::Fact;
use super::text::quoted;
use super::types::literal;
use crate::ir::{Api, Literal, Rule};
use crate::keywords::{Limit, LimitKeyword, Operand};

/// True if an attribute is a validation keyword.
pub(crate) fn is_keyword(name: &str) -> bool {
    let name = name.rsplit('.').next().unwrap_or(name);
    name == "rule" || LimitKeyword::named(name).is_some()
}

/// True if a rule is a keyword with a plain value.
pub(super) fn is_bound(rule: &Rule) -> bool {
    matches!(rule, Rule::Limit(_))
}

/// Adds rules to a fact as attributes.
pub(super) fn add_rules(api: &Api, fact: Fact, rules: &[Rule]) -> Fact {
    rules
        .iter()
        .fold(fact, |fact, rule| add(api, fact, "", rule))
}

fn add(api: &Api, fact: Fact, prefix: &str, rule: &Rule) -> Fact {
    match rule {
        Rule::Items(0, items) => items.iter().fold(fact, |fact, rule| {
            add(api, fact, &format!("{prefix}items."), rule)
        }),
        Rule::Limit(Limit { keyword, operand }) => {
            fact.with(&format!("{prefix}{}", keyword.name), operand.to_string())
        }
        rule => fact.with(&format!("{prefix}rule"), text(api, rule)),
    }
}

/// A rule as text.
pub(super) fn text(api: &Api, rule: &Rule) -> String {
    let table = |rules: &[Rule]| table(api, rules);
    match rule {
        Rule::Never => "never".into(),
        Rule::Type(types) => types.names().collect::<Vec<_>>().join(" or "),
        Rule::Enum(values) => format!("in ({})", literals(values)),
        Rule::Items(from, rules) => format!("items from {from}: ({})", table(rules)),
        Rule::PrefixItem(index, rules) => format!("item {index}: ({})", table(rules)),
        Rule::Contains(least, u64::MAX, rules) => {
            format!("contains at least {least}: ({})", table(rules))
        }
        Rule::Contains(least, most, rules) => {
            format!("contains {least} to {most}: ({})", table(rules))
        }
        Rule::UnevaluatedItems(rules) => format!("other items: ({})", table(rules)),
        Rule::Required(names) => format!("has {}", list(names)),
        Rule::Property(name, rules) => format!("{}: ({})", name_of(name), table(rules)),
        Rule::PatternProperties(pattern, rules) => {
            format!("members like {pattern}: ({})", table(rules))
        }
        Rule::AdditionalProperties(names, patterns, rules) => {
            let listed = list(names);
            let like: Vec<String> = patterns
                .iter()
                .map(|like| format!(" like {like}"))
                .collect();
            let like = like.concat();
            format!("members other than ({listed}{like}): ({})", table(rules))
        }
        Rule::UnevaluatedProperties(rules) => format!("other members: ({})", table(rules)),
        Rule::PropertyNames(rules) => format!("names of members: ({})", table(rules)),
        Rule::Collect(pointer, rules) => format!("list of {pointer}: ({})", table(rules)),
        Rule::AllOf(all) => branches(api, "all of", all),
        Rule::AnyOf(any) => branches(api, "any of", any),
        Rule::OneOf(one_of) => branches(api, "one of", one_of),
        Rule::Not(rules) => format!("not ({})", table(rules)),
        Rule::IfPropertyIn(name, values, then) => {
            let values = literals(values);
            format!("if {} in ({values}): ({})", name_of(name), table(then))
        }
        Rule::IfThenElse(condition, then, otherwise) => {
            let (condition, then) = (table(condition), table(then));
            match otherwise.as_slice() {
                [] => format!("if ({condition}): ({then})"),
                otherwise => format!("if ({condition}): ({then}) else ({})", table(otherwise)),
            }
        }
        Rule::Ref(id) | Rule::Alias(id) => format!("as {}", api.types[id.0].name),
        Rule::Limit(Limit { keyword, operand }) => match operand {
            Operand::Flag => keyword.name.to_owned(),
            operand => format!("{} {operand}", keyword.name),
        },
    }
}

fn table(api: &Api, rules: &[Rule]) -> String {
    let rules: Vec<String> = rules.iter().map(|rule| text(api, rule)).collect();
    rules.join(", ")
}

fn branches(api: &Api, keyword: &str, tables: &[Vec<Rule>]) -> String {
    let tables: Vec<String> = tables
        .iter()
        .map(|rules| format!("({})", table(api, rules)))
        .collect();
    format!("{keyword} {}", tables.join(" "))
}

fn literals(values: &[Literal]) -> String {
    let values: Vec<String> = values.iter().map(literal).collect();
    values.join(", ")
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| name_of(name)).collect();
    names.join(", ")
}

fn name_of(name: &str) -> String {
    quoted(name, &[',', ':', '(', ')'])
}
