//! Which parts of a value other rules have spoken of: what `unevaluatedProperties` and
//! `unevaluatedItems` ask.

use super::check::holds;
use super::containers::{has_value, is_other};
use super::pattern::matches;
use super::{Rule, Rules};
use crate::runtime::wire::{Json, Others};

type JsonMap = serde_json::Map<String, Json>;

/// The names of the members that these rules speak of.
pub(super) fn evaluated_members<'a>(
    value: &'a Json,
    members: &'a JsonMap,
    rules: Rules,
) -> Vec<&'a str> {
    let mut names = Vec::new();
    collect_members(value, members, rules, &mut names);
    names
}

fn collect_members<'a>(
    value: &'a Json,
    members: &'a JsonMap,
    rules: Rules,
    names: &mut Vec<&'a str>,
) {
    let matching = |test: &dyn Fn(&str) -> bool, names: &mut Vec<&'a str>| {
        names.extend(members.keys().map(String::as_str).filter(|name| test(name)));
    };
    for rule in rules {
        match rule {
            Rule::Member(name, _) => matching(&|member| member == *name, names),
            Rule::MembersLike(pattern, _) => matching(&|member| matches(pattern, member), names),
            Rule::OtherMembers(known, patterns, _) => {
                matching(&|member| is_other(member, known, patterns), names);
            }
            Rule::UnevaluatedMembers(_) => matching(&|_| true, names),
            Rule::Object(object) => matching(
                &|member| object.declares(member) || matches!(object.others, Others::Typed(_)),
                names,
            ),
            _ => {}
        }
        for rules in applicable(value, rule) {
            collect_members(value, members, rules, names);
        }
    }
}

/// For each item, whether these rules speak of it.
pub(super) fn evaluated_items(items: &[Json], rules: Rules) -> Vec<bool> {
    let mut evaluated = vec![false; items.len()];
    collect_items(&Json::Array(items.to_vec()), items, rules, &mut evaluated);
    evaluated
}

fn collect_items(value: &Json, items: &[Json], rules: Rules, evaluated: &mut [bool]) {
    for rule in rules {
        match rule {
            Rule::Items(from, _) => evaluated.iter_mut().skip(*from).for_each(|e| *e = true),
            Rule::Item(index, _) => evaluated
                .iter_mut()
                .skip(*index)
                .take(1)
                .for_each(|e| *e = true),
            Rule::UnevaluatedItems(_) => evaluated.fill(true),
            Rule::Contains(_, _, rules) => {
                for (item, evaluated) in items.iter().zip(&mut *evaluated) {
                    *evaluated |= holds(item, rules);
                }
            }
            _ => {}
        }
        for rules in applicable(value, rule) {
            collect_items(value, items, rules, evaluated);
        }
    }
}

/// The rules inside a rule that apply to the value itself and hold.
fn applicable(value: &Json, rule: &Rule) -> Vec<Rules> {
    match rule {
        Rule::AllOf(all) => all.to_vec(),
        Rule::AnyOf(some) | Rule::OneOf(some) => {
            let mut some = some.to_vec();
            some.retain(|rules| holds(value, rules));
            some
        }
        Rule::If(condition, then, _) if holds(value, condition) => vec![condition, then],
        Rule::If(_, _, otherwise) => vec![otherwise],
        Rule::IfMember(name, values, rules)
            if value
                .as_object()
                .is_some_and(|members| has_value(members, name, values)) =>
        {
            vec![rules]
        }
        Rule::IfPresent(name, rules) if value.get(name).is_some() => vec![rules],
        Rule::Ref(rules) => vec![rules()],
        Rule::Object(object) => vec![object.rules],
        Rule::Union(union) => union
            .variants
            .iter()
            .map(|variant| (variant.rules)())
            .filter(|rules| holds(value, rules))
            .collect(),
        _ => Vec::new(),
    }
}
