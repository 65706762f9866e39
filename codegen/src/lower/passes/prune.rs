//! Removal of rules without effect.

use crate::ir::{Api, ParameterSource, Rule, Type, TypeDef, TypeKind};
use crate::keywords::Types;

/// Removes rules that Rust types imply. A reference to an alias stays if the alias restricts values
/// beyond the type:
///
/// ```yaml
/// Name: { type: string }                 # alias of `String`: reference removed
/// Code: { type: string, pattern: '^A' }  # alias with a rule: reference kept
/// ```
pub(crate) fn remove_implied_rules(api: &mut Api) {
    let restricting = restricting_aliases(&api.types);
    for def in &mut api.types {
        prune_union(def, &restricting);
        prune_list(&mut def.rules, &restricting);
    }
    let groups = api.groups.iter_mut();
    for operation in groups.flat_map(|group| &mut group.operations) {
        for parameter in &mut operation.parameters {
            // Client parameters are strings, whatever the type.
            if parameter.presence != ParameterSource::Client {
                let ty = parameter.ty.clone();
                parameter.rules.retain(|rule| !always_holds(rule, &ty));
            }
        }
        if let Some(body) = &mut operation.body {
            prune_list(&mut body.rules, &restricting);
        }
    }
    let mut used = vec![false; api.types.len()];
    for def in api.types.iter().filter(|def| !def.has_named_rules()) {
        mark_used(&def.rules, &mut used);
    }
    for operation in api.groups.iter().flat_map(|group| &group.operations) {
        let parameters = operation.parameters.iter();
        let body = operation.body.iter().map(|body| &body.rules);
        for rules in parameters.map(|parameter| &parameter.rules).chain(body) {
            mark_used(rules, &mut used);
        }
    }
    // Named rules are in use if a used rule refers to the alias or table.
    let mut open: Vec<usize> = (0..used.len()).filter(|index| used[*index]).collect();
    while let Some(index) = open.pop() {
        if api.types[index].has_named_rules() {
            let before = used.clone();
            mark_used(&api.types[index].rules, &mut used);
            open.extend((0..used.len()).filter(|index| used[*index] && !before[*index]));
        }
    }
    for (def, used) in api.types.iter_mut().zip(used) {
        if def.has_named_rules() && !used {
            def.rules.clear();
        }
    }
}

/// Marks the types whose rules are in use.
fn mark_used(rules: &[Rule], used: &mut [bool]) {
    for rule in rules {
        rule.visit_named_types(&mut |id| used[id.0] = true);
    }
}

/// Keeps the branches of a union as a rule only if the variant types do not imply the rules.
fn prune_union(def: &mut TypeDef, restricting: &[bool]) {
    let TypeKind::Union(union) = &mut def.kind else {
        return;
    };
    let Some(rule) = union.rule.take() else {
        return;
    };
    let (Rule::OneOf(each) | Rule::AnyOf(each)) = &rule else {
        return;
    };
    let is_implied = union.variants.len() == each.len()
        && union
            .variants
            .iter()
            .zip(each)
            .all(|(variant, rules)| match &variant.ty {
                Type::Named(id) => !restricting[id.0] && implied(rules, &variant.ty, restricting),
                ty => implied(rules, ty, restricting),
            });
    if !is_implied {
        union.exclusive = false;
        def.rules.push(rule);
    }
}

/// Finds aliases with rules that the type does not imply, including aliases of such aliases.
fn restricting_aliases(types: &[TypeDef]) -> Vec<bool> {
    let mut restricting = vec![false; types.len()];
    loop {
        let restricts = |def: &TypeDef| match &def.kind {
            TypeKind::Alias(ty) => !implied(&def.rules, ty, &restricting),
            TypeKind::Struct(_)
            | TypeKind::StringEnum(_)
            | TypeKind::IntegerEnum(_)
            | TypeKind::Union(_)
            | TypeKind::Rules => false,
        };
        let next: Vec<bool> = types.iter().map(restricts).collect();
        if next == restricting {
            return restricting;
        }
        restricting = next;
    }
}

/// True if every value of the type satisfies the rule, even values that were not parsed.
fn always_holds(rule: &Rule, ty: &Type) -> bool {
    match (rule, ty) {
        (Rule::Type(types), _) => json_types(ty) == Some(*types),
        (Rule::Items(0, items), Type::List(item)) => {
            items.iter().all(|rule| always_holds(rule, item))
        }
        _ => false,
    }
}

/// True if the type implies the rules.
fn implied(rules: &[Rule], ty: &Type, restricting: &[bool]) -> bool {
    rules.iter().all(|rule| match (rule, ty) {
        (Rule::Type(types), _) => json_types(ty) == Some(*types),
        (Rule::Ref(id), Type::Named(named)) => id == named && !restricting[id.0],
        (Rule::Items(0, items), Type::List(item)) => implied(items, item, restricting),
        (Rule::AdditionalProperties(names, patterns, values), Type::Map(value)) => {
            names.is_empty() && patterns.is_empty() && implied(values, value, restricting)
        }
        _ => false,
    })
}

fn json_types(ty: &Type) -> Option<Types> {
    Some(match ty {
        Type::Null => Types::NULL,
        Type::Boolean => Types::BOOLEAN,
        Type::Integer | Type::Unsigned => Types::INTEGER,
        Type::Number => Types::NUMBER,
        Type::String => Types::STRING,
        Type::List(_) => Types::ARRAY,
        Type::Map(_) => Types::OBJECT,
        Type::Json
        | Type::Bytes
        | Type::File
        | Type::Named(_)
        | Type::Boxed(_)
        | Type::Nullable(_) => return None,
    })
}

fn prune_list(rules: &mut Vec<Rule>, restricting: &[bool]) {
    // Property names matter to `unevaluated*`, even without rules.
    let names_matter = rules.iter().any(Rule::is_unevaluated);
    for rule in rules.iter_mut() {
        match rule {
            Rule::Property(_, inner)
            | Rule::Items(_, inner)
            | Rule::AdditionalProperties(_, _, inner) => {
                prune_list(inner, restricting);
            }
            Rule::AnyOf(each) => {
                for branch in each {
                    branch.retain(|rule| !matches!(rule, Rule::Alias(id) if !restricting[id.0]));
                }
            }
            _ => {}
        }
    }
    rules.retain(|rule| match rule {
        Rule::Alias(id) => names_matter || restricting[id.0],
        // A branch without rules always matches.
        Rule::AnyOf(each) => names_matter || each.iter().all(|branch| !branch.is_empty()),
        Rule::Property(_, inner) => names_matter || !inner.is_empty(),
        Rule::Items(_, inner) | Rule::AdditionalProperties(_, _, inner) => {
            names_matter || !inner.is_empty()
        }
        _ => true,
    });
}
