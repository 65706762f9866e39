//! Rules for arrays and objects.

use super::check::{Report, holds, walk};
use super::evaluated::{evaluated_items, evaluated_members};
use super::literal::equal;
use super::pattern::matches;
use super::{Literal, Rule, Rules};
use crate::runtime::wire::{Members, Node};

/// Checks one array rule. `unevaluatedItems` depends on the sibling rules.
pub(super) fn walk_items(items: &[Node<'_>], rule: &Rule, siblings: Rules, report: &mut Report) {
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
                report.below(index, |report| walk(item, rules, report));
            }
        }
        Rule::Item(index, rules) => {
            if let Some(item) = items.get(*index) {
                report.below(index, |report| walk(item, rules, report));
            }
        }
        Rule::Contains(least, most, rules) => {
            let count = items.iter().filter(|item| holds(item, rules)).count() as u64;
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
                    report.below(index, |report| walk(item, rules, report));
                }
            }
        }
        _ => {}
    }
}

/// Checks one object rule. `unevaluatedProperties` depends on the sibling rules.
pub(super) fn walk_members(
    value: &Node<'_>,
    members: &Members<'_>,
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
            for name in names.iter().filter(|name| !members.contains_key(name)) {
                report.add(|| format!("is missing the required property `{name}`"));
            }
        }
        Rule::Member(name, rules) => {
            if let Some(member) = members.get(name) {
                report.below(name, |report| walk(member, rules, report));
            }
        }
        Rule::IfMember(name, values, rules) if has_value(members, name, values) => {
            walk(value, rules, report);
        }
        Rule::IfPresent(name, rules) if members.contains_key(name) => {
            walk(value, rules, report);
        }
        Rule::MemberNames(rules) => {
            for (name, _) in members.iter() {
                let text = Node::Text(name.into());
                report.below(name, |report| walk(&text, rules, report));
            }
        }
        Rule::MembersLike(..) | Rule::OtherMembers(..) | Rule::UnevaluatedMembers(_) => {
            let evaluated = match rule {
                Rule::UnevaluatedMembers(_) => evaluated_members(value, members, siblings, rule),
                _ => Vec::new(),
            };
            for (name, member) in members.iter() {
                let rules = match rule {
                    Rule::MembersLike(pattern, rules) if matches(pattern, name) => rules,
                    Rule::OtherMembers(names, patterns, rules)
                        if is_other(name, names, patterns) =>
                    {
                        rules
                    }
                    Rule::UnevaluatedMembers(rules) if !evaluated.contains(&name) => rules,
                    _ => continue,
                };
                report.below(name, |report| walk(member, rules, report));
            }
        }
        _ => {}
    }
}

/// Returns `true` if the property exists and has one of the values.
pub(super) fn has_value(members: &Members<'_>, name: &str, values: &[Literal]) -> bool {
    let member = members.get(name);
    member.is_some_and(|member| values.iter().any(|value| value.is(member)))
}

/// Returns `true` for additional properties: not in `names`, and no pattern matches.
pub(super) fn is_other(name: &str, names: &[&str], patterns: &[&'static str]) -> bool {
    !names.contains(&name) && !patterns.iter().any(|pattern| matches(pattern, name))
}
