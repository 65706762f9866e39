//! Whether an example keeps the rules beside its types, as far as they can be judged one by one.
//!
//! The runtime knows more: what a rule asks of other types, and of what no other rule speaks of, is
//! not known here. Only what is surely broken counts.

use super::write::literal;
use crate::ir::Rule;
use regex_lite::Regex;
use serde_json::{Map, Value};

/// Whether a value surely breaks one of the rules.
pub(super) fn breaks(rules: &[Rule], value: &Value) -> bool {
    all(rules, value) == Some(false)
}

/// Whether a value keeps all rules, where that is known.
fn all(rules: &[Rule], value: &Value) -> Option<bool> {
    every(rules.iter().map(|rule| one(rule, value)))
}

/// One that is broken is enough to know; for the contrary, all have to be known.
fn every(results: impl Iterator<Item = Option<bool>>) -> Option<bool> {
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

fn one(rule: &Rule, value: &Value) -> Option<bool> {
    match value {
        Value::String(text) => of_text(rule, text),
        Value::Number(number) => of_number(rule, number.as_f64()?),
        Value::Array(items) => of_items(rule, items),
        Value::Object(members) => of_members(rule, members, value),
        Value::Null | Value::Bool(_) => None,
    }
    .or_else(|| of_any(rule, value))
}

fn of_text(rule: &Rule, text: &str) -> Option<bool> {
    let length = || text.chars().count() as u64;
    match rule {
        Rule::MinLength(least) => Some(length() >= *least),
        Rule::MaxLength(most) => Some(length() <= *most),
        Rule::Pattern(pattern) => Some(Regex::new(pattern).ok()?.is_match(text)),
        _ => None,
    }
}

fn of_number(rule: &Rule, number: f64) -> Option<bool> {
    match rule {
        Rule::Minimum(bound) => Some(number >= *bound),
        Rule::Maximum(bound) => Some(number <= *bound),
        Rule::ExclusiveMinimum(bound) => Some(number > *bound),
        Rule::ExclusiveMaximum(bound) => Some(number < *bound),
        _ => None,
    }
}

fn of_items(rule: &Rule, items: &[Value]) -> Option<bool> {
    let count = items.len() as u64;
    match rule {
        Rule::MinItems(least) => Some(count >= *least),
        Rule::MaxItems(most) => Some(count <= *most),
        Rule::UniqueItems => {
            let mut rest = items.iter().enumerate();
            Some(rest.all(|(at, item)| !items[..at].contains(item)))
        }
        Rule::Items(from, rules) => every(items.iter().skip(*from).map(|item| all(rules, item))),
        Rule::Item(index, rules) => items
            .get(*index)
            .map_or(Some(true), |item| all(rules, item)),
        _ => None,
    }
}

fn of_members(rule: &Rule, members: &Map<String, Value>, whole: &Value) -> Option<bool> {
    let count = members.len() as u64;
    match rule {
        Rule::MinProperties(least) => Some(count >= *least),
        Rule::MaxProperties(most) => Some(count <= *most),
        Rule::Required(names) => Some(names.iter().all(|name| members.contains_key(name))),
        Rule::Member(name, rules) => {
            let member = members.get(name);
            member.map_or(Some(true), |value| all(rules, value))
        }
        Rule::IfPresent(name, rules) if members.contains_key(name) => all(rules, whole),
        Rule::IfPresent(..) => Some(true),
        Rule::MemberNames(rules) => {
            let names = members.keys().map(|name| Value::from(name.as_str()));
            every(names.map(|name| all(rules, &name)))
        }
        Rule::IfMember(name, values, rules) => {
            let member = members.get(name)?;
            match values.iter().any(|it| literal(it).as_ref() == Some(member)) {
                true => all(rules, whole),
                false => Some(true),
            }
        }
        _ => None,
    }
}

/// What is asked of values of every kind; nothing is known of the rest.
fn of_any(rule: &Rule, value: &Value) -> Option<bool> {
    let each = |tables: &[Vec<Rule>]| -> Vec<Option<bool>> {
        tables.iter().map(|rules| all(rules, value)).collect()
    };
    match rule {
        Rule::Never => Some(false),
        Rule::AllOf(tables) => every(each(tables).into_iter()),
        Rule::AnyOf(tables) => match each(tables) {
            results if results.contains(&Some(true)) => Some(true),
            results if results.contains(&None) => None,
            _ => Some(false),
        },
        Rule::OneOf(tables) => match each(tables) {
            results if results.contains(&None) => None,
            results => Some(results.iter().filter(|it| **it == Some(true)).count() == 1),
        },
        Rule::Not(rules) => all(rules, value).map(|kept| !kept),
        Rule::If(condition, then, otherwise) => match all(condition, value)? {
            true => all(then, value),
            false => all(otherwise, value),
        },
        _ => None,
    }
}
