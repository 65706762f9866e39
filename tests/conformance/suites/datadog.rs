//! Recorded calls of Datadog's clients: our request equals the recorded one, and the recorded response
//! is read and written again.

use crate::conformance::servers::document::Document;
use crate::conformance::servers::replay;
use crate::conformance::servers::scenario::{Body, Call, Request, Response, Scenario};
use crate::conformance::servers::workspace;
use crate::conformance::{Case, Context, Stop, Suite, broken, files, name_below, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

pub const SUITE: Suite = Suite {
    name: "datadog",
    tests: "recorded requests and responses",
    source: "DataDog/datadog-api-client-rust, recordings of version 1 of the API",
    quick: false,
    run,
};

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("datadog-v1/tests/scenarios/cassettes/v1")?;
    let spec = context.folder("../corpus/specs/datadog-v1.yaml")?;
    let document = Document::read(&spec)?;
    let mut exchanges = Vec::new();
    for path in files(&folder, "json")? {
        exchanges.extend(recorded(&name_below(&folder, &path), &path)?);
    }
    let scenarios: Vec<Scenario> = exchanges.iter().map(Exchange::scenario).collect();
    let port = replay::start(scenarios.clone())?;
    let workspace = context.workspace(SUITE.name)?;
    let url = format!("http://localhost:{port}");
    let results = workspace::run(context, &workspace, &[&document], &scenarios, &url, &[])?;
    let cases = scenarios.iter().map(|scenario| {
        let result = &results["calls"][&scenario.name][0];
        Case::of(
            scenario.name.clone(),
            match result {
                Value::Null => Ok(()),
                error => Err(error.as_str().unwrap_or_default().to_owned()),
            },
        )
    });
    Ok(cases.collect())
}

/// A recorded exchange, with a unique name.
struct Exchange {
    name: String,
    value: Value,
}

/// Reads the exchanges of a file.
fn recorded(name: &str, path: &Path) -> Result<Vec<Exchange>, Stop> {
    let file: Value =
        serde_json::from_str(&read(path)?).map_err(|error| broken(&path.display(), &error))?;
    let exchanges = file["http_interactions"].as_array().into_iter().flatten();
    let name = name.trim_end_matches(".json");
    let named = exchanges.enumerate().map(|(index, value)| Exchange {
        name: format!("{name} {index}"),
        value: value.clone(),
    });
    Ok(named.collect())
}

impl Exchange {
    fn scenario(&self) -> Scenario {
        let (request, response) = (&self.value["request"], &self.value["response"]);
        let url = request["uri"].as_str().unwrap_or_default();
        let host = url.find("://").map_or(0, |scheme| scheme + 3);
        let target = url[host..]
            .find('/')
            .map_or("/", |slash| &url[host + slash..]);
        let (uri, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = [(replay::HEADER.to_owned(), Value::from(self.name.as_str()))];
        let status = response["status"]["code"].as_u64();
        let call = Call {
            uri: uri.to_owned(),
            method: request["method"].as_str().unwrap_or_default().to_owned(),
            request: Request {
                query: pairs(query),
                headers: headers.into(),
                body: body(request),
            },
            response: Response {
                status: status
                    .and_then(|status| status.try_into().ok())
                    .unwrap_or_default(),
                body: body(response),
                ..Response::default()
            },
        };
        Scenario {
            document: "datadog-v1".to_owned(),
            name: self.name.clone(),
            calls: vec![call],
        }
    }
}

/// The query parameters. A repeated parameter is a list.
fn pairs(query: &str) -> BTreeMap<String, Value> {
    let mut found: BTreeMap<String, Value> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded =
            |text: &str| crate::conformance::servers::document::decoded(&text.replace('+', " "));
        let value = Value::from(decoded(value));
        let entry = found.entry(decoded(name));
        let before = entry.or_insert(Value::Null);
        *before = match before.take() {
            Value::Null => value,
            Value::Array(items) => items.into_iter().chain([value]).collect(),
            first => Value::Array(vec![first, value]),
        };
    }
    found
}

fn body(message: &Value) -> Option<Body> {
    let text = message["body"]["string"].as_str()?;
    let media_type = message["headers"]["Content-Type"][0]
        .as_str()
        .unwrap_or_default();
    let body = Body {
        media_type: media_type.to_owned(),
        text: Some(text.to_owned()),
        ..Body::default()
    };
    (!text.is_empty()).then_some(body)
}
