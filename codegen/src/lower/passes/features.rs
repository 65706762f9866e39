//! A cargo feature per tag, to compile a part of the crate.
//!
//! A module of types is compiled if any tag that needs the module is enabled, so enabled code never
//! refers to disabled code. Types that no operation needs have the feature `other-types`, and types
//! that webhooks need also have the feature `webhooks`.
//!
//! ```yaml
//! /pets: { get: { tags: [pets] } }     # returns Pet
//! /orders: { get: { tags: [shop] } }   # returns Order, with a Pet
//! ```
//!
//! ```text
//! #[cfg(feature = "shop")] pub mod order;
//! #[cfg(any(feature = "pets", feature = "shop"))] pub mod pet;
//! ```

use crate::document::Operation;
use crate::ir::{Api, Group, TypeId};
use crate::name::{Case, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Reserved feature names: the runtime's features and cargo's `default`.
pub const RUNTIME_FEATURES: &[&str] = &[
    "axum",
    "blocking",
    "client",
    "debug-sensitive",
    "default",
    "fake",
    "gzip",
    "native-tls",
    "rustls",
    "stream",
    "tracing",
    WEBHOOKS,
];

/// The feature of the types that webhooks need.
const WEBHOOKS: &str = "webhooks";

/// The feature of operations without a tag.
const WITHOUT_TAG: &str = "untagged";
/// The feature of types that no operation needs.
const OTHER_TYPES: &str = "other-types";

/// A module with more features is always compiled: conditions stay short, and most builds need the
/// module anyway. Additions to the spec can only remove a condition, never add one.
const MAX_FEATURES: usize = 8;

/// For each module, the indices of required modules.
type Needs = Vec<BTreeSet<usize>>;

/// Assigns features to groups and modules, if `wanted`; by default, if the spec has multiple tags.
pub(crate) fn assign_features(api: &mut Api, operations: &[Operation], wanted: Option<bool>) {
    let has_untagged = operations.iter().any(|operation| operation.tags.is_empty());
    let is_untagged = |group: &Group| has_untagged && group.title == Group::UNTAGGED;
    let tags = api.groups.iter().filter(|group| !is_untagged(group));
    if !wanted.unwrap_or(tags.count() > 1) {
        return;
    }
    let own = [WITHOUT_TAG, OTHER_TYPES];
    let reserved = RUNTIME_FEATURES.iter().chain(&own);
    let reserved: Vec<String> = reserved.map(|name| name.replace('-', "_")).collect();
    let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
    let mut names = Scope::new(Case::Module, &reserved).with_kind("operations");
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
    set_module_features(api);
    api.rules_features = shared_rules_features(api);
}

/// Assigns features to the modules of types.
fn set_module_features(api: &mut Api) {
    let modules = api.modules.iter().enumerate();
    let holders = modules.flat_map(|(at, module)| module.types.iter().map(move |id| (*id, at)));
    let holders: BTreeMap<TypeId, usize> = holders.collect();
    let needs = needs(api, &holders);
    let mut features = vec![BTreeSet::new(); api.modules.len()];
    for group in &api.groups {
        let mut first = BTreeSet::new();
        for operation in &group.operations {
            operation.visit_named_types(&mut |id| first.extend(holders.get(&id)));
        }
        for module in reachable(first, &needs) {
            features[module].extend(group.feature.clone());
        }
    }
    let unused: BTreeSet<usize> = (0..features.len())
        .filter(|at| features[*at].is_empty())
        .collect();
    let mut received = BTreeSet::new();
    for webhook in &api.webhooks.requests {
        let mut holder = |id: TypeId| received.extend(holders.get(&id));
        webhook.ty.visit_named_types(&mut holder);
    }
    for module in reachable(received, &needs) {
        features[module].insert(WEBHOOKS.to_owned());
    }
    if !unused.is_empty() {
        api.features.insert(OTHER_TYPES.to_owned());
    }
    for module in reachable(unused, &needs) {
        features[module].insert(OTHER_TYPES.to_owned());
    }
    for (module, features) in api.modules.iter_mut().zip(features) {
        module.features = limited(features);
    }
}

fn needs(api: &Api, holders: &BTreeMap<TypeId, usize>) -> Needs {
    let of = |ids: &[TypeId]| {
        let mut needs = BTreeSet::new();
        for id in ids {
            api.types[id.0].visit_named_types(&mut |id| needs.extend(holders.get(&id)));
        }
        needs
    };
    api.modules.iter().map(|module| of(&module.types)).collect()
}

/// The modules and, transitively, every module that they need.
fn reachable(first: BTreeSet<usize>, needs: &Needs) -> BTreeSet<usize> {
    let mut open: Vec<usize> = first.iter().copied().collect();
    let mut all = first;
    while let Some(at) = open.pop() {
        open.extend(needs[at].iter().filter(|next| all.insert(**next)));
    }
    all
}

/// The features for rules of shared parameters, by the name of the constant.
fn shared_rules_features(api: &Api) -> BTreeMap<String, Vec<String>> {
    let mut features: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for group in &api.groups {
        let parameters = group
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        for parameter in parameters.filter(|parameter| parameter.has_shared_rules) {
            let features = features.entry(parameter.rules_name.clone()).or_default();
            features.extend(group.feature.clone());
        }
    }
    let features = features.into_iter();
    features
        .map(|(name, features)| (name, limited(features)))
        .collect()
}

fn limited(features: BTreeSet<String>) -> Vec<String> {
    match features.len() {
        0..=MAX_FEATURES => features.into_iter().collect(),
        _ => Vec::new(),
    }
}
