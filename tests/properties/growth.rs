//! The size of the output grows in step with the spec.
//!
//! Each spec has a third of unions whose branches are references to objects that hold such unions
//! in turn, as the query language of a search service does. Rules that are copied to each use would
//! grow exponentially.

use crate::support::round_trip;
use codegen::{Config, Source};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A spec of `count` schemas below `folder`, a JSON pointer.
fn spec(count: usize, folder: &str, indent: &str) -> String {
    let mut text = "openapi: 3.1.0\ninfo: { title: Search, version: '1' }\npaths:\n /search:\n  post:\n   operationId: search\n   requestBody: { required: true, content: { application/json: { schema: { $ref: '#FOLDER/Query0' } } } }\n   responses: { '200': { description: Found. } }\n".replace("FOLDER", folder);
    text.push_str(match folder {
        "/components/schemas" => "components:\n schemas:\n",
        _ => "components:\n schemas:\n  All:\n   $defs:\n",
    });
    for index in 0..count {
        let name = |offset: usize| format!("Query{}", (index * 7 + offset) % count);
        match index % 3 {
            0 => {
                let _ = writeln!(text, "{indent}Query{index}:\n{indent} oneOf:");
                for offset in [1, 2, 4, 5] {
                    let _ = writeln!(text, "{indent} - $ref: '#{folder}/{}'", name(offset));
                }
            }
            _ => {
                let _ = writeln!(
                    text,
                    "{indent}Query{index}:\n{indent} type: object\n{indent} required: [kind{index}]\n{indent} properties:\n{indent}  kind{index}: {{ type: string, minLength: 1 }}\n{indent}  boost: {{ type: number, minimum: 0 }}"
                );
                for (property, offset) in [("must", 3), ("should", 6), ("filter", 1)] {
                    let _ = writeln!(
                        text,
                        "{indent}  {property}: {{ type: array, items: {{ $ref: '#{folder}/{}' }} }}",
                        name(offset)
                    );
                }
                let _ = writeln!(
                    text,
                    "{indent}  any: {{ anyOf: [{{ $ref: '#{folder}/{}' }}, {{ $ref: '#{folder}/{}' }}] }}",
                    name(9),
                    name(12)
                );
            }
        }
    }
    text
}

/// The lines of the generated files.
fn lines(text: &str) -> usize {
    let source = Source::parse("api.yaml", text).unwrap();
    let generated = codegen::generate(&source, &Config::default()).unwrap();
    let codes: Vec<&str> = generated
        .warnings
        .iter()
        .map(|warning| warning.code)
        .collect();
    assert!(!codes.contains(&"recursive-rule"), "{codes:?}");
    let files = generated.files.iter();
    files.map(|(_, text)| text.lines().count()).sum()
}

#[test]
fn output_doubles_when_the_spec_doubles() {
    for (folder, indent) in [
        ("/components/schemas", "  "),
        ("/components/schemas/All/$defs", "    "),
    ] {
        let counts = [50, 100, 200, 400];
        let sizes: Vec<usize> = counts
            .iter()
            .map(|count| lines(&spec(*count, folder, indent)))
            .collect();
        for pair in sizes.windows(2) {
            assert!(pair[1] * 10 <= pair[0] * 22, "{folder}: {sizes:?}");
        }
        assert!(
            sizes[3] <= 60 * 401,
            "{folder}: {sizes:?} lines of {counts:?} schemas"
        );
    }
}

/// A filter language whose schemas are below `$defs`: `and`, `or`, `not` and leaves.
fn filter() -> Value {
    let reference =
        |name: &str| json!({ "$ref": format!("#/components/schemas/Filter/$defs/{name}") });
    let any = json!({ "$ref": "#/components/schemas/Filter" });
    let node = |name: &str, content: Value| {
        json!({
            "type": "object", "required": [name], "properties": { name: content },
            "additionalProperties": false,
        })
    };
    let list = json!({ "type": "array", "minItems": 1, "items": any });
    json!({
        "oneOf": [reference("And"), reference("Or"), reference("Not"), reference("Leaf")],
        "$defs": {
            "And": node("and", list.clone()),
            "Or": node("or", list),
            "Not": node("not", any),
            "Leaf": {
                "type": "object", "required": ["field", "at_most"],
                "properties": {
                    "field": { "type": "string", "minLength": 1 },
                    "at_most": { "type": "integer", "maximum": 100 },
                },
                "additionalProperties": false,
            },
        },
    })
}

/// A filter of `depth` levels around a leaf.
fn nested(depth: usize, at_most: u32) -> Value {
    let leaf = json!({ "field": "size", "at_most": at_most });
    (0..depth).fold(leaf, |inner, level| match level % 3 {
        0 => json!({ "and": [inner] }),
        1 => json!({ "not": inner }),
        _ => json!({ "or": [nested(0, 1), inner] }),
    })
}

#[test]
fn checks_recursive_unions_to_the_end() {
    let schemas = BTreeMap::from([("Filter".to_owned(), filter())]);
    let cases = [
        json!(["FilterHolder", "right", { "v": nested(10, 100) }, true]),
        json!(["FilterHolder", "wrong", { "v": nested(10, 101) }, true]),
    ];
    let rejected = round_trip::judged("filter", &schemas, &cases);
    let pointer = "/v/and/0/or/1/not/and/0/or/1/not/and/0/or/1/not/and/0/at_most";
    assert!(
        rejected.starts_with(&format!("rejected wrong: {pointer} ")),
        "{rejected}"
    );
    assert_eq!(rejected.lines().count(), 1, "{rejected}");
}
