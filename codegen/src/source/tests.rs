//! Tests of parsed values and spans.

use super::*;
use serde_json::{Value, json};
use std::fmt::Write as _;

fn value(text: &str) -> Value {
    Source::parse("api.yaml", text).unwrap().root.to_value()
}

#[test]
fn parses_json_and_yaml_alike() {
    let expected = json!({"openapi": "3.1.0", "paths": {"/a": {"get": null}}, "tags": [1, 2.5]});
    assert_eq!(
        value("openapi: 3.1.0\npaths:\n  /a: {get: }\ntags: [1, 2.5]\n"),
        expected
    );
    assert_eq!(value(&format!("\u{feff} {expected:#}")), expected);
    assert_eq!(
        value("{openapi: 3.1.0, paths: {/a: {get: null}}, tags: [1, 2.5],}"),
        expected
    );
}

#[test]
fn keeps_keys_as_written() {
    let keys = "200: a\n0200: b\n1e3: c\ntrue: d\nno: e\n~: f\n4XX: g\n'q': h\n1.10: i\n.inf: j\n";
    let value = value(keys);
    let keys: Vec<_> = value.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "200", "0200", "1e3", "true", "no", "~", "4XX", "q", "1.10", ".inf"
        ]
    );
}

#[test]
fn keeps_property_order() {
    let value = value("b: 1\na: 2\nc: 3\n");
    assert_eq!(value.to_string(), r#"{"b":1,"a":2,"c":3}"#);
}

#[test]
fn ignores_tags_outside_the_core_schema() {
    let text =
        "a: !thing {b: !other 1}\nc: !!str 200\nd: !!int '7'\ne: !!timestamp 2024-01-01\nf: ! 12\n";
    let expected = json!({"a": {"b": 1}, "c": "200", "d": 7, "e": "2024-01-01", "f": "12"});
    assert_eq!(value(text), expected);
}

#[test]
fn prefers_own_keys_over_merged_keys() {
    let text = "
a: &a {x: 1, y: 1}
b: &b {<<: *a, y: 2, z: 2}
before: {<<: *b, z: 3}
after: {z: 3, <<: *b}
first_wins: {<<: [*a, *b]}
inline: {<<: {x: 4}, y: 4}
quoted: {'<<': 5}
";
    let value = value(text);
    assert_eq!(value["before"], json!({"x": 1, "y": 2, "z": 3}));
    assert_eq!(value["after"].to_string(), r#"{"z":3,"x":1,"y":2}"#);
    assert_eq!(value["first_wins"], json!({"x": 1, "y": 1, "z": 2}));
    assert_eq!(value["inline"], json!({"x": 4, "y": 4}));
    assert_eq!(value["quoted"], json!({"<<": 5}));
    assert_eq!(self::value(r#"{"<<": {"a": 1}}"#), json!({"<<": {"a": 1}}));
}

/// Formats locations as `line:column text`.
fn places(source: &Source, pointers: &[&str]) -> String {
    let format_place = |place: Option<Span>| {
        place.map_or_else(String::new, |place| {
            let text = source.text[place.bytes.clone()].replace('\n', "⏎");
            format!("{}:{} {text}", place.line, place.column)
        })
    };
    let mut lines = String::new();
    for pointer in pointers {
        let value = format_place(source.locate(pointer));
        let key = format_place(source.locate_key(pointer));
        let point = format_place(source.highlight(pointer));
        writeln!(lines, "{pointer} | {value} | {key} | {point}").unwrap();
    }
    lines
}

#[test]
fn locates_values_in_yaml() {
    let text = "
base: &base
  ü: 1   # one

  e:
paths:
  /a/b:
  - get: {x: 'y'}
  - <<: *base
  - *base
";
    let source = Source::parse("api.yaml", text).unwrap();
    let pointers = [
        "",
        "/base",
        "/base/ü",
        "/base/e",
        "/paths/~1a~1b/0/get",
        "/paths/~1a~1b/0/get/x",
    ];
    insta::assert_snapshot!(places(&source, &pointers), @r"
     | 2:1 base: &base⏎  ü: 1   # one⏎⏎  e:⏎paths:⏎  /a/b:⏎  - get: {x: 'y'}⏎  - <<: *base⏎  - *base | 2:1 base: &base⏎  ü: 1   # one⏎⏎  e:⏎paths:⏎  /a/b:⏎  - get: {x: 'y'}⏎  - <<: *base⏎  - *base | 2:1 base: &base⏎  ü: 1   # one⏎⏎  e:⏎paths:⏎  /a/b:⏎  - get: {x: 'y'}⏎  - <<: *base⏎  - *base
    /base | 3:3 ü: 1   # one⏎⏎  e: | 2:1 base | 2:1 base
    /base/ü | 3:6 1 | 3:3 ü | 3:6 1
    /base/e | 5:4  | 5:3 e | 5:3 e
    /paths/~1a~1b/0/get | 8:10 {x: 'y'} | 8:5 get | 8:5 get
    /paths/~1a~1b/0/get/x | 8:14 'y' | 8:11 x | 8:14 'y'
    ");
    let pointers = [
        "/paths/~1a~1b/1/ü",
        "/paths/~1a~1b/2",
        "/paths/~1a~1b/2/ü",
        "/paths/gone/x",
    ];
    insta::assert_snapshot!(places(&source, &pointers), @r"
    /paths/~1a~1b/1/ü | 3:6 1 | 3:3 ü | 3:6 1
    /paths/~1a~1b/2 | 10:5 *base | 10:5 *base | 10:5 *base
    /paths/~1a~1b/2/ü | 3:6 1 | 3:3 ü | 3:6 1
    /paths/gone/x | 7:3 /a/b:⏎  - get: {x: 'y'}⏎  - <<: *base⏎  - *base | 6:1 paths | 6:1 paths
    ");
}

#[test]
fn locates_values_in_json() {
    let text = "{\n\t\"a\\u00fc\": [1, {\"b\\\"\": \"\\ud83d\\ude00 {\"}],\n\t\"c\": -1.5e3\n}";
    let source = Source::parse("api.json", text).unwrap();
    let pointers = ["", "/aü", "/aü/0", "/aü/1/b\"", "/c"];
    insta::assert_snapshot!(places(&source, &pointers), @r#"
     | 1:1 {⏎	"a\u00fc": [1, {"b\"": "\ud83d\ude00 {"}],⏎	"c": -1.5e3⏎} | 1:1 {⏎	"a\u00fc": [1, {"b\"": "\ud83d\ude00 {"}],⏎	"c": -1.5e3⏎} | 1:1 {⏎	"a\u00fc": [1, {"b\"": "\ud83d\ude00 {"}],⏎	"c": -1.5e3⏎}
    /aü | 2:13 [1, {"b\"": "\ud83d\ude00 {"}] | 2:2 "a\u00fc" | 2:2 "a\u00fc"
    /aü/0 | 2:14 1 | 2:14 1 | 2:14 1
    /aü/1/b" | 2:25 "\ud83d\ude00 {" | 2:18 "b\"" | 2:25 "\ud83d\ude00 {"
    /c | 3:7 -1.5e3 | 3:2 "c" | 3:7 -1.5e3
    "#);
    assert_eq!(
        source.root.to_value(),
        serde_json::from_str::<Value>(text).unwrap()
    );
}
