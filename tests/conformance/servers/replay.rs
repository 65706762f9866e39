//! A server that compares requests with recorded ones, and sends the recorded responses.

use super::scenario::{Call, Scenario};
use crate::conformance::Stop;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

/// The header with the name of the scenario.
pub const HEADER: &str = "x-scenario";

/// Starts a server for scenarios with a single call, in a thread; returns the port. The header
/// [`HEADER`] of a request names the scenario. A request that differs from the recorded one gets the
/// status 599 and the difference as text.
///
/// # Errors
///
/// If the system has no free port.
pub fn start(scenarios: Vec<Scenario>) -> Result<u16, Stop> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let calls = scenarios
        .into_iter()
        .filter_map(|mut scenario| Some((scenario.name, scenario.calls.pop()?)));
    let calls: BTreeMap<String, Call> = calls.collect();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that closes the connection has its result already.
            let _ = answer(stream, &calls);
        }
    });
    Ok(port)
}

/// A request as received.
struct Received {
    method: String,
    target: String,
    headers: BTreeMap<String, String>,
    body: String,
}

fn answer(mut stream: TcpStream, calls: &BTreeMap<String, Call>) -> std::io::Result<()> {
    let received = receive(&stream)?;
    let name = received.headers.get(HEADER).map_or("", String::as_str);
    let difference = match calls.get(name) {
        None => Some(format!("no scenario `{name}`")),
        Some(call) => difference(&received, call),
    };
    let (status, media_type, body) = match (difference, calls.get(name)) {
        (None, Some(call)) => {
            let body = call.response.body.as_ref();
            let media_type = body.map_or("", |body| &body.media_type);
            (
                call.response.status,
                media_type,
                body.map(super::scenario::Body::text).unwrap_or_default(),
            )
        }
        (difference, _) => (599, "text/plain", difference.unwrap_or_default()),
    };
    let mut head = format!("HTTP/1.1 {status} Recorded\r\nConnection: close\r\n");
    if !media_type.is_empty() {
        let _ = write!(head, "Content-Type: {media_type}\r\n");
    }
    if status != 204 {
        let _ = write!(head, "Content-Length: {}\r\n", body.len());
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes())
}

fn receive(stream: &TcpStream) -> std::io::Result<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Received {
        method,
        target,
        headers,
        body,
    })
}

/// Compares method, path, query and body; the order of query parameters and of members is free.
fn difference(received: &Received, call: &Call) -> Option<String> {
    let recorded = (call.method.to_uppercase(), call.target());
    let same_target =
        received.method == recorded.0 && sorted(&received.target) == sorted(&recorded.1);
    if !same_target {
        let Received { method, target, .. } = received;
        return Some(format!(
            "`{method} {target}` instead of `{} {}`",
            recorded.0, recorded.1
        ));
    }
    let recorded = call
        .request
        .body
        .as_ref()
        .map(super::scenario::Body::text)
        .unwrap_or_default();
    let same = match (
        serde_json::from_str::<Value>(&received.body),
        serde_json::from_str::<Value>(&recorded),
    ) {
        (Ok(received), Ok(recorded)) => same(&received, &recorded),
        _ => received.body == recorded,
    };
    (!same).then(|| format!("the body `{}` instead of `{recorded}`", received.body))
}

/// The path and the sorted query parameters, without percent-encoding.
fn sorted(target: &str) -> (String, Vec<String>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<String> = pairs
        .map(|pair| super::document::decoded(&pair.replace('+', " ")))
        .collect();
    pairs.sort();
    (super::document::decoded(path), pairs)
}

include!("../../data/same.rs");
