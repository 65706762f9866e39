//! The Rust type of an integer schema.

use crate::document::Types;
use crate::ir::{Rule, Type};
use crate::keywords::Comparison;
use crate::lower::rules::implied::Implied;
use crate::lower::schema::Schemas;
use crate::lower::schema::flatten::Flattened;
use crate::lower::types::Lowered;
use crate::lower::types::TypeLowering;
use serde_json::Value;

/// 2^63, the smallest number above `i64::MAX`.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

impl TypeLowering<'_> {
    pub(crate) fn lower_integer(&mut self, view: &Flattened) -> Lowered {
        let ty = self.schemas.integer_type(view);
        let mut rules = self.rules.keyword_rules(view, Implied::TYPES);
        if ty == Type::Number {
            rules.insert(0, Rule::of_types(Types::INTEGER));
        }
        Lowered { ty, rules }
    }
}

impl Schemas<'_> {
    /// The unsigned type for `format: uint64`, and for a range of positive numbers that exceeds
    /// `i64`; a number of any size if an example exceeds 64 bits.
    fn integer_type(&self, view: &Flattened) -> Type {
        let unsigned = view.schemas.iter().any(|part| {
            let bound = |comparison| part.limit(Types::NUMBER, comparison)?.as_f64();
            let is_large = bound(Comparison::AtMost).is_some_and(|most| most >= TOO_LARGE);
            let is_positive = bound(Comparison::AtLeast).is_some_and(|least| least >= 0.0);
            part.format.as_deref() == Some("uint64") || (is_large && is_positive)
        });
        let ty = if unsigned {
            Type::Unsigned
        } else {
            Type::Integer
        };
        let examples = view.schemas.iter().flat_map(|part| {
            let examples = part.annotations.examples.iter();
            let examples = examples.filter_map(|at| Some(self.document.at(at)?.to_value()));
            examples.chain(part.annotations.default.clone())
        });
        match examples.into_iter().any(|value| exceeds(&value, &ty)) {
            true => Type::Number,
            false => ty,
        }
    }
}

/// True for an integer that the type cannot hold. The limits as JavaScript rounds them,
/// 9223372036854776000 and 18446744073709552000, stand for the exact limits.
fn exceeds(value: &Value, ty: &Type) -> bool {
    let Some(number) = value.as_f64() else {
        return false;
    };
    if number.fract() != 0.0 {
        return false;
    }
    match ty {
        Type::Unsigned => value.as_u64().is_none() && number > TOO_LARGE * 2.0,
        _ => value.as_i64().is_none() && number.abs() > TOO_LARGE,
    }
}
