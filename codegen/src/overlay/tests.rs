//! Tests of changes and errors of overlays.

use super::*;
use crate::diagnostic::{Style, render_all};
use serde_json::json;

const PETS: &str = "
openapi: 3.1.0
paths:
  /pets:
    get: { tags: [a, b, c], deprecated: true }
    put: { tags: [b] }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
    Old: { type: string }
";

fn overlaid(version: &str, actions: &str) -> (Source, Vec<Diagnostic>) {
    let mut source = Source::parse("api.yaml", PETS).unwrap();
    let text =
        format!("overlay: {version}\ninfo: {{ title: T, version: '1' }}\nactions:\n{actions}");
    let overlay = Source::parse("fix.yaml", text).unwrap();
    let problems = source.overlay(overlay);
    (source, problems)
}

/// Returns the value at a pointer after applying actions.
fn changed(actions: &str, pointer: &str) -> Value {
    let (source, problems) = overlaid("1.1.0", actions);
    assert_eq!(render_all(&problems, &source, Style::Plain), "");
    source
        .root
        .pointer(pointer)
        .cloned()
        .unwrap_or_default()
        .to_value()
}

fn rendered(version: &str, actions: &str) -> String {
    let (source, problems) = overlaid(version, actions);
    render_all(&problems, &source, Style::Plain)
}

fn rendered_overlay(text: &str) -> String {
    let mut source = Source::parse("api.yaml", PETS).unwrap();
    let problems = source.overlay(Source::parse("fix.yaml", text).unwrap());
    render_all(&problems, &source, Style::Plain)
}

/// Returns the file and line of a value.
fn location(source: &Source, pointer: &str) -> (String, usize) {
    let (file, pointer) = source.origin(pointer);
    (file.name.clone(), file.highlight(&pointer).unwrap().line)
}

#[test]
fn merges_objects_in_order() {
    let pet = changed(
        "- target: $.components.schemas
  update: { Pet: { title: P, properties: { age: { type: integer }, name: { maxLength: 9 } } } }",
        "/components/schemas/Pet",
    );
    let expected = r#"{"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":9},"age":{"type":"integer"}},"title":"P"}"#;
    assert_eq!(pet.to_string(), expected);
}

#[test]
fn appends_to_arrays() {
    let tags = |update: &str| {
        let actions = format!("- {{ target: '$.paths.*.get.tags', update: {update} }}");
        changed(&actions, "/paths/~1pets/get/tags")
    };
    assert_eq!(tags("d"), json!(["a", "b", "c", "d"]));
    assert_eq!(tags("[d, e]"), json!(["a", "b", "c", "d", "e"]));
    let merged = "- { target: $.components.schemas.Pet, update: { required: [age] } }";
    let required = changed(merged, "/components/schemas/Pet/required");
    assert_eq!(required, json!(["name", "age"]));
}

#[test]
fn replaces_primitive_values() {
    let flag = "- { target: $..deprecated, update: false }";
    assert_eq!(changed(flag, "/paths/~1pets/get/deprecated"), json!(false));
    let inside = "- { target: $.paths.*.get, update: { deprecated: null } }";
    assert_eq!(changed(inside, "/paths/~1pets/get/deprecated"), json!(null));
}

#[test]
fn keeps_order_when_removing() {
    let remove = "- { target: \"$..tags[?@ == 'b']\", remove: true }
- { target: $.paths.*.get.deprecated, remove: true, update: nothing }
- { target: $.components.schemas.Pet.type, remove: true }";
    let root = changed(remove, "");
    assert_eq!(root["paths"]["/pets"]["get"], json!({"tags": ["a", "c"]}));
    assert_eq!(root["paths"]["/pets"]["put"], json!({"tags": []}));
    let pet = root["components"]["schemas"]["Pet"].as_object().unwrap();
    assert_eq!(pet.keys().collect::<Vec<_>>(), ["required", "properties"]);
}

#[test]
fn copies_and_renames_a_schema() {
    let schemas = changed(
        "- { target: $.components.schemas, update: { New: {} } }
- { target: $.components.schemas.New, copy: $.components.schemas.Old }
- { target: $.components.schemas.Old, remove: true }",
        "/components/schemas",
    );
    assert_eq!(schemas["New"], json!({"type": "string"}));
    assert_eq!(schemas["Old"], json!(null));
}

#[test]
fn keeps_the_span_of_each_value() {
    let (source, problems) = overlaid(
        "1.1.0",
        "- target: \"$..get.tags[?@ == 'a']\"
  remove: true
- target: $.components.schemas
  update: { Pet: { properties: { age: {
    type: integer } } }, New: {} }
- target: $.components.schemas.Pet.properties.age
  update: { minimum: 1 }
- target: $.components.schemas.New
  copy: $.components.schemas.Pet",
    );
    assert_eq!(problems, []);
    let fix = |line| ("fix.yaml".to_owned(), line);
    let api = |line| ("api.yaml".to_owned(), line);
    let at = |pointer: &str| location(&source, pointer);
    let (file, pointer) = source.origin("/paths/~1pets/get/tags/0");
    assert_eq!(
        (&*file.name, &*pointer),
        ("api.yaml", "/paths/~1pets/get/tags/1")
    );
    assert_eq!(at("/components/schemas/Pet/properties/age"), fix(7));
    assert_eq!(
        at("/components/schemas/Pet/properties/age/minimum"),
        fix(10)
    );
    assert_eq!(at("/components/schemas/Pet/properties/name"), api(9));
    assert_eq!(at("/components/schemas/New/properties/name"), api(9));
    assert_eq!(
        at("/components/schemas/New/properties/age/minimum"),
        fix(10)
    );
}

#[test]
fn reports_overlay_values_in_the_overlay() {
    let mut source = Source::parse("api.yaml", "swagger: '2.0'\ndefinitions: {}\n").unwrap();
    let overlay = "overlay: 1.1.0
info: { title: T, version: '1' }
actions:
- target: $.definitions
  update: { A: { $ref: '#/definitions/B' } }";
    let overlay = Source::parse("fix.yaml", overlay).unwrap();
    assert_eq!(source.overlay(overlay), []);
    assert_eq!(source.bundle(&mut |_| None), []);
    source.upgrade();
    let generated = crate::generate(&source, &crate::Config::default()).unwrap();
    let rendered = render_all(&generated.warnings, &source, Style::Plain);
    insta::assert_snapshot!(rendered, @"
    warning[unresolved-reference]: unresolved reference `#/components/schemas/B`, treated as any value or left out
     --> fix.yaml:5:24
      |
    5 |   update: { A: { $ref: '#/definitions/B' } }
      |                        ^^^^^^^^^^^^^^^^^
      |
      = at: /actions/0/update/A/$ref
      = help: correct the reference, or add its target
    ");
}

#[test]
fn rejects_actions_without_a_match() {
    let actions = "- { target: $.components.schemas.Pat.properties, remove: true }
- target: \"$.paths['/pets'].patch\"
  update: {}
- target: $.components.schemas[?@.type == 'array']
  remove: true
- { target: $.components.schemas.Pet, copy: $.components.schemas.Nothing }
- { target: $.components.schemas.Pet, copy: $.components.schemas.* }";
    insta::assert_snapshot!(rendered("1.1.0", actions), @r#"
    error[overlay-unmatched]: path matches nothing: `$.components.schemas` exists, `.Pat` does not
     --> fix.yaml:4:33
      |
    4 | - { target: $.components.schemas.Pat.properties, remove: true }
      |                                 ^^^^
      |
      = at: /actions/0/target
      = help: did you mean `Pet`?

    error[overlay-unmatched]: path matches nothing: `$.paths['/pets']` exists, `.patch` does not
     --> fix.yaml:5:28
      |
    5 | - target: "$.paths['/pets'].patch"
      |                            ^^^^^^
      |
      = at: /actions/1/target
      = help: correct the path, or remove the action if the spec no longer needs it

    error[overlay-unmatched]: path matches nothing: `$.components.schemas` exists, `[?@.type == 'array']` does not
     --> fix.yaml:7:31
      |
    7 | - target: $.components.schemas[?@.type == 'array']
      |                               ^^^^^^^^^^^^^^^^^^^^
      |
      = at: /actions/2/target
      = help: correct the path, or remove the action if the spec no longer needs it

    error[overlay-unmatched]: path matches nothing: `$.components.schemas` exists, `.Nothing` does not
     --> fix.yaml:9:65
      |
    9 | - { target: $.components.schemas.Pet, copy: $.components.schemas.Nothing }
      |                                                                 ^^^^^^^^
      |
      = at: /actions/3/copy
      = help: correct the path, or remove the action if the spec no longer needs it

    error[overlay-copy]: path matches 2 values, but `copy` needs exactly one
      --> fix.yaml:10:45
       |
    10 | - { target: $.components.schemas.Pet, copy: $.components.schemas.* }
       |                                             ^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /actions/4/copy
       = help: narrow the path to a single value
    "#);
}

#[test]
fn reports_mismatched_kinds() {
    let actions = "- target: $.components.schemas.Pet
  update: { type: [object], required: { a: 1 }, properties: none }
- { target: $.paths..*, update: {} }
- { target: $.openapi, update: {} }
- { target: $, remove: true }
- { target: $.components.schemas.Pet.properties, copy: $.openapi }";
    insta::assert_snapshot!(rendered("1.1.0", actions), @"
    error[overlay-kinds]: cannot merge an array into a primitive value at `/components/schemas/Pet/type`
     --> fix.yaml:5:13
      |
    5 |   update: { type: [object], required: { a: 1 }, properties: none }
      |             ^^^^
      |
      = at: /actions/0/update/type
      = help: remove the existing value in an earlier action, then add the new value

    error[overlay-kinds]: cannot merge an object into an array at `/components/schemas/Pet/required`
     --> fix.yaml:5:29
      |
    5 |   update: { type: [object], required: { a: 1 }, properties: none }
      |                             ^^^^^^^^
      |
      = at: /actions/0/update/required
      = help: remove the existing value in an earlier action, then add the new value

    error[overlay-kinds]: cannot merge a primitive value into an object at `/components/schemas/Pet/properties`
     --> fix.yaml:5:61
      |
    5 |   update: { type: [object], required: { a: 1 }, properties: none }
      |                                                             ^^^^
      |
      = at: /actions/0/update/properties
      = help: remove the existing value in an earlier action, then add the new value

    error[overlay-kinds]: path matches values of different kinds: an object, an array, a primitive value
     --> fix.yaml:6:13
      |
    6 | - { target: $.paths..*, update: {} }
      |             ^^^^^^^^^^
      |
      = at: /actions/1/target
      = help: narrow the path to values of one kind

    error[overlay-kinds]: cannot merge an object into a primitive value at `/openapi`
     --> fix.yaml:7:24
      |
    7 | - { target: $.openapi, update: {} }
      |                        ^^^^^^
      |
      = at: /actions/2/update
      = help: remove the existing value in an earlier action, then add the new value

    error[overlay-root]: cannot remove the root of the spec
     --> fix.yaml:8:13
      |
    8 | - { target: $, remove: true }
      |             ^
      |
      = at: /actions/3/target
      = help: narrow the path to the part to remove

    error[overlay-kinds]: cannot merge a primitive value into an object at `/components/schemas/Pet/properties`
     --> fix.yaml:9:56
      |
    9 | - { target: $.components.schemas.Pet.properties, copy: $.openapi }
      |                                                        ^^^^^^^^^
      |
      = at: /actions/4/copy
      = help: remove the existing value in an earlier action, then add the new value
    ");
}

#[test]
fn reports_every_error_of_an_overlay() {
    let text = "
overlay: 2.0.0
info: { title: 7 }
extend: api.yaml
extends: [api.yaml]
actions:
- target: $.paths
- { target: [$.paths], description: 1, remove: true }
";
    insta::assert_snapshot!(rendered_overlay(text), @"
    error[overlay]: unsupported Overlay version `2.0.0`
     --> fix.yaml:2:10
      |
    2 | overlay: 2.0.0
      |          ^^^^^
      |
      = at: /overlay
      = help: write `overlay: 1.1.0`; versions 1.0 and 1.1 are supported

    error[overlay]: missing field `version`
     --> fix.yaml:3:1
      |
    3 | info: { title: 7 }
      | ^^^^
      |
      = at: /info
      = help: add the required field `version`

    error[overlay]: `title` is not a string
     --> fix.yaml:3:16
      |
    3 | info: { title: 7 }
      |                ^
      |
      = at: /info/title
      = help: write a string; put numbers in quotes

    error[overlay]: unknown field `extend` in an overlay
     --> fix.yaml:4:1
      |
    4 | extend: api.yaml
      | ^^^^^^
      |
      = at: /extend
      = help: did you mean `extends`?

    error[overlay]: `extends` is not a string
     --> fix.yaml:5:1
      |
    5 | extends: [api.yaml]
      | ^^^^^^^
      |
      = at: /extends
      = help: write a string; put numbers in quotes

    error[overlay]: `target` is not a string
     --> fix.yaml:8:5
      |
    8 | - { target: [$.paths], description: 1, remove: true }
      |     ^^^^^^
      |
      = at: /actions/1/target
      = help: write a string; put numbers in quotes

    error[overlay]: `description` is not a string
     --> fix.yaml:8:37
      |
    8 | - { target: [$.paths], description: 1, remove: true }
      |                                     ^
      |
      = at: /actions/1/description
      = help: write a string; put numbers in quotes
    ");
}

#[test]
fn warns_about_an_action_without_effect() {
    let (source, problems) = overlaid("1.1.0", "- { target: $.paths, x-owner: docs }");
    assert!(problems.is_empty());
    insta::assert_snapshot!(render_all(&source.warnings, &source, Style::Plain), @"
    warning[overlay]: action has no effect
     --> fix.yaml:4:3
      |
    4 | - { target: $.paths, x-owner: docs }
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /actions/0
      = help: add `update`, `copy` or `remove: true`
    ");
}

#[test]
fn rejects_a_duplicate_action() {
    let actions = "- { target: $.openapi, update: 3.0.0 }\n- { target: $.openapi, update: 3.0.0 }";
    insta::assert_snapshot!(rendered("1.0.0", actions), @"
    error[overlay]: duplicate action
     --> fix.yaml:5:3
      |
    5 | - { target: $.openapi, update: 3.0.0 }
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /actions/1
      = help: remove the action, or add a `description` to keep both
    ");
}

#[test]
fn changes_primitive_values_by_overlay_1_0() {
    let actions =
        "- { target: $.openapi, update: 3.0.0 }\n- { target: $..deprecated, remove: true }";
    let (source, problems) = overlaid("1.0.0", actions);
    assert!(problems.is_empty());
    let value = |pointer: &str| {
        source
            .root
            .pointer(pointer)
            .map(crate::json::Json::to_value)
    };
    assert_eq!(value("/openapi"), Some(json!("3.0.0")));
    assert_eq!(value("/paths/~1pets/get/deprecated"), None);
}

#[test]
fn rejects_invalid_overlays() {
    insta::assert_snapshot!(rendered_overlay("overlay: 1.0.0\nactions: []\n"), @"
    error[overlay]: missing field `info`
     --> fix.yaml:1:1
      |
    1 | overlay: 1.0.0
      | ^^^^^^^^^^^^^^
      |
      = help: add the required field `info`

    error[overlay]: `actions` is empty
     --> fix.yaml:2:1
      |
    2 | actions: []
      | ^^^^^^^
      |
      = at: /actions
      = help: add an action with `target`, and `update` or `remove`
    ");
    insta::assert_snapshot!(rendered_overlay("[1]"), @"
    error[overlay]: an overlay must be an object
     --> fix.yaml:1:1
      |
    1 | [1]
      | ^^^
      |
      = help: write fields as `name: value`
    ");
}

#[test]
fn reports_every_error_of_an_action() {
    let actions = "- update: {}
- { target: $.paths, remove: maybe }
- { target: $.paths, updates: {} }
- { target: $.paths, update: {}, copy: $.paths }
- remove";
    insta::assert_snapshot!(rendered("1.1.0", actions), @"
    error[overlay]: missing field `target`
     --> fix.yaml:4:3
      |
    4 | - update: {}
      |   ^^^^^^^^^^
      |
      = at: /actions/0
      = help: add the required field `target`

    error[overlay]: `remove` is not a boolean
     --> fix.yaml:5:30
      |
    5 | - { target: $.paths, remove: maybe }
      |                              ^^^^^
      |
      = at: /actions/1/remove
      = help: write `remove: true`

    error[overlay]: unknown field `updates` in an action
     --> fix.yaml:6:22
      |
    6 | - { target: $.paths, updates: {} }
      |                      ^^^^^^^
      |
      = at: /actions/2/updates
      = help: did you mean `update`?

    error[overlay]: action has both `update` and `copy`
     --> fix.yaml:7:40
      |
    7 | - { target: $.paths, update: {}, copy: $.paths }
      |                                        ^^^^^^^
      |
      = at: /actions/3/copy
      = help: split the action into two

    error[overlay]: an action must be an object
     --> fix.yaml:8:3
      |
    8 | - remove
      |   ^^^^^^
      |
      = at: /actions/4
      = help: write fields as `name: value`
    ");
    let copy = "- { target: $.paths, copy: $.components }";
    insta::assert_snapshot!(rendered("1.0.0", copy), @"
    error[overlay]: unknown field `copy` in an action
     --> fix.yaml:4:22
      |
    4 | - { target: $.paths, copy: $.components }
      |                      ^^^^
      |
      = at: /actions/0/copy
      = help: write `overlay: 1.1.0`; `copy` requires Overlay 1.1
    ");
}

#[test]
fn reports_every_error_of_a_path() {
    let actions = "- { target: '$.paths[', remove: true }
- { target: '$.paths./pets', remove: true }
- { target: paths, remove: true }
- { target: '$[?@[?@[?@[?@[?@[?@[?@[?@[?@.a]]]]]]]]]', remove: true }
- { target: $..*..*..*..*, remove: true }";
    insta::assert_snapshot!(rendered("1.1.0", actions), @"
    error[overlay-path]: invalid JSONPath: unexpected `[`
     --> fix.yaml:4:21
      |
    4 | - { target: '$.paths[', remove: true }
      |                     ^
      |
      = at: /actions/0/target
      = help: write a path of RFC 9535, such as `$.paths['/pets'].get`; put names with characters other than letters, digits and `_` in brackets and quotes

    error[overlay-path]: invalid JSONPath: unexpected `/pets`
     --> fix.yaml:5:22
      |
    5 | - { target: '$.paths./pets', remove: true }
      |                      ^^^^^
      |
      = at: /actions/1/target
      = help: write a path of RFC 9535, such as `$.paths['/pets'].get`; put names with characters other than letters, digits and `_` in brackets and quotes

    error[overlay-path]: invalid JSONPath: unexpected `paths`
     --> fix.yaml:6:13
      |
    6 | - { target: paths, remove: true }
      |             ^^^^^
      |
      = at: /actions/2/target
      = help: write a path of RFC 9535, such as `$.paths['/pets'].get`; put names with characters other than letters, digits and `_` in brackets and quotes

    error[overlay-path]: path is too complex to evaluate
     --> fix.yaml:7:13
      |
    7 | - { target: '$[?@[?@[?@[?@[?@[?@[?@[?@[?@.a]]]]]]]]]', remove: true }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /actions/3/target
      = help: shorten the path: use fewer nested filters, `..` and lists of selectors

    error[overlay-path]: path is too complex to evaluate
     --> fix.yaml:8:13
      |
    8 | - { target: $..*..*..*..*, remove: true }
      |             ^^^^^^^^^^^^^
      |
      = at: /actions/4/target
      = help: shorten the path: use fewer nested filters, `..` and lists of selectors
    ");
}

#[test]
fn rejects_expensive_paths() {
    let mut source = Source::parse("api.yaml", PETS).unwrap();
    let many = |text: &str| text.repeat(20_000);
    for path in [
        format!("$[?{}@{}]", many("("), many(")")),
        format!("${}", many("[?@")),
        format!("${}", many("..*")),
        format!("${}", many("[*,*]")),
        format!("${}", many(".a")),
        format!("${}", many("'")),
        many("é"),
    ] {
        let actions = json!([{ "target": path, "remove": true }]);
        let overlay = json!({ "overlay": "1.0.0", "info": { "title": "", "version": "" }, "actions": actions });
        let overlay = Source::parse("fix.json", overlay.to_string()).unwrap();
        assert_eq!(source.overlay(overlay).len(), 1, "{}", &path[..20]);
    }
}
