//! The laws, checked against an independent validator.
//!
//! 1. Valid values are accepted.
//! 2. Declared properties are preserved.
//! 3. Invalid values are not sent.

pub mod examples;
mod generate;

use crate::support::shipped_spec::{
    REQUEST, all_examples, examples, schema_names, type_name, validator,
};
use generate::Entropy;
use proptest::prelude::*;
use serde_json::Value;
use whatsapp_cloud::types;

/// Round-trips a JSON value through a type; returns the JSON written and the result of `validate`.
type RoundTrip = fn(&Value) -> Result<(Value, Result<(), String>), String>;

macro_rules! round_trips {
    ($($name:ident)*) => {
        &[$((stringify!($name), |value| {
            let read = serde_json::from_value::<types::$name>(value.clone());
            let read = read.map_err(|error| error.to_string())?;
            let written = serde_json::to_value(&read).map_err(|error| error.to_string())?;
            Ok((written, read.validate().map_err(|violations| violations.to_string())))
        })),*]
    };
}

// `TYPES` and `ALIASES`, from `generated/outline.txt`.
include!(concat!(env!("OUT_DIR"), "/types.rs"));

/// The component schemas with types. Types of inline schemas are tested as part of them.
fn component_types() -> impl Iterator<Item = &'static str> {
    let names = schema_names().into_iter();
    names.filter(|name| find(name).is_some())
}

#[test]
fn covers_every_component_schema() {
    let mut covered: Vec<&str> = component_types().chain(ALIASES.iter().copied()).collect();
    covered.sort_unstable();
    let mut names = schema_names();
    names.sort_unstable();
    assert_eq!(covered, names);
}

fn round_trip(schema: &str) -> RoundTrip {
    find(schema).unwrap()
}

fn find(schema: &str) -> Option<RoundTrip> {
    let name = type_name(schema);
    let mut types = TYPES.iter();
    types.find_map(|(known, round_trip)| (*known == name).then_some(*round_trip))
}

/// Checks the three laws for a value.
fn check(name: &str, value: &Value, validator: &jsonschema::Validator) -> Result<(), String> {
    let is_valid = validator.is_valid(value);
    match round_trip(name)(value) {
        Err(error) if is_valid => Err(format!("{name} refuses a valid value: {error}")),
        Ok((written, _)) if is_valid && !same(&written, value) => {
            Err(format!("{name} loses something: it writes {written}"))
        }
        Ok((_, Err(violations))) if is_valid => Err(format!(
            "{name} finds fault with a valid value: {violations}"
        )),
        Ok((written, Ok(()))) if !validator.is_valid(&written) => {
            let error = validator.iter_errors(&written).next();
            let error = error.map(|error| error.to_string()).unwrap_or_default();
            Err(format!(
                "{name} lets an invalid value go: {written}: {error}"
            ))
        }
        _ => Ok(()),
    }
}

include!("../data/same.rs");

/// Checks a property for every schema, with the given number of cases each.
fn for_all(cases: u32, make: impl Fn(&str, &mut Entropy<'_>) -> Value) {
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut valid = 0_u32;
    for name in component_types() {
        let validator = validator(name);
        let mut runner = proptest::test_runner::TestRunner::new_with_rng(
            config.clone(),
            proptest::test_runner::TestRng::deterministic_rng(
                proptest::test_runner::RngAlgorithm::ChaCha,
            ),
        );
        let count = std::cell::Cell::new(0);
        let bytes = proptest::collection::vec(any::<u8>(), 0..400);
        let result = runner.run(&bytes, |bytes| {
            let value = make(name, &mut Entropy::new(&bytes));
            count.set(count.get() + u32::from(validator.is_valid(&value)));
            check(name, &value, &validator)
                .map_err(|problem| TestCaseError::fail(format!("{problem}\n  value: {value}")))
        });
        if let Err(error) = result {
            panic!("{error}");
        }
        valid += count.get();
    }
    // A property that only sees invalid values proves nothing.
    let all = cases * u32::try_from(component_types().count()).unwrap();
    assert!(valid > all / 20, "only {valid} of {all} values were valid");
}

#[test]
fn generated_values_keep_the_laws() {
    for_all(200, generate::value);
}

#[test]
fn mutated_generated_values_keep_the_laws() {
    for_all(80, |name, entropy| {
        let mut value = generate::value(name, entropy);
        generate::spoil(&mut value, entropy);
        value
    });
}

#[test]
fn mutated_examples_keep_the_laws() {
    let validator = validator("SendMessageRequest");
    let examples: Vec<Value> = examples(REQUEST)
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    let config = ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(index in 0..examples.len(), bytes in proptest::collection::vec(any::<u8>(), 0..60))| {
        let mut value = examples[index].clone();
        generate::spoil(&mut value, &mut Entropy::new(&bytes));
        if let Err(problem) = check("SendMessageRequest", &value, &validator) {
            prop_assert!(false, "{problem}\n  value: {value}");
        }
    });
}

#[test]
fn examples_keep_the_laws() {
    let examples = all_examples();
    assert!(examples.len() > 200, "only {} examples", examples.len());
    for (place, name, value) in examples {
        let validator = validator(&name);
        assert!(
            validator.is_valid(&value),
            "the example {place} is not valid"
        );
        check(&name, &value, &validator).unwrap_or_else(|problem| panic!("{place}: {problem}"));
    }
}
