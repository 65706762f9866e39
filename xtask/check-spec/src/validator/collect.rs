//! The keyword `x-collect`, which JSON Schema lacks.

use super::violations::problem;
use jsonschema::paths::Location;
use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::{Map, Value};

/// JSON pointers, where `*` stands for every item or property, with the validator of the list of all
/// values there.
struct Collect(Vec<(String, Validator)>);

/// Compiles the keyword. `$ref` below the keyword is not supported.
///
/// # Errors
///
/// The error of a schema below the keyword.
pub fn compile<'a>(
    _: &'a Map<String, Value>,
    value: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    let lists = value.as_object().into_iter().flatten();
    let lists = lists.filter(|(pointer, _)| pointer.starts_with('/'));
    let compiled: Result<_, ValidationError<'_>> = lists
        .map(|(pointer, schema)| {
            let options = jsonschema::options().with_draft(Draft::Draft202012);
            Ok((pointer.clone(), options.build(schema)?))
        })
        .collect();
    Ok(Box::new(Collect(compiled?)))
}

impl<'i> Keyword<'i> for Collect {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        for (pointer, validator) in &self.0 {
            let list = Value::Array(collect(instance, pointer));
            validator.validate(&list).map_err(|error| {
                ValidationError::custom(format!("list of `{pointer}`: {}", problem(&error)))
            })?;
        }
        Ok(())
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        self.validate(instance).is_ok()
    }
}

fn collect(value: &Value, pointer: &str) -> Vec<Value> {
    let mut found = if value.is_object() {
        vec![value]
    } else {
        Vec::new()
    };
    for segment in pointer.split('/').skip(1) {
        let name = segment.replace("~1", "/").replace("~0", "~");
        found = found
            .into_iter()
            .flat_map(|value| match value {
                Value::Array(items) if segment == "*" => items.iter().collect(),
                Value::Object(members) if segment == "*" => members.values().collect(),
                Value::Object(members) => members.get(&name).into_iter().collect(),
                _ => Vec::new(),
            })
            .collect();
    }
    found.into_iter().cloned().collect()
}
