//! Facts of types.

use super::{Fact, FactKind, rules};
use crate::ir::{
    AdditionalProperties, Api, Field, Literal, Rule, Type, TypeDef, TypeKind, Union, Value,
};
use std::collections::BTreeMap;

/// The facts of every type, by name.
pub(super) fn types(api: &Api) -> impl Iterator<Item = Fact> {
    let features = api.modules.iter().flat_map(|module| {
        let types = module.types.iter();
        types.map(|id| (id.0, module.features.as_slice()))
    });
    let features: BTreeMap<usize, &[String]> = features.collect();
    let mut defs: Vec<(usize, &TypeDef)> = api.types.iter().enumerate().collect();
    defs.sort_by(|(_, left), (_, right)| left.name.cmp(&right.name));
    let facts =
        move |(at, def)| type_facts(api, def, features.get(&at).copied().unwrap_or_default());
    let defs = defs.into_iter();
    let defs = defs.filter(|(_, def)| def.is_type() || !def.rules.is_empty());
    defs.flat_map(facts)
}

fn type_facts(api: &Api, def: &TypeDef, features: &[String]) -> Vec<Fact> {
    let head = |kind| {
        let head = Fact::new(kind, &[&def.name]).with_docs(&def.docs);
        head.with_features(features)
    };
    let (head, mut parts, remaining) = match &def.kind {
        TypeKind::Struct(structure) => {
            let closed = matches!(
                structure.additional_properties,
                AdditionalProperties::Forbidden
            );
            let (parts, remaining) = properties(api, def, structure);
            let head = head(FactKind::Struct).with_flag("closed", closed);
            let head = head.with_flag("no_new", structure.has_alternatives);
            let head = constructors(api, structure, with_source_value(api, structure, head));
            (head, parts, remaining)
        }
        TypeKind::Union(union) => {
            let kind = if union.exclusive { "one_of" } else { "any_of" };
            let mut head = head(FactKind::Union).with_flag(kind, true);
            if let Some(tag) = &union.discriminator {
                head = head.with("tag", tag);
            }
            for property in &union.shared {
                let (name, of) = (&property.name, ty(api, &property.ty));
                head = head.with("shared", format!("{name}:{of}"));
            }
            (head, variants(api, def, union), def.rules.iter().collect())
        }
        TypeKind::StringEnum(values) => {
            let head = with_default(head(FactKind::Strings), values);
            (head, named(def, values), all_rules(def))
        }
        TypeKind::IntegerEnum(values) => {
            let head = with_default(head(FactKind::Integers), values);
            (head, named(def, values), all_rules(def))
        }
        TypeKind::Rules => (
            head(FactKind::Rules),
            Vec::new(),
            def.rules.iter().collect(),
        ),
        TypeKind::Alias(target) => {
            let head = typed(api, head(FactKind::Alias), target);
            (
                rules::add_rules(api, head, &def.rules),
                Vec::new(),
                Vec::new(),
            )
        }
    };
    let (bounds, conditions): (Vec<&Rule>, Vec<&Rule>) = remaining
        .into_iter()
        .partition(|rule| rules::is_bound(rule));
    let head = bounds.into_iter().fold(head, |head, bound| {
        rules::add_rules(api, head, std::slice::from_ref(bound))
    });
    parts.extend(conditions_of(api, def, &conditions));
    std::iter::once(head).chain(parts).collect()
}

/// Adds the value that converts into an object. A single required string is the default and not
/// printed.
fn with_source_value(api: &Api, structure: &crate::ir::Struct, head: Fact) -> Fact {
    match &structure.from_value {
        Some(value) if value.setter.is_some() || value.ty != Type::String => {
            head.with("from", ty(api, &value.ty))
        }
        _ => head,
    }
}

/// Adds the constructors besides `new`.
fn constructors(api: &Api, structure: &crate::ir::Struct, head: Fact) -> Fact {
    structure.constructors.iter().fold(head, |head, made| {
        let arguments = made.arguments.iter();
        let arguments = arguments.map(|argument| ty(api, &argument.ty));
        let arguments = arguments.collect::<Vec<_>>().join(",");
        head.with("constructor", format!("{}({arguments})", made.name))
    })
}

/// A fact for each rule that is no limit of the type itself.
fn conditions_of(api: &Api, def: &TypeDef, conditions: &[&Rule]) -> Vec<Fact> {
    let texts = conditions.iter().map(|rule| rules::text(api, rule));
    let texts: std::collections::BTreeSet<String> = texts.collect();
    let facts = texts.iter();
    facts
        .map(|text| Fact::new(FactKind::Rule, &[&def.name, text]).with_source(def))
        .collect()
}

fn all_rules(def: &TypeDef) -> Vec<&Rule> {
    def.rules.iter().collect()
}

/// The facts of an object's properties, and the rules that involve several properties.
fn properties<'a>(
    api: &Api,
    def: &'a TypeDef,
    structure: &crate::ir::Struct,
) -> (Vec<Fact>, Vec<&'a Rule>) {
    let mut facts: Vec<Fact> = Vec::new();
    for fixed in &structure.constants {
        let fact = Fact::new(FactKind::Fixed, &[&def.name, &fixed.wire]).with_source(def);
        let fact = fact.with_flag("optional", !fixed.required);
        facts.push(fact.with("value", literal(&fixed.value)));
    }
    let (own, left): (Vec<&Rule>, Vec<&Rule>) = def.rules.iter().partition(|rule| {
        matches!(rule, Rule::Property(name, _) if structure
            .required
            .iter()
            .chain(&structure.optional)
            .any(|field| field.wire == *name))
    });
    let mut add = |field: &Field, argument: Option<usize>| {
        let fact = property(api, def, field, argument);
        facts.push(own.iter().fold(fact, |fact, rule| match rule {
            Rule::Property(name, inner) if *name == field.wire => {
                rules::add_rules(api, fact, inner)
            }
            _ => fact,
        }));
    };
    for (index, field) in structure.required.iter().enumerate() {
        add(field, Some(index + 1));
    }
    for field in &structure.optional {
        add(field, None);
    }
    facts.sort_by(|left, right| left.path.cmp(&right.path));
    if let Some(field) = structure.additional_properties.field() {
        let fact = Fact::new(FactKind::Others, &[&def.name, &field.name]).with_docs(&field.docs);
        let fact = typed(api, fact, &field.ty);
        facts.push(match &structure.additional_properties {
            AdditionalProperties::Patterned(patterns, _) => patterns
                .iter()
                .fold(fact, |fact, pattern| fact.with("pattern", pattern)),
            AdditionalProperties::Any
            | AdditionalProperties::Forbidden
            | AdditionalProperties::Typed(_) => fact,
        });
    }
    (facts, left)
}

fn property(api: &Api, def: &TypeDef, field: &Field, argument: Option<usize>) -> Fact {
    let mut fact = Fact::new(FactKind::Field, &[&def.name, &field.wire]);
    if field.name.trim_start_matches("r#") != field.wire {
        fact = fact.with("name", &field.name);
    }
    fact = typed(api, fact, &field.ty);
    fact = match argument {
        Some(position) => fact.with("required", position.to_string()),
        None => fact.with("optional", ""),
    };
    fact.with_docs(&field.docs).with_source(def)
}

fn variants(api: &Api, def: &TypeDef, union: &Union) -> Vec<Fact> {
    let facts = union.variants.iter().map(|variant| {
        let fact = Fact::new(FactKind::Variant, &[&def.name, &variant.name]).with_source(def);
        let mut fact =
            typed(api, fact, &variant.ty).with_flag("untagged", variant.discriminator_optional);
        for tag in &variant.discriminator_values {
            fact = fact.with("tag", tag);
        }
        let from = union
            .conversions
            .iter()
            .filter(|(name, _)| *name == variant.name);
        let from: Vec<String> = from.map(|(_, source)| ty(api, source)).collect();
        // A conversion from the variant's own type is the default and not printed.
        fact.docs = Some(variant.docs.text.clone());
        if from == [ty(api, &variant.ty)] {
            return fact;
        }
        match from.as_slice() {
            [] => fact.with("unmade", ""),
            from => from.iter().fold(fact, |fact, from| fact.with("from", from)),
        }
    });
    sorted(facts.collect())
}

/// Adds the value of `Default`.
fn with_default<T>(head: Fact, values: &[Value<T>]) -> Fact {
    match values.iter().find(|value| value.is_default) {
        Some(value) => head.with("defaultValue", &value.name),
        None => head,
    }
}

fn named<T: ToString>(def: &TypeDef, values: &[Value<T>]) -> Vec<Fact> {
    let facts = values.iter().map(|value| {
        Fact::new(FactKind::Value, &[&def.name, &value.name])
            .with("value", value.wire.to_string())
            .with_docs(&value.docs)
            .with_source(def)
    });
    sorted(facts.collect())
}

fn sorted(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by(|left, right| left.path.cmp(&right.path));
    facts
}

/// Adds the attributes `type` and `nullable`.
pub(super) fn typed(api: &Api, fact: Fact, of: &Type) -> Fact {
    match of {
        Type::Nullable(inner) => fact.with("type", ty(api, inner)).with("nullable", ""),
        of => fact.with("type", ty(api, of)),
    }
}

/// A type in Rust syntax.
pub(super) fn ty(api: &Api, of: &Type) -> String {
    match of {
        Type::Json => "Json".into(),
        Type::Null => "()".into(),
        Type::Boolean => "bool".into(),
        Type::Integer => "i64".into(),
        Type::Unsigned => "u64".into(),
        Type::Number => "Number".into(),
        Type::String => "String".into(),
        Type::Bytes => "Bytes".into(),
        Type::File => "File".into(),
        Type::List(item) => format!("Vec<{}>", ty(api, item)),
        Type::Map(value) => format!("Map<{}>", ty(api, value)),
        Type::Named(id) => api.types[id.0].name.clone(),
        Type::Boxed(inner) => format!("Box<{}>", ty(api, inner)),
        Type::Nullable(inner) => format!("Nullable<{}>", ty(api, inner)),
    }
}

/// A JSON value as text.
pub(super) fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".into(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::String(text) => super::text::quoted(text, &[',', ')']),
        Literal::Json(json) => json.clone(),
    }
}

impl Fact {
    /// Sets the source to that of the type unless the fact has a source.
    fn with_source(mut self, def: &TypeDef) -> Self {
        if self.source.is_none() {
            self.source.clone_from(&def.docs.source);
        }
        self
    }
}
