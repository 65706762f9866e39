//! A hostile spec: no text of a spec becomes code, HTML or a path.

use crate::support::command::{cargo_in, regen, run};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Ends a code span, a paragraph, a comment and a string, then runs code and HTML.
fn attack(file: &Path) -> String {
    let file = file.to_str().unwrap();
    format!(
        "x` *//*\" \"#\n\n```\nstd::fs::write({file:?}, \"\").unwrap();\n```\n\n```rust\n\
         std::fs::write({file:?}, \"\").unwrap();\n```\n<script>alert(1)</script>\u{202e}\r\n# heading\n\
         ../../../{{}}"
    )
}

/// A spec with the text in every position that takes a string.
fn spec(text: &str) -> Value {
    let pointer = text
        .replace('~', "~0")
        .replace('/', "~1")
        .replace('%', "%25");
    let schema = json!({
        "title": text, "description": text, "type": "object",
        "required": [text],
        "properties": {
            text: { "type": "string", "description": text, "default": text, "format": text },
            "optional": { "type": "string", "description": text, "default": text },
            "listed": { "enum": [text, "plain"], "description": text },
            "constant": { "const": text },
            "like": { "type": "string", "pattern": "`*<script>|\\n```" },
        },
        "patternProperties": { "^`<script>": { "type": "string" } },
        "example": { text: text },
        "x-extension": text, "externalDocs": { "url": text, "description": text },
    });
    let media = json!({
        "schema": { "$ref": format!("#/components/schemas/{pointer}") },
        "examples": { text: { "summary": text, "description": text, "value": { text: text, "optional": text } } },
    });
    json!({
        "openapi": "3.1.0",
        "info": { "title": text, "version": text, "description": text, "contact": { "name": text } },
        "servers": [{ "url": "https://example.com", "description": text }],
        "tags": [{ "name": text, "description": text }, { "name": "plain" }],
        "paths": {
            format!("/{text}"): { "post": {
                "operationId": text, "summary": text, "description": text, "tags": [text],
                "parameters": [
                    { "name": text, "in": "query", "description": text, "example": text,
                      "schema": { "type": "string", "default": text, "enum": [text, "b"] } },
                    { "name": text, "in": "cookie", "schema": { "type": "string" } },
                ],
                "requestBody": { "description": text, "content": { "application/json": media.clone() } },
                "responses": {
                    "200": { "description": text, "content": { "application/json": media.clone() },
                             "headers": { "x-plain": { "description": text, "schema": { "type": "string" } } } },
                    "201": { "description": text, "content": { text: media.clone() } },
                    "default": { "description": text, "content": { "application/json": media } },
                },
                "security": [{ text: [] }],
            } },
            "/events": { "get": {
                "operationId": "events", "tags": ["plain"],
                "responses": { "200": { "description": text, "content": { "text/event-stream": { "schema": { "type": "string" } } } } },
            } },
        },
        "components": {
            "schemas": { text: schema, "Values": { "type": "string", "enum": [text, "plain"] } },
            "securitySchemes": { text: { "type": "apiKey", "in": "query", "name": text, "description": text } },
        },
        "x-extension": { text: text },
    })
}

/// Every HTML page below a folder.
fn pages(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn turns_no_text_of_a_spec_into_code_or_html() {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (file, out) = (
        temporary.join("hostile.txt"),
        temporary.join("hostile-crate"),
    );
    let spec_path = temporary.join("hostile.json");
    let _ = fs::remove_dir_all(&out);
    let _ = fs::remove_file(&file);
    let docs = temporary.parent().unwrap().join("doc/hostile");
    let _ = fs::remove_dir_all(&docs);
    fs::write(&spec_path, spec(&attack(&file)).to_string()).unwrap();
    let mut command = regen();
    command
        .args(["--name", "hostile", "--spec"])
        .arg(&spec_path);
    run(command.arg("--out").arg(&out));
    run(&mut cargo_in(&out, &["test", "--doc"]));
    run(&mut cargo_in(&out, &["doc", "--no-deps"]));
    assert!(!file.exists(), "a doctest ran code of the spec");
    let mut found = Vec::new();
    pages(&docs, &mut found);
    assert!(!found.is_empty());
    assert!(
        !found.iter().any(|page| page.contains("<script>alert(1)")),
        "HTML of the spec is in the docs"
    );
    let names = fs::read_dir(temporary)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let strange: Vec<_> = names
        .filter(|name| name.to_string_lossy().contains("script"))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}
