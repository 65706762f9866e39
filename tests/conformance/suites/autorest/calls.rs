//! The calls of a document: paths and constants from the document, other values from `calls.yaml`, and
//! bodies and responses from a first server.

use crate::conformance::servers::document::host_path;
use crate::conformance::servers::scenario::{
    Body, Call, Check, FilePart, Request, Response, Scenario, encoded, text,
};
use crate::conformance::servers::server::{Reply, Server};
use crate::conformance::{Stop, broken, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The methods of a path item that have operations.
const METHODS: &[&str] = &["get", "head", "options", "put", "post", "patch", "delete"];

/// The values for a call: parameters, `body`, and directives that begin with `$`.
type Values = BTreeMap<String, Value>;

/// The content of `calls.yaml`: values by document and operation.
pub type Data = BTreeMap<String, BTreeMap<String, Value>>;

/// Returns a scenario for each call of a document.
///
/// # Errors
///
/// If the file is not readable, or the server does not answer.
pub fn scenarios(path: &Path, data: &Data, teacher: &Server) -> Result<Vec<Scenario>, Stop> {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let text = read(path)?;
    let document: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| broken(&path.display(), &error))?;
    let mut found = Vec::new();
    for (template, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let operation = &item[*method];
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let calls = data.get(&name).and_then(|operations| operations.get(id));
            let calls = match calls {
                None => vec![Values::new()],
                Some(Value::Array(calls)) => calls.iter().map(values).collect(),
                Some(call) => vec![values(call)],
            };
            let parameters = parameters(&document, item, operation);
            for (index, values) in calls.iter().enumerate() {
                if values.contains_key("$skip") {
                    continue;
                }
                let call = Documented {
                    document: &document,
                    template,
                    method,
                    operation,
                    parameters: &parameters,
                };
                found.push(Scenario {
                    document: name.clone(),
                    name: format!("{name} {id} {index}"),
                    calls: vec![call.call(values, teacher)?],
                });
            }
        }
    }
    Ok(found)
}

fn values(call: &Value) -> Values {
    call.as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// The parameters of an operation, with references resolved.
fn parameters(document: &Value, item: &Value, operation: &Value) -> Vec<Value> {
    let lists = [&item["parameters"], &operation["parameters"]];
    let parameters = lists.into_iter().filter_map(Value::as_array).flatten();
    let resolved = parameters.map(|parameter| match parameter["$ref"].as_str() {
        Some(reference) => document
            .pointer(reference.trim_start_matches('#'))
            .unwrap_or(parameter),
        None => parameter,
    });
    resolved.cloned().collect()
}

struct Documented<'a> {
    document: &'a Value,
    template: &'a str,
    method: &'a str,
    operation: &'a Value,
    parameters: &'a [Value],
}

impl Documented<'_> {
    fn call(&self, given: &Values, teacher: &Server) -> Result<Call, Stop> {
        let mut values = given.clone();
        let mut call = Call {
            uri: host_path(self.document).to_owned() + self.template,
            method: self.method.to_owned(),
            request: Request::default(),
            response: Response::default(),
        };
        let mut form = Body {
            media_type: self.media_type(),
            ..Body::default()
        };
        for parameter in self.parameters {
            let (name, location) = (text(&parameter["name"]), text(&parameter["in"]));
            if location == "body" {
                continue;
            }
            let Some(value) = values.remove(&name).or_else(|| constant(parameter)) else {
                continue;
            };
            match location.as_str() {
                "path" => call.uri = call.uri.replace(&format!("{{{name}}}"), &encoded(&value)),
                "query" => _ = call.request.query.insert(name, value),
                "header" => _ = call.request.headers.insert(name, value),
                "formData" if parameter["type"] == "file" => {
                    form.files.push(file(name, &text(&value)));
                }
                "formData" => _ = form.parts.insert(name, value),
                _ => {}
            }
        }
        call.request.body = match values.remove("body") {
            Some(body) => Some(self.body(&body)),
            None if !form.parts.is_empty() || !form.files.is_empty() => Some(form),
            None if self.method == "put" && self.has_body() => {
                let reply = teacher.request("GET", &call.target())?;
                let value = serde_json::from_str(&reply.body).ok();
                value
                    .filter(|_| reply.status == 200)
                    .map(|value| self.body(&value))
            }
            None => None,
        };
        call.response = self.response(given, &call.target(), teacher)?;
        let headers = values
            .into_iter()
            .filter(|(name, _)| !name.starts_with('$'));
        call.request.headers.extend(headers);
        Ok(call)
    }

    fn has_body(&self) -> bool {
        let mut parameters = self.parameters.iter();
        parameters.any(|parameter| parameter["in"] == "body")
    }

    fn media_type(&self) -> String {
        let consumes = [&self.operation["consumes"], &self.document["consumes"]];
        let found = consumes.iter().find_map(|list| list[0].as_str());
        found.unwrap_or("application/json").to_owned()
    }

    /// A JSON body, or text for a different media type.
    fn body(&self, value: &Value) -> Body {
        let media_type = self.media_type();
        let text = match value.as_str() {
            Some(text) if !media_type.contains("json") => text.to_owned(),
            _ => value.to_string(),
        };
        Body {
            media_type,
            text: Some(text),
            ..Body::default()
        }
    }

    /// The expected response: that of the first server to the same `GET`, or a status.
    fn response(&self, values: &Values, target: &str, teacher: &Server) -> Result<Response, Stop> {
        let status = values.get("$status").and_then(Value::as_u64);
        let status = status.and_then(|status| status.try_into().ok());
        let status = status.or_else(|| status_in(self.template));
        let check = match status {
            _ if values.contains_key("$error") => Check::Error,
            Some(_) => Check::Status,
            None => Check::Success,
        };
        let has_values = values.keys().any(|name| name != "body");
        if self.method == "get" && check == Check::Success && !has_values {
            return Ok(self.taught(teacher.request("GET", target)?));
        }
        Ok(Response {
            status: status.unwrap_or_default(),
            check,
            ..Response::default()
        })
    }

    fn taught(&self, reply: Reply) -> Response {
        let Reply {
            status,
            body,
            media_type,
        } = reply;
        let responses = &self.operation["responses"];
        let declared = responses
            .get(status.to_string())
            .or(responses.get("default"));
        let has_schema = declared.is_some_and(|response| {
            response["schema"].is_object() && response["schema"]["type"] != "file"
        });
        let is_text = media_type.is_empty() || media_type.contains("json");
        let check = match (status, body.is_empty(), has_schema) {
            // Redirects end at a different path, and bytes are not compared.
            (300..400, ..) => Check::Success,
            (400.., true, _) | (_, false, false) => Check::Status,
            (_, true, true) if is_text => Check::Error,
            _ if is_text => Check::Equal,
            _ => Check::Success,
        };
        let body = Body {
            media_type,
            text: Some(body),
            ..Body::default()
        };
        Response {
            status,
            body: Some(body).filter(|body| !body.text().is_empty()),
            check,
            ..Response::default()
        }
    }
}

/// The value of a parameter with a single value in `enum`.
fn constant(parameter: &Value) -> Option<Value> {
    let values = parameter["enum"].as_array()?;
    match &values[..] {
        [value] => Some(value.clone()),
        _ => None,
    }
}

/// The status in a path such as `/http/failure/client/404`.
fn status_in(template: &str) -> Option<u16> {
    let rest = template
        .strip_prefix("/http/failure/")
        .or_else(|| template.strip_prefix("/http/success/"))?;
    rest.rsplit('/').next()?.parse().ok()
}

fn file(name: String, content: &str) -> FilePart {
    FilePart {
        name,
        filename: "file.txt".to_owned(),
        media_type: "text/plain".to_owned(),
        bytes: content.as_bytes().to_vec(),
    }
}
