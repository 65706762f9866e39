//! The values of arguments: JSON for the parameters and the body of an operation.

use super::scenario::Request;
use codegen::ir::{Api, Parameter, Type, TypeKind};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The kind of a parameter's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Scalar,
    List,
    Object,
}

/// Returns JSON values for a parameter, the most likely value first; `None` if the request does not
/// describe the parameter.
#[must_use]
pub fn values(
    api: &Api,
    parameter: &Parameter,
    path: &BTreeMap<String, String>,
    request: &Request,
) -> Option<Vec<Value>> {
    let shape = shape(api, &parameter.ty);
    let name = &parameter.wire;
    let value = match parameter.location {
        "path" => Value::from(unprefixed(parameter, path.get(name)?)),
        "query" => query(parameter, shape, &request.query)?,
        "header" => find(&request.headers, name)?.clone(),
        _ => return None,
    };
    let value = match (&value, shape) {
        (Value::String(text), Shape::List) => Value::from_iter(pieces(parameter, text)),
        (Value::String(text), Shape::Object) => object(parameter, text),
        (Value::Array(_) | Value::Object(_) | Value::Null, _) | (_, Shape::Scalar) => value,
        (_, Shape::List | Shape::Object) => Value::Array(vec![value]),
    };
    Some(alternatives(typed(api, &parameter.ty, value)))
}

/// Reads numbers in the text of properties and items. The reader of a struct accepts a wrong type, so
/// that a trial is no proof.
fn typed(api: &Api, ty: &Type, value: Value) -> Value {
    match (ty, value) {
        (Type::Boxed(inner) | Type::Nullable(inner), value) => typed(api, inner, value),
        (Type::List(item), Value::Array(items)) => {
            let items = items.into_iter();
            items.map(|value| typed(api, item, value)).collect()
        }
        (Type::Map(item), Value::Object(properties)) => {
            let properties = properties.into_iter();
            properties
                .map(|(name, value)| (name, typed(api, item, value)))
                .collect()
        }
        (Type::Named(id), value) => match (&api.types[id.0].kind, value) {
            (TypeKind::Alias(inner), value) => typed(api, inner, value),
            (TypeKind::Struct(object), Value::Object(mut properties)) => {
                let map = object.additional_properties.field();
                for (name, value) in &mut properties {
                    let mut fields = object.required.iter().chain(&object.optional);
                    let field = fields.find(|field| field.wire == *name);
                    let ty = match (field, map.map(|field| &field.ty)) {
                        (Some(field), _) => &field.ty,
                        (None, Some(Type::Map(item))) => item,
                        (None, _) => continue,
                    };
                    *value = typed(api, ty, value.take());
                }
                Value::Object(properties)
            }
            (_, value) => value,
        },
        (
            Type::Boolean | Type::Integer | Type::Unsigned | Type::Number | Type::Json,
            Value::String(text),
        ) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        (_, value) => value,
    }
}

/// Returns a header by name, whatever the case.
#[must_use]
pub fn find<'a>(headers: &'a BTreeMap<String, Value>, name: &str) -> Option<&'a Value> {
    let mut headers = headers.iter();
    headers
        .find(|(header, _)| header.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Returns the value, the value with numbers instead of strings, and the value with strings instead
/// of numbers. The type of the argument decides.
#[must_use]
pub fn alternatives(value: Value) -> Vec<Value> {
    let numbers = scalars(&value, &|scalar| match scalar {
        Value::String(text) => match serde_json::from_str(text) {
            Ok(read @ (Value::Number(_) | Value::Bool(_))) => read,
            _ => scalar.clone(),
        },
        scalar => scalar.clone(),
    });
    let strings = scalars(&value, &|scalar| match scalar {
        Value::Number(_) | Value::Bool(_) => Value::from(scalar.to_string()),
        scalar => scalar.clone(),
    });
    let mut values = vec![value];
    for candidate in [numbers, strings] {
        if !values.contains(&candidate) {
            values.push(candidate);
        }
    }
    values
}

fn scalars(value: &Value, change: &dyn Fn(&Value) -> Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| scalars(item, change)).collect(),
        Value::Object(properties) => {
            let properties = properties.iter();
            properties
                .map(|(name, value)| (name.clone(), scalars(value, change)))
                .collect()
        }
        scalar => change(scalar),
    }
}

fn shape(api: &Api, ty: &Type) -> Shape {
    match ty {
        Type::List(_) => Shape::List,
        Type::Map(_) => Shape::Object,
        Type::Boxed(inner) | Type::Nullable(inner) => shape(api, inner),
        Type::Named(id) => match &api.types[id.0].kind {
            TypeKind::Alias(inner) => shape(api, inner),
            TypeKind::Struct(_) => Shape::Object,
            _ => Shape::Scalar,
        },
        _ => Shape::Scalar,
    }
}

/// The value of a query parameter. The properties of an exploded object are parameters of their own.
fn query(parameter: &Parameter, shape: Shape, query: &BTreeMap<String, Value>) -> Option<Value> {
    if let Some(value) = query.get(&parameter.wire) {
        return Some(value.clone());
    }
    let style = parameter.style.unwrap_or(("Form", true));
    let prefix = format!("{}[", parameter.wire);
    let properties = query.iter().filter_map(|(name, value)| match style {
        ("DeepObject", _) => {
            let name = name.strip_prefix(&prefix)?.strip_suffix(']')?;
            Some((name.to_owned(), value.clone()))
        }
        (_, true) => Some((name.clone(), value.clone())),
        _ => None,
    });
    let properties: Map<String, Value> = properties.collect();
    (shape == Shape::Object && !properties.is_empty()).then_some(Value::Object(properties))
}

/// Removes `.` and `;name=`, which begin a value of the styles `label` and `matrix`.
fn unprefixed<'a>(parameter: &Parameter, text: &'a str) -> &'a str {
    let named = format!(";{}=", parameter.wire);
    let rest = match parameter.style {
        Some(("Label", _)) => text.strip_prefix('.'),
        Some(("Matrix", _)) => text.strip_prefix(&named).or_else(|| text.strip_prefix(';')),
        _ => None,
    };
    rest.unwrap_or(text)
}

/// Splits a value at the separator of the style.
fn pieces(parameter: &Parameter, text: &str) -> Vec<String> {
    let (style, explode) = parameter.style.unwrap_or_default();
    let named = format!(";{}=", parameter.wire);
    let separator = match (style, explode) {
        ("Label", true) => ".",
        ("Matrix", true) if text.contains(&named) => &named,
        ("Matrix", true) => ";",
        ("SpaceDelimited", _) => " ",
        ("PipeDelimited", _) => "|",
        _ => ",",
    };
    text.split(separator).map(str::to_owned).collect()
}

/// Reads `a,1,b,2`, or the exploded `a=1,b=2`.
fn object(parameter: &Parameter, text: &str) -> Value {
    let pieces = pieces(parameter, text);
    let pairs = pieces.iter().map(|piece| piece.split_once('='));
    if let Some(pairs) = pairs.collect::<Option<Vec<_>>>() {
        return pairs.into_iter().collect();
    }
    let pairs = pieces.chunks(2).map(|pair| {
        let value = pair.get(1).cloned().unwrap_or_default();
        (pair[0].clone(), value)
    });
    pairs.collect()
}
