//! Examples, defaults and `enum` values that are invalid under their schema.

use super::cases::{Case, Outcome, ValueSource, Violation};
use super::index::Index;
use super::{Finding, OverlayAction};
use crate::source::Source;
use crate::source::pointer::child;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Keywords that add no rule to `type`.
const PLAIN_KEYWORDS: &[&str] = &[
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

/// The note for violations that `closed_schemas` already reports.
const CLOSED_REASON: &str = "`additionalProperties: false` rejects properties of the composition, \
                             see `closed-schema`";

/// A value and its violations.
type Invalid<'a> = (&'a Case, &'a [Violation]);

/// Reports the values that the validator rejects.
pub(super) fn find(
    nodes: &Index<'_>,
    source: &Source,
    answers: &[(Case, Outcome)],
    closed: &BTreeSet<String>,
) -> Vec<Finding> {
    let mut examples: BTreeMap<&str, Vec<Invalid<'_>>> = BTreeMap::new();
    let mut found = Vec::new();
    for (question, answer) in answers {
        let Outcome::Validated(violations) = answer else {
            continue;
        };
        match question.source {
            ValueSource::Example => {
                let all = examples.entry(&question.schema).or_default();
                all.push((question, violations));
            }
            ValueSource::Default => found.extend(
                single(
                    source,
                    (question, violations),
                    "invalid-default",
                    "`default`",
                )
                .map(|finding| finding.actions(fix_default(nodes, question, violations))),
            ),
            ValueSource::Enum => found.extend(single(
                source,
                (question, violations),
                "invalid-enum-value",
                "`enum` value",
            )),
        }
    }
    for all in examples.values() {
        found.extend(match all.as_slice() {
            [example] => single(source, *example, "invalid-example", "example"),
            examples => grouped(source, examples, closed),
        });
    }
    found
}

/// Returns the finding for one value.
fn single(
    source: &Source,
    (question, violations): Invalid<'_>,
    code: &'static str,
    what: &str,
) -> Option<Finding> {
    let (first, rest) = violations.split_first()?;
    let at = format!("{}{}", question.value, first.at);
    let problem = format!("invalid {what}: {}", first.message);
    let mut notes = Vec::new();
    if !first.rule.is_empty() {
        notes.push(format!("violates {}", place(source, &first.rule)));
    }
    for violation in rest
        .iter()
        .filter(|rest| !rest.equals_except_location(first))
    {
        let note = format!(
            "{}{}",
            violation.message,
            violated_rule(source, &violation.rule)
        );
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
    /// True if two violations differ only in their location.
    fn equals_except_location(&self, other: &Self) -> bool {
        (&self.message, &self.rule) == (&other.message, &other.rule)
    }
}

/// Returns one finding for the examples of a schema, with violations grouped by reason.
fn grouped(source: &Source, all: &[Invalid<'_>], closed: &BTreeSet<String>) -> Option<Finding> {
    let invalid: Vec<&Invalid<'_>> = all
        .iter()
        .filter(|(_, violations)| !violations.is_empty())
        .collect();
    if invalid.is_empty() {
        return None;
    }
    if let [example] = invalid.as_slice() {
        return single(source, **example, "invalid-example", "example");
    }
    let mut reasons: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (question, violations) in &invalid {
        for violation in *violations {
            // Closed schemas are reported separately, so merge the violations into a single note.
            let key = match closed.contains(&violation.rule) {
                true => (CLOSED_REASON, ""),
                false => (violation.message.as_str(), violation.rule.as_str()),
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
            violated_rule(source, rule)
        )
    });
    let problem = match invalid.len() == all.len() {
        true => format!("all {} examples are invalid", all.len()),
        false => format!("{} of {} examples are invalid", invalid.len(), all.len()),
    };
    let first = invalid
        .first()
        .map_or("", |(question, _)| question.value.as_str());
    Some(
        Finding::new("invalid-examples", &list_of(all, first), problem)
            .of_name()
            .notes(notes.collect())
            .help("correct the examples, or the schema where the examples are right"),
    )
}

/// Returns the pointer to the `examples` that contain every given example, or else to the first.
fn list_of(all: &[Invalid<'_>], first: &str) -> String {
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

/// Formats a rule and its location for a note.
fn violated_rule(source: &Source, rule: &str) -> String {
    match rule {
        "" => String::new(),
        rule => format!(", violating {}", place(source, rule)),
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

/// Fixes a default: converts the value to the schema's only type (`"5"` to `5`), or else removes
/// the default. If a union rejects the default, the union is more likely wrong, so nothing is
/// changed.
fn fix_default(nodes: &Index<'_>, question: &Case, violations: &[Violation]) -> Vec<OverlayAction> {
    let is_of_union = |rule: &str| rule.ends_with("/oneOf") || rule.ends_with("/anyOf");
    if violations
        .iter()
        .any(|violation| is_of_union(&violation.rule))
    {
        return Vec::new();
    }
    let schema = nodes.root.pointer(&question.schema);
    let members = schema.and_then(Value::as_object);
    let is_plain = members.is_some_and(|schema| {
        schema
            .keys()
            .all(|name| PLAIN_KEYWORDS.contains(&name.as_str()))
    });
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
        Some(meant) => OverlayAction::update(nodes.root, &question.value, meant),
        None => OverlayAction::remove(nodes.root, &child(&question.schema, "default")),
    }]
}
