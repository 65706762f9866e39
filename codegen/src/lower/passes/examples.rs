//! Code for examples of request bodies.
//!
//! An example is dropped silently if the value does not fit the type, certainly breaks a rule, or
//! is too long for documentation; `cargo xtask check-spec` reports invalid examples. The generated
//! types always write a property with a single possible value, so an example without the property
//! gains it. A property with the default value is left out.

mod links;
mod objects;
mod unions;
mod valid;
mod write;

use crate::document::Document;
use crate::ir::{Api, Expression, Sample, Type, TypeDef};
use crate::json::Json;
use crate::name::{Case, Scope};
use serde_json::Value;
use write::Writer;

/// The maximum number of JSON values in an example.
const MAX_VALUES: usize = 120;

/// The variable name of the request body.
const BODY: &str = "body";

/// Generates the code of all body examples and removes unusable examples.
pub(crate) fn write_body_examples(document: &Document<'_>, api: &mut Api) {
    let types = &api.types;
    let groups = api.groups.iter_mut();
    for operation in groups.flat_map(|group| &mut group.operations) {
        if let Some(body) = &mut operation.body {
            let (ty, rules) = (&body.ty, &body.rules);
            let is_usable = |sample: &mut Sample| {
                let value = document.at(&sample.source).map(Json::to_value);
                let value = value.unwrap_or_default();
                !valid::violates(rules, &value) && fill(types, ty, sorted(&value), sample)
            };
            body.samples.retain_mut(is_usable);
        }
    }
    links::link_types(api);
}

/// True if the example has at most [`MAX_VALUES`] JSON values.
pub(crate) fn is_short(value: &Json) -> bool {
    fn remaining(value: &Json, budget: usize) -> Option<usize> {
        let budget = budget.checked_sub(1)?;
        match value {
            Json::Array(items) => items
                .iter()
                .try_fold(budget, |budget, item| remaining(item, budget)),
            Json::Object(members) => {
                let mut members = members.values();
                members.try_fold(budget, |budget, member| remaining(member, budget))
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Some(budget),
        }
    }
    remaining(value, MAX_VALUES).is_some()
}

fn fill(types: &[TypeDef], ty: &Type, mut value: Value, sample: &mut Sample) -> bool {
    let mut writer = Writer {
        types,
        bindings: Vec::new(),
        names: Scope::new(Case::Snake, &[BODY]),
        undeclared_count: 0,
        path: String::new(),
        missing_constants: Vec::new(),
        omitted: Vec::new(),
    };
    let Some(body) = writer.any(ty, &value) else {
        return false;
    };
    sample.body = body;
    sample.bindings = writer.bindings;
    if let (Expression::Name(name), Some(last)) = (&mut sample.body, sample.bindings.last_mut()) {
        BODY.clone_into(name);
        BODY.clone_into(&mut last.name);
    }
    for (pointer, name, added) in writer.missing_constants {
        if let Some(Value::Object(members)) = value.pointer_mut(&pointer) {
            members.insert(name, added);
        }
    }
    for (pointer, name) in writer.omitted {
        if let Some(Value::Object(members)) = value.pointer_mut(&pointer) {
            members.remove(&name);
        }
    }
    sample.json = sorted(&value).to_string();
    true
}

/// Sorts the properties of all objects by name, the order of setters.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(sorted).collect(),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members.into_iter();
            let members = members.map(|(name, value)| (name.clone(), sorted(value)));
            Value::Object(members.collect())
        }
        value => value.clone(),
    }
}
