use super::*;
use crate::runtime::http::client::Client;
use crate::runtime::http::operation::Endpoint;
use crate::runtime::http::request::prepared::PreparedRequest;
use http::Method;
use http::header::COOKIE;
use std::sync::Arc;

const BASIC: SecurityScheme = SecurityScheme::Basic;
const BEARER: SecurityScheme = SecurityScheme::Bearer;
const APP: SecurityScheme = SecurityScheme::ApiKey(ParameterLocation::Header, "X-App");
const KEY: SecurityScheme = SecurityScheme::ApiKey(ParameterLocation::Query, "key");
const SESSION: SecurityScheme = SecurityScheme::ApiKey(ParameterLocation::Cookie, "sid");

static UNDECLARED: Endpoint = endpoint(&[]);
static PUBLIC: Endpoint = endpoint(&[&[]]);
static TOKEN: Endpoint = endpoint(&[&[BEARER]]);
static OPTIONAL: Endpoint = endpoint(&[&[], &[BEARER]]);
static KEYS: Endpoint = endpoint(&[&[BASIC], &[APP, KEY, SESSION]]);

const fn endpoint(security: &'static [&'static [SecurityScheme]]) -> Endpoint {
    Endpoint {
        id: "find",
        method: Method::GET,
        path: "/cats",
        accept: "application/json",
        content_type: "",
        parameters: &[],
        security,
    }
}

/// A call with credentials of the client. The builder would reject schemes that the spec of the
/// crate does not use.
fn draft(endpoint: &'static Endpoint, secrets: &[(SecurityScheme, Secret)]) -> Draft {
    let mut client = Client::builder()
        .base_url("https://a.example")
        .build()
        .unwrap();
    Arc::get_mut(&mut client.settings).unwrap().secrets = secrets.to_vec();
    Draft::new(client, endpoint, "")
}

fn keys() -> [(SecurityScheme, Secret); 3] {
    let key = |text| Secret::key(text).unwrap();
    [(APP, key("a")), (KEY, key("b&c")), (SESSION, key("d"))]
}

#[track_caller]
fn check_keys(request: &PreparedRequest<'_>) {
    assert!(request.headers["x-app"].is_sensitive());
    assert_eq!(request.headers["x-app"], "a");
    assert_eq!(request.url.query(), Some("key=b%26c"));
    assert_eq!(request.headers[COOKIE], "sid=d");
}

/// Checks for an `Authorization` header; `Err` means a rejected request.
#[track_caller]
fn check_token(endpoint: &'static Endpoint, token: bool, expected: Result<bool, ()>) {
    let mut draft = draft(endpoint, &[]);
    draft.token = token.then(|| Secret::bearer("token").unwrap());
    let authorized = draft
        .prepare()
        .map(|request| request.headers.contains_key(AUTHORIZATION))
        .map_err(drop);
    assert_eq!(authorized, expected);
}

#[test]
fn adds_token_as_declared() {
    check_token(&UNDECLARED, true, Ok(true));
    check_token(&UNDECLARED, false, Ok(false));
    check_token(&PUBLIC, true, Ok(true));
    check_token(&PUBLIC, false, Ok(false));
    check_token(&TOKEN, true, Ok(true));
    check_token(&TOKEN, false, Err(()));
    check_token(&OPTIONAL, true, Ok(true));
    check_token(&OPTIONAL, false, Ok(false));
}

#[test]
fn writes_keys_to_their_locations() {
    let with_keys = draft(&KEYS, &keys());
    check_keys(&with_keys.prepare().unwrap());
    let basic = Secret::basic("user", "password").unwrap();
    let with_basic = draft(&KEYS, &[(BASIC, basic)]);
    let request = with_basic.prepare().unwrap();
    assert_eq!(request.headers[AUTHORIZATION], "Basic dXNlcjpwYXNzd29yZA==");
    let with_none = draft(&KEYS, &[]);
    let invalid = with_none.prepare().err().unwrap();
    assert_eq!(
        invalid.to_string(),
        "the HTTP Basic credential is missing: set it on the `ClientBuilder`"
    );
}

#[test]
fn sends_every_credential_without_security() {
    let [app, key, session] = keys();
    let basic = (BASIC, Secret::basic("user", "password").unwrap());
    let mut draft = draft(&UNDECLARED, &[app, key, session, basic]);
    check_keys(&draft.prepare().unwrap());
    let authorization = |draft: &Draft| draft.prepare().unwrap().headers[AUTHORIZATION].clone();
    assert_eq!(authorization(&draft), "Basic dXNlcjpwYXNzd29yZA==");
    draft.token = Some(Secret::bearer("token").unwrap());
    assert_eq!(authorization(&draft), "Bearer token");
    draft.header("Authorization", "Custom 1");
    assert_eq!(authorization(&draft), "Custom 1");
}

#[test]
fn rejects_credentials_that_no_operation_sends() {
    let builder = Client::builder().set_key(ParameterLocation::Header, "X-App", "a");
    let error = builder.build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the key `X-App` would not be sent: the operations of the spec use the bearer token; \
         to send the value anyway, use `ClientBuilder::header`"
    );
}
