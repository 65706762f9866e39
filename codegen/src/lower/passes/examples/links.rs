//! Links from types to the operation with examples.

use crate::ir::{Api, TypeId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Names, for every type in the code of an example, the operation with the example; of several
/// operations, the operation with the most examples.
pub(super) fn link_types(api: &mut Api) {
    let mut methods: BTreeMap<TypeId, &str> = BTreeMap::new();
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let bodies = operations.filter_map(|operation| Some((operation, operation.body.as_ref()?)));
    let mut bodies: Vec<_> = bodies.collect();
    bodies.sort_by_key(|(_, body)| Reverse(body.samples.len()));
    for (operation, body) in bodies {
        for sample in &body.samples {
            sample.visit_named_types(&mut |id| {
                methods.entry(id).or_insert(&operation.method_name);
            });
        }
    }
    for (id, method) in methods {
        api.types[id.0].docs.examples = Some(method.to_owned());
    }
}
