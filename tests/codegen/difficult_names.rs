//! Specs with difficult names and shapes: the generated crate compiles without warnings.

use super::{generated, methods, with_operation, with_schemas};
use crate::support::command::{cargo_in, regen, run};
use crate::support::shipped_spec::root;
use codegen::Source;
use insta::assert_snapshot;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn read(file: &str) -> Value {
    let path = root().join("tests/data/obstacles").join(file);
    let text = fs::read_to_string(path).unwrap();
    Source::parse(file, text).unwrap().root.to_value()
}

/// The difficult names.
fn names() -> Vec<String> {
    let groups = read("names.yaml");
    let names = groups.as_object().unwrap().values();
    let names = names.flat_map(|group| group.as_array().unwrap());
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

/// The spec with difficult shapes, and with every name in every possible position.
fn document(names: &[String]) -> Value {
    let mut document = read("shapes.yaml");
    let all = |make: &dyn Fn(&String) -> Value| -> Value {
        names
            .iter()
            .map(|name| (name.clone(), make(name)))
            .collect()
    };
    let each = |make: &dyn Fn(&String) -> Value| -> Value { names.iter().map(make).collect() };
    let reference = |name: &String| {
        let name = name
            .replace('~', "~0")
            .replace('/', "~1")
            .replace('%', "%25");
        json!({ "$ref": format!("#/components/schemas/{name}") })
    };
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    for name in names {
        let schema = json!({
            "required": [name],
            "properties": { name: { "minLength": 1, "type": "string" }, "kind": { "type": "string" } },
        });
        schemas.insert(name.clone(), schema);
    }
    let members = all(&|_| json!({ "type": "string", "minLength": 1 }));
    let constant = |name: &String| json!({ "required": ["kind"], "properties": { "kind": { "const": name }, "of": { "enum": [name] } } });
    let shapes = json!({
        "Every member": { "properties": members },
        "Every required member": { "properties": members, "required": names },
        "Every inline type": { "properties": all(&|_| json!({ "properties": { "a": {} } })) },
        "Every value": { "enum": names },
        "Every tag": { "oneOf": each(&constant) },
        "Every branch": { "anyOf": each(&reference), "discriminator": { "propertyName": "kind" } },
        "Every title": { "anyOf": each(&|name| json!({ "title": name, "required": [name] })) },
    });
    schemas.extend(shapes.as_object().unwrap().clone());
    let paths = document["paths"].as_object_mut().unwrap();
    for (index, name) in names.iter().enumerate() {
        let content = |schema: Value| json!({ "application/json": { "schema": schema } });
        let operation = json!({
            "operationId": name,
            "tags": [name],
            "requestBody": { "required": true, "content": content(reference(name)) },
            "responses": {
                "200": { "description": name, "content": content(reference(name)) },
                "201": { "description": name },
            },
        });
        paths.insert(format!("/operations/{index}"), json!({ "put": operation }));
    }
    for (required, at) in [
        (true, "query"),
        (false, "query"),
        (true, "header"),
        (false, "cookie"),
    ] {
        let parameter = |name: &String| json!({ "name": name, "in": at, "required": required, "schema": { "type": "string", "minLength": 1 } });
        let operation =
            json!({ "operationId": format!("{required} {at}"), "parameters": each(&parameter) });
        paths.insert(
            format!("/parameters/{at}/{required}"),
            json!({ "get": operation }),
        );
    }
    let parameter = |name: &String| json!({ "name": on_client(name), "in": "query", "schema": { "type": "string", "default": name } });
    paths.insert(
        "/client".into(),
        json!({ "get": { "parameters": each(&parameter) } }),
    );
    document
}

/// A distinct name that becomes an equal Rust identifier.
fn on_client(name: &str) -> String {
    format!("{name} ")
}

#[test]
fn compiles_with_difficult_names() {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [spec, config] = ["obstacles.json", "obstacles.toml"].map(|file| temporary.join(file));
    let out = temporary.join("obstacles");
    let names = names();
    let parameters: Vec<String> = names.iter().map(|name| on_client(name)).collect();
    fs::write(&spec, document(&names).to_string()).unwrap();
    fs::write(
        &config,
        format!("client.parameters = {}", json!(parameters)),
    )
    .unwrap();
    let _ = fs::remove_dir_all(&out);
    let mut command = regen();
    command
        .arg("--spec")
        .arg(&spec)
        .arg("--config")
        .arg(&config)
        .arg("--out")
        .arg(&out);
    run(&mut command);
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    let strict = "[lints.rust]\nwarnings = \"deny\"\n";
    fs::write(out.join("Cargo.toml"), manifest + strict).unwrap();
    run(&mut cargo_in(&out, &["check"]));
}

#[test]
fn avoids_file_names_that_windows_reserves() {
    let document = with_schemas(
        "        Aux: { properties: { a: {} } }\n        Com1: { type: string }\n        COM: { type: string }\n",
    );
    let generated = generated(&document, "");
    let files: Vec<&str> = generated.files.keys().map(String::as_str).collect();
    let types = files
        .iter()
        .filter_map(|path| path.strip_prefix("src/types/"));
    assert_eq!(
        types.collect::<Vec<_>>(),
        ["aux_.rs", "com.rs", "com1_.rs", "mod.rs"]
    );
}

#[test]
fn names_a_parameter_of_a_single_underscore() {
    let document = with_operation(
        "/find",
        "        parameters: [{ name: _, in: query, schema: { type: string } }, { name: __, in: query, required: true, schema: { type: string } }]",
    );
    assert_snapshot!(methods(&document), @r#"
    impl Client {
        pub fn find(&self, underscore_underscore: impl Into<String>) -> Call<Find> {
            Call::new(self).in_query("__", &underscore_underscore.into())
        }
    }

    impl Call<Find> {
        pub fn underscore(self, underscore: impl Into<String>) -> Self {
            self.in_query("_", &underscore.into())
        }
    }
    "#);
}
