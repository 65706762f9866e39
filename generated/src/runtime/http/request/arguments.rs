//! Adds the arguments of a call to the path, query, headers and cookies of the request.

use crate::runtime::http::request::headers::{INVALID_HEADER_VALUE, is_secret, sets_body_length};
use crate::runtime::http::request::invalid::{InvalidPart, RequestPart, Validation};
use crate::runtime::http::request::parameter::{Parameter, ParameterLocation};
use crate::runtime::http::request::style::{header_text, pairs};
use crate::runtime::http::request::{Draft, Parts, path};
use crate::runtime::rules::{Violations, validate_json, validate_known};
use crate::runtime::wire::Json;
use http::{HeaderName, HeaderValue};

impl Draft {
    pub(super) fn add_parameters<'d>(&'d self, parts: &mut Parts<'d>) {
        for parameter in self.endpoint.parameters {
            match self.argument(parameter) {
                Some((value, checked)) => {
                    if let Err(violations) = checked {
                        let part = RequestPart::Parameter(parameter.name);
                        parts
                            .invalid
                            .push(InvalidPart::with_violations(part, violations));
                    }
                    add_argument(parameter, value, parts);
                }
                None if parameter.required => {
                    parts.reject(RequestPart::Parameter(parameter.name), "is missing");
                }
                None => {}
            }
        }
    }

    /// Returns the argument of the call, or else the client's value, with the result of validation.
    /// `null` counts as missing.
    fn argument(&self, parameter: &Parameter) -> Option<(&Json, Result<(), Violations>)> {
        let Parameter {
            location,
            name,
            rules,
            ..
        } = parameter;
        let rules = match self.validation {
            Validation::Off => &[][..],
            Validation::All | Validation::Known => rules,
        };
        let mut own = self.arguments.iter().rev();
        let own = own.find(|(place, argument, _)| place == location && argument == name);
        let (value, checked) = match own {
            Some((_, _, value)) => (value, validate_json(value, rules)),
            None => {
                let mut shared = self.client.settings.parameters.iter();
                let shared = shared.find(|shared| shared.name == *name)?;
                (&shared.value, shared.check(rules))
            }
        };
        let checked = checked.or_else(|violations| match self.validation {
            Validation::Known => validate_known(&value.into(), rules),
            Validation::All | Validation::Off => Err(violations),
        });
        Some((value, checked)).filter(|_| !value.is_null())
    }
}

/// Adds an argument to the path, the query, the headers or the cookies.
fn add_argument<'d>(parameter: &Parameter, value: &'d Json, parts: &mut Parts<'d>) {
    let part = RequestPart::Parameter(parameter.name);
    match parameter.location {
        ParameterLocation::Path => match path::argument(parameter, value) {
            Ok(text) => parts.path.push((parameter.name, text)),
            Err(problem) => parts.reject(part, problem),
        },
        ParameterLocation::Query => parts.query.extend(pairs(parameter, parameter.name, value)),
        ParameterLocation::Cookie => parts
            .cookies
            .extend(pairs(parameter, parameter.name, value)),
        ParameterLocation::Body | ParameterLocation::Form => {}
        ParameterLocation::Header => {
            let value = HeaderValue::try_from(header_text(parameter, value));
            match (HeaderName::try_from(parameter.name), value) {
                // The transport sets the length of the body.
                (Ok(name), Ok(_)) if sets_body_length(&name) => {}
                (Ok(name), Ok(mut value)) => {
                    value.set_sensitive(is_secret(&name));
                    parts.headers.insert(name, value);
                }
                _ => parts.reject(part, INVALID_HEADER_VALUE),
            }
        }
    }
}
