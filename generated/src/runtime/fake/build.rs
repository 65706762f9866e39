//! Builds a valid value from rules, for replies without an example.

mod formats;
mod numbers;
mod strings;
mod variants;

use crate::runtime::fake::schema::{Alternative, Schema, item, property, types};
use crate::runtime::fake::table::format_of;
use crate::runtime::rules::{Literal, Rule, Types};
use crate::runtime::wire::Json;
use serde_json::Map;
use std::cell::Cell;
use variants::{has_one_variant, with_discriminator};

/// The limit of nested values. Recursive types end at optional properties and empty arrays.
const MAX_DEPTH: usize = 10;
/// The number of alternatives to try per value.
const MAX_ATTEMPTS: usize = 12;
/// The limit of values built for a reply, failed attempts included.
const BUDGET: usize = 5000;

/// The position of a value.
#[derive(Clone, Copy)]
struct Place<'n> {
    /// The name of the property, used as text.
    name: &'n str,
    depth: usize,
    /// The index of an item, which makes items distinct.
    index: usize,
    /// The `format` of strings, also of the strings in an array.
    format: Option<&'static str>,
    budget: &'n Cell<usize>,
}

impl<'n> Place<'n> {
    fn below(self, name: &'n str, index: usize) -> Self {
        Place {
            name,
            depth: self.depth + 1,
            index,
            ..self
        }
    }

    fn property(self, rules: &Alternative, name: &'n str) -> Self {
        let mut formats = rules.iter().filter_map(|rule| match rule {
            Rule::Object(object) => format_of(object.name, name),
            _ => None,
        });
        Place {
            format: formats.next(),
            ..self.below(name, 0)
        }
    }
}

/// Builds a valid value: required properties, and further properties if the rules ask for them.
/// Returns `None` if no attempt is valid.
///
/// ```text
/// Pet: required [name, age], name: at least 5 characters, age: at least 3
/// ->  {"name": "namex", "age": 3}
/// ```
pub(super) fn value(schema: &Schema) -> Option<Json> {
    value_of_format(schema, None)
}

/// Like [`value`], with the `format` of strings.
pub(super) fn value_of_format(schema: &Schema, format: Option<&'static str>) -> Option<Json> {
    let place = Place {
        name: "text",
        depth: 0,
        index: 0,
        format,
        budget: &Cell::new(BUDGET),
    };
    build(schema, place)
}

fn build(schema: &Schema, place: Place<'_>) -> Option<Json> {
    let budget = place.budget.get();
    if place.depth > MAX_DEPTH || budget == 0 {
        return None;
    }
    place.budget.set(budget - 1);
    let alternatives = schema.alternatives();
    let attempts = alternatives.iter().take(MAX_ATTEMPTS);
    // The second pass includes optional properties, for conditions that ask for them.
    let attempts = attempts.flat_map(|rules| [(rules, false), (rules, true)]);
    let mut values = attempts.filter_map(|(rules, full)| {
        let value = from_rules(rules, full, place)?;
        match schema.is_valid(&value) {
            true => Some((rules, value)),
            false => Some((rules, with_discriminator(schema, rules, value)?)),
        }
    });
    let (rules, first) = values.next()?;
    if has_one_variant(rules, &first) {
        return Some(first);
    }
    let clear = values.find(|(rules, value)| has_one_variant(rules, value));
    Some(clear.map_or(first, |(_, value)| value))
}

fn from_rules(rules: &Alternative, full: bool, place: Place<'_>) -> Option<Json> {
    let types = types(rules);
    if let Some(value) = from_enum(rules, types, place) {
        return Some(value);
    }
    let has = |found: fn(&Rule) -> bool| rules.iter().any(|rule| found(rule));
    let wants = |kind: Types, hint: bool| types.overlap(kind) && (hint || types != Types::ALL);
    let is_object = has(|rule| {
        matches!(
            rule,
            Rule::Object(_) | Rule::Property(..) | Rule::Required(_) | Rule::MinProperties(_)
        )
    });
    let is_array = has(|rule| matches!(rule, Rule::Items(..) | Rule::MinItems(_)));
    let is_number = has(|rule| {
        matches!(
            rule,
            Rule::Minimum(_) | Rule::Maximum(_) | Rule::MultipleOf(_)
        )
    });
    if wants(Types::OBJECT, is_object) {
        object(rules, full, place)
    } else if wants(Types::ARRAY, is_array) {
        array(rules, place)
    } else if wants(Types::STRING, !is_number) {
        strings::text(rules, place.format, place.name, place.index).map(Json::String)
    } else if types.overlap(Types::NUMBER) {
        numbers::number(rules, types, place.index)
    } else if types.overlap(Types::BOOLEAN) {
        Some(Json::Bool(true))
    } else {
        types.overlap(Types::NULL).then_some(Json::Null)
    }
}

/// A value that every `enum` of the rules contains.
fn from_enum(rules: &Alternative, types: Types, place: Place<'_>) -> Option<Json> {
    let enums = rules.iter().filter_map(|rule| match rule {
        Rule::Enum(literals) | Rule::Values(literals) => Some(*literals),
        _ => None,
    });
    let enums: Vec<&[Literal]> = enums.collect();
    let (first, rest) = enums.split_first()?;
    let values = first.iter().map(Literal::node).filter(|value| {
        let accepts = |literals: &&[Literal]| literals.iter().any(|one| one.equals(value));
        types.overlap(Types::of(value)) && rest.iter().all(accepts)
    });
    let mut values: Vec<Json> = values.map(Json::from).collect();
    match values.len() {
        0 => None,
        count => Some(values.swap_remove(place.index % count)),
    }
}

fn object(rules: &Alternative, full: bool, place: Place<'_>) -> Option<Json> {
    let mut object = Map::new();
    for (name, required) in names(rules) {
        let schema = property(rules, name, true).unwrap_or_default();
        let below = place.property(rules, name);
        let value = match constant(rules, name) {
            Some(_) if !required && !full => continue,
            Some(value) => Some(value),
            None if required || (full && place.depth < 2) => build(&schema, below),
            None => continue,
        };
        match value {
            Some(value) => _ = object.insert(name.to_owned(), value),
            None if required => return None,
            None => {}
        }
    }
    let least = rules.iter().filter_map(|rule| match rule {
        Rule::MinProperties(least) => usize::try_from(*least).ok(),
        _ => None,
    });
    let least = least.max().unwrap_or_default().min(100);
    for (name, _) in names(rules) {
        if object.len() < least && !object.contains_key(name) {
            let schema = property(rules, name, true).unwrap_or_default();
            let value =
                constant(rules, name).or_else(|| build(&schema, place.property(rules, name)));
            object.extend(value.map(|value| (name.to_owned(), value)));
        }
    }
    for number in 1..=least {
        if object.len() < least {
            let name = format!("name{number}");
            let schema = property(rules, &name, false).unwrap_or_default();
            let value = build(&schema, place.property(rules, &name))?;
            object.insert(name, value);
        }
    }
    Some(Json::Object(object))
}

/// The names of properties, required properties first.
fn names(rules: &Alternative) -> Vec<(&'static str, bool)> {
    let mut names: Vec<(&'static str, bool)> = Vec::new();
    let mut add = |name: &'static str, required: bool| match names
        .iter_mut()
        .find(|(found, _)| *found == name)
    {
        Some((_, known)) => *known |= required,
        None => names.push((name, required)),
    };
    for rule in rules {
        match rule {
            Rule::Object(object) => {
                object
                    .constants
                    .iter()
                    .for_each(|one| add(one.name, one.required));
                object
                    .properties
                    .iter()
                    .for_each(|one| add(one.name, one.required));
            }
            // `false` forbids the property.
            Rule::Property(_, [Rule::Never, ..]) => {}
            Rule::Property(name, _) => add(name, false),
            Rule::Required(required) => required.iter().for_each(|name| add(name, true)),
            _ => {}
        }
    }
    names
}

/// The value of a property with a single allowed value.
fn constant(rules: &Alternative, name: &str) -> Option<Json> {
    rules.iter().find_map(|rule| match rule {
        Rule::Object(object) => {
            let mut constants = object.constants.iter();
            let found = constants.find(|one| one.name == name)?;
            Some(found.value.node().into())
        }
        _ => None,
    })
}

fn array(rules: &Alternative, place: Place<'_>) -> Option<Json> {
    let bounds = rules.iter().map(|rule| match rule {
        Rule::MinItems(least) => (*least, u64::MAX),
        Rule::MaxItems(most) => (0, *most),
        Rule::PrefixItem(index, _) => (*index as u64 + 1, u64::MAX),
        _ => (0, u64::MAX),
    });
    let (least, most) = bounds.fold((0, u64::MAX), |all, one| {
        (all.0.max(one.0), all.1.min(one.1))
    });
    let count = usize::try_from(least.max(1).min(most)).ok()?.min(1000);
    let mut items = Vec::new();
    for index in 0..count {
        match build(&item(rules, index), place.below(place.name, index)) {
            Some(value) => items.push(value),
            None if items.len() as u64 >= least => break,
            None => return None,
        }
    }
    for rule in rules {
        if let Rule::Contains(least, _, rules) = rule {
            for index in 0..usize::try_from(*least).ok()?.min(1000) {
                let below = place.below(place.name, index);
                items.insert(0, build(&Schema(vec![rules]), below)?);
            }
        }
    }
    items.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Some(Json::Array(items))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
