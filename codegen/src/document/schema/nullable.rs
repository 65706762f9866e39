//! OpenAPI 3.0's `nullable: true`.
//!
//! By the standard, `nullable` needs `type` beside it, and `enum` must list `null`, too. Authors
//! write `nullable` anywhere to allow `null`, and their services send `null`. So every form adds
//! `null`:
//!
//! ```yaml
//! owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/User' }] }
//! ```
//! ```text
//! owner: Option<User>
//! ```

use super::{Schema, Types};
use crate::document::ref_target;
use crate::json::Json;
use serde_json::Value;
use std::rc::Rc;

/// Maximum length of a chain of references.
const MAX_CHAIN: usize = 8;

/// Returns the schema with `null` accepted. `value` is the JSON of the schema, `root` the spec.
pub(super) fn nullable(mut schema: Schema, value: &Json, root: &Json) -> Schema {
    if let Some(values) = &mut schema.enum_values
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
        schema.types = kind.map(|types| types.union(Types::NULL));
        return schema;
    }
    let null = Rc::new(Schema {
        pointer: format!("{}/nullable", schema.pointer),
        types: Some(Types::NULL),
        ..Schema::default()
    });
    let is_composed_only =
        kind.is_none() && schema.enum_values.is_none() && schema.reference.is_none();
    match composed {
        [0, 0, _] if is_composed_only => {
            let branches = value.get("oneOf").and_then(Json::as_array);
            let mut branches = branches.into_iter().flatten();
            // A second branch that accepts `null` would make `oneOf` reject `null`.
            if !branches.any(|branch| accepts_null(branch, root, 0)) {
                schema.one_of.push(null);
            }
        }
        [0, _, 0] if is_composed_only => schema.any_of.push(null),
        [1, 0, 0] if is_composed_only => schema.any_of = vec![schema.all_of.remove(0), null],
        _ => return any_of_null(schema, null),
    }
    schema
}

/// Returns `anyOf` with the schema and `null`. Annotations stay on the outer schema.
fn any_of_null(mut schema: Schema, null: Rc<Schema>) -> Schema {
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
    schema.types = schema.types.map(|types| types.difference(Types::NULL));
    Schema {
        any_of: vec![Rc::new(schema), null],
        ..outer
    }
}

/// True if the schema accepts `null` explicitly.
fn accepts_null(schema: &Json, root: &Json, depth: usize) -> bool {
    // YAML reads an unquoted `null` in `type` as the value `null`.
    let is_null_type = |name: &Json| name.is_null() || name.as_str() == Some("null");
    let types = schema.get("type").map(|types| match types {
        Json::Array(types) => types.as_slice(),
        name => std::slice::from_ref(name),
    });
    let listed = schema.get("enum").and_then(Json::as_array);
    let target = ref_target(schema).and_then(|target| root.pointer(&target));
    schema.get("nullable") == Some(&Json::Bool(true))
        || schema.get("const").is_some_and(Json::is_null)
        || listed.is_some_and(|listed| listed.contains(&Json::Null))
        || types.is_some_and(|types| types.iter().any(is_null_type))
        || target.is_some_and(|target| depth < MAX_CHAIN && accepts_null(target, root, depth + 1))
}
