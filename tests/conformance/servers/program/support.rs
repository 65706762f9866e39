//! Sends calls and compares responses. Part of the generated program, not of the tests.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;

/// The result of each call, by scenario.
pub type Results = BTreeMap<&'static str, Vec<Result<(), String>>>;

/// A response as received.
pub enum Got {
    /// A decoded response.
    Output {
        status: u16,
        headers: BTreeMap<String, String>,
        body: Option<Written>,
    },
    /// No response, or a response that does not match the document.
    Error(String),
}

/// A decoded body, written again.
#[derive(Debug)]
pub enum Written {
    Json(Value),
    Text(String),
    Bytes(Vec<u8>),
    Events(Vec<Value>),
}

impl Written {
    pub fn events(values: Vec<Option<Written>>) -> Self {
        let values = values.into_iter().map(|value| match value {
            Some(Written::Json(value)) => value,
            value => Value::from(format!("{value:?}")),
        });
        Written::Events(values.collect())
    }
}

type Calls<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Sends every call to the server of the first argument, and prints the results as JSON.
pub fn run(calls: impl for<'a> FnOnce(&'a str, &'a mut Results) -> Calls<'a>) {
    let base = std::env::args().nth(1).expect("the URL of the server");
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("a runtime");
    let mut results = Results::new();
    runtime.block_on(calls(&base, &mut results));
    let results = results.into_iter().map(|(name, calls)| {
        let calls = calls.into_iter().map(|call| match call {
            Ok(()) => Value::Null,
            Err(error) => Value::from(error),
        });
        (name.to_owned(), calls.collect::<Value>())
    });
    println!("{}", results.collect::<Value>());
}

/// Runs a call, and records the result. A panic is a failure.
pub async fn record(
    results: &mut Results,
    name: &'static str,
    call: impl Future<Output = Result<(), String>> + Send + 'static,
) {
    let result = tokio::spawn(call).await;
    let result = result.unwrap_or_else(|error| Err(error.to_string()));
    results.entry(name).or_default().push(result);
}

/// Reads an argument from the first JSON text that fits the type.
pub fn argument<T: serde::de::DeserializeOwned>(name: &str, values: &[&str]) -> Result<T, String> {
    let mut first = None;
    for value in values {
        match serde_json::from_str(value) {
            Ok(value) => return Ok(value),
            Err(error) => first = first.or(Some(format!("`{name}` is not readable: {error}: {value}"))),
        }
    }
    Err(first.unwrap_or_default())
}

/// Writes a decoded JSON body.
pub fn json<T: serde::Serialize>(value: &T) -> Option<Written> {
    Some(match serde_json::to_value(value) {
        Ok(value) => Written::Json(value),
        Err(error) => Written::Text(error.to_string()),
    })
}

/// An error as text.
pub fn text(error: impl Display) -> String {
    error.to_string()
}

impl Got {
    pub fn output(status: u16, headers: &http::HeaderMap, body: Option<Written>) -> Self {
        let headers = headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.to_string(), value.into_owned())
        });
        Got::Output {
            status,
            headers: headers.collect(),
            body,
        }
    }

    pub fn error(error: &dyn Display, body: Option<&[u8]>) -> Self {
        let body = body.map(String::from_utf8_lossy).unwrap_or_default();
        // Error pages have many lines.
        let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
        Got::Error(format!("{error} {body}").trim_end().to_owned())
    }
}

/// Compares a response with the described one.
pub fn compare(
    got: &Got,
    status: u16,
    headers: &[(&str, &str)],
    body: Option<(&str, &[u8])>,
) -> Result<(), String> {
    let (found, found_headers, found_body) = match got {
        Got::Error(error) => return Err(error.clone()),
        Got::Output {
            status,
            headers,
            body,
        } => (*status, headers, body),
    };
    if found != status {
        return Err(format!("status {found} instead of {status}: {found_body:?}"));
    }
    for (name, value) in headers {
        let found = found_headers.get(&name.to_ascii_lowercase());
        if found.is_none_or(|found| found != value) {
            return Err(format!("header `{name}: {found:?}` instead of `{value}`"));
        }
    }
    match (found_body, body) {
        (None, None) => Ok(()),
        (Some(found), Some((_, content))) => compare_body(found, content),
        (Some(Written::Text(found)), None) if found.is_empty() => Ok(()),
        (Some(Written::Bytes(found)), None) if found.is_empty() => Ok(()),
        (found, _) => Err(format!("body {found:?} instead of {:?}", body.map(|body| body.0))),
    }
}

fn compare_body(found: &Written, content: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(content);
    let equal = match found {
        Written::Json(found) => {
            let described = serde_json::from_str(&text);
            described.is_ok_and(|described| same(found, &described))
        }
        Written::Text(found) => *found == text,
        Written::Events(found) => {
            let described = events(&text);
            let equal = |(found, described): (&Value, &Event)| is_event(found, described);
            found.len() == described.len() && found.iter().zip(&described).all(equal)
        }
        Written::Bytes(found) => found == content,
    };
    match equal {
        true => Ok(()),
        false => Err(format!("body {found:?} instead of {text}")),
    }
}

/// An event as described: the type, and the data.
type Event = (Option<String>, String);

/// Splits a stream of events, or of lines.
fn events(text: &str) -> Vec<Event> {
    let field = |event: &str, name: &str| {
        let mut lines = event.lines();
        lines.find_map(|line| line.strip_prefix(name).map(|value| value.trim_start().to_owned()))
    };
    if !text.contains("data:") {
        return text.lines().map(|line| (None, line.to_owned())).collect();
    }
    let events = text.split("\n\n").filter(|event| !event.trim().is_empty());
    events.map(|event| (field(event, "event:"), field(event, "data:").unwrap_or_default())).collect()
}

/// True if the value is the data of the event, or an object of its fields.
fn is_event(found: &Value, (kind, data): &Event) -> bool {
    let is_data = |value: &Value| {
        let read = serde_json::from_str(data);
        value.as_str() == Some(data) || read.is_ok_and(|read| same(value, &read))
    };
    match found.get("data") {
        Some(value) => {
            let found = found.get("event").and_then(Value::as_str).unwrap_or("message");
            is_data(value) && found == kind.as_deref().unwrap_or("message")
        }
        None => is_data(found),
    }
}
