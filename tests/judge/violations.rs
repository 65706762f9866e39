//! What a validator says, in our words.

use super::document::unwrapped;
use codegen::check::Violation;
use jsonschema::Validator;
use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind as Kind};
use serde_json::Value;
use std::fmt::Write as _;

/// How many violations of one value are told.
const MOST: usize = 20;
/// How long a part of a schema may be to be repeated.
const LONGEST: usize = 60;

/// What a value violates.
pub fn all(root: &Value, validator: &Validator, value: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    for error in validator.iter_errors(value) {
        tell(root, &error, &mut found);
    }
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found
}

/// Tells of an error, or of those in the branch of a union that was meant.
fn tell(root: &Value, error: &ValidationError<'_>, found: &mut Vec<Violation>) {
    let meant = match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => meant(error, context),
        _ => None,
    };
    if let Some(errors) = meant {
        for error in errors {
            tell(root, error, found);
        }
        return;
    }
    let rule = error
        .absolute_keyword_location()
        .and_then(jsonschema::Uri::fragment)
        .map(|fragment| unwrapped(root, &decoded(fragment.as_str())));
    found.push(Violation {
        rule: rule.unwrap_or_default(),
        at: error.instance_path().as_str().to_owned(),
        problem: problem(error),
    });
}

fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The errors of the branch that a value was meant for: the only one of its JSON type whose
/// constants it has, or the one that it fails the least.
fn meant<'e>(
    error: &ValidationError<'_>,
    branches: &'e [Vec<ValidationError<'static>>],
) -> Option<&'e [ValidationError<'static>]> {
    let depth = error.instance_path().as_str().matches('/').count();
    let is_meant = |errors: &&Vec<ValidationError<'static>>| {
        !errors.iter().any(|error| {
            let below = error.instance_path().as_str().matches('/').count() - depth;
            match error.kind() {
                Kind::Type { .. } | Kind::FalseSchema => below == 0,
                Kind::Constant { .. } | Kind::Enum { .. } => below <= 1,
                _ => false,
            }
        })
    };
    let mut candidates: Vec<&Vec<_>> = branches.iter().filter(is_meant).collect();
    candidates.sort_by_key(|errors| errors.len());
    match candidates.as_slice() {
        [only] => Some(only),
        [best, next, ..] if best.len() < next.len() => Some(best),
        _ => None,
    }
}

fn problem(error: &ValidationError<'_>) -> String {
    let short = |value: &Value| {
        let text = value.to_string();
        match text.len() {
            0..=LONGEST => format!("`{text}`"),
            _ => "what is listed there".to_owned(),
        }
    };
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            format!("there may be no {}", listed(unexpected))
        }
        Kind::AdditionalItems { .. } | Kind::UnevaluatedItems { .. } => {
            "there are more items than allowed".to_owned()
        }
        Kind::AnyOf { context } => {
            format!("it fits none of the {} branches of `anyOf`", context.len())
        }
        Kind::OneOfNotValid { context } => {
            format!("it fits none of the {} branches of `oneOf`", context.len())
        }
        Kind::OneOfMultipleValid { .. } => {
            "it fits several branches of `oneOf`, which allows one".to_owned()
        }
        Kind::Constant { expected_value } => format!("it is not {}", short(expected_value)),
        Kind::Contains => "no item is one that there has to be".to_owned(),
        Kind::Enum { options } => match options.as_ref() {
            Value::Array(all) if all.len() == 1 => format!("it is not {}", short(&all[0])),
            options => format!("it is none of {}", short(options)),
        },
        Kind::ExclusiveMaximum { limit } => format!("it is not less than {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("it is not more than {limit}"),
        Kind::Maximum { limit } => format!("it is more than {limit}"),
        Kind::Minimum { limit } => format!("it is less than {limit}"),
        Kind::MaxItems { limit } => format!("there are more than {limit} items"),
        Kind::MinItems { limit } => format!("there are less than {limit} items"),
        Kind::MaxLength { limit } => format!("it is longer than {limit} characters"),
        Kind::MinLength { limit } => format!("it is shorter than {limit} characters"),
        Kind::MaxProperties { limit } => format!("there are more than {limit} members"),
        Kind::MinProperties { limit } => format!("there are less than {limit} members"),
        Kind::MultipleOf { multiple_of } => format!("it is no multiple of {multiple_of}"),
        Kind::FalseSchema => "nothing is allowed here".to_owned(),
        Kind::Not { .. } => "it is what `not` refuses".to_owned(),
        Kind::Pattern { pattern } => match pattern.len() {
            0..=LONGEST => format!("it does not match `{pattern}`"),
            _ => "it does not match the pattern".to_owned(),
        },
        Kind::PropertyNames { .. } => "a member is called what it may not be".to_owned(),
        Kind::Required { property } => {
            format!("`{}` is missing", property.as_str().unwrap_or_default())
        }
        Kind::Type { .. } if holds_json(error.instance()) => {
            "it is JSON in a string, and not the JSON itself".to_owned()
        }
        Kind::Type { kind } => format!("{} is not {}", article(error.instance()), wanted(kind)),
        Kind::UniqueItems => "an item is there twice".to_owned(),
        // What we never ask for, and what cannot be judged.
        _ => error.masked().to_string(),
    }
}

/// Whether a value is text that is an object or a list in JSON.
fn holds_json(value: &Value) -> bool {
    let parsed = value.as_str().map(serde_json::from_str::<Value>);
    matches!(parsed, Some(Ok(Value::Object(_) | Value::Array(_))))
}

fn wanted(kind: &TypeKind) -> String {
    let names: Vec<String> = match kind {
        TypeKind::Single(name) => vec![with_article(&name.to_string())],
        TypeKind::Multiple(names) => names
            .iter()
            .map(|name| with_article(&name.to_string()))
            .collect(),
    };
    names.join(" or ")
}

fn article(value: &Value) -> String {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    with_article(name)
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
        // Writing to a string cannot fail.
        let _ = write!(text, "{before}`{name}`");
    }
    text
}
