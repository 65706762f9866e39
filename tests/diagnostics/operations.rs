//! Diagnostics for paths and operations.

use crate::codegen::{problems, with_operation};
use insta::assert_snapshot;

#[test]
fn reports_a_missing_path_parameter() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters: []
    ")), @"
    warning[missing-path-parameter]: no path parameter for the placeholder `{id}`
     --> api.yaml:5:3
      |
    5 |   get:
      |   ^^^
      |
      = at: /paths/~1cats~1{id}/get
      = help: declare a parameter with `name: id` and `in: path`
    ");
}

#[test]
fn reports_an_unused_path_parameter() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: name, in: path, required: true, schema: { type: string } }
    ")), @"
    warning[unused-path-parameter]: no placeholder `{name}` in the path `/cats/{id}`
      --> api.yaml:10:13
       |
    10 |           - { name: name, in: path, required: true, schema: { type: string } }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats~1{id}/get/parameters/1
       = help: add the placeholder to the path, or remove the parameter
    ");
}

#[test]
fn reports_a_parameter_without_a_location() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: page, in: body }
    ")), @"
    warning[wrong-type]: parameter without `name` or valid `in`, ignored
      --> api.yaml:10:13
       |
    10 |           - { name: page, in: body }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats~1{id}/get/parameters/1
       = help: add `name`, and `in: path`, `query`, `header` or `cookie`
    ");
}

#[test]
fn reports_an_ignored_header() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: Accept, in: header, schema: { type: string } }
    ")), @"
    warning[ignored-header]: header parameter `Accept` ignored, as OpenAPI requires
      --> api.yaml:10:13
       |
    10 |           - { name: Accept, in: header, schema: { type: string } }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats~1{id}/get/parameters/1
       = help: remove the parameter; describe the header by a security requirement or media type
    ");
}

#[test]
fn rejects_a_circular_parameter_reference() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { parameters: [{ $ref: '#/components/parameters/Page' }] } } }
        components: { parameters: { Page: { $ref: '#/components/parameters/Page' } } }
    "), @"
    error[circular-reference]: circular `$ref` at `/components/parameters/Page`
     --> api.yaml:5:37
      |
    5 |         components: { parameters: { Page: { $ref: '#/components/parameters/Page' } } }
      |                                     ^^^^
      |
      = at: /components/parameters/Page
      = help: replace one reference of the cycle by the value itself
    ");
}

#[test]
fn rejects_a_method_in_capitals() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { GET: { operationId: find } } }
    "), @"
    error[uppercase-method]: method `GET` must be lower case
     --> api.yaml:4:27
      |
    4 |         paths: { /cats: { GET: { operationId: find } } }
      |                           ^^^
      |
      = at: /paths/~1cats/GET
      = help: write `get`
    ");
}

#[test]
fn rejects_a_path_without_a_slash() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { cats: { get: { operationId: find } } }
    "), @"
    error[path-without-slash]: path `cats` does not start with `/`
     --> api.yaml:4:18
      |
    4 |         paths: { cats: { get: { operationId: find } } }
      |                  ^^^^
      |
      = at: /paths/cats
      = help: write `/cats`
    ");
}

#[test]
fn renames_a_duplicate_operation_id() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find } }, /dogs: { get: { operationId: find } } }
    "), @r#"
    warning[duplicate-operation-id]: duplicate `operationId` `find`, renamed to `find_dogs`
     --> api.yaml:4:86
      |
    4 |         paths: { /cats: { get: { operationId: find } }, /dogs: { get: { operationId: find } } }
      |                                                                                      ^^^^
      |
      = at: /paths/~1dogs/get/operationId
      = help: write different ids here and at /paths/~1cats/get, or add `"/paths/~1dogs/get" = "…"` under [names] in codegen.toml
    "#);
}

#[test]
fn rejects_a_duplicate_parameter() {
    assert_snapshot!(problems(&with_operation("/cats", r"
        parameters:
          - { name: page, in: query, schema: { type: integer } }
          - { name: page, in: query, schema: { type: string } }
    ")), @"
    error[duplicate-parameter]: parameter `page` is declared twice with different content
      --> api.yaml:10:13
       |
    10 |           - { name: page, in: query, schema: { type: string } }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats/get/parameters/1
       = help: keep one; the first declaration is at /paths/~1cats/get/parameters/0
    ");
}

#[test]
fn reports_a_style_invalid_in_its_location() {
    assert_snapshot!(problems(&with_operation("/cats", r"
        parameters: [{ name: page, in: query, style: matrix, schema: { type: integer } }]
    ")), @"
    warning[unknown-style]: unsupported style `matrix` for this location; the default is used
     --> api.yaml:8:54
      |
    8 |         parameters: [{ name: page, in: query, style: matrix, schema: { type: integer } }]
      |                                                      ^^^^^^
      |
      = at: /paths/~1cats/get/parameters/0/style
      = help: choose a style from the table of styles in the OpenAPI specification
    ");
}

#[test]
fn reports_an_invalid_status() {
    assert_snapshot!(problems(&with_operation("/cats", r"
        responses: { '20': { description: Typo. }, OK: { description: Word. } }
    ")), @"
    warning[unknown-status]: unknown status code `20`, response ignored
     --> api.yaml:8:22
      |
    8 |         responses: { '20': { description: Typo. }, OK: { description: Word. } }
      |                      ^^^^
      |
      = at: /paths/~1cats/get/responses/20
      = help: use a code such as `200`, a class such as `4XX`, or `default`

    warning[unknown-status]: unknown status code `OK`, response ignored
     --> api.yaml:8:52
      |
    8 |         responses: { '20': { description: Typo. }, OK: { description: Word. } }
      |                                                    ^^
      |
      = at: /paths/~1cats/get/responses/OK
      = help: use a code such as `200`, a class such as `4XX`, or `default`
    ");
}

#[test]
fn reports_a_name_reserved_by_the_client() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: builder, parameters: [{ name: body, in: query }] } } }
    "), @r#"
    warning[renamed]: renamed to `builder_operation`: `builder` is reserved in generated code
     --> api.yaml:4:27
      |
    4 |         paths: { /cats: { get: { operationId: builder, parameters: [{ name: body, in: query }] } } }
      |                           ^^^
      |
      = at: /paths/~1cats/get
      = help: to choose the name, add `"/paths/~1cats/get" = "…"` under [names] in codegen.toml
    "#);
}

#[test]
fn reports_ignored_encoding_of_multipart_properties() {
    assert_snapshot!(problems(&with_operation("/cats", r"
        requestBody:
          content:
            multipart/form-data:
              schema:
                type: object
                properties:
                  photo: { type: string, format: binary }
                  owner: { type: object }
                  notes: { type: string }
              encoding:
                photo: { contentType: image/png, headers: { X-Camera: { schema: { type: string } } } }
                owner: { contentType: 'application/json; charset=utf-8' }
                notes: { contentType: text/markdown }
                photos: { contentType: image/png }
    ")), @"
    warning[ignored-encoding]: headers of part `photo` ignored: unsupported
      --> api.yaml:18:50
       |
    18 |                 photo: { contentType: image/png, headers: { X-Camera: { schema: { type: string } } } }
       |                                                  ^^^^^^^
       |
       = at: /paths/~1cats/get/requestBody/content/multipart~1form-data/encoding/photo/headers
       = help: if the service needs the headers, send the request with a `reqwest::Client`

    warning[ignored-encoding]: part `notes` is sent as `text/plain`, not as `text/markdown`
      --> api.yaml:20:39
       |
    20 |                 notes: { contentType: text/markdown }
       |                                       ^^^^^^^^^^^^^
       |
       = at: /paths/~1cats/get/requestBody/content/multipart~1form-data/encoding/notes/contentType
       = help: declare the part as a file with `format: binary`: a file carries a media type

    warning[ignored-encoding]: encoding for unknown property `photos` ignored
      --> api.yaml:21:17
       |
    21 |                 photos: { contentType: image/png }
       |                 ^^^^^^
       |
       = at: /paths/~1cats/get/requestBody/content/multipart~1form-data/encoding/photos
       = help: did you mean `photo`?
    ");
}

#[test]
fn reports_additional_operations() {
    assert_snapshot!(problems(r"
        openapi: 3.2.0
        info: { title: T, version: '1' }
        paths:
          /cats:
            query: { operationId: search }
            additionalOperations: { COPY: { operationId: copy } }
    "), @"
    warning[unsupported-method]: unsupported `additionalOperations`, ignored
     --> api.yaml:7:13
      |
    7 |             additionalOperations: { COPY: { operationId: copy } }
      |             ^^^^^^^^^^^^^^^^^^^^
      |
      = at: /paths/~1cats/additionalOperations
      = help: send requests with custom methods through a `reqwest::Client`
    ");
}

#[test]
fn reports_an_unknown_style_of_a_form_property() {
    assert_snapshot!(problems(r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: { /cats: { post: { operationId: add, responses: {},
        requestBody: { content: { multipart/form-data: {
            schema: { type: object, properties: { tags: { type: array, items: { type: string } } } },
            encoding: { tags: { style: tsv, explode: false } },
        } } } } } } }"), @"
    warning[unknown-style]: unknown style `tsv` of a form property; default used
     --> api.yaml:4:40
      |
    4 |             encoding: { tags: { style: tsv, explode: false } },
      |                                        ^^^
      |
      = at: /paths/~1cats/post/requestBody/content/multipart~1form-data/encoding/tags/style
      = help: use `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`
    ");
}
