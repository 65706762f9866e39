//! Constructors for the values of an enum property.

use super::{argument, converts};
use crate::ir::{
    Argument, ArgumentKind, Constructor, EnumValue, Field, Literal, Rule, Struct, Type, TypeDef,
    TypeId, TypeKind, Value,
};
use serde_json::json;
use std::collections::BTreeSet;

/// The maximum number of values, so that a long list of codes gives no constructors.
const MAX_VALUES: usize = 32;

/// The properties that a value of the enum requires.
#[derive(Default)]
struct Needs<'r> {
    required: BTreeSet<&'r str>,
    /// Properties with the rules of a named type.
    types: Vec<(&'r str, TypeId)>,
    /// Lists whose items have the rules of a named type.
    items: Vec<(&'r str, TypeId)>,
    /// Lists with at least one item.
    non_empty: BTreeSet<&'r str>,
}

/// A constructor for each value that requires a property or narrows the type of a property.
pub(super) fn per_value(types: &[TypeDef], structure: &Struct, rules: &[Rule]) -> Vec<Constructor> {
    let Some((tag, id, values)) = conditional_enum(types, structure, rules) else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    // Values such as `url` and `URL` get a single constructor.
    let values = values
        .iter()
        .filter(|value| seen.insert(value.wire.to_lowercase()));
    let constructors = values.filter_map(|value| {
        let mut needs = Needs::default();
        for rule in rules {
            needs.add_condition(rule, &tag.wire, &value.wire);
        }
        let arguments = arguments(types, structure, tag, &needs)?;
        Some(Constructor {
            name: value.name.clone(),
            value: Some(EnumValue {
                field: tag.name.clone(),
                wire: tag.wire.clone(),
                id,
                variant: value.name.clone(),
                value: value.wire.clone(),
            }),
            arguments,
        })
    });
    constructors.collect()
}

/// The first required string enum that conditions depend on.
fn conditional_enum<'t>(
    types: &'t [TypeDef],
    structure: &'t Struct,
    rules: &[Rule],
) -> Option<(&'t Field, TypeId, &'t [Value<String>])> {
    let depends = |field: &Field| {
        rules.iter().any(|rule| match rule {
            Rule::IfPropertyIn(name, ..) => *name == field.wire,
            Rule::IfThenElse(condition, ..) => condition
                .iter()
                .any(|rule| matches!(rule, Rule::Property(name, _) if *name == field.wire)),
            _ => false,
        })
    };
    let mut enums = structure.required.iter().filter_map(|field| {
        let (id, values) = string_enum(types, &field.ty)?;
        (values.len() <= MAX_VALUES && depends(field)).then_some((field, id, values))
    });
    enums.next()
}

fn string_enum<'t>(types: &'t [TypeDef], ty: &'t Type) -> Option<(TypeId, &'t [Value<String>])> {
    let Type::Named(id) = ty.without_aliases(types) else {
        return None;
    };
    match &types[id.0].kind {
        TypeKind::StringEnum(values) => Some((*id, values)),
        _ => None,
    }
}

/// The arguments of a constructor; `None` if the value neither requires a property nor narrows a
/// type.
fn arguments(
    types: &[TypeDef],
    structure: &Struct,
    tag: &Field,
    needs: &Needs<'_>,
) -> Option<Vec<Argument>> {
    let narrowed = |field: &Field, kind| {
        let narrow = needs.types.iter().find(|(name, _)| *name == field.wire);
        let narrow = narrow.map(|(_, id)| Type::Named(*id));
        let narrow = narrow.filter(|narrow| converts(types, narrow, &field.ty));
        let is_narrow = narrow.is_some();
        let mut argument = argument(field, kind);
        argument.ty = narrow.unwrap_or(argument.ty);
        (argument, is_narrow)
    };
    let mut arguments = Vec::new();
    let mut is_useful = false;
    for field in structure
        .required
        .iter()
        .filter(|field| field.wire != tag.wire)
    {
        let (argument, is_narrow) = narrowed(field, ArgumentKind::Required);
        is_useful |= is_narrow;
        arguments.push(argument);
    }
    let is_needed = |field: &&Field| needs.required.contains(field.wire.as_str());
    for field in structure.optional.iter().filter(is_needed) {
        is_useful = true;
        arguments.push(match &field.ty {
            Type::List(item) if needs.non_empty.contains(field.wire.as_str()) => {
                let narrow = needs.items.iter().find(|(name, _)| *name == field.wire);
                let narrow = narrow.map(|(_, id)| Type::Named(*id));
                let narrow = narrow.filter(|narrow| converts(types, narrow, item));
                Argument {
                    ty: narrow.unwrap_or_else(|| item.as_ref().clone()),
                    ..argument(field, ArgumentKind::FirstItem)
                }
            }
            _ => narrowed(field, ArgumentKind::Optional).0,
        });
    }
    is_useful.then_some(arguments)
}

impl<'r> Needs<'r> {
    /// Adds the consequences of a condition on the enum property alone.
    fn add_condition(&mut self, rule: &'r Rule, tag: &str, value: &str) {
        match rule {
            Rule::IfPropertyIn(name, values, then) if name == tag && contains(values, value) => {
                self.add(then);
            }
            Rule::IfThenElse(condition, then, otherwise) => match holds(condition, tag, value) {
                Some(true) => self.add(then),
                Some(false) => self.add(otherwise),
                None => {}
            },
            _ => {}
        }
    }

    fn add(&mut self, rules: &'r [Rule]) {
        for rule in rules {
            match rule {
                Rule::Required(names) => self.required.extend(names.iter().map(String::as_str)),
                Rule::Property(name, rules) => {
                    for rule in rules {
                        self.add_property(name, rule);
                    }
                }
                _ => {}
            }
        }
    }

    fn add_property(&mut self, name: &'r str, rule: &'r Rule) {
        match rule {
            Rule::Ref(id) => self.types.push((name, *id)),
            Rule::Limit(limit) if limit.accepts(&json!([])) == Some(false) => {
                self.non_empty.insert(name);
            }
            Rule::Items(0, rules) => {
                let named = rules.iter().filter_map(|rule| match rule {
                    Rule::Ref(id) => Some((name, *id)),
                    _ => None,
                });
                self.items.extend(named);
            }
            _ => {}
        }
    }
}

/// Decides a condition on the enum property; `None` if the condition involves more.
fn holds(condition: &[Rule], tag: &str, value: &str) -> Option<bool> {
    let mut all = true;
    for rule in condition {
        all &= match rule {
            Rule::Required(names) if *names == [tag] => true,
            Rule::Property(name, rules) if name == tag => match rules.as_slice() {
                [Rule::Enum(values)] => contains(values, value),
                [Rule::Not(not)] => match not.as_slice() {
                    [Rule::Enum(values)] => !contains(values, value),
                    _ => return None,
                },
                _ => return None,
            },
            _ => return None,
        };
    }
    Some(all)
}

fn contains(values: &[Literal], value: &str) -> bool {
    let mut values = values.iter();
    values.any(|literal| matches!(literal, Literal::String(text) if text == value))
}
