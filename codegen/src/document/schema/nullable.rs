//! `nullable` of OpenAPI 3.0 where it stands beside a composition.

use super::{Schema, Types};
use std::rc::Rc;

/// `nullable` has a meaning only beside `type`, says OpenAPI 3.0. Beside a composition, authors mean
/// by it that there may be `null` instead, and their services send it.
pub(super) fn nullable_composition(schema: &mut Schema) {
    let is_composed_only = schema.types.is_none()
        && schema.values.is_none()
        && schema.items.is_none()
        && schema.properties.is_empty()
        && schema.required.is_empty();
    if !is_composed_only {
        return;
    }
    let null = Rc::new(Schema {
        pointer: format!("{}/nullable", schema.pointer),
        types: Some(Types::NULL),
        ..Schema::default()
    });
    let composed = (
        schema.all_of.len(),
        schema.any_of.len(),
        schema.one_of.len(),
    );
    match composed {
        (0, 0, 1..) => schema.one_of.push(null),
        (0, 1.., 0) => schema.any_of.push(null),
        (1, 0, 0) => schema.any_of = vec![schema.all_of.remove(0), null],
        (2.., 0, 0) => {
            let all = Rc::new(Schema {
                pointer: format!("{}/allOf", schema.pointer),
                all_of: std::mem::take(&mut schema.all_of),
                ..Schema::default()
            });
            schema.any_of = vec![all, null];
        }
        _ => {}
    }
}
