//! Documentation: the author's text, followed by limits from keywords.

use crate::document::Schema;
use crate::ir::{Docs, SENSITIVE};
use crate::keywords::{Comparison, Operand, Types};
use crate::lower::schema::Schemas;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;

impl Schemas<'_> {
    /// The documentation of schemas that apply to the same value.
    pub(crate) fn docs(&self, schemas: &[Rc<Schema>]) -> Docs {
        let description = |schemas: &[Rc<Schema>]| {
            let mut texts = schemas.iter().rev();
            texts.find_map(|schema| {
                schema
                    .description
                    .clone()
                    .or_else(|| schema.annotations.title.clone())
            })
        };
        let view = self.view(schemas);
        let text = description(schemas)
            .or_else(|| description(&view.schemas))
            .unwrap_or_default();
        let mut facts: Vec<String> = Vec::new();
        for part in &view.schemas {
            for fact in limits_of(part) {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        let mut annotations = annotations(&view.schemas);
        let items = view.schemas.iter().filter_map(|part| part.items.as_ref());
        let items = items.map(|items| self.view(std::slice::from_ref(items)));
        let is_sensitive = |schemas: &[Rc<Schema>]| {
            let mut schemas = schemas.iter();
            schemas.any(|part| part.annotations.sensitive)
        };
        if is_sensitive(&view.schemas) || items.into_iter().any(|view| is_sensitive(&view.schemas))
        {
            annotations.push((SENSITIVE, String::new()));
        }
        Docs {
            text,
            facts,
            annotations,
            source: schemas.last().map(|schema| schema.pointer.clone()),
            examples: None,
        }
    }
}

/// The limits of a schema, one sentence each.
fn limits_of(schema: &Schema) -> Vec<String> {
    let nouns = [
        (Types::STRING, "character"),
        (Types::ARRAY, "item"),
        (Types::OBJECT, "property"),
    ];
    let mut facts: Vec<String> = nouns
        .into_iter()
        .filter(|(types, _)| schema.allows(*types))
        .filter_map(|(types, noun)| range(schema, types, noun))
        .chain(bounds(schema))
        .collect();
    let limits = schema.limits.iter();
    for limit in limits.filter(|limit| schema.allows(limit.keyword.types)) {
        let operand = &limit.operand;
        facts.extend(match limit.keyword.comparison {
            Comparison::MultipleOf => Some(format!("A multiple of {operand}.")),
            Comparison::Unique => Some("Items are unique.".to_owned()),
            Comparison::Matches => {
                let pattern = operand.to_string().replace('`', "'");
                Some(format!("Matches `{pattern}`."))
            }
            _ => None,
        });
    }
    if let Some(format) = &schema.format {
        facts.push(format!("Format: `{}`.", format.replace('`', "'")));
    }
    match &schema.annotations.default {
        Some(Value::String(text)) if !text.contains('`') && !text.is_empty() => {
            facts.push(format!("Default: `{text}`."));
        }
        Some(value @ (Value::Bool(_) | Value::Number(_))) => {
            facts.push(format!("Default: `{value}`."));
        }
        _ => {}
    }
    if schema.read_only {
        facts.push("Only in responses.".into());
    }
    if schema.write_only {
        facts.push("Only in requests.".into());
    }
    if schema.deprecated {
        facts.push("Deprecated.".into());
    }
    facts
}

/// The annotations of schemas (`deprecated`, `format`, `default` …), sorted.
fn annotations(schemas: &[Rc<Schema>]) -> Vec<(&'static str, String)> {
    let mut all = BTreeSet::new();
    for schema in schemas {
        let flags = [
            ("deprecated", schema.deprecated),
            ("readOnly", schema.read_only),
            ("writeOnly", schema.write_only),
        ];
        let flags = flags.into_iter().filter(|(_, is_set)| *is_set);
        all.extend(flags.map(|(name, _)| (name, String::new())));
        all.extend(schema.format.clone().map(|format| ("format", format)));
        all.extend(schema.annotations.default.as_ref().map(|value| {
            let text = value.as_str().map(str::to_owned);
            ("default", text.unwrap_or_else(|| value.to_string()))
        }));
    }
    all.into_iter().collect()
}

/// The sentence about the number of characters, items or properties.
fn range(schema: &Schema, types: Types, noun: &str) -> Option<String> {
    let count = |comparison| match schema.limit(types, comparison) {
        Some(Operand::Count(count)) => Some(*count),
        _ => None,
    };
    let counted = |count: u64| match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {noun}s"),
    };
    let least = count(Comparison::AtLeast).filter(|least| *least > 0);
    match (least, count(Comparison::AtMost)) {
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {}.", counted(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {}.", counted(most))),
        (Some(least), None) => Some(format!("At least {}.", counted(least))),
        (None, Some(most)) => Some(format!("At most {}.", counted(most))),
        (None, None) => None,
    }
}

/// The sentence about the bounds of a number.
fn bounds(schema: &Schema) -> Option<String> {
    let applies = schema.allows(Types::NUMBER);
    let limit = |comparison| schema.limit(Types::NUMBER, comparison);
    let bound = |comparison| limit(comparison).filter(|_| applies);
    let range = match (bound(Comparison::AtLeast), bound(Comparison::AtMost)) {
        (Some(least), Some(most)) => Some(format!("from {least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (None, None) => None,
    };
    let above = bound(Comparison::Above).map(|bound| format!("above {bound}"));
    let below = bound(Comparison::Below).map(|bound| format!("below {bound}"));
    let parts: Vec<String> = range.into_iter().chain(above).chain(below).collect();
    let sentence = parts.join(" and ");
    let mut characters = sentence.chars();
    let first = characters.next()?;
    Some(format!("{}{}.", first.to_uppercase(), characters.as_str()))
}
