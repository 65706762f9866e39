//! Paths, header parameters and overlays.

use super::{found, told, with_paths, with_schemas};
use codegen::Source;
use codegen::diagnostic::{Style, render_all};
use insta::assert_snapshot;

#[test]
fn reports_paths_that_differ_only_in_parameter_names() {
    assert_snapshot!(told(&with_paths("
  /pets/{id}:
    get: { responses: { '200': { description: ok } } }
    put: { responses: { '200': { description: ok } } }
  /pets/{name}:
    get: { responses: { '200': { description: ok } } }
    delete: { responses: { '200': { description: ok } } }
  /pets/{id}.json:
    get: { responses: { '200': { description: ok } } }
")), @"
    warning[ambiguous-paths]: ambiguous path `/pets/{id}`: 2 `get` paths differ only in parameter names
     --> api.yaml:6:5
      |
    6 |     get: { responses: { '200': { description: ok } } }
      |     ^^^
      |
      = at: /paths/~1pets~1{id}/get
      = note: ambiguous with `/pets/{name}`
      = help: keep one of the paths, or add a fixed segment
    ");
}

#[test]
fn reports_ignored_headers() {
    assert_snapshot!(told(&with_paths("
  /pets:
    parameters: [{ $ref: '#/components/parameters/Token' }]
    get:
      parameters:
        - { name: accept, in: header, schema: { type: string } }
        - { name: accept, in: query, schema: { type: string } }
      responses:
        '200':
          description: ok
          headers: { Content-Type: { schema: { type: string } }, ETag: { schema: { type: string } } }
components:
  parameters:
    Token: { name: Authorization, in: header, schema: { type: string } }
")), @r#"
    warning[ignored-header]: header parameter `accept` is ignored in OpenAPI
     --> api.yaml:9:11
      |
    9 |         - { name: accept, in: header, schema: { type: string } }
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /paths/~1pets/get/parameters/0
      = help: use the media types of `responses` instead, and remove the parameter

    warning[ignored-header]: response header `Content-Type` is ignored in OpenAPI
      --> api.yaml:14:22
       |
    14 |           headers: { Content-Type: { schema: { type: string } }, ETag: { schema: { type: string } } }
       |                      ^^^^^^^^^^^^
       |
       = at: /paths/~1pets/get/responses/200/headers/Content-Type
       = help: use the media types of the response instead, and remove the header

    warning[ignored-header]: header parameter `Authorization` is ignored in OpenAPI
      --> api.yaml:17:5
       |
    17 |     Token: { name: Authorization, in: header, schema: { type: string } }
       |     ^^^^^
       |
       = at: /components/parameters/Token
       = help: use `security` instead, and remove the parameter

    - description: "Header parameter `Authorization` is ignored in OpenAPI."
      target: "$.paths['/pets'].parameters[?@['$ref'] == '#/components/parameters/Token']"
      remove: true
    - description: "Response header `Content-Type` is ignored in OpenAPI."
      target: "$.paths['/pets'].get.responses['200'].headers['Content-Type']"
      remove: true
    - description: "Header parameter `accept` is ignored in OpenAPI."
      target: "$.paths['/pets'].get.parameters[?@.name == 'accept' && @.in == 'header']"
      remove: true
    - description: "Header parameter `Authorization` is ignored in OpenAPI."
      target: "$.components.parameters.Token"
      remove: true
    "#);
}

#[test]
fn reports_actions_without_effect() {
    let mut source = Source::parse(
        "api.yaml",
        with_schemas("  Pet: { type: object, title: Pet }"),
    )
    .unwrap();
    let overlay = "overlay: 1.1.0\ninfo: { title: T, version: '1' }\nactions:
- { target: $.components.schemas.Pet, update: { type: object } }
- { target: $.components.schemas.Pet, update: { title: Animal } }
- { target: $.components.schemas.Pet.title, update: Animal }
- { target: $.info.version, update: '2' }
";
    assert!(
        source
            .overlay(Source::parse("fix.yaml", overlay).unwrap())
            .is_empty()
    );
    let found: Vec<_> = found(&source).into_iter().map(|it| it.diagnostic).collect();
    assert_snapshot!(render_all(&found, &source, Style::Plain), @"
    warning[unused-action]: overlay action has no effect: the spec already has this value
     --> fix.yaml:4:3
      |
    4 | - { target: $.components.schemas.Pet, update: { type: object } }
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /actions/0
      = help: remove the action from the overlay

    warning[unused-action]: overlay action has no effect: the spec already has this value
     --> fix.yaml:6:3
      |
    6 | - { target: $.components.schemas.Pet.title, update: Animal }
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = at: /actions/2
      = help: remove the action from the overlay
    ");
}
