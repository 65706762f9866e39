//! Parameter values as escaped strings, ready to be joined by a style.

use crate::runtime::http::request::parameter::{Parameter, Style};
use crate::runtime::wire::Json;
use std::borrow::Cow;

/// A parameter value as escaped strings.
pub(crate) enum Shape {
    One(String),
    List(Vec<String>),
    Members(Vec<(String, String)>),
}

impl Shape {
    /// Joins the strings with `separator`. Names and values of properties are joined with `=` if
    /// `explode` is set.
    pub(crate) fn joined(self, parameter: &Parameter, separator: &str) -> String {
        let equals = if parameter.explode { "=" } else { separator };
        match self {
            Shape::One(text) => text,
            Shape::List(items) => items.join(separator),
            Shape::Members(members) => {
                let members = members
                    .into_iter()
                    .map(|(name, value)| format!("{name}{equals}{value}"));
                members.collect::<Vec<_>>().join(separator)
            }
        }
    }
}

/// Converts a JSON value to escaped strings.
pub(crate) fn shape(parameter: &Parameter, value: &Json, escape: &dyn Fn(&str) -> String) -> Shape {
    match value {
        _ if parameter.style == Style::Json => Shape::One(escape(&value.to_string())),
        Json::Array(items) => Shape::List(items.iter().map(|item| escape(&scalar(item))).collect()),
        Json::Object(members) => Shape::Members(
            members
                .iter()
                .map(|(name, value)| (escape(name), escape(&scalar(value))))
                .collect(),
        ),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
            Shape::One(escape(&scalar(value)))
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
