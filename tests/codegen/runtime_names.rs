//! Specs whose names collide with names of the runtime.

use crate::support::command::{cargo_in, regen, run};
use crate::support::shipped_spec::root;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Adds the names that a token stream declares, such as `send` in `fn send`.
fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    const DECLARES: [&str; 9] = [
        "const", "enum", "fn", "let", "mod", "static", "struct", "trait", "type",
    ];
    let mut is_declared = false;
    for token in tokens {
        let ident = match token {
            TokenTree::Ident(ident) => ident.to_string(),
            TokenTree::Group(group) => {
                collect(group.stream(), found);
                continue;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => continue,
        };
        if is_declared {
            found.insert(ident.clone());
        }
        is_declared = DECLARES.contains(&ident.as_str());
    }
}

/// Every name that the Rust files below a folder declare.
fn declared_names(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared_names(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            collect(text.parse().unwrap(), found);
        }
    }
}

/// A spec with an operation, a tag, two parameters, a schema and properties per name.
fn spec(names: &BTreeSet<String>) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for name in names {
        let parameter = |required: bool| {
            let location = if required { "header" } else { "query" };
            json!({ "name": name, "in": location, "required": required, "schema": { "type": "string" } })
        };
        let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
        paths.insert(
            format!("/{name}"),
            json!({ "post": {
                "operationId": name,
                "tags": [name],
                "parameters": [parameter(true), parameter(false)],
                "requestBody": { "content": content },
                "responses": { "200": { "description": "", "content": content } },
            } }),
        );
        schemas.insert(
            name.clone(),
            json!({ "type": "object", "properties": { name: { "enum": [name] }, format!("{name}s"): { "type": "string" } } }),
        );
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Names", "version": "1" },
        "servers": [{ "url": "https://example.com" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

#[test]
fn any_name_of_the_runtime_is_a_possible_name() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("runtime-names");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut names = BTreeSet::new();
    declared_names(&root().join("generated/src/runtime"), &mut names);
    assert!(names.len() > 500);
    fs::write(folder.join("names.json"), spec(&names).to_string()).unwrap();
    let out = folder.join("names");
    fs::write(
        folder.join("codegen.toml"),
        "[crate]\nname = \"names\"\ntag_features = false\n",
    )
    .unwrap();
    run(regen()
        .args(["--spec".as_ref(), folder.join("names.json").as_os_str()])
        .args(["--out".as_ref(), out.as_os_str()]));
    run(&mut cargo_in(
        &out,
        &["check", "--features", "blocking,stream"],
    ));
}
