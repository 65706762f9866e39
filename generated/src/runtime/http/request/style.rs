//! Serializes parameter values in the styles of OpenAPI.
//!
//! Cases left open by the specification: an array or object within an array is written as JSON; an
//! empty array or object in a query is omitted (undefined in RFC 6570); in style `deepObject`,
//! objects and arrays nest to any depth, and items of arrays are numbered: `a[0]=1&a[1]=2`.

use crate::runtime::http::request::parameter::{Parameter, Style};
use crate::runtime::http::request::parameter_value::{ParameterValue, parameter_value, scalar};
use crate::runtime::http::request::percent::{Keep, encode};
use crate::runtime::wire::Json;

/// Serializes a value for the path, percent-encoded.
pub(crate) fn path_text(parameter: &Parameter, value: &Json) -> String {
    let escape = |text: &str| percent_encoded(text, parameter);
    let shape = parameter_value(parameter, value, &escape);
    match parameter.style {
        Style::Label => format!(
            ".{}",
            shape.joined(parameter, if parameter.explode { "." } else { "," })
        ),
        Style::Matrix => matrix(parameter, &escape(parameter.name), shape),
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject
        | Style::Json => shape.joined(parameter, ","),
    }
}

/// Serializes a value for a header, without encoding.
pub(crate) fn header_text(parameter: &Parameter, value: &Json) -> String {
    parameter_value(parameter, value, &str::to_owned).joined(parameter, ",")
}

/// Serializes a value as `name=value` pairs for a query or cookie, percent-encoded.
pub(crate) fn pairs(parameter: &Parameter, name: &str, value: &Json) -> Vec<String> {
    let named = named_values(parameter, name, value, &|text| {
        percent_encoded(text, parameter)
    });
    let pairs = named.into_iter();
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// Serializes a value as pairs of name and value. Delimiters of the style are escaped, too.
pub(crate) fn named_values(
    parameter: &Parameter,
    name: &str,
    value: &Json,
    escape: &dyn Fn(&str) -> String,
) -> Vec<(String, String)> {
    let name = escape(name);
    let shape = match parameter.style {
        Style::DeepObject => return deep_pairs(&name, value, escape),
        _ => parameter_value(parameter, value, escape),
    };
    let separator = match parameter.style {
        Style::SpaceDelimited => &escape(" "),
        Style::PipeDelimited => &escape("|"),
        _ => ",",
    };
    match shape {
        ParameterValue::Array(items) if items.is_empty() => Vec::new(),
        ParameterValue::Object(members) if members.is_empty() => Vec::new(),
        ParameterValue::Array(items) if parameter.explode => {
            let items = items.into_iter();
            items.map(|item| (name.clone(), item)).collect()
        }
        ParameterValue::Object(members) if parameter.explode => members,
        shape @ (ParameterValue::Scalar(_)
        | ParameterValue::Array(_)
        | ParameterValue::Object(_)) => {
            vec![(name, shape.joined(parameter, separator))]
        }
    }
}

fn matrix(parameter: &Parameter, name: &str, shape: ParameterValue) -> String {
    match shape {
        ParameterValue::Scalar(value) if value.is_empty() => format!(";{name}"),
        ParameterValue::Array(items) if parameter.explode => {
            let items = items.iter().map(|item| format!(";{name}={item}"));
            items.collect::<Vec<_>>().concat()
        }
        shape @ ParameterValue::Object(_) if parameter.explode => {
            format!(";{}", shape.joined(parameter, ";"))
        }
        shape @ (ParameterValue::Scalar(_)
        | ParameterValue::Array(_)
        | ParameterValue::Object(_)) => {
            format!(";{name}={}", shape.joined(parameter, ","))
        }
    }
}

fn deep_pairs(name: &str, value: &Json, escape: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    match value {
        Json::Object(members) => members
            .iter()
            .flat_map(|(member, value)| {
                let name = format!("{name}{}", escape(&format!("[{member}]")));
                deep_pairs(&name, value, escape)
            })
            .collect(),
        // Services that read brackets, such as those in PHP or Rails, keep only the last value of a
        // repeated name.
        Json::Array(items) => {
            let items = items.iter().enumerate().flat_map(|(index, item)| {
                let name = format!("{name}{}", escape(&format!("[{index}]")));
                deep_pairs(&name, item, escape)
            });
            items.collect()
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
            vec![(name.to_owned(), escape(&scalar(value)))]
        }
    }
}

fn percent_encoded(text: &str, parameter: &Parameter) -> String {
    let keep = if parameter.allow_reserved {
        Keep::Reserved
    } else {
        Keep::Unreserved
    };
    let mut out = String::with_capacity(text.len());
    encode(text, keep, &mut out);
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
