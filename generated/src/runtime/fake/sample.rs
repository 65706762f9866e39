//! Valid values for tests, built from the schema.

use crate::runtime::fake::body::tables;
use crate::runtime::fake::build;
use crate::runtime::fake::judge::schema_of;
use crate::runtime::fake::schema::Schema;
use crate::runtime::fake::table::Served;
use crate::runtime::http::ParameterLocation;
use crate::runtime::rules::{Rule, Rules};
use crate::runtime::wire::{Json, Typed};

/// A path segment is not empty.
const IN_PATH: Rules = &[
    Rule::MinLength(1),
    Rule::MinItems(1),
    Rule::MinProperties(1),
];

/// Builds a valid value of a type: required properties, within all bounds, enums, patterns and
/// formats.
/// Returns `None` if no built value is valid.
///
/// ```text
/// let pet = fake::sample::<types::Pet>().unwrap();
/// ```
#[must_use]
pub fn sample<T: Typed>() -> Option<T> {
    read(build::value(&Schema(vec![T::rules()])))
}

/// Builds a valid request body of an operation, like [`sample`].
#[must_use]
pub fn sample_body<Op: Served<Body: Typed>>() -> Option<Op::Body> {
    read(build::value(&Schema(tables(Op::ROUTE).to_vec())))
}

/// Builds a valid argument for a parameter of an operation, like [`sample`]. Returns `None` for an
/// unknown name.
#[must_use]
pub fn sample_argument<Op: Served, T: Typed>(name: &str) -> Option<T> {
    let parameters = Op::ROUTE.endpoint.parameters;
    let index = parameters
        .iter()
        .position(|parameter| parameter.name == name)?;
    let mut schema = schema_of(Op::ROUTE, index, &parameters[index]);
    if parameters[index].location == ParameterLocation::Path {
        schema.0.push(IN_PATH);
    }
    let mut formats = Op::ROUTE.formats.iter();
    let format = formats.find(|(at, _)| *at == index);
    read(build::value_of_format(
        &schema,
        format.map(|(_, format)| *format),
    ))
}

fn read<T: Typed>(built: Option<Json>) -> Option<T> {
    T::read(built?).ok()
}
