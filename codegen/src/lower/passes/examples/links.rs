//! Links from types to the operation with examples.

use crate::ir::{Api, Expression, Sample, TypeId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Names, for every type in the code of an example, the operation with such an example; of several
/// operations, that with the most examples.
pub(super) fn link_types(api: &mut Api) {
    let mut methods: BTreeMap<TypeId, &str> = BTreeMap::new();
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let bodies = operations.filter_map(|operation| Some((operation, operation.body.as_ref()?)));
    let mut bodies: Vec<_> = bodies.collect();
    bodies.sort_by_key(|(_, body)| Reverse(body.samples.len()));
    for (operation, body) in bodies {
        for sample in &body.samples {
            visit_sample(sample, &mut |id| {
                methods.entry(id).or_insert(&operation.method_name);
            });
        }
    }
    for (id, method) in methods {
        api.types[id.0].docs.examples = Some(method.to_owned());
    }
}

fn visit_sample(sample: &Sample, found: &mut dyn FnMut(TypeId)) {
    for variable in &sample.bindings {
        visit(&variable.value, found);
    }
    visit(&sample.body, found);
}

/// Visits every type whose name is in the code.
fn visit(expression: &Expression, found: &mut dyn FnMut(TypeId)) {
    match expression {
        Expression::Number(value) | Expression::Present(value) | Expression::Boxed(value) => {
            visit(value, found);
        }
        Expression::Array(items) | Expression::List(_, items) => {
            for item in items {
                visit(item, found);
            }
        }
        Expression::Map(_, entries) => {
            for (_, value) in entries {
                visit(value, found);
            }
        }
        Expression::Value(id, _) => found(*id),
        Expression::Variant(id, _, value) => {
            found(*id);
            visit(value, found);
        }
        Expression::New(id, _, arguments, setters) => {
            found(*id);
            let setters = setters.iter().map(|(_, value)| value);
            for value in arguments.iter().chain(setters) {
                visit(value, found);
            }
        }
        Expression::Text(_)
        | Expression::Owned(_)
        | Expression::Boolean(_)
        | Expression::Integer(_)
        | Expression::Long(_)
        | Expression::Unsigned(_)
        | Expression::Float(_)
        | Expression::Json(_)
        | Expression::Null
        | Expression::Nothing(_)
        | Expression::Name(_) => {}
    }
}
