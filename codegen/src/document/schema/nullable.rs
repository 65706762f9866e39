//! `nullable` of OpenAPI 3.0, which has a meaning only beside `type`, and where `enum` lists `null`, too.
//!
//! Authors mean by it that there may be `null` instead, wherever they write it, and their services
//! send it.

use super::{Schema, Types};
use crate::document::target;
use crate::json::Json;
use serde_json::Value;
use std::rc::Rc;

/// How many references may lead to each other in a row.
const DEEPEST: usize = 8;

/// The schema that also takes `null`. `value` is what it was read of, in the description `root`.
pub(super) fn nullable(mut schema: Schema, value: &Json, root: &Json) -> Schema {
    if let Some(values) = &mut schema.values
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    let kind = match schema.types {
        Some(types) => Some(types),
        None if schema.items.is_some() => Some(Types::ARRAY),
        None if !schema.properties.is_empty() || !schema.required.is_empty() => Some(Types::OBJECT),
        None => None,
    };
    let composed = [&schema.all_of, &schema.any_of, &schema.one_of].map(Vec::len);
    if composed == [0; 3] && schema.reference.is_none() {
        schema.types = kind.map(|types| types.or(Types::NULL));
        return schema;
    }
    let null = Rc::new(Schema {
        pointer: format!("{}/nullable", schema.pointer),
        types: Some(Types::NULL),
        ..Schema::default()
    });
    let is_composed_only = kind.is_none() && schema.values.is_none() && schema.reference.is_none();
    match composed {
        [0, 0, _] if is_composed_only => {
            let branches = value.get("oneOf").and_then(Json::as_array);
            let mut branches = branches.into_iter().flatten();
            // Then `null` would fit two branches, and so none.
            if !branches.any(|branch| takes_null(branch, root, 0)) {
                schema.one_of.push(null);
            }
        }
        [0, _, 0] if is_composed_only => schema.any_of.push(null),
        [1, 0, 0] if is_composed_only => schema.any_of = vec![schema.all_of.remove(0), null],
        _ => return or_null(schema, null),
    }
    schema
}

/// Either what the schema says, or `null`. What it says without asking for anything stays outside.
fn or_null(mut schema: Schema, null: Rc<Schema>) -> Schema {
    let keyword = match (&schema.reference, schema.one_of.len()) {
        (Some(_), _) => "$ref",
        (None, 1..) => "oneOf",
        (None, 0) => "allOf",
    };
    let outer = Schema {
        pointer: schema.pointer.clone(),
        annotations: std::mem::take(&mut schema.annotations),
        description: schema.description.take(),
        deprecated: std::mem::take(&mut schema.deprecated),
        read_only: std::mem::take(&mut schema.read_only),
        write_only: std::mem::take(&mut schema.write_only),
        ..Schema::default()
    };
    schema.pointer = format!("{}/{keyword}", schema.pointer);
    schema.types = schema.types.map(|types| types.without(Types::NULL));
    Schema {
        any_of: vec![Rc::new(schema), null],
        ..outer
    }
}

/// Whether a schema says that it takes `null`.
fn takes_null(schema: &Json, root: &Json, depth: usize) -> bool {
    // YAML's own null stands for the type, too.
    let says_null = |one: &Json| one.is_null() || one.as_str() == Some("null");
    let types = schema.get("type").map(|types| match types {
        Json::Array(types) => types.as_slice(),
        one => std::slice::from_ref(one),
    });
    let listed = schema.get("enum").and_then(Json::as_array);
    let target = target(schema).and_then(|target| root.pointer(&target));
    schema.get("nullable") == Some(&Json::Bool(true))
        || schema.get("const").is_some_and(Json::is_null)
        || listed.is_some_and(|listed| listed.contains(&Json::Null))
        || types.is_some_and(|types| types.iter().any(says_null))
        || target.is_some_and(|target| depth < DEEPEST && takes_null(target, root, depth + 1))
}
