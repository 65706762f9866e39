//! Security schemes and requirements.

use super::{generated, problems, table};
use codegen::{Config, Source};
use insta::assert_snapshot;

#[test]
fn applies_security_to_every_operation() {
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
            content_type: "",
            parameters: &[],
            security: &[&[SecurityScheme::Bearer]],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn supports_operations_without_security() {
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
            content_type: "",
            parameters: &[],
            security: &[&[]],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn supports_optional_security() {
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
            content_type: "",
            parameters: &[],
            security: &[&[SecurityScheme::Bearer], &[]],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn generates_setters_for_credentials() {
    let document = r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ app: [], user: [] }, { login: [] }] } } }
        components:
          securitySchemes:
            app: { type: apiKey, in: header, name: X-App, description: The key of the app. }
            user: { type: apiKey, in: query, name: key }
            login: { type: http, scheme: basic }
    ";
    let index = &generated(document, "").files["src/operations/mod.rs"];
    let (_, setters) = index.split_once("impl ClientBuilder").unwrap();
    assert_snapshot!(setters, @r#"
     {
        /// Sets the API key, sent as the header parameter `X-App`. The key of the app.
        pub fn app(self, key: impl AsRef<str>) -> Self {
            self.set_key(ParameterLocation::Header, "X-App", key.as_ref())
        }
        /// Sets the user name and password for HTTP Basic authentication.
        pub fn login(self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
            self.set_basic(user.as_ref(), password.as_ref())
        }
        /// Sets the API key, sent as the query parameter `key`.
        pub fn user(self, key: impl AsRef<str>) -> Self {
            self.set_key(ParameterLocation::Query, "key", key.as_ref())
        }
    }
    "#);
    assert_snapshot!(table(document), @r#"
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
            security: &[
                &[
                    SecurityScheme::ApiKey(ParameterLocation::Header, "X-App"),
                    SecurityScheme::ApiKey(ParameterLocation::Query, "key"),
                ],
                &[SecurityScheme::Basic],
            ],
        };
        const SUCCESS: &'static [DeclaredResponse<Self::Output>] = &[
            DeclaredResponse::empty(Status::Class(2)),
        ];
        const FAILURE: &'static [DeclaredResponse<Self::Error>] = &[
            DeclaredResponse::json(Status::Default),
        ];
    }
    "#);
}

#[test]
fn reports_unsupported_schemes() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ tls: [] }] } } }
        components: { securitySchemes: { tls: { type: mutualTLS } } }
    "), @"
    warning[unsupported-security]: unsupported security scheme `tls`; requests are not authorized by the scheme
     --> api.yaml:5:42
      |
    5 |         components: { securitySchemes: { tls: { type: mutualTLS } } }
      |                                          ^^^
      |
      = at: /components/securitySchemes/tls
      = help: add the credentials to each request, by `header`
    ");
}

#[test]
fn reports_undeclared_schemes() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ key: [] }] } } }
    "), @"
    warning[unknown-security]: undeclared security scheme `key`, ignored
     --> api.yaml:4:53
      |
    4 |         paths: { /cats: { get: { operationId: find, security: [{ key: [] }] } } }
      |                                                     ^^^^^^^^
      |
      = at: /paths/~1cats/get/security
      = help: declare the scheme under `components/securitySchemes`
    ");
}

#[test]
fn requires_no_token_beside_an_unsupported_scheme() {
    let document = r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find, security: [{ token: [] }, { tls: [] }] } } }
        components: { securitySchemes: { token: { type: http, scheme: bearer }, tls: { type: mutualTLS } } }
    ";
    let source = Source::parse("api.yaml", document).unwrap();
    let generated = codegen::generate(&source, &Config::default()).unwrap();
    let code = &generated.files["src/operations/default.rs"];
    assert!(
        code.contains("security: &[&[SecurityScheme::Bearer], &[]]"),
        "{code}"
    );
}

/// The credentials that requests can use, and the setters of `ClientBuilder`.
fn credentials(document: &str) -> String {
    let source = Source::parse("api.yaml", document).unwrap();
    let generated = codegen::generate(&source, &Config::default()).unwrap();
    let index = &generated.files["src/operations/mod.rs"];
    let (_, api) = index.split_once("credentials: ").unwrap();
    let (schemes, rest) = api.split_once("],\n    classify").unwrap();
    let schemes = schemes.split_whitespace().collect::<Vec<_>>().join(" ");
    let setters = rest.lines().map(str::trim);
    let setters = setters.filter(|line| line.starts_with("pub fn "));
    std::iter::once(format!("{schemes}]").as_str())
        .chain(setters)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn accepts_every_credential_without_security() {
    let document = r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: find } } }
        components: { securitySchemes: { app: { type: apiKey, in: header, name: X-App }, tls: { type: mutualTLS } } }
    ";
    assert!(table(document).contains("security: &[],"));
    assert_snapshot!(credentials(document), @r#"
    &[ SecurityScheme::Bearer, SecurityScheme::ApiKey(ParameterLocation::Header, "X-App"),]
    pub fn app(self, key: impl AsRef<str>) -> Self {
    "#);
    let public = document.replace("operationId: find", "operationId: find, security: []");
    assert_snapshot!(credentials(&public), @"&[]");
    let declared = document.replace(
        "operationId: find",
        "operationId: find, security: [{ app: [] }]",
    );
    assert_snapshot!(credentials(&declared), @r#"
    &[SecurityScheme::ApiKey(ParameterLocation::Header, "X-App")]
    pub fn app(self, key: impl AsRef<str>) -> Self {
    "#);
}
