//! Which parts of a value other rules have spoken of: what `unevaluatedProperties` and
//! `unevaluatedItems` ask.

use super::check::holds;
use super::containers::{has_value, is_other};
use super::pattern::matches;
use super::{Rule, Rules};
use crate::runtime::wire::{Members, Node, Others};

/// The names of the members that these rules speak of, but for the one that asks.
pub(super) fn evaluated_members<'a>(
    value: &'a Node<'_>,
    members: &'a Members<'_>,
    rules: Rules,
    asking: &Rule,
) -> Vec<&'a str> {
    let mut names = Vec::new();
    collect_members(value, members, rules, Some(asking), &mut names);
    names
}

fn collect_members<'a>(
    value: &'a Node<'_>,
    members: &'a Members<'_>,
    rules: Rules,
    asking: Option<&Rule>,
    names: &mut Vec<&'a str>,
) {
    let matching = |test: &dyn Fn(&str) -> bool, names: &mut Vec<&'a str>| {
        names.extend(
            members
                .iter()
                .map(|(name, _)| name)
                .filter(|name| test(name)),
        );
    };
    let others = rules.iter().filter(|rule| !is_asking(rule, asking));
    for rule in others {
        match rule {
            Rule::Member(name, _) => matching(&|member| member == *name, names),
            Rule::IfMember(name, values, _) if has_value(members, name, values) => {
                matching(&|member| member == *name, names);
            }
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
            collect_members(value, members, rules, None, names);
        }
    }
}

/// For each item, whether these rules, but for the one that asks, speak of it.
pub(super) fn evaluated_items(items: &[Node<'_>], rules: Rules, asking: &Rule) -> Vec<bool> {
    let mut evaluated = vec![false; items.len()];
    let value = Node::Array(items.to_vec());
    collect_items(&value, items, rules, Some(asking), &mut evaluated);
    evaluated
}

fn is_asking(rule: &Rule, asking: Option<&Rule>) -> bool {
    asking.is_some_and(|asking| std::ptr::eq(rule, asking))
}

fn collect_items(
    value: &Node<'_>,
    items: &[Node<'_>],
    rules: Rules,
    asking: Option<&Rule>,
    evaluated: &mut [bool],
) {
    let others = rules.iter().filter(|rule| !is_asking(rule, asking));
    for rule in others {
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
            collect_items(value, items, rules, None, evaluated);
        }
    }
}

/// The rules inside a rule that apply to the value itself and hold.
fn applicable(value: &Node<'_>, rule: &Rule) -> Vec<Rules> {
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
        Rule::IfPresent(name, rules)
            if value
                .as_object()
                .is_some_and(|members| members.contains_key(name)) =>
        {
            vec![rules]
        }
        Rule::Ref(rules) => vec![rules()],
        Rule::Object(object) => vec![object.rules],
        _ => Vec::new(),
    }
}
