//! Checks examples against rules.
//!
//! The runtime checks more: references to types and `unevaluated*` are unsupported here, so only
//! certain violations count.

use super::write::literal;
use crate::ir::Rule;
use serde_json::{Map, Value};

/// True if the value certainly breaks a rule.
pub(crate) fn violates(rules: &[Rule], value: &Value) -> bool {
    satisfies_all(rules, value) == Some(false)
}

/// `Some(true)` if the value satisfies every rule; `None` if unknown.
fn satisfies_all(rules: &[Rule], value: &Value) -> Option<bool> {
    conjunction(rules.iter().map(|rule| satisfies(rule, value)))
}

/// `Some(false)` if any result is false, else `None` if any result is unknown.
fn conjunction(results: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for result in results {
        match result {
            Some(true) => {}
            Some(false) => return Some(false),
            None => known = None,
        }
    }
    known
}

fn satisfies(rule: &Rule, value: &Value) -> Option<bool> {
    match value {
        Value::Array(items) => check_array(rule, items),
        Value::Object(members) => check_object(rule, members, value),
        _ => None,
    }
    .or_else(|| check_any(rule, value))
}

fn check_array(rule: &Rule, items: &[Value]) -> Option<bool> {
    match rule {
        Rule::Items(from, rules) => conjunction(
            items
                .iter()
                .skip(*from)
                .map(|item| satisfies_all(rules, item)),
        ),
        Rule::PrefixItem(index, rules) => items
            .get(*index)
            .map_or(Some(true), |item| satisfies_all(rules, item)),
        _ => None,
    }
}

fn check_object(rule: &Rule, members: &Map<String, Value>, object: &Value) -> Option<bool> {
    match rule {
        Rule::Required(names) => Some(names.iter().all(|name| members.contains_key(name))),
        Rule::Property(name, rules) => {
            let member = members.get(name);
            member.map_or(Some(true), |value| satisfies_all(rules, value))
        }
        Rule::PropertyNames(rules) => {
            let names = members.keys().map(|name| Value::from(name.as_str()));
            conjunction(names.map(|name| satisfies_all(rules, &name)))
        }
        Rule::IfPropertyIn(name, values, rules) => {
            let member = members.get(name)?;
            match values
                .iter()
                .any(|value| literal(value).as_ref() == Some(member))
            {
                true => satisfies_all(rules, object),
                false => Some(true),
            }
        }
        _ => None,
    }
}

/// Checks rules for values of any type; `None` if the rule is unsupported.
fn check_any(rule: &Rule, value: &Value) -> Option<bool> {
    let each = |tables: &[Vec<Rule>]| -> Vec<Option<bool>> {
        tables
            .iter()
            .map(|rules| satisfies_all(rules, value))
            .collect()
    };
    match rule {
        Rule::Never => Some(false),
        Rule::Limit(limit) => limit.accepts(value),
        Rule::AllOf(tables) => conjunction(each(tables).into_iter()),
        Rule::AnyOf(tables) => match each(tables) {
            results if results.contains(&Some(true)) => Some(true),
            results if results.contains(&None) => None,
            _ => Some(false),
        },
        Rule::OneOf(tables) => match each(tables) {
            results if results.contains(&None) => None,
            results => Some(
                results
                    .iter()
                    .filter(|result| **result == Some(true))
                    .count()
                    == 1,
            ),
        },
        Rule::Not(rules) => satisfies_all(rules, value).map(|satisfied| !satisfied),
        Rule::IfThenElse(condition, then, otherwise) => match satisfies_all(condition, value)? {
            true => satisfies_all(then, value),
            false => satisfies_all(otherwise, value),
        },
        _ => None,
    }
}
