//! Prism: a server that compares each request with the document, and answers with the examples of the
//! document.

use crate::conformance::servers::document::Document;
use crate::conformance::servers::server::{Server, free_port};
use crate::conformance::{Case, Context, Stop, Suite, crates, files, install};
use crate::rehearse;
use std::fs;
use std::process::Command;

pub const SUITE: Suite = Suite {
    name: "prism",
    tests: "requests of generated crates, compared with the document by a server",
    source: "`@stoplight/prism-cli` 5.16.0",
    quick: false,
    run,
};

const PACKAGE: &str = "@stoplight/prism-cli@5.16.0";

/// The documents that `cargo xtask corpus --rehearse` reads.
const DOCUMENTS: &str = include_str!("../../corpus/rehearsed.txt");

/// Further documents, in place of the ones that Prism does not read.
const MORE: &[&str] = &[
    "apicurio-ccompat",
    "assemblyai",
    "oai-petstore-expanded",
    "oai-tictactoe",
];

/// Documents out of scope, with the reason.
const OUT_OF_SCOPE: &[(&str, &str)] = &[
    (
        "all-the-components",
        "The document refers to a link that it does not contain, and Prism does not start.",
    ),
    (
        "iceberg-rest",
        "Prism stops at a request without the optional header `X-Iceberg-Access-Delegation`, a list.",
    ),
    (
        "ogen-parameters",
        "Prism stops at a request without the optional header of `optionalArrayParameter`, a list.",
    ),
    (
        "readme-parameters-style-31",
        "Prism stops at the header of the operation `HeadersSimpleExploded`.",
    ),
];

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let specs = context.folder("../corpus/specs")?;
    let folder = install::npm(context, SUITE.name, &[PACKAGE])?;
    let names = DOCUMENTS.lines().filter(|name| !name.ends_with("-32"));
    let names = names.chain(MORE.iter().copied());
    let mut paths = Vec::new();
    for extension in ["json", "yaml", "yml"] {
        paths.extend(files(&specs, extension)?);
    }
    let mut cases = Vec::new();
    for name in names {
        if let Some((_, reason)) = OUT_OF_SCOPE.iter().find(|(excluded, _)| *excluded == name) {
            cases.push(Case::out_of_scope(name, *reason));
            continue;
        }
        let mut found = paths.iter();
        let found = found.find(|path| {
            path.parent() == Some(&specs) && path.file_stem().is_some_and(|stem| stem == name)
        });
        let missing = || Stop::Absent(format!("no document `{name}`"));
        let document = Document::read(found.ok_or_else(missing)?)?;
        let port = free_port()?;
        let mut prism = Command::new(folder.join("node_modules/.bin/prism"));
        prism.args(["mock", "--errors", "--host", "127.0.0.1"]);
        prism
            .args(["--port", &port.to_string()])
            .arg(&document.path);
        let server = Server::start(&mut prism, port)?;
        cases.extend(calls(context, &document, &server)?);
    }
    Ok(cases)
}

/// Calls every operation of a document.
fn calls(context: &Context, document: &Document, server: &Server) -> Result<Vec<Case>, Stop> {
    // A folder for each document: cargo compiles only what changed.
    let folder = context.workspace(SUITE.name)?.join(&document.name);
    crates::generate_file(context, &document.path, &folder, "corpus")?;
    let program = rehearse::program(&document.api, &document.root);
    let url = format!("http://127.0.0.1:{}", server.port);
    let environment = [("REHEARSE_URL", url)];
    let output = crates::run_with(context, &folder, &program, "default,fake", &environment)?;
    // The details of known failures.
    fs::write(folder.join("output.txt"), &output)?;
    let operations = document
        .api
        .groups
        .iter()
        .flat_map(|group| &group.operations);
    let cases = operations.map(|operation| {
        let prefix = format!("{}: ", operation.marker);
        let mut failures = output.lines().filter_map(|line| line.strip_prefix(&prefix));
        let failure = failures.find(|failure| !is_about_response(failure));
        Case::of(
            format!("{} {}", document.name, operation.marker),
            failure.map_or(Ok(()), |failure| Err(failure.to_owned())),
        )
    });
    Ok(cases.collect())
}

/// True if Prism accepted the request, and its own response breaks the document.
fn is_about_response(failure: &str) -> bool {
    // The JSON is in a debug string. Deprecated parameters are warnings.
    let mut violations = failure.split(r#"{\"location\":["#);
    let is_refused = violations.any(|violation| {
        violation.starts_with(r#"\"request\""#) && violation.contains(r#"\"severity\":\"Error\""#)
    });
    failure.contains("prism/errors#VIOLATIONS") && !is_refused
}
