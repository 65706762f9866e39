//! Diagnostics for fields of a wrong JSON type, and for unknown fields.

use crate::codegen::{generated, methods, problems, table};
use insta::assert_snapshot;

/// An invalid field does not affect the rest of the spec.
#[test]
fn reports_values_that_are_no_objects() {
    let document = r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats:
            get:
            post: { operationId: add, parameters:, requestBody:, responses: { 200:, 404: none } }
        components: { schemas: { Cat: { properties: { name: , age: number }, anyOf: } } }
    ";
    assert_snapshot!(problems(document), @"
    warning[wrong-type]: expected an object for `get`, found null, ignored
     --> api.yaml:6:13
      |
    6 |             get:
      |             ^^^
      |
      = at: /paths/~1cats/get
      = help: write an object, or remove the value

    warning[wrong-type]: expected an array for `parameters`, found null, ignored
     --> api.yaml:7:39
      |
    7 |             post: { operationId: add, parameters:, requestBody:, responses: { 200:, 404: none } }
      |                                       ^^^^^^^^^^
      |
      = at: /paths/~1cats/post/parameters
      = help: write an array, or remove the value

    warning[wrong-type]: expected an object for `requestBody`, found null, ignored
     --> api.yaml:7:52
      |
    7 |             post: { operationId: add, parameters:, requestBody:, responses: { 200:, 404: none } }
      |                                                    ^^^^^^^^^^^
      |
      = at: /paths/~1cats/post/requestBody
      = help: write an object, or remove the value

    warning[wrong-type]: expected an object for `responses[200]`, found null, ignored
     --> api.yaml:7:79
      |
    7 |             post: { operationId: add, parameters:, requestBody:, responses: { 200:, 404: none } }
      |                                                                               ^^^
      |
      = at: /paths/~1cats/post/responses/200
      = help: write an object, or remove the value

    warning[wrong-type]: expected an object for `responses[404]`, found a string, ignored
     --> api.yaml:7:90
      |
    7 |             post: { operationId: add, parameters:, requestBody:, responses: { 200:, 404: none } }
      |                                                                                          ^^^^
      |
      = at: /paths/~1cats/post/responses/404
      = help: write an object, or remove the value

    warning[wrong-type]: expected an object for `name`, found null, ignored
     --> api.yaml:8:55
      |
    8 |         components: { schemas: { Cat: { properties: { name: , age: number }, anyOf: } } }
      |                                                       ^^^^
      |
      = at: /components/schemas/Cat/properties/name
      = help: write an object, or remove the value

    warning[wrong-type]: expected an object for `age`, found a string, ignored
     --> api.yaml:8:68
      |
    8 |         components: { schemas: { Cat: { properties: { name: , age: number }, anyOf: } } }
      |                                                                    ^^^^^^
      |
      = at: /components/schemas/Cat/properties/age
      = help: write an object, or remove the value

    warning[wrong-type]: expected an array for `anyOf`, found null, ignored
     --> api.yaml:8:78
      |
    8 |         components: { schemas: { Cat: { properties: { name: , age: number }, anyOf: } } }
      |                                                                              ^^^^^
      |
      = at: /components/schemas/Cat/anyOf
      = help: write an array, or remove the value
    ");
}

#[test]
fn reports_unknown_fields_of_operations() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats:
            post:
              operationId: add
              consumes: [application/json]
              requestbody: { content: {} }
              parameters: [{ name: page, in: query, type: integer }]
              responses: { 200: { description: '', schema: { type: string }, contents: {} } }
    "), @"
    warning[unknown-keyword]: unknown keyword `consumes` in an operation, ignored
     --> api.yaml:8:15
      |
    8 |               consumes: [application/json]
      |               ^^^^^^^^
      |
      = at: /paths/~1cats/post/consumes
      = help: remove `consumes`, or rename it to an extension, `x-…`

    warning[unknown-keyword]: unknown keyword `requestbody` in an operation, ignored
     --> api.yaml:9:15
      |
    9 |               requestbody: { content: {} }
      |               ^^^^^^^^^^^
      |
      = at: /paths/~1cats/post/requestbody
      = help: did you mean `requestBody`?

    warning[unknown-keyword]: unknown keyword `type` in a parameter, ignored
      --> api.yaml:10:53
       |
    10 |               parameters: [{ name: page, in: query, type: integer }]
       |                                                     ^^^^
       |
       = at: /paths/~1cats/post/parameters/0/type
       = help: remove `type`, or rename it to an extension, `x-…`

    warning[unknown-keyword]: unknown keyword `schema` in a response, ignored
      --> api.yaml:11:52
       |
    11 |               responses: { 200: { description: '', schema: { type: string }, contents: {} } }
       |                                                    ^^^^^^
       |
       = at: /paths/~1cats/post/responses/200/schema
       = help: remove `schema`, or rename it to an extension, `x-…`

    warning[unknown-keyword]: unknown keyword `contents` in a response, ignored
      --> api.yaml:11:78
       |
    11 |               responses: { 200: { description: '', schema: { type: string }, contents: {} } }
       |                                                                              ^^^^^^^^
       |
       = at: /paths/~1cats/post/responses/200/contents
       = help: did you mean `content`?
    ");
}

#[test]
fn rejects_servers_that_are_no_array() {
    assert_snapshot!(problems("{ openapi: 3.1.0, servers: { url: / }, paths: {} }"), @"
    error[wrong-type]: expected an array for `servers`, found an object
     --> api.yaml:1:19
      |
    1 | { openapi: 3.1.0, servers: { url: / }, paths: {} }
      |                   ^^^^^^^
      |
      = at: /servers
      = help: write an array
    ");
    assert_snapshot!(problems("{ openapi: 3.1.0, servers: , paths: {} }"), @"
    warning[wrong-type]: expected an array for `servers`, found null, ignored
     --> api.yaml:1:19
      |
    1 | { openapi: 3.1.0, servers: , paths: {} }
      |                   ^^^^^^^
      |
      = at: /servers
      = help: write an array, or remove the value
    ");
}

#[test]
fn rejects_a_component_that_is_no_schema() {
    assert_snapshot!(problems("{ openapi: 3.1.0, components: { schemas: { Cat: none } } }"), @"
    error[wrong-type]: expected an object for `Cat`, found a string
     --> api.yaml:1:49
      |
    1 | { openapi: 3.1.0, components: { schemas: { Cat: none } } }
      |                                                 ^^^^
      |
      = at: /components/schemas/Cat
      = help: write an object
    ");
}

#[test]
fn follows_references_to_operations_and_media_types() {
    let document = r"
        openapi: 3.2.0
        info: { title: T, version: '1' }
        paths: { '/cats/{id}': { get: { $ref: '#/x-find' } } }
        components: { mediaTypes: { Name: { schema: { type: string } } } }
        x-find:
          operationId: find
          parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
          responses: { 200: { description: '', content: { application/json: { $ref: '#/components/mediaTypes/Name' } } } }
    ";
    assert_snapshot!(methods(document), @r#"
    impl Client {
        pub fn find(&self, id: impl Into<String>) -> Call<Find> {
            Call::new(self).in_path("id", &id.into())
        }
    }
    "#);
    assert_snapshot!(table(document), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = String;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats/{id}",
            accept: "application/json",
            content_type: "",
            parameters: &[Parameter::path("id")],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::json(Status::Code(200)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn supports_a_server_per_operation() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        servers: [{ url: https://cats.example }]
        paths:
          /photos:
            servers: [{ url: 'https://{region}.photos.example:{port}/v2', variables: { region: { default: eu }, port: { default: 8443 } } }]
            get: { operationId: photos }
          /cats: { get: { operationId: cats, servers: [{ url: https://cats.example }] } }
    "), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Cats;

    impl Operation for Cats {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "cats",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }

    #[derive(Clone, Copy, Debug)]
    pub struct Photos;

    impl Operation for Photos {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "photos",
            method: ::http::Method::GET,
            path: "/photos",
            accept: "application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SERVER: &'static str = "https://eu.photos.example:8443/v2";
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

/// Credentials for the server of one operation must not be sent to another server.
#[test]
fn shares_a_server_only_if_every_operation_declares_it() {
    let server = |others: &str| {
        let document = format!(
            "{{ openapi: 3.1.0, paths: {{ /photos: {{ get: {{ servers: [{{ url: https://photos.example }}] }} }}, /cats: {{ get: {{ {others} }} }} }} }}"
        );
        generated(&document, "").files["src/operations/mod.rs"].clone()
    };
    assert!(server("").contains("server: \"\","));
    let shared = server("servers: [{ url: https://photos.example }]");
    assert!(shared.contains("server: \"https://photos.example\","));
}
