//! Judges a request by the spec, without a socket.

use crate::runtime::fake::body::{self, ReadBody};
use crate::runtime::fake::pairs::{cookie_pairs, cookies, pairs};
use crate::runtime::fake::parameters::{
    Argument, if_missing, of_header, of_pairs, of_path, query_text,
};
use crate::runtime::fake::paths::{self, Captures};
use crate::runtime::fake::schema::Schema;
use crate::runtime::fake::table::Route;
use crate::runtime::fake::violation::{Part, Violation};
use crate::runtime::http::{Parameter, ParameterLocation, decode};
use crate::runtime::rules::{Rule, Rules, Types, validate_json};
use crate::runtime::wire::{File, Json};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, Method, Request, StatusCode};

/// A request compared with the spec.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Judged {
    /// The operation; `None` if no operation has the path and the method.
    pub route: Option<&'static Route>,
    /// The path, query, header and cookie parameters, by name.
    pub arguments: Vec<(&'static str, Json)>,
    /// The body as JSON; text as a string. `None` without a body, for bytes, and for a body that is
    /// not readable.
    pub body: Option<Json>,
    /// The files of a multipart form. In `body`, a marker replaces each file.
    pub files: Vec<File>,
    /// The violations of the spec.
    pub violations: Vec<Violation>,
    /// The methods of operations with the path, if none has the method of the request.
    pub allowed_methods: Vec<Method>,
}

impl Judged {
    /// The `operationId`.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.route.map(|route| route.endpoint.id)
    }

    /// The value of a parameter.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&Json> {
        let mut arguments = self.arguments.iter();
        arguments
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    /// The status that a strict service answers a violation with: 404, 405, 401, 415 or 400. `None`
    /// for a request without violations.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        let parts = self.violations.iter().map(|violation| &violation.part);
        parts.min_by_key(|part| part.rank()).map(Part::status)
    }

    /// Orders candidates for an operation: the least wrong first.
    fn rank(&self, query: &[(String, &str)]) -> (usize, usize) {
        let parameters = self
            .route
            .map_or(&[][..], |route| route.endpoint.parameters);
        let is_declared = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
        let undeclared = query.iter().filter(|(name, _)| !is_declared(name));
        (self.violations.len(), undeclared.count())
    }
}

/// Compares a request with the spec.
///
/// If templates of several operations match the path and differ only in parameter names, the first
/// operation whose rules accept the request wins; [`judge_all`] returns all of them.
#[must_use]
pub fn judge(request: &Request<Bytes>) -> Judged {
    judge_all(request).swap_remove(0)
}

/// Compares a request with every operation that fits the path, the best match first. Never empty.
#[must_use]
pub fn judge_all(request: &Request<Bytes>) -> Vec<Judged> {
    let uri = request.uri();
    let query = pairs(uri.query().unwrap_or_default());
    let matches = paths::find(request.method(), uri.path(), &query);
    if matches.found.is_empty() {
        return vec![unknown(request, matches.methods)];
    }
    let cookies = cookies(request.headers());
    let cookies = cookie_pairs(&cookies);
    let mut judged: Vec<Judged> = matches
        .found
        .into_iter()
        .map(|(route, captures)| {
            let parts = Parts {
                captures,
                query: &query,
                cookies: &cookies,
                headers: request.headers(),
            };
            parts.judge(route, request.body())
        })
        .collect();
    if judged.len() > 1 {
        judged.sort_by_key(|judged| judged.rank(&query));
    }
    judged
}

fn unknown(request: &Request<Bytes>, methods: Vec<Method>) -> Judged {
    let (method, path) = (request.method(), request.uri().path());
    let violation = if methods.is_empty() {
        Violation::new(Part::Path, format!("`{path}` is not a path of the spec"))
    } else {
        let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
        let names = names.join(", ");
        Violation::new(Part::Method, format!("is {method}, expected {names}"))
    };
    Judged {
        violations: vec![violation],
        allowed_methods: methods,
        ..Judged::default()
    }
}

/// The parts of a request.
pub(super) struct Parts<'r> {
    captures: Captures<'r>,
    pub(super) query: &'r [(String, &'r str)],
    pub(super) cookies: &'r [(String, &'r str)],
    pub(super) headers: &'r HeaderMap,
}

impl Parts<'_> {
    fn judge(&self, route: &'static Route, bytes: &Bytes) -> Judged {
        let mut judged = Judged {
            route: Some(route),
            ..Judged::default()
        };
        judged.violations.extend(self.credentials(route.endpoint));
        for (index, parameter) in route.endpoint.parameters.iter().enumerate() {
            if let Some(part) = part(parameter) {
                let schema = schema_of(route, index, parameter);
                self.argument(parameter, &part, &schema, &mut judged);
            }
        }
        let ReadBody {
            json,
            files,
            violations,
        } = body::read(route, self.headers, bytes);
        judged.violations.extend(violations);
        judged.body = json;
        judged.files = files;
        judged
    }

    /// Reads and validates an argument.
    fn argument(
        &self,
        parameter: &'static Parameter,
        part: &Part,
        schema: &Schema,
        judged: &mut Judged,
    ) {
        let value = match self.value(parameter, schema) {
            Ok(value) => value.or_else(|| if_missing(schema)),
            Err(message) => {
                judged
                    .violations
                    .push(Violation::new(part.clone(), message));
                return;
            }
        };
        let Some(value) = value else {
            if parameter.required {
                let missing = Violation::new(part.clone(), "is missing");
                judged.violations.push(missing);
            }
            return;
        };
        add_violations(&value, &schema.0, part, &mut judged.violations);
        judged.arguments.push((parameter.name, value));
    }

    fn value(&self, parameter: &Parameter, schema: &Schema) -> Argument {
        let name = parameter.name;
        let others = |_: &str| true;
        match parameter.location {
            ParameterLocation::Path => {
                let mut captures = self.captures.iter();
                match captures.find(|(found, _)| *found == name) {
                    Some((_, text)) => of_path(parameter, schema, text),
                    None => Ok(None),
                }
            }
            ParameterLocation::Query => {
                of_pairs(parameter, schema, self.query, &others, &query_text)
            }
            ParameterLocation::Cookie => {
                of_pairs(parameter, schema, self.cookies, &others, &decode)
            }
            ParameterLocation::Header => match self.headers.get(name) {
                Some(value) => {
                    let text = String::from_utf8_lossy(value.as_bytes());
                    of_header(parameter, schema, &text)
                }
                None => Ok(None),
            },
            ParameterLocation::Body | ParameterLocation::Form => Ok(None),
        }
    }
}

/// The part of a request for a parameter; `None` for a row that describes the body, and for headers
/// that the transport sets.
fn part(parameter: &Parameter) -> Option<Part> {
    let name = parameter.name;
    Some(match parameter.location {
        ParameterLocation::Path => Part::PathParameter(name),
        ParameterLocation::Query => Part::Query(name),
        ParameterLocation::Header
            if [CONTENT_LENGTH, TRANSFER_ENCODING]
                .iter()
                .any(|own| own.as_str().eq_ignore_ascii_case(name)) =>
        {
            return None;
        }
        ParameterLocation::Header => Part::Header(name),
        ParameterLocation::Cookie => Part::Cookie(name),
        ParameterLocation::Body | ParameterLocation::Form => return None,
    })
}

/// The rules of a parameter: those of the type, and those of the operation.
pub(super) fn schema_of(route: &Route, index: usize, parameter: &Parameter) -> Schema {
    const TEXT: Rules = &[Rule::Type(Types::STRING)];
    let mut types = route.parameters.iter();
    let ty = types.find(|(at, _)| *at == index);
    let ty = ty.map_or(TEXT, |(_, rules)| rules());
    Schema(vec![ty, parameter.rules])
}

/// Validates a value, and adds every violation once.
pub(super) fn add_violations(
    value: &Json,
    tables: &[Rules],
    part: &Part,
    violations: &mut Vec<Violation>,
) {
    for table in tables {
        let Err(found) = validate_json(value, table) else {
            continue;
        };
        for violation in &found {
            let violation = Violation {
                part: part.clone(),
                pointer: violation.pointer.clone(),
                message: violation.message.clone(),
            };
            if !violations.contains(&violation) {
                violations.push(violation);
            }
        }
    }
}
