//! The test suite of RFC 6570. OpenAPI defines the styles of parameters by URI templates: a template
//! becomes a path with parameters, and the expansion is the URL of the request.

mod template;

use crate::conformance::{Case, Context, Stop, Suite, crates, read};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use template::Operation;

pub const SUITE: Suite = Suite {
    name: "uri-templates",
    tests: "styles of parameters",
    source: "uri-templates/uritemplate-test 4171dac",
    quick: true,
    run,
};

const FILES: &[&str] = &[
    "spec-examples.json",
    "spec-examples-by-section.json",
    "extended-tests.json",
    "negative-tests.json",
];

const PROGRAM: &str = r#"//! Prints the URL of each request.
use uri_templates::{Client, Map};

fn map(text: &str) -> Map<String> {
    serde_json::from_str(text).unwrap()
}

fn main() {
    let client = Client::builder().base_url("http://localhost").build().unwrap();
"#;

fn run(context: &Context) -> Result<Vec<Case>, Stop> {
    let folder = context.folder("uri-templates")?;
    let mut cases = Vec::new();
    let mut operations = Vec::new();
    for file in FILES {
        let groups: Map<String, Value> =
            serde_json::from_str(&read(&folder.join(file))?).map_err(|error| error.to_string())?;
        for (group, content) in &groups {
            for (index, test) in content["testcases"]
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
            {
                let template = test[0].as_str().unwrap_or_default();
                let name = format!(
                    "{} / {group} / {index}: {template}",
                    file.trim_end_matches(".json")
                );
                match template::operation(template, &content["variables"]) {
                    _ if test[1] == json!(false) => {
                        cases.push(Case::out_of_scope(
                            name,
                            "invalid template; a path of OpenAPI has no operators",
                        ));
                    }
                    Ok(operation) => operations.push((name, test[1].clone(), operation)),
                    Err(reason) => cases.push(Case::out_of_scope(name, reason)),
                }
            }
        }
    }
    let urls = urls(
        context,
        operations.iter().map(|(_, _, operation)| operation),
    )?;
    for (index, (name, expected, _)) in operations.into_iter().enumerate() {
        let found = urls.get(&index).map_or("", String::as_str);
        let prefix = format!("/case{index}-");
        let found = found.strip_prefix(&prefix).unwrap_or(found);
        // `&` continues a query; the query of a request starts with `?`.
        let found = match found.strip_prefix('?') {
            Some(query) if name.contains(": {&") => format!("&{query}"),
            _ => found.to_owned(),
        };
        let result = match &expected {
            Value::Array(any) if any.contains(&json!(found)) => Ok(()),
            Value::String(one) if *one == found => Ok(()),
            expected => Err(format!("`{found}` instead of {expected}")),
        };
        cases.push(Case::of(name, result));
    }
    Ok(cases)
}

/// Returns the path and query of each request.
fn urls<'o>(
    context: &Context,
    operations: impl Iterator<Item = &'o Operation>,
) -> Result<BTreeMap<usize, String>, Stop> {
    let mut paths = Map::new();
    let mut program = PROGRAM.to_owned();
    for (index, operation) in operations.enumerate() {
        let get = json!({
            "operationId": format!("case{index}"),
            "tags": ["templates"],
            "parameters": operation.parameters,
            "responses": { "204": { "description": "Done" } },
        });
        paths.insert(
            format!("/case{index}-{}", operation.path),
            json!({ "get": get }),
        );
        let arguments = operation.arguments.join(", ");
        let _ = writeln!(
            program,
            "    match client.case{index}({arguments}).into_request() {{\n        \
                Ok(request) => println!(\"{index} {{}}\", request.uri().path_and_query().unwrap()),\n        \
                Err(error) => println!(\"{index} {{error}}\"),\n    }}"
        );
    }
    program.push_str("}\n");
    let spec = json!({
        "openapi": "3.1.0",
        "info": { "title": "Templates", "version": "1.0.0" },
        "servers": [{ "url": "http://localhost" }],
        "paths": paths,
    });
    let folder = crates::generate(context, SUITE.name, &spec.to_string())?;
    let output = crates::run(context, &folder, &program)?;
    let lines = output.lines().filter_map(|line| line.split_once(' '));
    Ok(lines
        .filter_map(|(index, url)| Some((index.parse().ok()?, url.to_owned())))
        .collect())
}
