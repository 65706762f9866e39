//! Violations of OpenAPI's own structure: a table of small specs with the finding of each.

use super::parsed;
use codegen::check;
use serde_json::{Map, Value, json};

const CASES: &str = include_str!("../../data/violations.txt");

/// The pointers that the table abbreviates.
struct Places {
    schemas: &'static str,
    schemes: &'static str,
    parameters: &'static str,
    response: &'static str,
}

const PLACES: Places = Places {
    schemas: "/components/schemas",
    schemes: "/components/securitySchemes",
    parameters: "/paths/~1a~1{b}/get/parameters",
    response: "/paths/~1a/get/responses/default",
};

#[test]
fn reports_violations_of_each_version() {
    let mut count = 0;
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (versions, rest) = split_versions(line);
        let (code, rest) = rest.split_once(' ').unwrap();
        let (pointer, part) = split_pointer(rest.trim_start());
        for version in versions {
            let places = match version {
                "2.0" => Places {
                    schemas: "/definitions",
                    schemes: "/securityDefinitions",
                    ..PLACES
                },
                _ => PLACES,
            };
            let text = spec(version, part.trim(), &places);
            let expected = match code {
                "none" => Vec::new(),
                code => vec![(code.to_owned(), expanded(&pointer, &places))],
            };
            assert_eq!(found(&text), expected, "{line}\n{text}");
            count += 1;
        }
    }
    assert!(count > 250, "{count}");
}

/// The versions at the start of a line, and the rest.
fn split_versions(line: &str) -> (Vec<&str>, &str) {
    let end = line.find(|next: char| next.is_ascii_lowercase()).unwrap();
    match line.strip_prefix("all") {
        Some(rest) => (vec!["2.0", "3.0", "3.1", "3.2"], rest.trim_start()),
        None => (line[..end].split_whitespace().collect(), &line[end..]),
    }
}

/// The pointer, in quotes if the pointer contains a space, and the rest.
fn split_pointer(text: &str) -> (String, &str) {
    let split = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"'),
        None => text.split_once(' '),
    };
    let (pointer, rest) = split.unwrap();
    (pointer.to_owned(), rest)
}

fn expanded(pointer: &str, places: &Places) -> String {
    let rest = pointer.get(1..).unwrap_or_default();
    match pointer.chars().next() {
        Some('$') if rest.is_empty() => places.parameters.to_owned(),
        Some('$') => format!("{}/{rest}", places.parameters),
        Some('%') => format!("{}/A{rest}", places.schemas),
        Some('&') => format!("{}{rest}", places.response),
        Some('@') => format!("{}/s{rest}", places.schemes),
        _ if pointer == "/" => String::new(),
        _ => pointer.to_owned(),
    }
}

/// A valid spec, except for a part.
fn spec(version: &str, part: &str, places: &Places) -> String {
    let is_swagger = version == "2.0";
    let value = if is_swagger {
        "type: string"
    } else {
        "schema: {}"
    };
    let schema = format!("'#{}/A'", places.schemas);
    let part = part
        .replace("$B", "{ name: b, in: path, required: true, $TYPE }")
        .replace("$TYPE", value)
        .replace("$KEY", "{ type: apiKey, in: query, name: k }")
        .replace("'%'", &schema);
    let part = parsed(&part).root.to_value();
    let mut root = Map::new();
    root.insert("info".to_owned(), json!({ "title": "T", "version": "1" }));
    root.insert("paths".to_owned(), json!({}));
    match is_swagger {
        true => root.insert("swagger".to_owned(), json!("2.0")),
        false => root.insert("openapi".to_owned(), json!(format!("{version}.0"))),
    };
    for (name, value) in part.as_object().unwrap() {
        let ok = json!({ "default": { "description": "D" } });
        match name.as_str() {
            "get" => {
                let operation = json!({ "parameters": value, "responses": ok });
                root.insert(
                    "paths".to_owned(),
                    json!({ "/a/{b}": { "get": operation } }),
                );
            }
            "response" => {
                let mut response = value.clone();
                response["description"] = json!("D");
                let operation =
                    json!({ "operationId": "here", "responses": { "default": response } });
                root.insert("paths".to_owned(), json!({ "/a": { "get": operation } }));
            }
            "schema" => component(&mut root, places.schemas, "A", value),
            "scheme" => component(&mut root, places.schemes, "s", value),
            _ if *value == json!("REMOVED") => drop(root.remove(name)),
            _ => drop(root.insert(name.clone(), value.clone())),
        }
    }
    Value::Object(root).to_string()
}

/// Adds a component to a group, `/definitions` or `/components/schemas`.
fn component(root: &mut Map<String, Value>, group: &str, name: &str, value: &Value) {
    let (holder, group) = match group.strip_prefix("/components/") {
        Some(group) => {
            let components = root.entry("components").or_insert_with(|| json!({}));
            (components.as_object_mut().unwrap(), group)
        }
        None => (root, &group[1..]),
    };
    holder.insert(group.to_owned(), json!({ name: value }));
}

/// The codes and pointers of the findings.
fn found(text: &str) -> Vec<(String, String)> {
    let mut source = parsed(text);
    let problems = source.bundle(&mut |_| None);
    assert_eq!(problems, []);
    let findings = check::structure(&mut source);
    source.upgrade();
    let places = findings.iter().map(|finding| {
        let (file, pointer) = source.origin(&finding.diagnostic.pointer);
        assert_eq!(file.name, source.name);
        (finding.diagnostic.code.to_owned(), pointer.into_owned())
    });
    places.collect()
}
