//! Constructors of objects that need more than their required properties.
//!
//! *Alternatives*: a `oneOf` or `anyOf` of `required` gives a constructor per branch. For `oneOf`,
//! the constructors replace `new` and the setters, so a value has exactly one branch.
//!
//! *Values*: if a required enum decides the presence or the type of further properties, each deciding
//! value of the enum gives a constructor.
//!
//! ```yaml
//! Media: { oneOf: [{ required: [id] }, { required: [link] }] }
//! Header:
//!   required: [type]
//!   if: { required: [type], properties: { type: { const: text } } }
//!   then: { required: [text] }
//! ```
//!
//! ```text
//! Media::from_id("1"), Media::from_link("https://…"), Header::text("Hello")
//! ```

mod values;

use crate::ir::{
    Argument, ArgumentKind, Constructor, Field, Rule, Struct, Type, TypeDef, TypeKind,
};
use crate::name::{CONSTRUCTOR_NAMES, Case, Scope};
use std::collections::BTreeMap;

/// Fills in the constructors of every struct. `configured` maps the properties of a branch,
/// separated by commas, to the name of the constructor.
pub(crate) fn find_constructors(types: &mut [TypeDef], configured: &BTreeMap<String, String>) {
    for index in 0..types.len() {
        let TypeKind::Struct(structure) = &types[index].kind else {
            continue;
        };
        let rules = &types[index].rules;
        let alternatives = alternatives(structure, rules);
        let mut constructors = match &alternatives {
            Some(found) => per_branch(structure, found, configured),
            None => values::per_value(types, structure, rules),
        };
        name(structure, &mut constructors);
        let exclusive = alternatives.filter(|found| found.is_exclusive);
        // For `anyOf`, `new` and the setters stay: a value may match several branches, and a
        // property may be set later, such as the recipient of a reply.
        let has_alternatives = exclusive.is_some();
        let exclusive = exclusive.map(|found| {
            let fields = found.branches.iter().flatten();
            fields.map(|field| field.wire.clone()).collect()
        });
        let exclusive = exclusive.unwrap_or_default();
        if let TypeKind::Struct(structure) = &mut types[index].kind {
            structure.constructors = constructors;
            structure.has_alternatives = has_alternatives;
            structure.from_value.take_if(|_| has_alternatives);
            structure.exclusive = exclusive;
        }
    }
}

/// The branches of a `oneOf` or `anyOf` of `required`.
struct Alternatives<'t> {
    branches: Vec<Vec<&'t Field>>,
    is_exclusive: bool,
}

/// The only `oneOf` or `anyOf` of the rules whose branches consist of `required`.
fn alternatives<'t>(structure: &'t Struct, rules: &[Rule]) -> Option<Alternatives<'t>> {
    let mut found = rules.iter().filter_map(|rule| {
        let (branches, is_exclusive) = match rule {
            Rule::OneOf(branches) => (branches, true),
            Rule::AnyOf(branches) => (branches, false),
            _ => return None,
        };
        let branches = branches.iter().map(|rules| branch(structure, rules));
        let branches: Vec<Vec<&Field>> = branches.collect::<Option<_>>()?;
        (branches.len() > 1).then_some(Alternatives {
            branches,
            is_exclusive,
        })
    });
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// The optional fields that a branch requires; `None` for a branch with further keywords.
fn branch<'t>(structure: &'t Struct, rules: &[Rule]) -> Option<Vec<&'t Field>> {
    let mut fields = Vec::new();
    for rule in rules {
        match rule {
            Rule::Required(names) => {
                for name in names {
                    match structure.optional.iter().find(|field| field.wire == *name) {
                        Some(field) => fields.push(field),
                        None if structure.requires(name) => {}
                        None => return None,
                    }
                }
            }
            Rule::Property(_, rules) if *rules == [Rule::Never] => {}
            _ => return None,
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// A constructor for each branch: the properties of the branch, then the required properties.
fn per_branch(
    structure: &Struct,
    alternatives: &Alternatives<'_>,
    configured: &BTreeMap<String, String>,
) -> Vec<Constructor> {
    let constructors = alternatives.branches.iter().map(|fields| {
        let names: Vec<&str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let name = configured.get(&names.join(", ")).cloned();
        let required = structure.required.iter();
        let required = required.map(|field| argument(field, ArgumentKind::Required));
        let given = fields
            .iter()
            .map(|field| argument(field, ArgumentKind::Optional));
        Constructor {
            name: name.unwrap_or_else(|| format!("from {}", names.join(" and "))),
            value: None,
            arguments: given.chain(required).collect(),
        }
    });
    constructors.collect()
}

fn argument(field: &Field, kind: ArgumentKind) -> Argument {
    Argument {
        wire: field.wire.clone(),
        name: field.name.clone(),
        ty: field.ty.clone(),
        kind,
    }
}

/// Replaces the names by unique identifiers that no other method has.
fn name(structure: &Struct, constructors: &mut [Constructor]) {
    if constructors.is_empty() {
        return;
    }
    let mut scope = Scope::new(Case::Snake, CONSTRUCTOR_NAMES).with_kind("value");
    for field in &structure.optional {
        scope.insist(&field.setter(), &field.wire);
    }
    let names: Vec<String> = constructors.iter().map(|made| made.name.clone()).collect();
    for (constructor, name) in constructors.iter_mut().zip(scope.claim_all(&names)) {
        constructor.name = name.unwrap_or_else(|renamed| renamed.name);
    }
}

/// True if the field type has a conversion from the narrower type.
fn converts(types: &[TypeDef], from: &Type, into: &Type) -> bool {
    let Type::Named(id) = into.without_aliases(types) else {
        return false;
    };
    match &types[id.0].kind {
        TypeKind::Union(union) => union.conversions.iter().any(|(_, source)| source == from),
        _ => false,
    }
}
