//! The Rust type of an integer schema.

use crate::ir::Type;
use crate::lower::schema::flatten::Flattened;

/// Returns the unsigned type for `format: uint64`, and for a range of positive numbers that exceeds
/// `i64`.
pub(crate) fn integer_type(view: &Flattened) -> Type {
    // 2^63, the smallest number above `i64::MAX`.
    const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;
    let unsigned = view.schemas.iter().any(|part| {
        let is_large = part
            .numbers
            .maximum
            .is_some_and(|maximum| maximum >= TOO_LARGE);
        let is_positive = part.numbers.minimum.is_some_and(|minimum| minimum >= 0.0);
        part.format.as_deref() == Some("uint64") || (is_large && is_positive)
    });
    if unsigned {
        Type::Unsigned
    } else {
        Type::Integer
    }
}
