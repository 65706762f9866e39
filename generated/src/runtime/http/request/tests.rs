use super::*;
use crate::runtime::http::{Parameter, SecurityScheme, Style};
use crate::runtime::rules::{Rule, Types};
use http::Method;
use http::header::AUTHORIZATION;
use serde_json::json;

const PARAMETERS: &[Parameter] = &[
    Parameter::path("kind"),
    Parameter::query("word").required(),
    Parameter::query("page").rules(&[Rule::Type(Types::INTEGER)]),
    Parameter::query("fields").style(Style::Form, false),
    Parameter::query("filter").style(Style::DeepObject, true),
    Parameter::header("X-Tags"),
    Parameter::header("X-Session-Token"),
    Parameter::header("Content-Length"),
    Parameter::cookie("session"),
    Parameter::cookie("theme"),
];

static ENDPOINT: Endpoint = endpoint(&[]);

const fn endpoint(security: &'static [&'static [SecurityScheme]]) -> Endpoint {
    at("/{kind}/search", security)
}

const fn at(path: &'static str, security: &'static [&'static [SecurityScheme]]) -> Endpoint {
    Endpoint {
        id: "search",
        method: Method::GET,
        path,
        accept: "application/json",
        content_type: "",
        parameters: PARAMETERS,
        security,
    }
}

fn draft(endpoint: &'static Endpoint, arguments: &[(&'static str, Json)]) -> Draft {
    let arguments = arguments.iter().map(|(name, value)| {
        let mut parameters = endpoint.parameters.iter();
        let location = parameters
            .find(|parameter| parameter.name == *name)
            .unwrap()
            .location;
        (location, *name, value.clone())
    });
    let client = Client::builder()
        .base_url("https://a.example")
        .build()
        .unwrap();
    Draft {
        arguments: arguments.collect(),
        ..Draft::new(client, endpoint, "")
    }
}

fn required() -> Vec<(&'static str, Json)> {
    vec![("kind", json!("cats")), ("word", json!("a&b=c"))]
}

#[test]
fn writes_parameters_to_their_locations() {
    let mut arguments = required();
    arguments.extend([
        ("page", json!(2)),
        ("fields", json!(["id", "name,age"])),
        ("filter", json!({"age": {"from": 3}})),
        ("X-Tags", json!(["a", "b"])),
        ("session", json!("1; theme=x")),
        ("theme", json!("dark")),
    ]);
    let draft = draft(&ENDPOINT, &arguments);
    let request = draft.prepare().unwrap();
    assert_eq!(request.method, Method::GET);
    assert_eq!(
        request.url.as_str(),
        "https://a.example/cats/search\
         ?word=a%26b%3Dc&page=2&fields=id,name%2Cage&filter%5Bage%5D%5Bfrom%5D=3"
    );
    assert_eq!(request.headers["x-tags"], "a,b");
    assert_eq!(
        request.headers[COOKIE],
        "session=1%3B%20theme%3Dx; theme=dark"
    );
    assert!(request.headers.get(AUTHORIZATION).is_none());
    assert!(request.headers.get(CONTENT_TYPE).is_none());
}

#[test]
fn keeps_query_and_drops_fragment_of_path() {
    static MARKED: Endpoint = at("/{kind}/search?beta=true#stream", &[]);
    let draft = draft(&MARKED, &required());
    let request = draft.prepare().unwrap();
    let expected = "https://a.example/cats/search?beta=true&word=a%26b%3Dc";
    assert_eq!(request.url.as_str(), expected);
    assert_eq!(request.read().unwrap().uri(), expected);
}

#[test]
fn does_not_mix_up_urls_of_calls() {
    const fn pair(parameters: &'static [Parameter], path: &'static str) -> Endpoint {
        Endpoint {
            id: "pair",
            method: Method::GET,
            path,
            accept: "application/json",
            content_type: "",
            parameters,
            security: &[],
        }
    }
    static PAIR: Endpoint = pair(&[Parameter::path("a"), Parameter::path("b")], "/{a}/{b}");
    static TURNED: Endpoint = pair(&[Parameter::path("b"), Parameter::path("a")], "/{a}/{b}");
    static ASKING: Endpoint = pair(
        &[Parameter::path("a"), Parameter::query("q")],
        "/{a}?x=a%20b",
    );
    let mut last = draft(&PAIR, &[]);
    let mut check = |endpoint, arguments: &[(&'static str, &str)], expected: &str| {
        let arguments = arguments.iter().map(|(name, text)| (*name, json!(text)));
        last = Draft {
            client: last.client.clone(),
            ..draft(endpoint, &arguments.collect::<Vec<_>>())
        };
        let url = last.prepare().unwrap().url;
        assert_eq!(url.as_str(), format!("https://a.example{expected}"));
    };
    for _ in 0..2 {
        check(&PAIR, &[("a", "1"), ("b", "2")], "/1/2");
        check(&PAIR, &[("a", "1"), ("b", "2")], "/1/2");
        check(&PAIR, &[("a", "1"), ("b", "3")], "/1/3");
        check(&TURNED, &[("a", "3"), ("b", "1")], "/3/1");
        check(&ASKING, &[("a", "1")], "/1?x=a%20b");
        check(&ASKING, &[("a", "1"), ("q", "é")], "/1?x=a%20b&q=%C3%A9");
        check(&ASKING, &[("a", "1")], "/1?x=a%20b");
    }
    let invalid = Draft {
        client: last.client.clone(),
        ..draft(&PAIR, &[("a", json!("1"))])
    };
    assert!(invalid.prepare().is_err());
}

#[test]
fn marks_secret_headers_as_sensitive() {
    let mut arguments = required();
    let given = [("X-Tags", "a"), ("X-Session-Token", "b"), ("session", "c")];
    arguments.extend(given.map(|(name, value)| (name, json!(value))));
    let draft = draft(&ENDPOINT, &arguments);
    let request = draft.prepare().unwrap();
    let marked = |name: &str| request.headers[name].is_sensitive();
    assert!(marked("x-session-token") && marked("cookie") && !marked("x-tags"));
}

#[test]
fn ignores_content_length_parameter() {
    let mut arguments = required();
    arguments.push(("Content-Length", json!(3)));
    let draft = draft(&ENDPOINT, &arguments);
    let request = draft.prepare().unwrap();
    assert!(!request.headers.contains_key("content-length"));
}

#[test]
fn omits_null_and_uses_last_argument() {
    let mut arguments = required();
    arguments.extend([
        ("word", json!("b")),
        ("page", json!(1)),
        ("page", Json::Null),
    ]);
    let draft = draft(&ENDPOINT, &arguments);
    let request = draft.prepare().unwrap();
    assert_eq!(request.url.as_str(), "https://a.example/cats/search?word=b");
    assert!(request.headers.get(COOKIE).is_none());
}

#[test]
fn reports_missing_and_invalid_parameters() {
    let arguments = [("kind", json!("cats")), ("page", json!("two"))];
    let draft = draft(&ENDPOINT, &arguments);
    let invalid = draft.prepare().err().unwrap();
    assert_eq!(
        invalid.to_string(),
        "the parameter `word` is missing; the parameter `page` is a string, expected an integer"
    );
}

#[test]
fn reports_missing_parameters_without_validation() {
    let mut draft = draft(
        &ENDPOINT,
        &[("kind", json!("cats")), ("page", json!("two"))],
    );
    draft.validation = Validation::Off;
    let invalid = draft.prepare().err().unwrap();
    assert_eq!(invalid.to_string(), "the parameter `word` is missing");
}

#[test]
fn rejects_too_long_urls() {
    let mut arguments = required();
    arguments.push(("fields", json!("x".repeat(70_000))));
    let draft = draft(&ENDPOINT, &arguments);
    let invalid = draft.prepare().err().unwrap();
    assert_eq!(invalid.as_slice()[0].part, RequestPart::Url);
}

/// The URL of a call to an operation with a custom server, or the error message.
fn url_at(server: &'static str, base_url: Option<&str>) -> String {
    const ENDPOINT: &Endpoint = &Endpoint {
        id: "media",
        method: http::Method::GET,
        path: "/media",
        accept: "",
        content_type: "",
        parameters: &[],
        security: &[],
    };
    let mut client = Client::builder();
    if let Some(base_url) = base_url {
        client = client.base_url(base_url);
    }
    let draft = Draft::new(client.build().unwrap(), ENDPOINT, server);
    match draft.prepare() {
        Ok(request) => request.url.to_string(),
        Err(invalid) => invalid.to_string(),
    }
}

#[test]
fn uses_server_of_operation() {
    let own = "https://media.example/v2";
    let localhost = Some("http://localhost:1/test");
    assert_eq!(url_at(own, None), "https://media.example/v2/media");
    assert_eq!(url_at(own, localhost), "http://localhost:1/test/media");
    assert_eq!(url_at("/v2", localhost), "http://localhost:1/v2/media");
    assert!(url_at("http://media.example", None).contains("plain HTTP"));
}
