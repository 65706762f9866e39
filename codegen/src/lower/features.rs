//! A feature for each tag, so that a user compiles a part.
//!
//! Operations without a tag are always there. A group needs the files of the types that it speaks of, and those need others. A file is there
//! with any of the groups that need it. A file that no group needs is always there, and so is all
//! that it needs: what is there never speaks of what is not.

use super::operations::UNTAGGED;
use crate::document::Operation;
use crate::ir::{Api, Group, TypeId};
use crate::name::{Case, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// The features of the runtime, and the one that cargo has. No group gets one of these names.
pub const RUNTIME_FEATURES: &[&str] = &[
    "blocking",
    "client",
    "default",
    "native-tls",
    "rustls",
    "stream",
    "tracing",
];

/// What more groups need than this is always there: conditions stay short, and most have it anyway.
/// What is added to a description can only take such conditions away, never bring them.
const MOST: usize = 8;

/// The files of types that a file needs, by their places among all.
type Needs = Vec<BTreeSet<usize>>;

/// Gives each group with a tag its feature, and each file those that it is there with: if that is
/// `wanted`, or else if there are several.
pub(super) fn find(api: &mut Api, operations: &[Operation], wanted: Option<bool>) {
    let has_untagged = operations.iter().any(|operation| operation.tags.is_empty());
    let is_tagged = |group: &&mut Group| !(has_untagged && group.title == UNTAGGED);
    let count = api.groups.iter_mut().filter(is_tagged).count();
    if !wanted.unwrap_or(count > 1) {
        return;
    }
    let reserved = RUNTIME_FEATURES.iter().map(|name| name.replace('-', "_"));
    let reserved: Vec<String> = reserved.collect();
    let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
    let mut names = Scope::new(Case::Module, &reserved).of("operations");
    for group in api.groups.iter_mut().filter(is_tagged) {
        let name = names.claim(&group.title);
        let name = name.unwrap_or_else(|renamed| renamed.name);
        group.feature = Some(name.trim_start_matches("r#").replace('_', "-"));
    }
    let modules = api.modules.iter().enumerate();
    let holders = modules.flat_map(|(at, module)| module.types.iter().map(move |id| (*id, at)));
    let holders: BTreeMap<TypeId, usize> = holders.collect();
    let needs = needs(api, &holders);
    let mut features = vec![BTreeSet::new(); api.modules.len()];
    let mut always = BTreeSet::new();
    for group in &api.groups {
        let mut first = BTreeSet::new();
        for operation in &group.operations {
            operation.each_named(&mut |id| first.extend(holders.get(&id)));
        }
        match &group.feature {
            None => always.extend(first),
            Some(feature) => {
                for module in reached(first, &needs) {
                    features[module].insert(feature.clone());
                }
            }
        }
    }
    always.extend((0..features.len()).filter(|at| features[*at].is_empty()));
    for module in reached(always, &needs) {
        features[module].clear();
    }
    for (module, features) in api.modules.iter_mut().zip(features) {
        module.features = short(features);
    }
    api.rules_features = of_shared_rules(api);
}

fn needs(api: &Api, holders: &BTreeMap<TypeId, usize>) -> Needs {
    let of = |ids: &[TypeId]| {
        let mut needs = BTreeSet::new();
        for id in ids {
            api.types[id.0].each_named(&mut |id| needs.extend(holders.get(&id)));
        }
        needs
    };
    api.modules.iter().map(|module| of(&module.types)).collect()
}

/// These files and all that they need.
fn reached(first: BTreeSet<usize>, needs: &Needs) -> BTreeSet<usize> {
    let mut open: Vec<usize> = first.iter().copied().collect();
    let mut all = first;
    while let Some(at) = open.pop() {
        open.extend(needs[at].iter().filter(|next| all.insert(**next)));
    }
    all
}

/// The features that the rules of parameters are needed with that several operations have.
fn of_shared_rules(api: &Api) -> BTreeMap<String, Vec<String>> {
    let mut features: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for group in &api.groups {
        let parameters = group
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        for parameter in parameters.filter(|parameter| parameter.shares_rules) {
            let features = features.entry(parameter.rules_name.clone()).or_default();
            features.extend(group.feature.clone());
        }
    }
    let always = api.groups.iter().filter(|group| group.feature.is_none());
    for operation in always.flat_map(|group| &group.operations) {
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| parameter.shares_rules)
        {
            features.remove(&parameter.rules_name);
        }
    }
    let features = features.into_iter();
    features
        .map(|(name, features)| (name, short(features)))
        .collect()
}

fn short(features: BTreeSet<String>) -> Vec<String> {
    match features.len() {
        0..=MOST => features.into_iter().collect(),
        _ => Vec::new(),
    }
}
