//! Checks a JSON value against tables of rules.

use super::containers::{check_array, check_object};
use super::report::Report;
use super::scalars::{check_number, check_string};
use super::{Literal, Rule, Rules, Types, Violation};
use crate::runtime::wire::{AdditionalProperties, Key, Node, Object, Properties, Union};

/// Returns every violation once, even if several schemas report the same violation.
pub(super) fn violations(value: &Node<'_>, rules: Rules) -> Vec<Violation> {
    // Most values are valid: the first pass builds no pointers and no messages.
    if is_valid_node(value, rules) {
        return Vec::new();
    }
    let mut report = Report::default();
    check_rules(value, rules, &mut report);
    report.into_violations()
}

/// Returns `true` if the value satisfies every rule.
pub(super) fn is_valid_node(value: &Node<'_>, rules: Rules) -> bool {
    let mut report = Report::fail_fast();
    check_rules(value, rules, &mut report);
    !report.failed
}

/// Checks a value against rules and reports violations.
pub(super) fn check_rules(value: &Node<'_>, rules: Rules, report: &mut Report) {
    for rule in rules {
        if report.is_decided() {
            return;
        }
        match rule {
            Rule::Never => report.add(|| "is not allowed".into()),
            Rule::Type(types) => {
                let found = Types::of(value);
                report.require(types.overlap(found), || {
                    format!("is {found}, expected {types}")
                });
            }
            Rule::Enum(literals) | Rule::Values(literals) => {
                let is_accepted = literals.iter().any(|literal| literal.equals(value))
                    || match rule {
                        Rule::Values(_) => report.accept_unknown(),
                        _ => report.is_unknown(),
                    };
                report.require(is_accepted, || enum_message(literals));
            }
            Rule::AllOf(all) => all
                .iter()
                .for_each(|rules| check_rules(value, rules, report)),
            Rule::AnyOf(any) => any_of(value, any, report),
            Rule::OneOf(one) => one_of(value, one, report),
            Rule::Not(rules) => report.require(!is_valid_node(value, rules), || {
                "matches a schema that `not` forbids".into()
            }),
            Rule::IfThenElse(condition, then, otherwise) => {
                let rules = if is_valid_node(value, condition) {
                    then
                } else {
                    otherwise
                };
                check_rules(value, rules, report);
            }
            Rule::Ref(rules) => check_rules(value, rules(), report),
            Rule::Object(object) => walk_object(value, object, report),
            Rule::Union(union) => walk_union(value, union, report),
            _ => match value {
                Node::String(text) => check_string(text, rule, report),
                Node::Number(number) => check_number(number, rule, report),
                Node::Array(items) => check_array(items, rule, rules, report),
                Node::Object(members) => check_object(value, members, rule, rules, report),
                Node::Null | Node::Bool(_) => {}
            },
        }
    }
}

fn enum_message(literals: &[Literal]) -> String {
    match literals {
        [only] => format!("is not {only}"),
        _ => {
            let names: Vec<String> = literals.iter().map(ToString::to_string).collect();
            format!("is not one of {}", names.join(", "))
        }
    }
}

fn any_of(value: &Node<'_>, any: &[Rules], report: &mut Report) {
    if any.iter().any(|rules| is_valid_node(value, rules)) {
        return;
    }
    let mut possible = any.iter().filter(|rules| has_type(value, rules));
    match (possible.next(), possible.next()) {
        // Such as the non-null branch of a nullable value.
        (Some(only), None) => check_rules(value, only, report),
        _ if report.accepts_any(value, any.iter().copied()) => {}
        _ => report.add(|| match required_names(any) {
            Some(names) => format!("has none of the properties {names}, one is required"),
            None => format!("matches none of the {} alternatives", any.len()),
        }),
    }
}

/// Returns `true` if the rules accept the JSON type of the value.
fn has_type(value: &Node<'_>, rules: Rules) -> bool {
    rules.iter().all(|rule| match rule {
        Rule::Type(types) => types.overlap(Types::of(value)),
        Rule::Object(_) => matches!(value, Node::Object(_)),
        Rule::Ref(rules) => has_type(value, rules()),
        _ => true,
    })
}

fn one_of(value: &Node<'_>, one: &[Rules], report: &mut Report) {
    match one
        .iter()
        .filter(|rules| is_valid_node(value, rules))
        .count()
    {
        1 => {}
        0 => any_of(value, one, report),
        count => report.add(|| match required_names(one) {
            Some(names) => {
                format!("has more than one of the properties {names}, only one is allowed")
            }
            None => format!("matches {count} alternatives, exactly one is allowed"),
        }),
    }
}

/// Returns the names for a message if every alternative consists of a single `required`.
fn required_names(alternatives: &[Rules]) -> Option<String> {
    let required: Option<Vec<String>> = alternatives
        .iter()
        .map(|rules| match rules {
            [Rule::Required(names)] => Some(format!("`{}`", names.join("` with `"))),
            _ => None,
        })
        .collect();
    required.map(|names| names.join(", "))
}

fn walk_object(value: &Node<'_>, object: &'static Object, report: &mut Report) {
    let Node::Object(members) = value else {
        let found = Types::of(value);
        return report.add(|| format!("is {found}, expected an object"));
    };
    let (mut next, mut present, mut fixed_present) = (0, 0, 0);
    for (name, value) in members.iter() {
        if report.is_decided() {
            return;
        }
        match object.find(name, next) {
            Key::Property(index) => {
                let member = &object.properties[index];
                report.at(name, |report| check_rules(value, (member.rules)(), report));
                present += usize::from(member.required);
                next = index + 1;
            }
            Key::Constant(index) => {
                let fixed = &object.constants[index];
                report.at(name, |report| {
                    report.require(fixed.value.equals(value), || {
                        format!("is not {}", fixed.value)
                    });
                });
                fixed_present += usize::from(fixed.required);
            }
            Key::Undeclared => match object.additional {
                AdditionalProperties::Any | AdditionalProperties::Patterned(_) => {}
                AdditionalProperties::Forbidden => report.forbid_undeclared(name, || {
                    format!(
                        "is not declared: `{}` allows no other properties",
                        object.name
                    )
                }),
                AdditionalProperties::Typed(rules) => {
                    report.at(name, |report| check_rules(value, rules(), report));
                }
            },
        }
    }
    // Required properties come first in both lists of the table.
    let member = object.properties.get(present).map(|member| member.required);
    let fixed = object
        .constants
        .get(fixed_present)
        .map(|fixed| fixed.required);
    if [member, fixed].contains(&Some(true)) {
        report_missing(members, object, report);
    }
    let outer = report.object.replace(object);
    check_rules(value, object.rules, report);
    report.object = outer;
}

/// Reports the missing required properties.
#[cold]
fn report_missing(members: &Properties<'_>, object: &Object, report: &mut Report) {
    let named = object.properties.iter().map(|one| (one.name, one.required));
    let fixed = object.constants.iter().map(|one| (one.name, one.required));
    for (name, required) in named.chain(fixed) {
        report.require(!required || members.contains(name), || {
            format!("is missing the required property `{name}`")
        });
    }
}

fn walk_union(value: &Node<'_>, union: &'static Union, report: &mut Report) {
    if let Some(tag) = union.discriminator
        && let Node::Object(members) = value
    {
        return match union.by_discriminator(members.get(tag)) {
            Some(index) => walk_variant(value, members.get(tag), union, index, report),
            None if members.contains(tag) => report.at(tag, |report| {
                let is_text = matches!(members.get(tag), Some(Node::String(_)));
                let is_accepted = is_text && report.accept_unknown();
                report.require(is_accepted, || {
                    format!("is not one of {}", union.discriminator_values())
                });
            }),
            None => report.add(|| format!("is missing the required property `{tag}`")),
        };
    }
    let matching = union
        .variants
        .iter()
        .filter(|variant| is_valid_node(value, (variant.rules)()))
        .count();
    match (matching, union.one_of) {
        (0, _) if report.accepts_any(value, union.variants.iter().map(|one| (one.rules)())) => {}
        (0, _) => match union.choose(value) {
            Some(index) => check_rules(value, (union.variants[index].rules)(), report),
            None => {
                report.add(|| format!("matches none of the variants {}", union.variant_names()));
            }
        },
        (1, _) | (_, false) => {}
        _ => report.add(|| {
            format!(
                "matches more than one of the variants {}",
                union.variant_names()
            )
        }),
    }
}

/// Checks the variant that the discriminator names; if the value does not fit, the other variants.
fn walk_variant(
    value: &Node<'_>,
    tag: Option<&Node<'_>>,
    union: &Union,
    index: usize,
    report: &mut Report,
) {
    let rules = (union.variants[index].rules)();
    if let Some(Node::String(tag)) = tag
        && !union.is_decisive(index, tag)
    {
        if is_valid_node(value, rules) || union.fits_another(index, value) {
            return;
        }
        if report.fail_fast {
            return report.add(String::new);
        }
    }
    check_rules(value, rules, report);
}
