//! Warnings about `enum` and `const` values that the same schema rejects.

use crate::document::{Schema, Types};
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use serde_json::Value;

impl Schemas<'_> {
    /// Warns about listed values that keywords of the same schema reject. An inheriting schema may
    /// narrow inherited values without a warning.
    pub(crate) fn warn_impossible_values(&self, view: &Flattened) {
        for part in &view.schemas {
            let values = part.enum_values.as_deref().unwrap_or_default();
            for (index, value) in values.iter().enumerate() {
                // Authors often add `null` as a precaution.
                let is_typed = part
                    .types
                    .is_none_or(|types| types.contains(Types::of(value)));
                if value.is_null() || (is_typed && satisfies_limits(part, value)) {
                    continue;
                }
                // A single value may come from `const`.
                let at = match values.len() {
                    1 => part.pointer.clone(),
                    _ => format!("{}/enum/{index}", part.pointer),
                };
                self.warn(
                    "impossible-value",
                    &at,
                    format!("value `{value}` is never valid: excluded by another keyword"),
                    "remove the value, or correct the `type` or limit that excludes it",
                );
            }
        }
    }
}

/// True if the value is within the limits of the schema, as far as known.
pub(crate) fn satisfies_limits(schema: &Schema, value: &Value) -> bool {
    let mut limits = schema.limits.iter();
    limits.all(|limit| limit.accepts(value) != Some(false))
}
