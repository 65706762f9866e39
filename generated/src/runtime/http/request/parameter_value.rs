//! Parameter values as escaped strings, ready to be joined by a style.

use crate::runtime::http::request::parameter::{Parameter, Style};
use crate::runtime::wire::Json;
use std::borrow::Cow;

/// A parameter value as escaped strings.
pub(crate) enum ParameterValue {
    Scalar(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

impl ParameterValue {
    /// Joins the strings with `separator`. Names and values of properties are joined with `=` if
    /// `explode` is set.
    pub(crate) fn joined(self, parameter: &Parameter, separator: &str) -> String {
        let equals = if parameter.explode { "=" } else { separator };
        match self {
            ParameterValue::Scalar(text) => text,
            ParameterValue::Array(items) => items.join(separator),
            ParameterValue::Object(members) => {
                let members = members
                    .into_iter()
                    .map(|(name, value)| format!("{name}{equals}{value}"));
                members.collect::<Vec<_>>().join(separator)
            }
        }
    }
}

/// Converts a JSON value to escaped strings.
pub(crate) fn parameter_value(
    parameter: &Parameter,
    value: &Json,
    escape: &dyn Fn(&str) -> String,
) -> ParameterValue {
    match value {
        _ if parameter.style == Style::Json => ParameterValue::Scalar(escape(&value.to_string())),
        Json::Array(items) => {
            ParameterValue::Array(items.iter().map(|item| escape(&scalar(item))).collect())
        }
        Json::Object(members) => ParameterValue::Object(
            members
                .iter()
                .map(|(name, value)| (escape(name), escape(&scalar(value))))
                .collect(),
        ),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
            ParameterValue::Scalar(escape(&scalar(value)))
        }
    }
}

/// The text of a scalar. Nested arrays and objects become JSON, since styles do not cover nesting.
pub(crate) fn scalar(value: &Json) -> Cow<'_, str> {
    match value {
        Json::String(text) => text.into(),
        Json::Null => "".into(),
        Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            value.to_string().into()
        }
    }
}
