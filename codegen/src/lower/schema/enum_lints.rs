//! Warnings about `enum` and `const` values that the same schema rejects.

use crate::document::{Schema, Types};
use crate::lower::Lowering;
use crate::lower::schema::flatten::Flattened;
use serde_json::Value;

impl Lowering<'_> {
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

/// True if the value satisfies the string and number limits of the schema.
pub(crate) fn satisfies_limits(schema: &Schema, value: &Value) -> bool {
    match value {
        Value::String(text) => is_text_within(schema, text),
        Value::Number(number) => number
            .as_f64()
            .is_none_or(|number| is_number_within(schema, number)),
        _ => true,
    }
}

fn is_text_within(schema: &Schema, text: &str) -> bool {
    let strings = &schema.strings;
    let count = text.chars().count() as u64;
    let pattern = strings.pattern.as_deref();
    let pattern = pattern.and_then(|pattern| regex_lite::Regex::new(pattern).ok());
    strings.min_length.is_none_or(|least| count >= least)
        && strings.max_length.is_none_or(|most| count <= most)
        && pattern.is_none_or(|pattern| pattern.is_match(text))
}

fn is_number_within(schema: &Schema, number: f64) -> bool {
    let numbers = &schema.numbers;
    numbers.minimum.is_none_or(|least| number >= least)
        && numbers.maximum.is_none_or(|most| number <= most)
        && numbers.exclusive_minimum.is_none_or(|bound| number > bound)
        && numbers.exclusive_maximum.is_none_or(|bound| number < bound)
}
