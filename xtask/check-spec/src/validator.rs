//! An independent JSON Schema validator for the schemas of a spec.

mod collect;
mod convert;
mod violations;

use codegen::check::{Case, Direction, Outcome};
use jsonschema::{Draft, Registry, Resource, ValidationOptions, Validator};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The URI of the spec in the registry of the validator.
const NAME: &str = "urn:description";

/// A spec, prepared for validation.
pub struct Judge<'v> {
    root: &'v Value,
    document: Value,
    registry: Registry<'static>,
}

impl<'v> Judge<'v> {
    /// Prepares a spec for values of one direction, with lenient readings of `nullable`; without a
    /// side, strictly by the specification.
    ///
    /// # Panics
    ///
    /// Panics if the validator rejects a document without identifiers.
    #[must_use]
    pub fn new(root: &'v Value, side: Option<Direction>) -> Self {
        let document = convert::as_schemas(root, side);
        let resource = Resource::from_contents(document.clone());
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(NAME, resource)
            .and_then(jsonschema::RegistryBuilder::prepare)
            .expect("a document without identifiers is accepted");
        Judge {
            root,
            document,
            registry,
        }
    }

    /// A validator for the schema at a pointer.
    ///
    /// # Errors
    ///
    /// The message of the validator, if the schema or a referenced schema is not supported.
    pub fn validator(&self, pointer: &str) -> Result<Validator, String> {
        let fragment = fragment(&convert::wrapped(&self.document, pointer));
        options()
            .with_registry(&self.registry)
            .should_validate_formats(false)
            .build(&json!({ "$ref": format!("{NAME}#{fragment}") }))
            .map_err(|error| error.to_string())
    }

    fn answer(&self, validator: &Result<Validator, String>, value: &Value) -> Outcome {
        match validator {
            Ok(validator) if validator.is_valid(value) => Outcome::Validated(Vec::new()),
            Ok(validator) => Outcome::Validated(violations::all(self.root, validator, value)),
            Err(problem) => Outcome::Unsupported(problem.clone()),
        }
    }
}

/// The options of a validator for JSON Schema 2020-12 and `x-collect`.
#[must_use]
pub fn options<'r>() -> ValidationOptions<'r> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_keyword("x-collect", collect::compile)
}

/// Percent-encodes a JSON pointer as a URI fragment.
fn fragment(pointer: &str) -> String {
    let mut fragment = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) {
            fragment.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(fragment, "%{byte:02X}");
        }
    }
    fragment
}

/// Validates every case of a spec; the outcomes are in the order of the cases.
#[must_use]
pub fn answers(root: &Value, questions: &[Case]) -> Vec<Outcome> {
    let mut by_schema: BTreeMap<(Direction, &str), Vec<usize>> = BTreeMap::new();
    for (index, question) in questions.iter().enumerate() {
        let key = (question.side, question.schema.as_str());
        by_schema.entry(key).or_default().push(index);
    }
    let mut answers = vec![Outcome::Unsupported(String::new()); questions.len()];
    let mut judges: BTreeMap<Direction, Judge<'_>> = BTreeMap::new();
    for ((side, schema), indices) in by_schema {
        let judge = judges
            .entry(side)
            .or_insert_with(|| Judge::new(root, Some(side)));
        let validator = judge.validator(schema);
        for index in indices {
            let value = root.pointer(&questions[index].value);
            answers[index] = judge.answer(&validator, value.unwrap_or(&Value::Null));
        }
    }
    answers
}
