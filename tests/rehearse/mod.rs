//! A program that calls every operation of a crate, against the fake server of the same crate or the
//! server in `REHEARSE_URL`.

use codegen::emit::type_path;
use codegen::ir::{Api, Body, BodyFormat, Operation, Parameter, ParameterSource, SecurityScheme};
use serde_json::Value;
use std::fmt::Write as _;

/// The functions that the calls use.
const SUPPORT: &str = include_str!("support.rs");

/// Reads every event of a response.
const EVENTS: &str = "        let mut events = finish(call.events().await)?;
        let mut count = 0;
        while let Some(event) = events.next_value().await {
            finish(event)?;
            count += 1;
        }
        if count == 0 { Err(failed(\"no event\")) } else { Ok(()) }
";

/// Returns the program.
#[must_use]
pub fn program(api: &Api, root: &Value) -> String {
    let groups = api.groups.iter();
    let operations: Vec<&Operation> = groups.flat_map(|group| &group.operations).collect();
    let mut text = SUPPORT.to_owned() + "\nconst CALLS: &[(&str, usize, Call)] = &[\n";
    for (index, operation) in operations.iter().enumerate() {
        let samples = operation.body.as_ref().map_or(0, |body| body.samples.len());
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "    ({:?}, {}, call_{index}),",
            operation.marker,
            samples.max(1)
        );
    }
    text.push_str("];\n");
    for (index, operation) in operations.into_iter().enumerate() {
        let body = function_body(api, root, operation);
        let _ = writeln!(
            text,
            "\nfn call_{index}(url: &str, example: Example) -> \
             Pin<Box<dyn Future<Output = Outcome> + '_>> {{\n    Box::pin(async move {{\n{body}    }})\n}}"
        );
    }
    text
}

/// The number of operations in a document.
#[must_use]
pub fn operations(root: &Value) -> usize {
    let paths = root["paths"].as_object().into_iter().flatten();
    let methods = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    let names = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    ];
    methods
        .filter(|(name, _)| names.contains(&name.as_str()))
        .count()
}

fn function_body(api: &Api, root: &Value, operation: &Operation) -> String {
    let mut text = client(api, operation);
    let (mut arguments, mut setters) = (Vec::new(), String::new());
    for parameter in &operation.parameters {
        match parameter.presence {
            ParameterSource::Client => {}
            ParameterSource::Required => {
                let value = value(api, root, operation, parameter);
                arguments.push(format!(
                    "argument::<operations::{}, {}>({:?}, {value})?",
                    operation.marker,
                    rust_type(api, parameter),
                    parameter.wire
                ));
            }
            ParameterSource::Optional => {
                let value = value(api, root, operation, parameter);
                let _ = writeln!(
                    setters,
                    "        if let Some(value) = optional::<operations::{}, {}>({value}) {{\n            \
                     call = call.{}(value);\n        }}",
                    operation.marker,
                    rust_type(api, parameter),
                    parameter.name
                );
            }
        }
    }
    match &operation.body {
        Some(body) if body.required => arguments.push(self::body(root, operation, body)),
        Some(body) => {
            let value = self::body(root, operation, body);
            let _ = writeln!(setters, "        call = call.body({value});");
        }
        None => {}
    }
    let _ = writeln!(
        text,
        "        let mut call = client.{}({});\n{setters}",
        operation.method_name,
        arguments.join(", ")
    );
    text.push_str(&sent(operation));
    text
}

/// Builds a client with every credential, and with the client parameters that have no default.
fn client(api: &Api, operation: &Operation) -> String {
    let mut settings = String::new();
    if api.security_schemes.contains(&SecurityScheme::Bearer) {
        settings.push_str(".bearer_token(\"token\")");
    }
    for credential in &api.credentials {
        let value = match credential.scheme {
            SecurityScheme::Key { .. } => "\"key\"",
            SecurityScheme::Basic | SecurityScheme::Bearer => "\"user\", \"password\"",
        };
        let _ = write!(settings, ".{}({value})", credential.name);
    }
    for parameter in &api.client_parameters {
        let mut used = operation.parameters.iter();
        let is_used = used.any(|one| one.wire == parameter.wire);
        if is_used && parameter.default.is_none() {
            let _ = write!(
                settings,
                ".{}(argument::<operations::{}, String>({2:?}, example, &[], fake::sample_argument::<operations::{1}, _>({2:?}))?)",
                parameter.name, operation.marker, parameter.wire
            );
        }
    }
    format!(
        "        let client = corpus::Client::builder().base_url(url)\n            \
         .retry(corpus::Retry::never()){settings};\n        \
         let client = client.build().map_err(failed)?;\n"
    )
}

fn rust_type(api: &Api, parameter: &Parameter) -> String {
    type_path(api, &parameter.ty).replace("crate ::", "corpus ::")
}

/// The examples of a parameter, and the built value.
fn value(api: &Api, root: &Value, operation: &Operation, parameter: &Parameter) -> String {
    let examples = examples(root, operation, parameter);
    let examples: Vec<String> = examples.iter().map(ToString::to_string).collect();
    let ty = rust_type(api, parameter);
    format!(
        "example, &{examples:?}, fake::sample_argument::<operations::{}, {ty}>({:?})",
        operation.marker, parameter.wire
    )
}

/// The examples of a parameter in the document.
fn examples(root: &Value, operation: &Operation, parameter: &Parameter) -> Vec<Value> {
    let (item, method) = declared(root, operation);
    let own = [&method["parameters"], &item["parameters"]];
    let mut declared = own
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| resolved(root, parameter));
    let found = declared
        .find(|found| found["name"] == *parameter.wire && found["in"] == *parameter.location);
    let Some(found) = found else {
        return Vec::new();
    };
    let schema = resolved(root, &found["schema"]);
    let named = found["examples"].as_object().into_iter().flatten();
    let named = named.map(|(_, example)| &resolved(root, example)["value"]);
    let listed = schema["examples"].as_array().into_iter().flatten();
    let all = named.chain([&found["example"], &schema["example"]]);
    let all = all.chain(listed).filter(|value| !value.is_null());
    all.cloned().collect()
}

/// The path item and the operation in the document.
fn declared<'a>(root: &'a Value, operation: &Operation) -> (&'a Value, &'a Value) {
    let path = operation.path.replace('~', "~0").replace('/', "~1");
    let item = root.pointer(&format!("/paths/{path}"));
    let item = resolved(root, item.unwrap_or(&Value::Null));
    (item, &item[operation.method.to_lowercase()])
}

/// A body of text that matches the schema.
fn text(root: &Value, operation: &Operation, body: &Body) -> &'static str {
    let (_, operation) = declared(root, operation);
    let content = &resolved(root, &operation["requestBody"])["content"];
    let schema = resolved(root, &content[&body.media_type]["schema"]);
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("number" | "integer"), _) => "1",
        (_, Some("uuid")) => "00000000-0000-4000-8000-000000000001",
        _ => "text",
    }
}

/// The target of a local `$ref`.
fn resolved<'a>(root: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"]
        .as_str()
        .and_then(|target| target.strip_prefix('#'));
    let target = target.and_then(|target| root.pointer(target));
    target.map_or(value, |target| resolved(root, target))
}

/// An expression for the body.
fn body(root: &Value, operation: &Operation, body: &Body) -> String {
    match body.form {
        BodyFormat::Text => format!("{:?}", text(root, operation, body)),
        BodyFormat::Bytes => "b\"bytes\".to_vec()".to_owned(),
        BodyFormat::Json | BodyFormat::UrlEncoded | BodyFormat::Multipart => {
            let examples: Vec<&str> = body.samples.iter().map(|one| one.json.as_str()).collect();
            format!(
                "argument::<operations::{0}, <operations::{0} as Served>::Body>(\"body\", example, \
                 &{examples:?}, fake::sample_body::<operations::{0}>())?",
                operation.marker
            )
        }
    }
}

/// Sends the call, and reads the response with the declared headers, or every event.
fn sent(operation: &Operation) -> String {
    if operation.event_stream.is_some() {
        return EVENTS.to_owned();
    }
    let mut text = "        let (_, head) = finish(call.send_with_head().await)?;\n".to_owned();
    let headers = operation.headers.iter();
    let of_message = [
        "connection",
        "content-encoding",
        "content-length",
        "transfer-encoding",
    ];
    let is_own = |name: &str| !of_message.contains(&name.to_lowercase().as_str());
    for header in headers.filter(|header| header.in_success && is_own(&header.wire)) {
        let _ = writeln!(
            text,
            "        if head.{}().map_err(failed)?.is_none() && is_fake() {{ return Err(failed({:?})); }}",
            header.name,
            format!("the header `{}` is missing", header.wire)
        );
    }
    text + "        Ok(())\n"
}
