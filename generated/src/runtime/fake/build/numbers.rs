//! Numbers within bounds.

use crate::runtime::rules::{Rule, Types};
use crate::runtime::wire::Json;

/// Builds a number within bounds; an integer if possible.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub(super) fn number(rules: &[&'static Rule], types: Types, index: usize) -> Option<Json> {
    let integral = types.and(Types::NUMBER) == Types::INTEGER;
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut step: f64 = 1.0;
    let (mut open_low, mut open_high) = (false, false);
    for rule in rules {
        match rule {
            Rule::Minimum(bound) if *bound > low => (low, open_low) = (*bound, false),
            Rule::ExclusiveMinimum(bound) if *bound >= low => (low, open_low) = (*bound, true),
            Rule::Maximum(bound) if *bound < high => (high, open_high) = (*bound, false),
            Rule::ExclusiveMaximum(bound) if *bound <= high => (high, open_high) = (*bound, true),
            Rule::MultipleOf(multiple) => step = *multiple,
            _ => {}
        }
    }
    let fits = |value: f64| {
        let above = if open_low { value > low } else { value >= low };
        let below = if open_high {
            value < high
        } else {
            value <= high
        };
        above && below
    };
    // 1 if possible, else the first multiple within the bounds.
    let wanted = index as f64 + 1.0;
    let near_low = (low / step).floor() * step;
    let near_high = (high / step).ceil() * step;
    let nearest = (wanted / step).ceil() * step;
    let candidates = [
        nearest,
        near_low + index as f64 * step,
        near_low + (index as f64 + 1.0) * step,
        near_high - index as f64 * step,
        near_high - (index as f64 + 1.0) * step,
        0.0,
    ];
    let found = candidates
        .into_iter()
        .find(|value| value.is_finite() && fits(*value));
    let middle = (!integral).then(|| f64::midpoint(low, high));
    let value = found.or(middle.filter(|value| value.is_finite()))?;
    Some(match value.fract() == 0.0 && value.abs() < 9.0e15 {
        true => Json::from(value as i64),
        false => Json::from(value),
    })
}
