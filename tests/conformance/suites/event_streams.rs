//! Event streams by the rules of the HTML standard. The cases in `cases.yaml` are the project's own.
//!
//! Each case arrives as a whole, then byte by byte.

use super::decoded;
use crate::conformance::{Case, Context, Stop, Suite, crates};
use serde_json::Value;
use std::collections::BTreeMap;

pub const SUITE: Suite = Suite {
    name: "event-streams",
    tests: "event streams",
    source: "whatwg/html, section 9.2, restated as cases of this project",
    quick: true,
    run,
};

const SPEC: &str = "
openapi: 3.1.0
info: { title: Events, version: 1.0.0 }
servers: [{ url: 'http://localhost' }]
paths:
  /{case}:
    get:
      operationId: watch
      parameters: [{ name: case, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: Events, content: { text/event-stream: { schema: { type: string } } } } }
";

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let cases: Vec<Value> = decoded(include_str!("event_streams/cases.yaml"))?;
    let folder = crates::generate(context, SUITE.name, SPEC)?;
    let streams: Vec<&Value> = cases.iter().map(|case| &case["stream"]).collect();
    let streams = serde_json::to_string(&streams).map_err(|error| error.to_string())?;
    std::fs::write(folder.join("streams.json"), streams)?;
    let output = crates::run(context, &folder, include_str!("event_streams/program.rs"))?;
    let lines = output.lines().filter_map(|line| line.split_once(' '));
    let found: BTreeMap<&str, &str> = lines.collect();
    let mut results = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let name = case["name"].as_str().unwrap_or_default();
        for mode in ["whole", "bytes"] {
            let found = found.get(format!("{index}-{mode}").as_str());
            let found: Value = found
                .and_then(|text| serde_json::from_str(text).ok())
                .unwrap_or_default();
            results.push(Case::of(format!("{name}, {mode}"), check(case, &found)));
        }
    }
    Ok(results)
}

/// Compares the events, the last id and the delay. Fields that a case leaves out have the default.
fn check(case: &Value, found: &Value) -> Result<(), String> {
    let mut expected = case["events"].clone();
    for event in expected.as_array_mut().into_iter().flatten() {
        let name = event["name"].as_str().unwrap_or("message").to_owned();
        event["name"] = Value::from(name);
    }
    let last_id = case["last_id"].as_str().unwrap_or_default();
    let is_same = found["events"] == expected
        && found["last_id"] == last_id
        && found["retry"] == case["retry"];
    match is_same {
        true => Ok(()),
        false => Err(format!(
            "{found} instead of {expected}, last id `{last_id}`, retry {}",
            case["retry"]
        )),
    }
}
