//! Writes the program that sends the calls of a suite through generated crates.

use super::argument;
use super::document::{Document, Target};
use super::form;
use super::scenario::{Body, Call, Response, Scenario};
use codegen::emit::type_path;
use codegen::ir::{BodyFormat, Operation, ParameterSource, Responses, SecurityScheme, Type};
use serde_json::Value;
use std::fmt::Write as _;

/// The functions that the calls use.
pub const SUPPORT: &str = include_str!("program/support.rs");

/// Returns `main.rs` for the documents.
#[must_use]
pub fn main(documents: &[&Document]) -> String {
    let mut text =
        "//! Sends the calls of a suite through generated crates.\n\nmod support;\n".to_owned();
    for document in documents {
        let _ = writeln!(text, "mod calls_{};", document.library());
    }
    text.push_str("\nfn main() {\n    support::run(|base, results| Box::pin(async move {\n");
    for document in documents {
        let name = document.library();
        let _ = writeln!(text, "        calls_{name}::run(base, results).await;");
    }
    text.push_str("    }));\n}\n");
    text
}

/// Returns the module for the calls of a document. A call that the document cannot express returns
/// the reason.
#[must_use]
pub fn module(document: &Document, scenarios: &[&Scenario]) -> String {
    let library = document.library();
    let mut text = format!(
        "//! The calls of `{}`.\n\n\
         #![allow(deprecated, unused_imports, unused_mut, unused_variables, unreachable_patterns)]\n\n\
         use crate::support::{{self, Got, Results, Written, argument, text}};\n\
         use {library}::{{Json, Map, Nullable, Number, types}};\n\n\
         pub async fn run(base: &str, results: &mut Results) {{\n",
        document.name
    );
    let mut functions = String::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        for (number, call) in scenario.calls.iter().enumerate() {
            let function = format!("call_{index}_{number}");
            let body = match function_body(document, call) {
                Ok(body) => body,
                Err(reason) => format!("    Err({reason:?}.to_owned())\n"),
            };
            let _ = writeln!(
                text,
                "    support::record(results, {:?}, {function}(base.to_owned())).await;",
                scenario.name
            );
            let _ = writeln!(
                functions,
                "\nasync fn {function}(base: String) -> Result<(), String> {{\n{body}}}"
            );
        }
    }
    text + "}\n" + &functions
}

fn function_body(document: &Document, call: &Call) -> Result<String, String> {
    let target = document.find(call).ok_or_else(|| {
        let method = call.method.to_uppercase();
        format!("the document has no operation `{method} {}`", call.uri)
    })?;
    let mut text = client(document, call, &target);
    let (arguments, setters) = arguments(document, call, &target)?;
    let method = &target.operation.method_name;
    let _ = writeln!(
        text,
        "    let call = client.{method}({}){};",
        arguments.join(", "),
        setters.concat()
    );
    text.push_str(&sent(document, target.operation));
    let _ = writeln!(
        text,
        "    support::compare(&got, {})",
        described(&call.response)
    );
    Ok(text)
}

/// Builds the client. Headers that are neither parameters nor credentials are headers of the client.
fn client(document: &Document, call: &Call, target: &Target<'_>) -> String {
    let library = document.library();
    let mut settings = String::new();
    let parameters = &target.operation.parameters;
    for (name, value) in &call.request.headers {
        let is_parameter = parameters.iter().any(|parameter| {
            parameter.location == "header" && parameter.wire.eq_ignore_ascii_case(name)
        });
        let body = target.operation.body.as_ref();
        let is_content_type = name.eq_ignore_ascii_case("content-type")
            && body.is_some_and(|body| value == body.media_type.as_str());
        if is_parameter || is_content_type {
            continue;
        }
        let value = plain(value);
        let _ = match credential(document, "header", name) {
            Some(setter) => write!(settings, ".{setter}({value:?})"),
            None => match value.strip_prefix("Bearer ") {
                Some(token) => write!(settings, ".bearer_token({token:?})"),
                None => write!(settings, ".header({name:?}, {value:?})"),
            },
        };
    }
    for (name, value) in &call.request.query {
        if let Some(setter) = credential(document, "query", name) {
            let _ = write!(settings, ".{setter}({:?})", plain(value));
        }
    }
    format!(
        "    let client = {library}::Client::builder()\n        \
         .base_url(base + {:?}).retry({library}::Retry::never()){settings};\n    \
         let client = client.build().map_err(text)?;\n",
        target.server
    )
}

fn credential<'a>(document: &'a Document, location: &str, name: &str) -> Option<&'a str> {
    let mut credentials = document.api.credentials.iter();
    let found = credentials.find(|credential| match &credential.scheme {
        SecurityScheme::Key { place, parameter } => {
            *place == location && parameter.eq_ignore_ascii_case(name)
        }
        SecurityScheme::Bearer | SecurityScheme::Basic => false,
    });
    found.map(|credential| credential.name.as_str())
}

/// Returns the arguments of the method, and the setters of the call.
fn arguments(
    document: &Document,
    call: &Call,
    target: &Target<'_>,
) -> Result<(Vec<String>, Vec<String>), String> {
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    for parameter in &target.operation.parameters {
        let values = argument::values(&document.api, parameter, &target.path, &call.request);
        let required = parameter.presence == ParameterSource::Required;
        let values = match values {
            Some(values) => values,
            None if required => {
                let name = &parameter.wire;
                return Err(format!(
                    "the scenario has no value for the parameter `{name}`"
                ));
            }
            None => continue,
        };
        let value = read(document, &parameter.wire, &parameter.ty, &values);
        match required {
            true => arguments.push(value),
            false => setters.push(format!(".{}({value})", parameter.name)),
        }
    }
    if let Some(body) = &target.operation.body {
        let described = call.request.body.as_ref();
        if described.is_some() || body.required {
            let value = self::body(document, target.operation, described);
            match body.required {
                true => arguments.push(value),
                false => setters.push(format!(".body({value})")),
            }
        }
    }
    Ok((arguments, setters))
}

/// An expression that reads a value of a type from JSON.
#[must_use]
pub fn read(document: &Document, name: &str, ty: &Type, values: &[Value]) -> String {
    let values: Vec<String> = values.iter().map(Value::to_string).collect();
    let ty = rust_type(document, ty);
    format!("argument::<{ty}>({name:?}, &{values:?})?")
}

fn rust_type(document: &Document, ty: &Type) -> String {
    let library = format!("{} ::", document.library());
    type_path(&document.api, ty).replace("crate ::", &library)
}

/// An expression for the body.
fn body(document: &Document, operation: &Operation, described: Option<&Body>) -> String {
    let Some(body) = &operation.body else {
        return String::new();
    };
    let Some(described) = described else {
        let empty = ["{}", "[]", "null", "\"\""].map(|text| text.parse().unwrap_or_default());
        return read(document, "body", &body.ty, &empty);
    };
    match body.form {
        BodyFormat::Json => {
            let value = serde_json::from_str(&described.text());
            let value = value.unwrap_or_else(|_| Value::from(described.text()));
            read(document, "body", &body.ty, &[value])
        }
        BodyFormat::Text => format!("{:?}", described.text()),
        BodyFormat::Bytes => format!("{}.to_vec()", byte_string(&described.content())),
        BodyFormat::UrlEncoded | BodyFormat::Multipart => form::body(document, &body.ty, described),
    }
}

/// A byte string literal.
#[must_use]
pub fn byte_string(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}

/// Sends a call, and writes the events of the response.
const EVENTS: &str = "    let got = match call.events().await {
        Ok(mut events) => {
            let (status, headers) = (events.status().as_u16(), events.headers().clone());
            let mut values = Vec::new();
            while let Some(value) = events.next_value().await {
                values.push(support::json(&value.map_err(text)?));
            }
            Got::output(status, &headers, Some(Written::events(values)))
        }
        Err(error) => Got::error(&error, error.response().map(|response| &response.body[..])),
    };
";

/// Sends the call, and writes the response or the error.
fn sent(document: &Document, operation: &Operation) -> String {
    let library = document.library();
    if operation.event_stream.is_some() {
        return EVENTS.to_owned();
    }
    let output = written(document, &operation.success_responses, "output");
    let failure = written(document, &operation.error_responses, "failure.body");
    format!(
        "    let got = match call.send_for_response().await {{\n        \
         Ok(response) => {{\n            \
         let (head, output) = response.into_parts();\n            \
         Got::output(head.status.as_u16(), &head.headers, {output})\n        }}\n        \
         Err({library}::Error::Api(failure)) => \
         Got::output(failure.response.status.as_u16(), &failure.response.headers, {failure}),\n        \
         Err(error) => Got::error(&error, error.response().map(|response| &response.body[..])),\n    \
         }};\n"
    )
}

/// An expression that writes a decoded body.
fn written(document: &Document, responses: &Responses, value: &str) -> String {
    let form = |form, value: &str| match form {
        BodyFormat::Text => format!("Some(Written::Text({value}.to_string()))"),
        BodyFormat::Bytes => format!("Some(Written::Bytes({value}.to_vec()))"),
        _ => format!("support::json(&{value})"),
    };
    let Some(name) = &responses.name else {
        let mut variants = responses.variants.iter();
        let found = variants.find(|response| response.ty.is_some());
        return found.map_or("None".to_owned(), |response| form(response.form, value));
    };
    let name = format!("{}::operations::{name}", document.library());
    let arms = responses.variants.iter().map(|response| match response.ty {
        Some(_) => {
            let value = form(response.form, "value");
            format!("{name}::{}(value) => {value}, ", response.variant)
        }
        None => format!("{name}::{} => None, ", response.variant),
    });
    format!("match {value} {{ {}_ => None }}", arms.collect::<String>())
}

/// The described response.
fn described(response: &Response) -> String {
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| format!("({name:?}, {:?})", plain(value)));
    let body = response.body.as_ref().map(|body| {
        let content = byte_string(&body.content());
        format!("({:?}, &{content}[..])", body.media_type)
    });
    let body = body.map_or("None".to_owned(), |body| format!("Some({body})"));
    let headers: Vec<String> = headers.collect();
    format!("{}, &[{}], {body}", response.status, headers.join(", "))
}

/// A value as text, without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
