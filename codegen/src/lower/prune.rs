//! Removes rules that say nothing.

use crate::ir::{Api, Kind, Presence, Rule, Type, TypeDef};

/// Removes what a type says by itself: a reference to the rules of an alias stays only where the
/// alias has rules that its type does not imply.
pub(super) fn prune(api: &mut Api) {
    let telling = telling_aliases(&api.types);
    for def in &mut api.types {
        settle_union(def, &telling);
        prune_list(&mut def.rules, &telling);
    }
    let groups = api.groups.iter_mut();
    for operation in groups.flat_map(|group| &mut group.operations) {
        for parameter in &mut operation.parameters {
            // What is set on the client is text, whatever the type.
            if parameter.presence != Presence::Client {
                let ty = parameter.ty.clone();
                parameter.rules.retain(|rule| !is_said(rule, &ty));
            }
        }
        if let Some(body) = &mut operation.body {
            prune_list(&mut body.rules, &telling);
        }
    }
    let mut asked = vec![false; api.types.len()];
    let is_alias = |def: &TypeDef| matches!(def.kind, Kind::Alias(_));
    for def in api.types.iter().filter(|def| !is_alias(def)) {
        note_references(&def.rules, &mut asked);
    }
    for operation in api.groups.iter().flat_map(|group| &group.operations) {
        let parameters = operation.parameters.iter();
        let body = operation.body.iter().map(|body| &body.rules);
        for rules in parameters.map(|parameter| &parameter.rules).chain(body) {
            note_references(rules, &mut asked);
        }
    }
    // What an alias asks for counts where somebody asks for the alias.
    let mut open: Vec<usize> = (0..asked.len()).filter(|index| asked[*index]).collect();
    while let Some(index) = open.pop() {
        if is_alias(&api.types[index]) {
            let before = asked.clone();
            note_references(&api.types[index].rules, &mut asked);
            open.extend((0..asked.len()).filter(|index| asked[*index] && !before[*index]));
        }
    }
    for (def, asked) in api.types.iter_mut().zip(asked) {
        if is_alias(def) && !asked {
            def.rules.clear();
        }
    }
}

/// Notes the types whose rules are asked for.
fn note_references(rules: &[Rule], asked: &mut [bool]) {
    for rule in rules {
        rule.each_named(&mut |id| asked[id.0] = true);
    }
}

/// The alternatives of a union are a rule only where its variants' types do not tell them.
fn settle_union(def: &mut TypeDef, telling: &[bool]) {
    let Kind::Union(union) = &mut def.kind else {
        return;
    };
    let Some(rule) = union.alternatives.take() else {
        return;
    };
    let (Rule::OneOf(each) | Rule::AnyOf(each)) = &rule else {
        return;
    };
    let told = union.variants.len() == each.len()
        && union
            .variants
            .iter()
            .zip(each)
            .all(|(variant, rules)| match &variant.ty {
                Type::Named(id) => !telling[id.0] && implied(rules, &variant.ty, telling),
                ty => implied(rules, ty, telling),
            });
    if !told {
        union.exclusive = false;
        def.rules.push(rule);
    }
}

/// Which types are aliases with rules that their types do not imply. One that stands for another
/// such alias is one, too.
fn telling_aliases(types: &[TypeDef]) -> Vec<bool> {
    let mut telling = vec![false; types.len()];
    loop {
        let tells = |def: &TypeDef| match &def.kind {
            Kind::Alias(ty) => !implied(&def.rules, ty, &telling),
            Kind::Struct(_) | Kind::Texts(_) | Kind::Integers(_) | Kind::Union(_) => false,
        };
        let more: Vec<bool> = types.iter().map(tells).collect();
        if more == telling {
            return telling;
        }
        telling = more;
    }
}

/// Whether every value of a type satisfies the rule, also one that was not read.
fn is_said(rule: &Rule, ty: &Type) -> bool {
    match (rule, ty) {
        (Rule::Type(bits), _) => type_bits(ty) == Some(*bits),
        (Rule::Items(0, items), Type::List(item)) => items.iter().all(|rule| is_said(rule, item)),
        _ => false,
    }
}

/// Whether rules say no more than the type does.
fn implied(rules: &[Rule], ty: &Type, telling: &[bool]) -> bool {
    rules.iter().all(|rule| match (rule, ty) {
        (Rule::Type(bits), _) => type_bits(ty) == Some(*bits),
        (Rule::Ref(id), Type::Named(named)) => id == named && !telling[id.0],
        (Rule::Items(0, items), Type::List(item)) => implied(items, item, telling),
        (Rule::OtherMembers(names, patterns, values), Type::Map(value)) => {
            names.is_empty() && patterns.is_empty() && implied(values, value, telling)
        }
        _ => false,
    })
}

fn type_bits(ty: &Type) -> Option<u8> {
    Some(match ty {
        Type::Null => 1,
        Type::Boolean => 2,
        Type::Integer | Type::Unsigned => 4,
        Type::Number => 12,
        Type::Text => 16,
        Type::List(_) => 32,
        Type::Map(_) => 64,
        Type::Json
        | Type::Bytes
        | Type::File
        | Type::Named(_)
        | Type::Boxed(_)
        | Type::Nullable(_) => return None,
    })
}

fn prune_list(rules: &mut Vec<Rule>, telling: &[bool]) {
    // Names of members matter where the members without rules are asked for.
    let names_matter = rules.iter().any(Rule::asks_of_others);
    for rule in rules.iter_mut() {
        match rule {
            Rule::Member(_, inner) | Rule::Items(_, inner) | Rule::OtherMembers(_, _, inner) => {
                prune_list(inner, telling);
            }
            Rule::AnyOf(each) => {
                for branch in each {
                    branch.retain(|rule| !matches!(rule, Rule::Alias(id) if !telling[id.0]));
                }
            }
            _ => {}
        }
    }
    rules.retain(|rule| match rule {
        Rule::Alias(id) => names_matter || telling[id.0],
        // A branch without rules is satisfied by what the type says.
        Rule::AnyOf(each) => names_matter || each.iter().all(|branch| !branch.is_empty()),
        Rule::Member(_, inner) => names_matter || !inner.is_empty(),
        Rule::Items(_, inner) | Rule::OtherMembers(_, _, inner) => {
            names_matter || !inner.is_empty()
        }
        _ => true,
    });
}
