//! Who may ask.

use super::{problems, table};
use insta::assert_snapshot;

#[test]
fn a_bearer_token_may_be_asked_for_by_all_operations() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        security: [{ token: [] }]
        paths: { /cats: { get: { operationId: find } } }
        components: { securitySchemes: { token: { type: http, scheme: Bearer } } }
    "), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            parameters: &[],
            security: &[&[Scheme::Bearer]],
        };
        const SUCCESS: &'static [Answer<Self::Output>] = &[Answer::empty(Status::Class(2))];
        const FAILURE: &'static [Answer<Self::Error>] = &[Answer::json(Status::Default)];
    }
    "#);
}

#[test]
fn an_operation_may_ask_for_nothing() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        security: [{ token: [] }]
        paths: { /cats: { get: { operationId: find, security: [] } } }
        components: { securitySchemes: { token: { type: http, scheme: bearer } } }
    "), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [Answer<Self::Output>] = &[Answer::empty(Status::Class(2))];
        const FAILURE: &'static [Answer<Self::Error>] = &[Answer::json(Status::Default)];
    }
    "#);
}

#[test]
fn a_token_may_be_optional() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ token: [] }, {}] } } }
        components: { securitySchemes: { token: { type: oauth2, flows: {} } } }
    "), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = ();
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            parameters: &[],
            security: &[&[], &[Scheme::Bearer]],
        };
        const SUCCESS: &'static [Answer<Self::Output>] = &[Answer::empty(Status::Class(2))];
        const FAILURE: &'static [Answer<Self::Error>] = &[Answer::json(Status::Default)];
    }
    "#);
}

#[test]
fn other_schemes_are_left_out_and_told() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ key: [] }] } } }
        components: { securitySchemes: { key: { type: apiKey, in: query, name: key } } }
    "), @"
    warning[unsupported-security]: requests are not authorized by the scheme `key` yet
     --> api.yaml:5:42
      |
    5 |         components: { securitySchemes: { key: { type: apiKey, in: query, name: key } } }
      |                                          ^^^
      |
      = at: /components/securitySchemes/key
      = help: add what it asks for to each call, by `header`
    ");
}

#[test]
fn a_scheme_that_is_not_declared_is_told() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ key: [] }] } } }
    "), @"
    warning[unsupported-security]: requests are not authorized by the scheme `key` yet
     --> api.yaml:4:27
      |
    4 |         paths: { /cats: { get: { operationId: find, security: [{ key: [] }] } } }
      |                           ^^^
      |
      = at: /paths/~1cats/get
      = help: add what it asks for to each call, by `header`
    ");
}
