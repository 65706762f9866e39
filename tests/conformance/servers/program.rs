//! Writes the program that sends the calls of a suite through generated crates.

use super::argument;
use super::client::client;
use super::document::{Document, Target};
use super::form;
use super::response::{content_type, sent};
use super::scenario::{Body, Call, Check, Response, Scenario};
use codegen::emit::type_path;
use codegen::ir::{BodyFormat, Operation, ParameterSource, Type};
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
    text.push_str(&content_type(call, target.operation));
    text.push_str(&sent(document, call, target.operation));
    let response = &call.response;
    let _ = match response.check {
        Check::Equal => writeln!(text, "    support::compare(&got, {})", described(response)),
        Check::Status => writeln!(text, "    support::has_status(&got, {})", response.status),
        Check::Success => writeln!(text, "    support::is_success(&got)"),
        Check::Error => writeln!(text, "    support::is_error(&got)"),
    };
    Ok(text)
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
        BodyFormat::Text => {
            // The suite describes some texts as JSON strings.
            let text = described.text();
            let string = serde_json::from_str::<String>(&text);
            let is_json = described.media_type.contains("json");
            let string = string.ok().filter(|_| is_json);
            format!("{:?}", string.unwrap_or(text))
        }
        BodyFormat::Bytes => format!("{}.to_vec()", byte_string(&described.content())),
        BodyFormat::UrlEncoded | BodyFormat::Multipart => form::body(document, &body.ty, described),
    }
}

/// A byte string literal.
#[must_use]
pub fn byte_string(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
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
#[must_use]
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
