//! Validation of requests for an operation.

use super::body::{Body, is_json};
use super::parameter::{Parameter, Scheme, path, query};
use super::received::Received;
use super::reply::Reply;
use super::spec::{Reader, array, object};
use serde_json::Value;

/// An operation: requirements on requests, and an example response.
pub(super) struct Operation {
    method: String,
    /// The segments of the path, with parameters in braces.
    path: Vec<String>,
    parameters: Vec<Parameter>,
    /// Alternative combinations of security schemes.
    security: Vec<Vec<Scheme>>,
    body: Option<Body>,
    example: Option<Reply>,
}

impl Operation {
    /// Reads an operation of a path item.
    pub(super) fn read(
        reader: &Reader<'_>,
        path: &str,
        method: &str,
        item: &Value,
    ) -> Result<Self, String> {
        let operation = &item[method];
        // A parameter of the operation overrides a parameter of the path item.
        let mut parameters: Vec<Parameter> = Vec::new();
        for parameter in array(&operation["parameters"]).chain(array(&item["parameters"])) {
            let parameter = Parameter::read(reader, parameter)?;
            if !parameters.iter().any(|other| other.is_same(&parameter)) {
                parameters.push(parameter);
            }
        }
        let security = match operation["security"].is_array() {
            true => &operation["security"],
            false => reader.security(),
        };
        let combination = |schemes| {
            let names = object(schemes).map(|(name, _)| reader.scheme(name));
            names.map(Scheme::read).collect()
        };
        // URLs drop segments of one dot.
        let segments = path.split('/').skip(1).filter(|segment| *segment != ".");
        Ok(Operation {
            method: method.to_ascii_uppercase(),
            path: segments.map(str::to_owned).collect(),
            parameters,
            security: array(security).map(combination).collect(),
            body: Body::read(reader, &operation["requestBody"])?,
            example: example(reader, &operation["responses"]),
        })
    }

    /// The number of segments with a parameter.
    pub(super) fn parameters_in_path(&self) -> usize {
        self.path.iter().filter(|one| one.contains('{')).count()
    }

    /// True if method and path match.
    pub(super) fn is_for(&self, request: &Received) -> bool {
        let segments: Vec<&str> = path(request).split('/').skip(1).collect();
        let fits = |(template, segment): (&String, &&str)| match template.find('{') {
            Some(_) => !segment.is_empty(),
            None => template == segment,
        };
        request.method == self.method
            && segments.len() == self.path.len()
            && self.path.iter().zip(&segments).all(fits)
    }

    /// The example of a successful response.
    pub(super) fn example(&self) -> Option<&Reply> {
        self.example.as_ref()
    }

    /// The mismatches of a request; `has_body` is false if the body is left unread.
    pub(super) fn problems(&self, request: &Received, has_body: bool) -> Vec<String> {
        let mut problems = Vec::new();
        let is_satisfied = |schemes: &Vec<Scheme>| schemes.iter().all(|one| one.is_in(request));
        if !self.security.is_empty() && !self.security.iter().any(is_satisfied) {
            problems.push("missing credentials".to_owned());
        }
        for parameter in &self.parameters {
            problems.extend(parameter.problem(parameter.value(request, &self.path)));
        }
        let known = |name: &str| {
            let mut parameters = self.parameters.iter();
            let keys = self.security.iter().flatten();
            parameters.any(|one| one.place == "query" && one.name == name)
                || keys
                    .into_iter()
                    .any(|scheme| matches!(scheme, Scheme::Key { name: key, .. } if key == name))
        };
        let unknown = query(request).into_iter().filter(|(name, _)| !known(name));
        problems.extend(unknown.map(|(name, _)| format!("unknown query parameter `{name}`")));
        match &self.body {
            _ if !has_body => {}
            Some(body) => problems.extend(body.problems(request)),
            None if request.body.is_empty() => {}
            None => problems.push("unexpected body".into()),
        }
        problems
    }
}

/// The first successful response with an example or without a body.
fn example(reader: &Reader<'_>, responses: &Value) -> Option<Reply> {
    let answer = |(status, response): (&String, &Value)| {
        let status: u16 = status
            .parse()
            .ok()
            .filter(|code| (200..300).contains(code))?;
        let response = reader.resolve(response);
        let mut content = object(&response["content"]).peekable();
        if content.peek().is_none() {
            return Some(Reply::new(status, &[], ""));
        }
        content.find_map(|(media_type, media)| {
            let mut named =
                object(&media["examples"]).map(|(_, example)| &reader.resolve(example)["value"]);
            let value = media.get("example").or_else(|| named.next())?;
            let text = match value {
                Value::String(text) if !is_json(media_type) => text.clone(),
                value => value.to_string(),
            };
            Some(Reply::new(status, &[("content-type", media_type)], text))
        })
    };
    object(responses).find_map(answer)
}
