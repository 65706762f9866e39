//! Rule tables as a schema to read and build values: types, items, properties.

use crate::runtime::rules::{Literal, Rule, Rules, Types, is_valid};
use crate::runtime::wire::{AdditionalProperties, Json};

/// The limit of alternatives of a schema, since combinations multiply.
const MAX_ALTERNATIVES: usize = 48;
/// The limit of nested references.
const MAX_DEPTH: usize = 24;

/// The tables that a value satisfies together.
#[derive(Clone, Debug, Default)]
pub(super) struct Schema(pub(super) Vec<Rules>);

/// Rules without references and combinations: a way to satisfy a schema.
pub(super) type Alternative = Vec<&'static Rule>;

impl Schema {
    /// The ways to satisfy the schema. `oneOf`, `anyOf` and unions contribute a way per variant.
    ///
    /// ```text
    /// Type(OBJECT), AnyOf([Required(a)], [Required(b)])
    /// ->  Type(OBJECT), Required(a)  |  Type(OBJECT), Required(b)
    /// ```
    pub(super) fn alternatives(&self) -> Vec<Alternative> {
        let mut all = vec![Vec::new()];
        for table in &self.0 {
            all = expand(table, all, MAX_DEPTH);
        }
        all
    }

    pub(super) fn is_valid(&self, value: &Json) -> bool {
        let node = value.into();
        self.0.iter().all(|table| is_valid(&node, table))
    }

    /// The types of valid values.
    pub(super) fn types(&self) -> Types {
        let alternatives = self.alternatives();
        let types = alternatives.iter().map(|rules| types(rules));
        types.reduce(Types::or).unwrap_or(Types::ALL)
    }

    /// The schema of an item.
    pub(super) fn item(&self, index: usize) -> Schema {
        let alternatives = self.alternatives();
        let mut items = alternatives.iter().map(|rules| item(rules, index));
        items.find(|item| !item.0.is_empty()).unwrap_or_default()
    }

    /// The schema of a property; `None` if no alternative declares the property.
    pub(super) fn property(&self, name: &str) -> Option<Schema> {
        let alternatives = self.alternatives();
        alternatives
            .iter()
            .find_map(|rules| property(rules, name, true))
    }

    /// The schema of a property that is perhaps not declared.
    pub(super) fn any_property(&self, name: &str) -> Schema {
        let undeclared = || {
            let alternatives = self.alternatives();
            let mut found = alternatives.iter();
            found.find_map(|rules| property(rules, name, false))
        };
        self.property(name).or_else(undeclared).unwrap_or_default()
    }

    /// The names of declared properties.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for rule in self.alternatives().into_iter().flatten() {
            match rule {
                Rule::Object(object) => {
                    names.extend(object.properties.iter().map(|one| one.name));
                    names.extend(object.constants.iter().map(|one| one.name));
                }
                Rule::Property(name, _) => names.push(*name),
                _ => {}
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Adds the rules of a table to each alternative.
fn expand(table: Rules, mut all: Vec<Alternative>, depth: usize) -> Vec<Alternative> {
    for rule in table {
        all = match rule {
            _ if depth == 0 => all,
            Rule::Ref(rules) => expand(rules(), all, depth - 1),
            Rule::AllOf(tables) => tables
                .iter()
                .fold(all, |all, table| expand(table, all, depth - 1)),
            Rule::AnyOf(tables) | Rule::OneOf(tables) => {
                branch(tables.iter().copied(), &all, depth)
            }
            Rule::Union(union) => {
                let variants = union.variants.iter().map(|variant| (variant.rules)());
                let mut branches = branch(variants, &all, depth);
                // For the values of the discriminator.
                for rules in &mut branches {
                    rules.push(rule);
                }
                branches
            }
            Rule::Object(object) => {
                for rules in &mut all {
                    rules.push(rule);
                }
                expand(object.rules, all, depth - 1)
            }
            rule => {
                for rules in &mut all {
                    rules.push(rule);
                }
                all
            }
        };
    }
    all
}

fn branch(
    tables: impl Iterator<Item = Rules>,
    all: &[Alternative],
    depth: usize,
) -> Vec<Alternative> {
    let mut branches: Vec<Alternative> = Vec::new();
    for table in tables {
        if branches.len() >= MAX_ALTERNATIVES {
            break;
        }
        branches.extend(expand(table, all.to_vec(), depth - 1));
    }
    branches.truncate(MAX_ALTERNATIVES);
    branches
}

/// The types that rules allow.
pub(super) fn types(rules: &[&'static Rule]) -> Types {
    let types = rules.iter().map(|rule| match rule {
        Rule::Type(types) => *types,
        Rule::Object(_) => Types::OBJECT,
        Rule::Enum(literals) | Rule::Values(literals) => {
            let types = literals.iter().map(type_of);
            types.reduce(Types::or).unwrap_or(Types::ALL)
        }
        _ => Types::ALL,
    });
    types.fold(Types::ALL, Types::and)
}

fn type_of(literal: &Literal) -> Types {
    Types::of(&literal.node())
}

/// The schema of an item.
pub(super) fn item(rules: &[&'static Rule], index: usize) -> Schema {
    let tables = rules.iter().filter_map(|rule| match rule {
        Rule::Items(from, rules) if index >= *from => Some(*rules),
        Rule::PrefixItem(at, rules) if *at == index => Some(*rules),
        _ => None,
    });
    Schema(tables.collect())
}

/// The schema of a property. `None` if the rules do not declare the property, and with `declared`
/// also if only `additionalProperties` applies.
pub(super) fn property(rules: &[&'static Rule], name: &str, declared: bool) -> Option<Schema> {
    let mut tables = Vec::new();
    let mut is_declared = false;
    for rule in rules {
        match rule {
            Rule::Object(object) => {
                let mut properties = object.properties.iter();
                let own = properties.find(|property| property.name == name);
                let is_constant = object.constants.iter().any(|one| one.name == name);
                match (own, &object.additional) {
                    (Some(property), _) => tables.push((property.rules)()),
                    (None, AdditionalProperties::Typed(rules)) if !declared && !is_constant => {
                        tables.push(rules());
                    }
                    _ => {}
                }
                is_declared |= own.is_some() || is_constant;
            }
            Rule::Property(own, rules) if *own == name => {
                tables.push(*rules);
                is_declared = true;
            }
            Rule::AdditionalProperties(names, _, rules) if !declared && !names.contains(&name) => {
                tables.push(*rules);
            }
            _ => {}
        }
    }
    let is_found = is_declared || (!declared && !tables.is_empty());
    is_found.then_some(Schema(tables))
}
