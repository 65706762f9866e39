//! Rules for arrays and objects.

use super::check::{self, check_rules, is_valid_node};
use super::evaluated::{evaluated_items, evaluated_properties};
use super::known;
use super::literal::equal;
use super::mismatch::check_implied;
use super::pattern::matches;
use super::report::Report;
use super::{Literal, Rule, Rules};
use crate::runtime::wire::{Node, Properties};

/// Checks one array rule. `unevaluatedItems` depends on the sibling rules.
pub(super) fn check_array(items: &[Node<'_>], rule: &Rule, siblings: Rules, report: &mut Report) {
    let count = items.len() as u64;
    match rule {
        Rule::MinItems(least) => report.require(count >= *least, || {
            format!("has {count} items, at least {least} required")
        }),
        Rule::MaxItems(most) => report.require(count <= *most, || {
            format!("has {count} items, at most {most} allowed")
        }),
        Rule::UniqueItems => {
            let duplicate = items
                .iter()
                .enumerate()
                .find(|(index, item)| items[..*index].iter().any(|other| equal(item, other)));
            report.require(duplicate.is_none(), || "has duplicate items".into());
        }
        Rule::Items(from, rules) => {
            for (index, item) in items.iter().enumerate().skip(*from) {
                report.at(index, |report| check_rules(item, rules, report));
            }
        }
        Rule::PrefixItem(index, rules) => {
            if let Some(item) = items.get(*index) {
                report.at(index, |report| check_rules(item, rules, report));
            }
        }
        Rule::Contains(least, most, rules) => {
            let count = items
                .iter()
                .filter(|item| is_valid_node(item, rules))
                .count() as u64;
            report.require((*least..=*most).contains(&count), || {
                let limit = if count < *least {
                    format!("at least {least} required")
                } else {
                    format!("at most {most} allowed")
                };
                format!("has {count} items that match `contains`, {limit}")
            });
        }
        Rule::UnevaluatedItems(rules) => {
            let evaluated = evaluated_items(items, siblings, rule);
            for (index, item) in items.iter().enumerate() {
                if !evaluated[index] {
                    report.at(index, |report| check_rules(item, rules, report));
                }
            }
        }
        _ => {}
    }
}

/// Checks one object rule. `unevaluatedProperties` depends on the sibling rules.
pub(super) fn check_object(
    value: &Node<'_>,
    members: &Properties<'_>,
    rule: &Rule,
    siblings: Rules,
    report: &mut Report,
) {
    let count = members.count() as u64;
    match rule {
        Rule::MinProperties(least) => report.require(count >= *least, || {
            format!("has {count} properties, at least {least} required")
        }),
        Rule::MaxProperties(most) => report.require(count <= *most, || {
            format!("has {count} properties, at most {most} allowed")
        }),
        Rule::Required(names) => {
            for name in names.iter().filter(|name| !members.contains(name)) {
                report.add(|| format!("is missing the required property `{name}`"));
            }
        }
        Rule::Property(name, rules) => {
            if let Some(member) = members.get(name) {
                report.at(name, |report| check_rules(member, rules, report));
            }
        }
        Rule::IfPropertyIn(name, values, rules) if has_property_in(members, name, values) => {
            check_implied(value, members, (name, values), rules, report);
        }
        Rule::PropertyNames(rules) => {
            for (name, _) in members.iter() {
                let text = Node::String(name.into());
                report.at(name, |report| check_rules(&text, rules, report));
            }
        }
        Rule::Collect(pointer, rules) => {
            let mut list = Vec::new();
            collect(value, pointer, &mut list);
            let list = Node::Array(list);
            let violations = match report.unknown {
                None => check::violations(&list, rules),
                Some(_) => known::violations(&list, rules),
            };
            for violation in violations {
                report.add_sentence(|| format!("{}{}", &pointer[1..], violation.text()));
            }
        }
        Rule::PatternProperties(..)
        | Rule::AdditionalProperties(..)
        | Rule::UnevaluatedProperties(_) => check_others(value, members, rule, siblings, report),
        _ => {}
    }
}

/// Finds the values at a JSON pointer, where `*` stands for every item or property.
///
/// ```text
/// /sections/*/rows/*    {"sections": [{"rows": [1, 2]}, {}, {"rows": [3]}]}    1, 2, 3
/// ```
fn collect<'v>(value: &Node<'v>, pointer: &str, found: &mut Vec<Node<'v>>) {
    let Some(pointer) = pointer.strip_prefix('/') else {
        return found.push(value.clone());
    };
    let (name, rest) = pointer.split_at(pointer.find('/').unwrap_or(pointer.len()));
    match (value, name) {
        (Node::Array(items), "*") => items.iter().for_each(|item| collect(item, rest, found)),
        (Node::Object(members), "*") => members
            .iter()
            .for_each(|(_, member)| collect(member, rest, found)),
        (Node::Object(members), name) => {
            if let Some(member) = members.get(&name.replace("~1", "/").replace("~0", "~")) {
                collect(member, rest, found);
            }
        }
        _ => {}
    }
}

/// Checks a rule for properties without a name in the schema.
fn check_others(
    value: &Node<'_>,
    members: &Properties<'_>,
    rule: &Rule,
    siblings: Rules,
    report: &mut Report,
) {
    let is_pattern = matches!(rule, Rule::PatternProperties(..));
    let evaluated = match rule {
        Rule::UnevaluatedProperties(_) => evaluated_properties(value, members, siblings, rule),
        _ => Vec::new(),
    };
    for (name, member) in members.iter() {
        let rules = match rule {
            Rule::PatternProperties(pattern, rules) if matches(pattern, name) => rules,
            Rule::AdditionalProperties(names, patterns, rules)
                if is_additional(name, names, patterns) =>
            {
                rules
            }
            Rule::UnevaluatedProperties(rules) if !evaluated.contains(&name) => rules,
            _ => continue,
        };
        match rules {
            [Rule::Never] if !is_pattern => report.forbid_undeclared(name, || {
                "is not declared: the schema allows no other properties".into()
            }),
            rules => report.at(name, |report| check_rules(member, rules, report)),
        }
    }
}

/// Returns `true` if the property exists and has one of the values.
pub(super) fn has_property_in(members: &Properties<'_>, name: &str, values: &[Literal]) -> bool {
    let member = members.get(name);
    member.is_some_and(|member| values.iter().any(|value| value.equals(member)))
}

/// Returns `true` for additional properties: not in `names`, and no pattern matches.
pub(super) fn is_additional(name: &str, names: &[&str], patterns: &[&'static str]) -> bool {
    !names.contains(&name) && !patterns.iter().any(|pattern| matches(pattern, name))
}
