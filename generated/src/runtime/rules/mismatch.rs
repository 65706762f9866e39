//! Violations with a cause: the value of another property.
//!
//! ```text
//! /action: type "button" needs a ButtonAction, found a ListAction
//! ```

use super::check::check_rules;
use super::report::Report;
use super::{Literal, Rule, Rules, Types};
use crate::runtime::wire::{Node, Object, Properties, shape_matches};

/// Checks the rules that a value of the property `tag` implies.
///
/// If a property has a different type, the only message names both types and the cause: a
/// violation of the expected type tells neither.
pub(super) fn check_implied(
    value: &Node<'_>,
    members: &Properties<'_>,
    (tag, values): (&str, &[Literal]),
    rules: Rules,
    report: &mut Report,
) {
    let cause = || {
        let given = members.get(tag);
        let given = values
            .iter()
            .find(|value| given.is_some_and(|given| value.equals(given)));
        given.map_or_else(|| tag.to_owned(), |value| format!("{tag} {value}"))
    };
    for rule in rules {
        match rule {
            Rule::Property(name, [Rule::Never]) if members.contains(name) => {
                report.at(name, |report| {
                    report.add_sentence(|| format!("{} allows no `{name}`", cause()));
                });
            }
            Rule::Required(names) => {
                for name in names.iter().filter(|name| !members.contains(name)) {
                    report.add(|| {
                        let cause = cause();
                        format!("is missing the property `{name}`, required for {cause}")
                    });
                }
            }
            Rule::Property(name, [Rule::Ref(expected)]) => {
                let found = members.get(name).and_then(|member| {
                    let wanted = object_name(expected())?;
                    let found = name_of_other(member, (name, wanted), expected(), report)?;
                    Some((wanted, found))
                });
                match found {
                    Some((wanted, found)) => report.at(name, |report| {
                        report.add_sentence(|| {
                            let article = article(wanted);
                            format!("{} needs {article} {wanted}, found {found}", cause())
                        });
                    }),
                    None => check_rules(value, std::slice::from_ref(rule), report),
                }
            }
            _ => check_rules(value, std::slice::from_ref(rule), report),
        }
    }
}

/// Describes a property that has not the expected type, for `found …`. `None` if the type fits or
/// has no name: the violations of the expected type then tell more.
fn name_of_other(
    member: &Node<'_>,
    (name, wanted): (&str, &str),
    expected: Rules,
    report: &Report,
) -> Option<String> {
    if shape_matches(member, expected) {
        return None;
    }
    let Node::Object(_) = member else {
        return Some(Types::of(member).to_string());
    };
    let found = type_name(member, declared_rules(report.object?, name)?)?;
    (found != wanted).then(|| format!("{} {found}", article(found)))
}

/// The rules of the declared type of a property.
fn declared_rules(object: &Object, name: &str) -> Option<Rules> {
    let mut properties = object.properties.iter();
    let property = properties.find(|property| property.name == name)?;
    Some((property.rules)())
}

/// The name of the type that a value of a union has.
fn type_name(value: &Node<'_>, rules: Rules) -> Option<&'static str> {
    match rules {
        [Rule::Union(union), ..] => {
            let variant = &union.variants[union.choose(value)?];
            object_name((variant.rules)())
        }
        rules => object_name(rules),
    }
}

fn object_name(rules: Rules) -> Option<&'static str> {
    match rules {
        [Rule::Object(object)] => Some(object.name),
        _ => None,
    }
}

fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U']) {
        "an"
    } else {
        "a"
    }
}
