//! The requests of the spec, and bodies that break a rule, sent without the client, which would
//! reject the latter before sending.

use crate::support::shipped_spec::{SPEC, validator};
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;
use std::collections::BTreeSet;
use whatsapp_cloud::fake::{Part, Server};

/// The fake server, and a plain HTTP client without checks.
type Http = (Server, reqwest::Client);

async fn start() -> Http {
    (Server::start().await.unwrap(), reqwest::Client::new())
}

/// Sends JSON; returns the status and the body of the response.
async fn send(http: &Http, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let (fake, http) = http;
    let request = http.request(
        method.to_uppercase().parse().unwrap(),
        format!("{}{path}", fake.url()),
    );
    let request = request
        .bearer_auth("token")
        .header("content-type", "application/json");
    let response = request.body(body.to_string()).send().await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.bytes().await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

/// A path of the spec with arguments.
fn filled(template: &str) -> String {
    let segments = template.split('/').map(|segment| match segment {
        "{Version}" => "v25.0",
        segment if segment.starts_with('{') => "106540352242922",
        segment => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn accepts_every_request_example_of_the_spec() {
    let http = start().await;
    let fake = &http.0;
    let mut count = 0;
    for (path, item) in SPEC["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let content = &operation["requestBody"]["content"]["application/json"];
            let examples = content["examples"].as_object().into_iter().flatten();
            for (name, example) in examples {
                let (status, body) = send(&http, method, &filled(path), &example["value"]).await;
                assert_eq!(status, 200, "{path}: {name}: {body}");
                let received = fake.received().pop().unwrap();
                assert_eq!(received.operation(), operation["operationId"].as_str());
                assert_eq!(received.json(), Some(&example["value"]), "{name}");
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count}");
}

/// Adds the JSON pointers of an error; for a union, the pointers of each variant. The levels of
/// validators differ: a forbidden property leads to the object or to the property, and a union without
/// a matching variant to the value or to a property.
fn add_pointers(body: &Value, error: &ValidationError<'_>, pointers: &mut BTreeSet<String>) {
    use ValidationErrorKind::{AnyOf, OneOfNotValid};
    let pointer = error.instance_path().as_str();
    let ends = pointer.match_indices('/').map(|(at, _)| at);
    let above = ends.chain([pointer.len()]).map(|end| &pointer[..end]);
    pointers.extend(above.map(str::to_owned));
    if let AnyOf { context } | OneOfNotValid { context } = error.kind() {
        let errors = context.iter().flatten();
        return errors.for_each(|error| add_pointers(body, error, pointers));
    }
    let object = body.pointer(pointer).and_then(Value::as_object);
    let names = object.into_iter().flatten();
    pointers.extend(names.map(|(name, _)| format!("{pointer}/{name}")));
}

#[tokio::test]
async fn refuses_every_body_that_breaks_a_rule() {
    let http = start().await;
    let fake = &http.0;
    let independent = validator("SendMessageRequest");
    for line in include_str!("../data/refused.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, body) = (&case["name"], &case["body"]);
        let path = "/v25.0/106540352242922/messages";
        let (status, answer) = send(&http, "POST", path, body).await;
        assert_eq!(status, 400, "{name}: {answer}");
        let mut pointers = BTreeSet::new();
        let errors = independent.iter_errors(body);
        errors.for_each(|error| add_pointers(body, &error, &mut pointers));
        let refused = fake.take_violations().pop().unwrap();
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(!refused.violations().is_empty(), "{name}");
        for violation in refused.violations() {
            assert_eq!(violation.part, Part::Body, "{name}");
            assert!(pointers.contains(&violation.pointer), "{name}: {violation}");
            assert!(
                message.contains(&violation.to_string()),
                "{name}: {message}"
            );
        }
    }
}
