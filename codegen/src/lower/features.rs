//! A feature for each tag, so that a user compiles a part.
//!
//! A group of operations needs the files of the types that it speaks of, and those need others. A
//! file is there with any of the groups that need it: what is there never speaks of what is not.
//! Types that no operation needs are a group of their own.

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

/// The feature of operations without a tag.
const WITHOUT_TAG: &str = "untagged";
/// The feature of types that no operation needs.
const OTHER_TYPES: &str = "other-types";

/// What more groups need than this is always there: conditions stay short, and most have it anyway.
/// What is added to a description can only take such conditions away, never bring them.
const MOST: usize = 8;

/// The files of types that a file needs, by their places among all.
type Needs = Vec<BTreeSet<usize>>;

/// Gives each group its feature, and each file those that it is there with: if that is `wanted`, or
/// else if there are several tags.
pub(super) fn find(api: &mut Api, operations: &[Operation], wanted: Option<bool>) {
    let has_untagged = operations.iter().any(|operation| operation.tags.is_empty());
    let is_untagged = |group: &Group| has_untagged && group.title == UNTAGGED;
    let tags = api.groups.iter().filter(|group| !is_untagged(group));
    if !wanted.unwrap_or(tags.count() > 1) {
        return;
    }
    let others = [WITHOUT_TAG, OTHER_TYPES];
    let reserved = RUNTIME_FEATURES.iter().chain(&others);
    let reserved: Vec<String> = reserved.map(|name| name.replace('-', "_")).collect();
    let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
    let mut names = Scope::new(Case::Module, &reserved).of("operations");
    for group in &mut api.groups {
        let name = match is_untagged(group) {
            true => WITHOUT_TAG.to_owned(),
            false => names
                .claim(&group.title)
                .unwrap_or_else(|renamed| renamed.name),
        };
        group.feature = Some(name.trim_start_matches("r#").replace('_', "-"));
    }
    let groups = api.groups.iter().filter_map(|group| group.feature.clone());
    api.features = groups.collect();
    of_types(api);
    api.rules_features = of_shared_rules(api);
}

/// Gives each file of types its features.
fn of_types(api: &mut Api) {
    let modules = api.modules.iter().enumerate();
    let holders = modules.flat_map(|(at, module)| module.types.iter().map(move |id| (*id, at)));
    let holders: BTreeMap<TypeId, usize> = holders.collect();
    let needs = needs(api, &holders);
    let mut features = vec![BTreeSet::new(); api.modules.len()];
    for group in &api.groups {
        let mut first = BTreeSet::new();
        for operation in &group.operations {
            operation.each_named(&mut |id| first.extend(holders.get(&id)));
        }
        for module in reached(first, &needs) {
            features[module].extend(group.feature.clone());
        }
    }
    let others: BTreeSet<usize> = (0..features.len())
        .filter(|at| features[*at].is_empty())
        .collect();
    if !others.is_empty() {
        api.features.insert(OTHER_TYPES.to_owned());
    }
    for module in reached(others, &needs) {
        features[module].insert(OTHER_TYPES.to_owned());
    }
    for (module, features) in api.modules.iter_mut().zip(features) {
        module.features = short(features);
    }
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
