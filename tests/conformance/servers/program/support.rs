//! Sends calls and compares responses. Part of the generated program, not of the tests.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::future::Future;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::pin::Pin;

/// The results of the calls, by scenario.
pub struct Results {
    calls: BTreeMap<&'static str, Vec<Value>>,
    /// The names that the server counted during the calls.
    keys: BTreeMap<&'static str, Vec<String>>,
    /// The host and port of the server, and the paths of its reports: JSON objects with numbers.
    server: String,
    reports: Vec<String>,
    counts: BTreeMap<String, u64>,
}

/// A response as received.
pub enum Got {
    /// A decoded response.
    Output {
        status: u16,
        headers: BTreeMap<String, String>,
        body: Option<Written>,
    },
    /// No response, or a response that does not match the document, with the status.
    Error(String, Option<u16>),
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

/// Sends every call to the server of the first argument, and prints the results as JSON. Further
/// arguments are paths of reports.
pub fn run(calls: impl for<'a> FnOnce(&'a str, &'a mut Results) -> Calls<'a>) {
    let base = std::env::args().nth(1).expect("the URL of the server");
    let mut results = Results {
        calls: BTreeMap::new(),
        keys: BTreeMap::new(),
        server: base.trim_start_matches("http://").to_owned(),
        reports: std::env::args().skip(2).collect(),
        counts: BTreeMap::new(),
    };
    results.counts = results.report();
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("a runtime");
    runtime.block_on(calls(&base, &mut results));
    println!("{}", json!({ "calls": results.calls, "keys": results.keys }));
}

impl Results {
    fn report(&self) -> BTreeMap<String, u64> {
        let reports = self.reports.iter().map(|path| {
            let mut stream = TcpStream::connect(&self.server).expect("the server runs");
            write!(stream, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.server).expect("the server reads");
            let mut response = String::new();
            stream.read_to_string(&mut response).expect("the server answers");
            let (_, body) = response.split_once("\r\n\r\n").unwrap_or_default();
            serde_json::from_str::<BTreeMap<String, u64>>(body).expect("the report is JSON")
        });
        reports.flatten().collect()
    }
}

/// Runs a call, and records the result. A panic is a failure.
pub async fn record(
    results: &mut Results,
    name: &'static str,
    call: impl Future<Output = Result<(), String>> + Send + 'static,
) {
    let result = tokio::spawn(call).await;
    let result = result.unwrap_or_else(|error| Err(error.to_string()));
    let result = result.err().map_or(Value::Null, Value::from);
    results.calls.entry(name).or_default().push(result);
    let counts = results.report();
    let changed = counts.iter().filter(|(key, count)| results.counts.get(*key) != Some(count));
    let changed = changed.map(|(key, _)| key.clone());
    results.keys.entry(name).or_default().extend(changed);
    results.counts = counts;
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

    pub fn error(error: &dyn Display, response: Option<(u16, &[u8])>) -> Self {
        let body = response.map(|(_, body)| String::from_utf8_lossy(body)).unwrap_or_default();
        // Error pages have many lines.
        let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = format!("{error} {body}").trim_end().to_owned();
        Got::Error(text, response.map(|(status, _)| status))
    }
}

/// Accepts a response with a status below 400.
pub fn is_success(got: &Got) -> Result<(), String> {
    match got {
        Got::Output { status: 0..400, .. } => Ok(()),
        Got::Output { status, body, .. } => Err(format!("status {status}: {body:?}")),
        Got::Error(error, _) => Err(error.clone()),
    }
}

/// Accepts an error about a response.
pub fn is_error(got: &Got) -> Result<(), String> {
    match got {
        Got::Output { status, body, .. } => Err(format!("no error, but status {status}: {body:?}")),
        Got::Error(_, Some(_)) => Ok(()),
        Got::Error(error, None) => Err(error.clone()),
    }
}

/// Accepts a response with a status.
pub fn has_status(got: &Got, expected: u16) -> Result<(), String> {
    match got {
        Got::Output { status, .. } | Got::Error(_, Some(status)) if *status == expected => Ok(()),
        Got::Output { status, body, .. } => Err(format!("status {status}: {body:?}")),
        Got::Error(error, _) => Err(error.clone()),
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
        Got::Error(error, _) => return Err(error.clone()),
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
            let mut described = events(&text);
            // The client stops at the end marker.
            if described.last().is_some_and(|(_, data)| data == "[DONE]") {
                described.pop();
            }
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
