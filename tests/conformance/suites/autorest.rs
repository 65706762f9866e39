//! autorest.testserver: Swagger 2.0 documents, and a server that counts the requests of each kind.

mod calls;

use crate::conformance::servers::document::Document;
use crate::conformance::servers::server::{Server, free_port};
use crate::conformance::servers::workspace;
use crate::conformance::{Case, Context, Stop, Suite, broken, install};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

pub const SUITE: Suite = Suite {
    name: "autorest",
    tests: "requests of crates generated from Swagger 2.0, counted by a server",
    source: "`@microsoft.azure/autorest.testserver` 3.3.51",
    quick: false,
    run,
};

const PACKAGE: &str = "@microsoft.azure/autorest.testserver@3.3.51";
const FOLDER: &str = "node_modules/@microsoft.azure/autorest.testserver";

/// The server's reports: the keys with the number of requests.
const REPORTS: &[&str] = &["/report", "/report/optional"];

/// The documents in scope. Two documents named `quirks` have the same keys as the documents without
/// the suffix.
const DOCUMENTS: &[&str] = &[
    "additionalProperties",
    "any-type",
    "body-array",
    "body-binary",
    "body-boolean",
    "body-byte",
    "body-complex",
    "body-date",
    "body-datetime",
    "body-datetime-rfc1123",
    "body-dictionary",
    "body-duration",
    "body-file",
    "body-formdata",
    "body-formdata-urlencoded",
    "body-integer",
    "body-number",
    "body-string",
    "body-time",
    "client-enum",
    "constants",
    "custom-baseUrl",
    "custom-baseUrl-more-options",
    "error-with-secrets",
    "extensible-enums-swagger",
    "header",
    "httpInfrastructure",
    "incorrect-error-response",
    "media_types",
    "merge-patch",
    "model-flattening",
    "multiapi-v1",
    "multiapi-v1-custom-base-url",
    "multiapi-v2",
    "multiapi-v2-custom-base-url",
    "multiapi-v3",
    "multiple-inheritance",
    "non-string-enum",
    "object-type",
    "parameterized-endpoint",
    "required-optional",
    "reserved-words",
    "security-aad",
    "security-key",
    "url",
    "url-multi-collectionFormat",
    "validation",
    "xms-error-responses",
];

/// Keys out of scope: the start of a key, and the reason.
const OUT_OF_SCOPE: &[(&str, &str)] = &[
    (
        "HttpRetry",
        "The server recognizes a retry by a cookie, and the client stores no cookies.",
    ),
    ("MultiapiDifferentCalls", UNCOUNTED),
    ("MultiapiPostTestFourApiVersionThreePDF", UNCOUNTED),
    ("LRO", "OpenAPI has no long-running operations."),
    ("Storage", XML),
    ("UrlPathsStringEmpty", EMPTY),
    ("UrlPathsByteEmpty", EMPTY),
    ("UrlQueriesArrayCsvEmpty", "The client omits an empty list."),
    (
        "UrlQueriesArrayTsvValid",
        "OpenAPI 3 has no list with tabs between the items.",
    ),
    ("putComplexArrayValid", NULL),
    ("putComplexDictionaryValid", NULL),
    (
        "RequestWithSecrets",
        "The document does not describe the body.",
    ),
    (
        "PassMergePatchObject",
        "The server expects JSON with a space after the colon.",
    ),
    ("PagingDontSendMaxPageSize", PAGING),
    (
        "FileStreamVeryLarge",
        "The client reads at most 8 MB without a different limit; the server sends 3 GB.",
    ),
    (
        "HttpRedirect300Get",
        "The operation has a response with status 2xx: the client returns a 3xx as an error.",
    ),
    ("HttpRedirect303Post", REDIRECT),
    ("HttpRedirect307Delete", REDIRECT),
    ("HttpRedirect307Options", REDIRECT),
    ("HttpRedirect307P", REDIRECT),
    (
        "MediaTypePdf",
        "The client sends the JSON body of an operation with several media types.",
    ),
];

const UNCOUNTED: &str = "The server never counts the key.";
const XML: &str = "XML bodies are text.";
const EMPTY: &str = "An empty path argument is refused before the request is sent: it would address a different resource.";
const NULL: &str = "The body contains `null`, which the document does not declare.";
const REDIRECT: &str =
    "The client follows redirects of `GET` and `HEAD`; it returns the others as errors.";
const PAGING: &str =
    "The key belongs to `paging.json`, which describes URLs of further pages by `x-ms-pageable`.";

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = install::npm(context, SUITE.name, &[PACKAGE])?.canonicalize()?;
    let data = super::decoded(include_str!("autorest/calls.yaml"))?;
    let (mut documents, mut scenarios) = (Vec::new(), Vec::new());
    let teacher = start(&folder)?;
    for name in DOCUMENTS {
        let path = folder.join(FOLDER).join(format!("swagger/{name}.json"));
        scenarios.extend(calls::scenarios(&path, &data, &teacher)?);
        documents.push(Document::read(&path)?);
    }
    drop(teacher);
    let server = start(&folder)?;
    let documents: Vec<&Document> = documents.iter().collect();
    let url = format!("http://localhost:{}", server.port);
    let results = workspace::run(context, &folder, &documents, &scenarios, &url, REPORTS)?;
    let keys = errors_by_key(&results);
    let mut cases = Vec::new();
    for report in REPORTS {
        let report = server.request("GET", report)?.body;
        let report: BTreeMap<String, u64> =
            serde_json::from_str(&report).map_err(|error| broken(&"the report", &error))?;
        cases.extend(
            report
                .into_iter()
                .map(|(key, count)| case(key, count, &keys)),
        );
    }
    Ok(cases)
}

fn start(folder: &Path) -> Result<Server, Stop> {
    let port = free_port()?;
    let mut node = Command::new("node");
    // Without an address, the server listens on all addresses.
    node.args(["--require", "./loopback.cjs"]);
    std::fs::write(
        folder.join("loopback.cjs"),
        include_str!("autorest/loopback.cjs"),
    )?;
    node.arg(format!("{FOLDER}/dist/cli/cli.js")).arg("run");
    node.args([
        format!("--port={port}"),
        "--coverageDirectory=coverage".to_owned(),
    ]);
    Server::start(node.current_dir(folder), port)
}

/// The errors of the calls that the server counted for a key.
fn errors_by_key(results: &Value) -> BTreeMap<&str, BTreeSet<String>> {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (scenario, counted) in results["keys"].as_object().into_iter().flatten() {
        let errors = results["calls"][scenario].as_array().into_iter().flatten();
        let errors = errors.filter_map(Value::as_str);
        let errors: Vec<String> = errors.map(|error| format!("{scenario}: {error}")).collect();
        for key in counted
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            keys.entry(key).or_default().extend(errors.iter().cloned());
        }
    }
    keys
}

/// A key passes if the server counted a request, and the client read every counted response.
fn case(key: String, count: u64, errors: &BTreeMap<&str, BTreeSet<String>>) -> Case {
    let mut excluded = OUT_OF_SCOPE.iter();
    let reason = excluded
        .find(|(start, _)| key.starts_with(start))
        .map(|(_, reason)| *reason);
    if let Some(reason) = reason.or_else(|| is_xml(&key).then_some(XML)) {
        return Case::out_of_scope(key, reason);
    }
    let error = errors.get(key.as_str()).and_then(BTreeSet::first);
    let result = match (count, error) {
        (0, _) => Err("the server counted no request".to_owned()),
        (_, Some(error)) => Err(error.clone()),
        (_, None) => Ok(()),
    };
    Case::of(key, result)
}

/// True for the keys of `xml-service.json` and `storage.json`.
fn is_xml(key: &str) -> bool {
    key.contains("XML") || key.starts_with("Xml") || key == "GetWithXMsText"
}
