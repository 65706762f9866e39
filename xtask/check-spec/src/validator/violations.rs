//! Messages for the errors of the validator.

use super::convert::unwrapped;
use codegen::check::Violation;
use codegen::keywords::type_name;
use jsonschema::Validator;
use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind as Kind};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::fmt::Write as _;

/// The maximum number of violations per value.
const MAX_VIOLATIONS: usize = 20;
/// The maximum length of a schema part quoted in a message.
const MAX_LENGTH: usize = 60;

/// The violations of a value.
pub fn all(root: &Value, validator: &Validator, value: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    for error in validator.iter_errors(value) {
        add_error(root, &error, &mut found);
    }
    found.sort();
    found.dedup();
    found.truncate(MAX_VIOLATIONS);
    found
}

/// Adds an error; for a union, adds the errors of the intended branch, if recognizable.
fn add_error(root: &Value, error: &ValidationError<'_>, found: &mut Vec<Violation>) {
    let intended = match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => intended(error, context),
        _ => None,
    };
    if let Some(errors) = intended {
        for error in errors {
            add_error(root, error, found);
        }
        return;
    }
    let rule = error
        .absolute_keyword_location()
        .and_then(jsonschema::Uri::fragment)
        .map(|fragment| percent_decode_str(fragment.as_str()).decode_utf8_lossy())
        .map(|fragment| unwrapped(root, &fragment));
    found.push(Violation {
        rule: rule.unwrap_or_default(),
        at: error.instance_path().as_str().to_owned(),
        message: problem(error),
    });
}

/// The errors of the branch intended by the author: the only branch with a matching JSON type and
/// matching constants, or else the branch with the fewest errors.
fn intended<'e>(
    error: &ValidationError<'_>,
    branches: &'e [Vec<ValidationError<'static>>],
) -> Option<&'e [ValidationError<'static>]> {
    let depth = error.instance_path().as_str().matches('/').count();
    let is_intended = |errors: &&Vec<ValidationError<'static>>| {
        !errors.iter().any(|error| {
            let below = error.instance_path().as_str().matches('/').count() - depth;
            match error.kind() {
                Kind::Type { .. } | Kind::FalseSchema => below == 0,
                Kind::Constant { .. } | Kind::Enum { .. } => below <= 1,
                _ => false,
            }
        })
    };
    let mut candidates: Vec<&Vec<_>> = branches.iter().filter(is_intended).collect();
    candidates.sort_by_key(|errors| errors.len());
    match candidates.as_slice() {
        [only] => Some(only),
        [best, next, ..] if best.len() < next.len() => Some(best),
        _ => None,
    }
}

/// The message for an error.
pub(super) fn problem(error: &ValidationError<'_>) -> String {
    let short = |value: &Value, otherwise: &str| {
        let text = value.to_string();
        match text.len() {
            0..=MAX_LENGTH => format!("`{text}`"),
            _ => otherwise.to_owned(),
        }
    };
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let noun = match unexpected.len() {
                1 => "property",
                _ => "properties",
            };
            format!("unexpected {noun} {}", listed(unexpected))
        }
        Kind::AdditionalItems { .. } | Kind::UnevaluatedItems { .. } => {
            "more items than allowed".to_owned()
        }
        Kind::AnyOf { context } => {
            format!("matches none of the {} branches of `anyOf`", context.len())
        }
        Kind::OneOfNotValid { context } => {
            format!("matches none of the {} branches of `oneOf`", context.len())
        }
        Kind::OneOfMultipleValid { .. } => "matches more than one branch of `oneOf`".to_owned(),
        Kind::Constant { expected_value } => format!(
            "expected {}",
            short(expected_value, "the value in the schema")
        ),
        Kind::Contains => "no item matches `contains`".to_owned(),
        Kind::Enum { options } => match options.as_ref() {
            Value::Array(all) if all.len() == 1 => {
                format!("expected {}", short(&all[0], "the value in the schema"))
            }
            options => format!(
                "expected one of {}",
                short(options, "the values in the schema")
            ),
        },
        Kind::ExclusiveMaximum { limit } => format!("not less than {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("not greater than {limit}"),
        Kind::Maximum { limit } => format!("greater than {limit}"),
        Kind::Minimum { limit } => format!("less than {limit}"),
        Kind::MaxItems { limit } => format!("more than {limit} items"),
        Kind::MinItems { limit } => format!("fewer than {limit} items"),
        Kind::MaxLength { limit } => format!("longer than {limit} characters"),
        Kind::MinLength { limit } => format!("shorter than {limit} characters"),
        Kind::MaxProperties { limit } => format!("more than {limit} properties"),
        Kind::MinProperties { limit } => format!("fewer than {limit} properties"),
        Kind::MultipleOf { multiple_of } => format!("not a multiple of {multiple_of}"),
        Kind::FalseSchema => "no value is allowed".to_owned(),
        Kind::Not { .. } => "matches the schema in `not`".to_owned(),
        Kind::Pattern { pattern } => match pattern.len() {
            0..=MAX_LENGTH => format!("does not match `{pattern}`"),
            _ => "does not match the pattern".to_owned(),
        },
        Kind::PropertyNames { .. } => "invalid property name".to_owned(),
        Kind::Required { property } => {
            format!(
                "missing required property `{}`",
                property.as_str().unwrap_or_default()
            )
        }
        Kind::Type { .. } if holds_json(error.instance()) => "JSON inside a string".to_owned(),
        Kind::Type { kind } => format!(
            "expected {}, found {}",
            expected(kind),
            type_name(error.instance())
        ),
        Kind::UniqueItems => "duplicate item".to_owned(),
        // Checks that are turned off, such as `format`, and failures of the validator.
        _ => error.masked().to_string(),
    }
}

/// True if a string contains a JSON object or array.
fn holds_json(value: &Value) -> bool {
    let parsed = value.as_str().map(serde_json::from_str::<Value>);
    matches!(parsed, Some(Ok(Value::Object(_) | Value::Array(_))))
}

fn expected(kind: &TypeKind) -> String {
    let names: Vec<String> = match kind {
        TypeKind::Single(name) => vec![with_article(&name.to_string())],
        TypeKind::Multiple(names) => names
            .iter()
            .map(|name| with_article(&name.to_string()))
            .collect(),
    };
    names.join(" or ")
}

fn with_article(name: &str) -> String {
    match name {
        "null" => name.to_owned(),
        "array" | "integer" | "object" => format!("an {name}"),
        _ => format!("a {name}"),
    }
}

fn listed(names: &[String]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == names.len() => " and ",
            _ => ", ",
        };
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{before}`{name}`");
    }
    text
}
