//! Rules for strings and numbers.

use super::Rule;
use super::pattern::matches;
use super::report::Report;
use std::cmp::Ordering;

/// Checks one string rule.
pub(super) fn check_string(text: &str, rule: &Rule, report: &mut Report) {
    let count = || text.chars().count() as u64;
    match rule {
        // A character takes one to four bytes in UTF-8, so most strings need no count.
        Rule::MinLength(least) if text.len() as u64 / 4 >= *least => {}
        Rule::MaxLength(most) if text.len() as u64 > *most => {
            let count = count();
            report.require(count <= *most, || {
                format!("has {count} characters, at most {most} allowed")
            });
        }
        Rule::MinLength(least) => {
            let count = count();
            report.require(count >= *least, || {
                format!("has {count} characters, at least {least} required")
            });
        }
        Rule::Pattern(pattern) => report.require(matches(pattern, text), || {
            format!("does not match the pattern `{pattern}`")
        }),
        _ => {}
    }
}

/// Checks one number rule.
pub(super) fn check_number(number: &serde_json::Number, rule: &Rule, report: &mut Report) {
    let order = |bound: &f64| compare(number, *bound);
    match rule {
        Rule::Minimum(bound) => report.require(order(bound).is_some_and(Ordering::is_ge), || {
            format!("is {number}, must be at least {bound}")
        }),
        Rule::Maximum(bound) => report.require(order(bound).is_some_and(Ordering::is_le), || {
            format!("is {number}, must be at most {bound}")
        }),
        Rule::ExclusiveMinimum(bound) => {
            report.require(order(bound).is_some_and(Ordering::is_gt), || {
                format!("is {number}, must be greater than {bound}")
            });
        }
        Rule::ExclusiveMaximum(bound) => {
            report.require(order(bound).is_some_and(Ordering::is_lt), || {
                format!("is {number}, must be less than {bound}")
            });
        }
        Rule::MultipleOf(step) => report.require(is_multiple(number, *step), || {
            format!("is {number}, must be a multiple of {step}")
        }),
        _ => {}
    }
}

/// Compares without rounding, even for integers beyond the precision of `f64`.
#[allow(clippy::cast_possible_truncation)]
fn compare(number: &serde_json::Number, bound: f64) -> Option<Ordering> {
    if let Some(integer) = number.as_i128() {
        let floor = bound.floor();
        let order = integer.cmp(&(floor as i128));
        return Some(if order.is_eq() && floor < bound {
            Ordering::Less
        } else {
            order
        });
    }
    number.as_f64()?.partial_cmp(&bound)
}

#[allow(clippy::cast_possible_truncation, clippy::float_cmp)]
fn is_multiple(number: &serde_json::Number, step: f64) -> bool {
    if let Some(integer) = number.as_i128()
        && step.fract() == 0.0
    {
        return integer % (step as i128) == 0;
    }
    let Some(float) = number.as_f64() else {
        return true;
    };
    let quotient = float / step;
    // Decimal steps such as 0.01 have no exact `f64`: accept a quotient that differs from an
    // integer only in the last digits.
    quotient.is_infinite()
        || (quotient - quotient.round()).abs() <= quotient.abs() * f64::EPSILON * 4.0
}
