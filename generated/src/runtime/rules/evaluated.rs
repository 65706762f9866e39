//! Evaluated properties and items, for `unevaluatedProperties` and `unevaluatedItems`.
//!
//! A property is evaluated if `properties`, `patternProperties` or `additionalProperties` applies
//! to it, in the schema itself or in a subschema that accepts the value (`allOf`, `anyOf`, `$ref`,
//! …):
//!
//! ```yaml
//! allOf: [{ properties: { a: { type: integer } } }]
//! properties: { b: { type: integer } }
//! unevaluatedProperties: false
//! ```
//!
//! ```text
//! {"a": 1, "b": 2}    valid: `allOf` evaluates `a`, `properties` evaluates `b`
//! {"a": 1, "c": 3}    violation at `/c`: no keyword evaluates `c`
//! ```

use super::check::is_valid_node;
use super::containers::{has_property_in, is_additional};
use super::pattern::matches;
use super::{Rule, Rules};
use crate::runtime::wire::{AdditionalProperties, Node, Properties};

/// Returns the names of the properties that the rules evaluate, ignoring the rule `exclude`.
pub(super) fn evaluated_properties<'a>(
    value: &'a Node<'_>,
    members: &'a Properties<'_>,
    rules: Rules,
    exclude: &Rule,
) -> Vec<&'a str> {
    let mut names = Vec::new();
    collect_properties(value, members, rules, Some(exclude), &mut names);
    names
}

fn collect_properties<'a>(
    value: &'a Node<'_>,
    members: &'a Properties<'_>,
    rules: Rules,
    exclude: Option<&Rule>,
    names: &mut Vec<&'a str>,
) {
    let add = |test: &dyn Fn(&str) -> bool, names: &mut Vec<&'a str>| {
        names.extend(
            members
                .iter()
                .map(|(name, _)| name)
                .filter(|name| test(name)),
        );
    };
    let remaining = rules.iter().filter(|rule| !is_excluded(rule, exclude));
    for rule in remaining {
        match rule {
            Rule::Property(name, _) => add(&|member| member == *name, names),
            Rule::IfPropertyIn(name, values, _) if has_property_in(members, name, values) => {
                add(&|member| member == *name, names);
            }
            Rule::PatternProperties(pattern, _) => add(&|member| matches(pattern, member), names),
            Rule::AdditionalProperties(known, patterns, _) => {
                add(&|member| is_additional(member, known, patterns), names);
            }
            Rule::UnevaluatedProperties(_) => add(&|_| true, names),
            Rule::Object(object) => add(
                &|member| {
                    object.declares(member)
                        || matches!(object.additional, AdditionalProperties::Typed(_))
                },
                names,
            ),
            _ => {}
        }
        for rules in in_place_rules(value, rule) {
            collect_properties(value, members, rules, None, names);
        }
    }
}

/// Returns a flag per item: `true` if the rules evaluate the item, ignoring the rule `exclude`.
pub(super) fn evaluated_items(items: &[Node<'_>], rules: Rules, exclude: &Rule) -> Vec<bool> {
    let mut evaluated = vec![false; items.len()];
    let value = Node::Array(items.to_vec());
    collect_items(&value, items, rules, Some(exclude), &mut evaluated);
    evaluated
}

fn is_excluded(rule: &Rule, exclude: Option<&Rule>) -> bool {
    exclude.is_some_and(|exclude| std::ptr::eq(rule, exclude))
}

fn collect_items(
    value: &Node<'_>,
    items: &[Node<'_>],
    rules: Rules,
    exclude: Option<&Rule>,
    evaluated: &mut [bool],
) {
    let remaining = rules.iter().filter(|rule| !is_excluded(rule, exclude));
    for rule in remaining {
        match rule {
            Rule::Items(from, _) => evaluated.iter_mut().skip(*from).for_each(|e| *e = true),
            Rule::PrefixItem(index, _) => evaluated
                .iter_mut()
                .skip(*index)
                .take(1)
                .for_each(|e| *e = true),
            Rule::UnevaluatedItems(_) => evaluated.fill(true),
            Rule::Contains(_, _, rules) => {
                for (item, evaluated) in items.iter().zip(&mut *evaluated) {
                    *evaluated |= is_valid_node(item, rules);
                }
            }
            _ => {}
        }
        for rules in in_place_rules(value, rule) {
            collect_items(value, items, rules, None, evaluated);
        }
    }
}

/// The rules of in-place subschemas that apply to the value: `allOf`, valid branches, `then`,
/// `$ref`.
fn in_place_rules(value: &Node<'_>, rule: &Rule) -> Vec<Rules> {
    match rule {
        Rule::AllOf(all) => all.to_vec(),
        Rule::AnyOf(branches) | Rule::OneOf(branches) => {
            let mut valid = branches.to_vec();
            valid.retain(|rules| is_valid_node(value, rules));
            valid
        }
        Rule::IfThenElse(condition, then, _) if is_valid_node(value, condition) => {
            vec![condition, then]
        }
        Rule::IfThenElse(_, _, otherwise) => vec![otherwise],
        Rule::IfPropertyIn(name, values, rules)
            if value
                .as_object()
                .is_some_and(|members| has_property_in(members, name, values)) =>
        {
            vec![rules]
        }
        Rule::Ref(rules) => vec![rules()],
        Rule::Object(object) => vec![object.rules],
        _ => Vec::new(),
    }
}
