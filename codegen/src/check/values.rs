//! Examples, defaults and listed values that their own schema refuses.

use super::nodes::Nodes;
use super::questions::{Answer, Asked, Question, Violation};
use super::{Action, Finding};
use crate::source::Source;
use crate::source::pointer::child;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The members that leave `type` the only rule of a schema.
const WORDS: &[&str] = &[
    "type",
    "format",
    "default",
    "description",
    "title",
    "example",
    "examples",
    "nullable",
    "deprecated",
];

/// Why a value is refused by a rule that is told of itself.
const SHUT_OUT: &str = "`additionalProperties: false` shuts out members of the schemas beside it, as \
                        told of each `closed-branch`";

/// A value and what is wrong with it.
type Refused<'a> = (&'a Question, &'a [Violation]);

/// Tells of the values that a validator refuses.
pub(super) fn find(
    nodes: &Nodes<'_>,
    source: &Source,
    answers: &[(Question, Answer)],
    closed: &BTreeSet<String>,
) -> Vec<Finding> {
    let mut examples: BTreeMap<&str, Vec<Refused<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for (question, answer) in answers {
        let Answer::Judged(violations) = answer else {
            continue;
        };
        match question.asked {
            Asked::Example => {
                let all = examples.entry(&question.schema).or_default();
                all.push((question, violations));
            }
            Asked::Default => found.extend(
                single(
                    source,
                    (question, violations),
                    "invalid-default",
                    "the default",
                )
                .map(|finding| finding.actions(corrected(nodes, question, violations))),
            ),
            Asked::Listed => found.extend(single(
                source,
                (question, violations),
                "invalid-enum-value",
                "this value of `enum`",
            )),
        }
    }
    for all in examples.values() {
        found.extend(match all.as_slice() {
            [one] => single(source, *one, "invalid-example", "this example"),
            several => together(source, several, closed),
        });
    }
    found
}

/// What is wrong with one value.
fn single(
    source: &Source,
    (question, violations): Refused<'_>,
    code: &'static str,
    what: &str,
) -> Option<Finding> {
    let (first, others) = violations.split_first()?;
    let at = format!("{}{}", question.value, first.at);
    let problem = format!("{what} is not valid: {}", first.problem);
    let mut notes = Vec::new();
    if !first.rule.is_empty() {
        notes.push(format!("the rule is {}", place(source, &first.rule)));
    }
    for other in others.iter().filter(|other| !other.says_as(first)) {
        let note = format!("{}{}", other.problem, said(source, &other.rule));
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    Some(
        Finding::new(code, &at, problem)
            .notes(notes)
            .help("correct the value, or the schema if the value is right"),
    )
}

impl Violation {
    /// Whether another one is the same but for where it is.
    fn says_as(&self, other: &Self) -> bool {
        (&self.problem, &self.rule) == (&other.problem, &other.rule)
    }
}

/// What is wrong with several examples of one thing, by reasons.
fn together(source: &Source, all: &[Refused<'_>], closed: &BTreeSet<String>) -> Option<Finding> {
    let refused: Vec<&Refused<'_>> = all.iter().filter(|(_, it)| !it.is_empty()).collect();
    if refused.is_empty() {
        return None;
    }
    if let [only] = refused.as_slice() {
        return single(source, **only, "invalid-example", "this example");
    }
    let mut reasons: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (question, violations) in &refused {
        for violation in *violations {
            // What is told of the rule itself need not be told of each.
            let key = match closed.contains(&violation.rule) {
                true => (SHUT_OUT, ""),
                false => (violation.problem.as_str(), violation.rule.as_str()),
            };
            let examples = reasons.entry(key).or_default();
            if examples.last() != Some(&question.value.as_str()) {
                examples.push(&question.value);
            }
        }
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.len()));
    let notes = reasons.iter().map(|((problem, rule), examples)| {
        let first = examples.first().copied().unwrap_or_default();
        format!(
            "{}, {}: {problem}{}",
            match examples.len() {
                1 => "1 example".to_owned(),
                count => format!("{count} examples"),
            },
            match examples.len() {
                1 => line(source, first),
                _ => format!("the first at {}", line(source, first)),
            },
            said(source, rule)
        )
    });
    let problem = match refused.len() == all.len() {
        true => format!("none of these {} examples is valid", all.len()),
        false => format!(
            "{} of these {} examples are not valid",
            refused.len(),
            all.len()
        ),
    };
    let first = refused
        .first()
        .map_or("", |(question, _)| question.value.as_str());
    Some(
        Finding::new("invalid-examples", &list_of(all, first), problem)
            .of_name()
            .notes(notes.collect())
            .help("correct the examples, or the schema where they are right"),
    )
}

/// The pointer to what holds all of some examples, or else to the first one.
fn list_of(all: &[Refused<'_>], first: &str) -> String {
    let mut list = first;
    while let Some((parent, _)) = list.rsplit_once('/') {
        list = parent;
        let start = format!("{list}/");
        if all
            .iter()
            .all(|(question, _)| question.value.starts_with(&start))
        {
            let is_near = list.ends_with("/examples");
            return if is_near { list } else { first }.to_owned();
        }
    }
    first.to_owned()
}

/// The rule that says so, and where it is.
fn said(source: &Source, rule: &str) -> String {
    match rule {
        "" => String::new(),
        rule => format!(", says {}", place(source, rule)),
    }
}

fn place(source: &Source, at: &str) -> String {
    format!("{at} ({})", line(source, at))
}

fn line(source: &Source, at: &str) -> String {
    let (file, pointer) = source.origin(at);
    match file.locate_key(&pointer) {
        Some(place) if std::ptr::eq(file, source) => format!("line {}", place.line),
        Some(place) => format!("{}:{}", file.name, place.line),
        None => at.to_owned(),
    }
}

/// The default as a value of the type, where it is nothing but written as another one; or else
/// none. Where a union refuses it, more likely the union is wrong.
fn corrected(nodes: &Nodes<'_>, question: &Question, violations: &[Violation]) -> Vec<Action> {
    let is_of_union = |it: &Violation| it.rule.ends_with("/oneOf") || it.rule.ends_with("/anyOf");
    if violations.iter().any(is_of_union) {
        return Vec::new();
    }
    let schema = nodes.root.pointer(&question.schema);
    let members = schema.and_then(Value::as_object);
    let is_plain = members.is_some_and(|it| it.keys().all(|name| WORDS.contains(&name.as_str())));
    let kind = members.and_then(|members| members.get("type")?.as_str());
    let value = nodes.root.pointer(&question.value);
    let meant = match (kind, value) {
        (Some("string"), Some(value @ (Value::Number(_) | Value::Bool(_)))) => {
            Some(json!(value.to_string()))
        }
        (Some("integer"), Some(Value::String(text))) => text.parse::<i64>().ok().map(Value::from),
        (Some("number"), Some(Value::String(text))) => {
            let number = text.parse::<f64>().ok();
            number.filter(|number| number.is_finite()).map(Value::from)
        }
        (Some("boolean"), Some(Value::String(text))) => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    vec![match meant.filter(|_| is_plain) {
        Some(meant) => Action::update(nodes.root, &question.value, meant),
        None => Action::remove(nodes.root, &child(&question.schema, "default")),
    }]
}
