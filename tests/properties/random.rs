//! Random schemas and values, checked against laws 1 to 3.
//!
//! Equal seeds give equal schemas. `RANDOM_SEED=7 cargo test random` tries another seed.

mod rare;
mod schemas;
mod values;

use crate::support::round_trip::judged;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SCHEMAS: usize = 70;
const VALUES: usize = 40;

/// A random number generator, determined by its seed.
struct Dice(u64);

impl Dice {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True with a probability in percent.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn one<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        &of[self.below(of.len())]
    }

    /// Up to `count` distinct elements, in random order.
    fn some<T: Clone>(&mut self, of: &[T], count: usize) -> Vec<T> {
        let mut left = of.to_vec();
        let count = count.min(left.len());
        (0..count)
            .map(|_| left.swap_remove(self.below(left.len())))
            .collect()
    }
}

fn validator(name: &str, schemas: &BTreeMap<String, Value>) -> jsonschema::Validator {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": schemas::reference(name),
        "components": { "schemas": schemas },
    });
    jsonschema::options()
        .should_validate_formats(false)
        .build(&schema)
        .unwrap()
}

#[test]
fn agrees_with_another_validator() {
    let seed = std::env::var("RANDOM_SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut dice = Dice(seed);
    let schemas = schemas::all(SCHEMAS, &mut dice);
    let mut cases = Vec::new();
    let mut valid = 0;
    for (name, schema) in &schemas {
        let validator = validator(name, &schemas);
        for _ in 0..VALUES {
            let value = values::value(schema, &schemas, &mut dice);
            let is_valid = validator.is_valid(&value);
            valid += usize::from(is_valid);
            let case = format!("{name} {value}");
            cases.push(json!([format!("{name}Holder"), case, { "v": value }, is_valid]));
        }
    }
    println!("{} values, {valid} of them valid", cases.len());
    assert!(valid > cases.len() / 8, "too few values are valid");
    let wrong = judged("random", &schemas, &cases);
    assert!(wrong.is_empty(), "with RANDOM_SEED={seed}:\n{wrong}");
}
