//! Responses.

use super::{documented_operation, problems, table, with_operation};
use insta::assert_snapshot;

#[test]
fn returns_the_body_of_a_single_response() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses: { '200': { description: Fine., content: { application/json: { schema: { type: string } } } } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = String;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
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
fn returns_unit_without_a_body() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses: { '204': { description: Done. } }
    ")), @r#"
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
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Code(204)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn shares_the_type_of_equal_responses() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses:
          '200': { description: Found., content: { application/json: { schema: { type: string } } } }
          '201': { description: Made., content: { application/json: { schema: { type: string } } } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = String;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::json(Status::Codes(&[200, 201])),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn generates_an_enum_for_different_responses() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses:
          '200': { description: Found., content: { application/json: { schema: { type: string } } } }
          '202': { description: Later. }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = FindResponse;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::new(
                Status::Code(200),
                "application/json",
                |body| json(body).map(FindResponse::Ok),
            ),
            DeclaredResponse::new(Status::Code(202), "", |_| Ok(FindResponse::Accepted)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }

    #[derive(Clone, Debug, PartialEq)]
    #[allow(clippy::large_enum_variant)]
    #[non_exhaustive]
    pub enum FindResponse {
        Ok(String),
        Accepted,
    }
    "#);
}

#[test]
fn generates_an_enum_for_error_responses() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses:
          '404': { description: Nowhere., content: { application/json: { schema: { type: integer } } } }
          4XX: { description: Wrong., content: { application/json: { schema: { type: string } } } }
          default: { description: Whatever., content: { application/json: { schema: { type: string } } } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = String;
        type Error = FindError;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::json(Status::Default),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::new(
                Status::Code(404),
                "application/json",
                |body| json(body).map(FindError::NotFound),
            ),
            DeclaredResponse::new(
                Status::Class(4),
                "application/json",
                |body| json(body).map(FindError::Status4xx),
            ),
            DeclaredResponse::new(
                Status::Default,
                "application/json",
                |body| json(body).map(FindError::Default),
            ),
        ];
    }

    #[derive(Clone, Debug, PartialEq)]
    #[allow(clippy::large_enum_variant)]
    #[non_exhaustive]
    pub enum FindError {
        NotFound(i64),
        Status4xx(String),
        Default(String),
    }
    "#);
}

#[test]
fn follows_response_references() {
    assert_snapshot!(table(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats: { get: { operationId: find, responses: { '200': { $ref: '#/components/responses/Cat' } } } }
        components:
          responses: { Cat: { description: One., content: { application/json: { schema: { type: number } } } } }
    "), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = Number;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
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
fn returns_text_and_bytes_unparsed() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses:
          '200': { description: A cat., content: { image/png: {}, image/gif: {} } }
          '202': { description: Its name., content: { text/plain: { schema: { type: string } } } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = FindResponse;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "image/gif, image/png, text/plain, application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::new(
                Status::Code(200),
                "image/gif",
                |body| Ok(FindResponse::Ok(body.clone())),
            ),
            DeclaredResponse::new(
                Status::Code(200),
                "image/png",
                |body| Ok(FindResponse::Ok(body.clone())),
            ),
            DeclaredResponse::new(
                Status::Code(202),
                "text/plain",
                |body| text(body).map(FindResponse::Accepted),
            ),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }

    #[derive(Clone, Debug, PartialEq)]
    #[allow(clippy::large_enum_variant)]
    #[non_exhaustive]
    pub enum FindResponse {
        Ok(::bytes::Bytes),
        Accepted(String),
    }
    "#);
}

#[test]
fn returns_bytes_for_an_unknown_media_type() {
    assert_snapshot!(table(&with_operation("/cats", r"
        responses: { '200': { description: A file., content: { '*/*': {} } } }
    ")), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Find;

    impl Operation for Find {
        type Output = ::bytes::Bytes;
        type Error = Json;
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "find",
            method: ::http::Method::GET,
            path: "/cats",
            accept: "*/*, application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::bytes(Status::Code(200), "*/*"),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn ignores_content_of_responses_without_a_body() {
    let text = r"{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: { /cats: {
        head: { operationId: look, responses: { 200: { description: Ok, content: { application/json: { schema: { type: object } } } } } },
        delete: { operationId: end, responses: {
            204: { description: Ok, content: { application/json: { schema: { type: object } } } },
            302: { description: Elsewhere },
        } },
    } } }";
    assert_snapshot!(problems(text), @"
    warning[ignored-content]: content ignored: a response to `HEAD` has no body (RFC 9110)
     --> api.yaml:2:73
      |
    2 | ...   head: { operationId: look, responses: { 200: { description: Ok, content: { application/json: { schema: { type: object } } } } } },
      |                                                                       ^^^^^^^
      |
      = at: /paths/~1cats/head/responses/200/content
      = help: remove the content, or correct the status code or the method

    warning[ignored-content]: content ignored: a response with status 204 has no body (RFC 9110)
     --> api.yaml:4:37
      |
    4 |             204: { description: Ok, content: { application/json: { schema: { type: object } } } },
      |                                     ^^^^^^^
      |
      = at: /paths/~1cats/delete/responses/204/content
      = help: remove the content, or correct the status code or the method

    warning[ignored-response]: response `302` has no type: the operation has a success with a status 2xx
     --> api.yaml:5:13
      |
    5 |             302: { description: Elsewhere },
      |             ^^^
      |
      = at: /paths/~1cats/delete/responses/302
      = help: match on `Error::Unexpected`, or call `ClientBuilder::redirects`
    ");
}

#[test]
fn reads_head_responses_by_status() {
    let text = "{ openapi: 3.1.0, info: { title: A, version: 1 }, paths: { /cats: { head: { operationId: look, responses: {
        200: { description: Ok }, 404: { description: None } } } } } }";
    assert_snapshot!(table(text), @r#"
    #[derive(Clone, Copy, Debug)]
    pub struct Look;

    impl Operation for Look {
        type Output = ();
        type Error = ();
        const ENDPOINT: &'static Endpoint = &Endpoint {
            id: "look",
            method: ::http::Method::HEAD,
            path: "/cats",
            accept: "application/json",
            content_type: "",
            parameters: &[],
            security: &[],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Code(200)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::empty(Status::Code(404)),
        ];
    }
    "#);
}

/// The table of successful responses, for a response of status 200 with the given content.
fn read(content: &str) -> String {
    let table = table(&with_operation(
        "/cats",
        &format!(
            "
        responses: {{ '200': {{ description: Fine., content: {{ {content} }} }} }}
    "
        ),
    ));
    let lines = table.split("const SUCCESS").nth(1).unwrap_or_default();
    let lines = lines.split("const FAILURE").next().unwrap_or_default();
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn ignores_media_type_parameters_of_responses() {
    assert_snapshot!(read("text/plain;charset=UTF-8: { schema: { type: string } }"), @r#": &'static [DeclaredResponse<Self::Output>] = &[ DeclaredResponse::text(Status::Code(200), "text/plain"), ];"#);
}

#[test]
fn accepts_any_media_type_for_binary_json() {
    assert_snapshot!(read("application/json: { schema: { type: string, format: binary } }"), @r#": &'static [DeclaredResponse<Self::Output>] = &[ DeclaredResponse::bytes(Status::Code(200), "*/*"), ];"#);
}

#[test]
fn generates_a_type_per_json_media_type() {
    assert_snapshot!(read("application/json: { schema: { type: integer } }, application/problem+json: { schema: { type: string } }"), @r#": &'static [DeclaredResponse<Self::Output>] = &[ DeclaredResponse::new( Status::Code(200), "application/json", |body| json(body).map(FindResponse::Ok), ), DeclaredResponse::new( Status::Code(200), "application/problem+json", |body| json(body).map(FindResponse::OkProblem), ), ];"#);
    assert_snapshot!(read("application/json: { schema: { type: integer } }, application/a+json: { schema: { type: integer } }, text/a+json: { schema: { type: string } }, application/b+json: { schema: { type: boolean } }, text/b+json: { schema: { type: string } }"), @r#": &'static [DeclaredResponse<Self::Output>] = &[ DeclaredResponse::new( Status::Code(200), "application/json", |body| json(body).map(FindResponse::Ok), ), DeclaredResponse::new( Status::Code(200), "application/a+json", |body| json(body).map(FindResponse::Ok), ), DeclaredResponse::new( Status::Code(200), "application/b+json", |body| json(body).map(FindResponse::OkB), ), DeclaredResponse::new( Status::Code(200), "text/a+json", |body| json(body).map(FindResponse::OkA), ), DeclaredResponse::new( Status::Code(200), "text/b+json", |body| json(body).map(FindResponse::OkA), ), ];"#);
    assert_snapshot!(read("application/json: { schema: { properties: { a: {} } } }, application/json; v=2: { schema: { properties: { a: {} } } }, text/json: { schema: { properties: { a: {} } } }"), @": &'static [DeclaredResponse<Self::Output>] = &[ DeclaredResponse::json(Status::Code(200)), ];");
    assert_snapshot!(read("application/json: { schema: { type: integer } }, application/hal+json: { schema: { type: integer } }"), @": &'static [DeclaredResponse<Self::Output>] = &[ DeclaredResponse::json(Status::Code(200)), ];");
}

#[test]
fn returns_a_redirect_without_a_success() {
    let text = with_operation(
        "/cats",
        r"
        responses:
          '302': { description: Elsewhere., headers: { Location: { schema: { type: string } } } }
          default: { description: Refused., content: { text/plain: { schema: { type: string } } } }
    ",
    );
    let table = table(&text);
    let (_, responses) = table.split_once("const SUCCESS").unwrap();
    assert_snapshot!(responses, @r#"
    : &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Code(302)),
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::text(Status::Default, "text/plain"),
        ];
    }

    #[allow(clippy::missing_errors_doc)]
    impl ResponseHead<Find> {
        pub fn location(&self) -> Result<Option<String>, InvalidHeader> {
            self.read("Location", HeaderStyle::Simple)
        }
    }
    "#);
}

#[test]
fn names_further_media_types_in_the_docs() {
    let docs = documented_operation(&with_operation(
        "/cats",
        r"
        responses:
          '200': { description: Fine., content: { application/json: {}, text/csv: {}, application/pdf: {} } }
    ",
    ));
    let docs = docs.lines().map(|line| line.trim_start_matches([' ', '/']));
    let docs = docs.collect::<Vec<_>>().join(" ");
    assert!(
        docs.contains(
            "The service also offers `application/pdf`, `text/csv`: ask with [`accept`](Call::accept) \
             and read with [`send_raw`](Call::send_raw)."
        ),
        "{docs}"
    );
}
