//! The interpreter: walks a JSON value along the tables of rules.

use super::containers::{walk_items, walk_members};
use super::scalars::{walk_number, walk_text};
use super::{Literal, Rule, Rules, Types, Violation};
use crate::runtime::wire::{Key, Members, Node, Object, Others, Union};
use std::collections::HashSet;
use std::fmt::Write as _;

/// Everything that is wrong with the value, each thing once: several schemas may say the same.
pub(super) fn violations(value: &Node<'_>, rules: Rules) -> Vec<Violation> {
    // Most values have nothing wrong, and to see that takes no pointers and no words.
    if holds(value, rules) {
        return Vec::new();
    }
    let mut report = Report::default();
    walk(value, rules, &mut report);
    let mut seen = HashSet::new();
    let mut violations = report.violations;
    violations.retain(|violation| seen.insert(violation.clone()));
    violations
}

/// Whether nothing is wrong with the value.
pub(super) fn holds(value: &Node<'_>, rules: Rules) -> bool {
    let mut report = Report {
        quiet: true,
        ..Report::default()
    };
    walk(value, rules, &mut report);
    !report.failed
}

/// What has been found, and where the walk is.
#[derive(Default)]
pub(super) struct Report {
    pointer: String,
    violations: Vec<Violation>,
    failed: bool,
    /// Only whether, not what: stop at the first violation and word none.
    quiet: bool,
}

impl Report {
    pub(super) fn add(&mut self, message: impl FnOnce() -> String) {
        self.failed = true;
        if !self.quiet {
            self.violations
                .push(Violation::new(self.pointer.clone(), message()));
        }
    }

    /// Whether all that is asked is known.
    fn is_over(&self) -> bool {
        self.quiet && self.failed
    }

    pub(super) fn require(&mut self, holds: bool, message: impl FnOnce() -> String) {
        if !holds {
            self.add(message);
        }
    }

    pub(super) fn below(
        &mut self,
        segment: impl std::fmt::Display,
        walk: impl FnOnce(&mut Report),
    ) {
        if self.quiet {
            if !self.failed {
                walk(self);
            }
            return;
        }
        let length = self.pointer.len();
        let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
        write!(self.pointer, "/{segment}").expect("writing to a string cannot fail");
        walk(self);
        self.pointer.truncate(length);
    }
}

/// Walks a value along a table of rules.
pub(super) fn walk(value: &Node<'_>, rules: Rules, report: &mut Report) {
    for rule in rules {
        if report.is_over() {
            return;
        }
        match rule {
            Rule::Never => report.add(|| "is not possible here".into()),
            Rule::Type(types) => {
                let found = Types::of(value);
                report.require(types.overlap(found), || {
                    format!("is {found} and not {types}")
                });
            }
            Rule::Enum(literals) => report
                .require(literals.iter().any(|literal| literal.is(value)), || {
                    choice(literals)
                }),
            Rule::AllOf(all) => all.iter().for_each(|rules| walk(value, rules, report)),
            Rule::AnyOf(any) => any_of(value, any, report),
            Rule::OneOf(one) => one_of(value, one, report),
            Rule::Not(rules) => report.require(!holds(value, rules), || {
                "has a form that is ruled out".into()
            }),
            Rule::If(condition, then, otherwise) => {
                let rules = if holds(value, condition) {
                    then
                } else {
                    otherwise
                };
                walk(value, rules, report);
            }
            Rule::Ref(rules) => walk(value, rules(), report),
            Rule::Object(object) => walk_object(value, object, report),
            Rule::Union(union) => walk_union(value, union, report),
            _ => match value {
                Node::Text(text) => walk_text(text, rule, report),
                Node::Number(number) => walk_number(number, rule, report),
                Node::Array(items) => walk_items(items, rule, rules, report),
                Node::Object(members) => walk_members(value, members, rule, rules, report),
                Node::Null | Node::Bool(_) => {}
            },
        }
    }
}

fn choice(literals: &[Literal]) -> String {
    match literals {
        [only] => format!("is not {only}"),
        _ => {
            let names: Vec<String> = literals.iter().map(ToString::to_string).collect();
            format!("is none of {}", names.join(", "))
        }
    }
}

fn any_of(value: &Node<'_>, any: &[Rules], report: &mut Report) {
    if any.iter().any(|rules| holds(value, rules)) {
        return;
    }
    match any {
        [only] => walk(value, only, report),
        _ => report.add(|| match members(any) {
            Some(names) => format!("has none of {names}, and needs one of them"),
            None => format!("fits none of {} possible forms", any.len()),
        }),
    }
}

fn one_of(value: &Node<'_>, one: &[Rules], report: &mut Report) {
    match one.iter().filter(|rules| holds(value, rules)).count() {
        1 => {}
        0 => any_of(value, one, report),
        count => report.add(|| match members(one) {
            Some(names) => format!("has more than one of {names}, and can have only one"),
            None => format!("fits {count} forms where it has to fit exactly one"),
        }),
    }
}

/// Names the members that tell forms apart, where that is all that tells them apart.
fn members(forms: &[Rules]) -> Option<String> {
    let required: Option<Vec<String>> = forms
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
        return report.add(|| format!("is {found} and not an object"));
    };
    let (mut next, mut found, mut found_fixed) = (0, 0, 0);
    for (name, value) in members.iter() {
        if report.is_over() {
            return;
        }
        match object.find(name, next) {
            Key::Member(index) => {
                let member = &object.members[index];
                report.below(name, |report| walk(value, (member.rules)(), report));
                found += usize::from(member.required);
                next = index + 1;
            }
            Key::Fixed(index) => {
                let fixed = &object.fixed[index];
                report.below(name, |report| {
                    report.require(fixed.value.is(value), || format!("is not {}", fixed.value));
                });
                found_fixed += usize::from(fixed.required);
            }
            Key::Other => match object.others {
                Others::Open | Others::Like(_) => {}
                Others::Closed => report.below(name, |report| {
                    report.add(|| format!("is no member that {} has", object.name));
                }),
                Others::Typed(rules) => report.below(name, |report| walk(value, rules(), report)),
            },
        }
    }
    // In both lists of the table, those that are required come first.
    let member = object.members.get(found).map(|member| member.required);
    let fixed = object.fixed.get(found_fixed).map(|fixed| fixed.required);
    if [member, fixed].contains(&Some(true)) {
        missing(members, object, report);
    }
    walk(value, object.rules, report);
}

/// Tells which required members are not there.
#[cold]
fn missing(members: &Members<'_>, object: &Object, report: &mut Report) {
    let named = object.members.iter().map(|one| (one.name, one.required));
    let fixed = object.fixed.iter().map(|one| (one.name, one.required));
    for (name, required) in named.chain(fixed) {
        report.require(!required || members.contains_key(name), || {
            format!("has no member `{name}`, which is required")
        });
    }
}

fn walk_union(value: &Node<'_>, union: &'static Union, report: &mut Report) {
    if let Some(tag) = union.tag
        && let Node::Object(members) = value
    {
        return match union.tagged(members.get(tag)) {
            Some(index) => walk(value, (union.variants[index].rules)(), report),
            None if members.contains_key(tag) => report.below(tag, |report| {
                report.add(|| format!("is none of {}", union.tags()));
            }),
            None => report.add(|| format!("has no member `{tag}`, which is required")),
        };
    }
    let holding = union
        .variants
        .iter()
        .filter(|variant| holds(value, (variant.rules)()))
        .count();
    match (holding, union.exclusive) {
        (0, _) => match union.choose(value) {
            Some(index) => walk(value, (union.variants[index].rules)(), report),
            None => report.add(|| format!("fits none of {}", union.names())),
        },
        (1, _) | (_, false) => {}
        _ => report.add(|| format!("fits more than one of {}", union.names())),
    }
}
