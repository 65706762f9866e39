//! Examples of bodies to the code that makes them.
//!
//! What is no value of its type, surely breaks a rule, or no code can make, is left out without a
//! word: `cargo xtask check-spec` tells which examples are not valid. So is what is too long to be
//! read as documentation. A member with one possible value is written by its type also where an
//! example leaves it out, as it may: it is added to the example.

mod unions;
mod valid;
mod write;

use crate::document::Document;
use crate::ir::{Api, Expression, Sample, Type, TypeDef};
use crate::json::Json;
use crate::name::{Case, Scope};
use serde_json::Value;
use write::Writer;

/// How many values an example may have in it.
const MOST_VALUES: usize = 120;

/// What the whole example is called.
const BODY: &str = "body";

/// Fills in the code of all examples of bodies, and leaves out those that have none.
pub(super) fn find(document: &Document<'_>, api: &mut Api) {
    let types = &api.types;
    let groups = api.groups.iter_mut();
    for operation in groups.flat_map(|group| &mut group.operations) {
        if let Some(body) = &mut operation.body {
            let (ty, rules) = (&body.ty, &body.rules);
            let is_right = |sample: &mut Sample| {
                let value = document.at(&sample.source).map(Json::to_value);
                let value = value.unwrap_or_default();
                !valid::breaks(rules, &value) && fill(types, ty, sorted(&value), sample)
            };
            body.samples.retain_mut(is_right);
        }
    }
}

/// Whether a value has few enough values in it.
pub(super) fn is_short(value: &Json) -> bool {
    fn left(value: &Json, most: usize) -> Option<usize> {
        let most = most.checked_sub(1)?;
        match value {
            Json::Array(items) => items.iter().try_fold(most, |most, item| left(item, most)),
            Json::Object(members) => {
                let mut members = members.values();
                members.try_fold(most, |most, member| left(member, most))
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Some(most),
        }
    }
    left(value, MOST_VALUES).is_some()
}

fn fill(types: &[TypeDef], ty: &Type, mut value: Value, sample: &mut Sample) -> bool {
    let mut writer = Writer {
        types,
        bindings: Vec::new(),
        names: Scope::new(Case::Snake, &[BODY]),
        strangers: 0,
        path: String::new(),
        added: Vec::new(),
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
    for (pointer, name, added) in writer.added {
        if let Some(Value::Object(members)) = value.pointer_mut(&pointer) {
            members.insert(name, added);
        }
    }
    sample.json = sorted(&value).to_string();
    true
}

/// The value with the members of all objects in the order of their names, which is that of setters.
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
