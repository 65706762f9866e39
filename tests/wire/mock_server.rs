//! The mock server reports requests that do not match the spec, and replies with the spec's
//! examples.

use super::server::{Description, Received, Reply, Server};
use super::{PHONE, SPECS, TOKEN, builder, call, client, message, run};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use whatsapp_cloud::types;

/// Sends a raw request; returns the raw response.
fn exchange(server: &Server, head: &str, body: &str) -> String {
    let address = server.url();
    let mut stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
    let length = body.len();
    let request = format!("{head}\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The mismatches of a request.
fn mismatches(head: &str, body: &str) -> Vec<String> {
    let server = Server::of(SPECS.iter().cloned());
    let answer = exchange(&server, head, body);
    let mismatches = server.take_wrong();
    assert_eq!(
        answer.starts_with("HTTP/1.1 2"),
        mismatches.is_empty(),
        "{answer}"
    );
    mismatches
}

const POST: &str = "POST /v25.0/1/messages HTTP/1.1\r\nAuthorization: Bearer a\r\n\
                    Content-Type: application/json";
const TEXT: &str = r#"{"messaging_product":"whatsapp","to":"1","text":{"body":"Hello"}}"#;

#[test]
fn accepts_valid_requests() {
    assert_eq!(mismatches(POST, TEXT), [""; 0]);
    assert_eq!(
        mismatches("GET /media?limit=5 HTTP/1.1\r\nAuthorization: Bearer a", ""),
        [""; 0]
    );
}

#[test]
fn reports_each_mismatch() {
    let json = "\r\nContent-Type: application/json";
    for (head, body, expected) in [
        (
            POST.replace("/messages", "/message").as_str(),
            TEXT,
            "POST /v25.0/1/message: no operation with this method and path",
        ),
        (
            &POST.replace("POST", "PUT"),
            TEXT,
            "PUT /v25.0/1/messages: no operation with this method and path",
        ),
        (
            &POST.replace("v25.0", "23"),
            TEXT,
            r#"POST /23/1/messages: invalid path parameter `Version`: "23" does not match "^v[0-9]+\.[0-9]+$""#,
        ),
        (
            &POST.replace("Authorization: Bearer a", "X: a"),
            TEXT,
            "POST /v25.0/1/messages: missing credentials",
        ),
        (
            &POST.replace("application/json", "text/plain"),
            TEXT,
            r#"POST /v25.0/1/messages: undeclared media type "text/plain""#,
        ),
        (
            POST,
            "{",
            "POST /v25.0/1/messages: invalid body: EOF while parsing an object at line 1 column 1",
        ),
        (
            POST,
            &TEXT.replace("Hello", ""),
            r#"POST /v25.0/1/messages: invalid body at "/text/body": "" is shorter than 1 character"#,
        ),
        (
            &POST.replace(json, ""),
            "",
            "POST /v25.0/1/messages: missing body",
        ),
        (
            "GET /media?limit=0 HTTP/1.1\r\nAuthorization: Bearer a",
            "",
            "GET /media?limit=0: invalid query parameter `limit`: \"0\" is not of type \"integer\"",
        ),
        (
            "GET /media?before=1 HTTP/1.1\r\nAuthorization: Bearer a",
            "",
            "GET /media?before=1: unknown query parameter `before`",
        ),
        (
            &format!("GET /media HTTP/1.1\r\nAuthorization: Bearer a{json}"),
            "{}",
            "GET /media: unexpected body",
        ),
    ] {
        assert_eq!(mismatches(head, body), [expected]);
    }
}

#[test]
fn validates_multipart_bodies() {
    let head = "POST /media HTTP/1.1\r\nAuthorization: Bearer a\r\n\
                Content-Type: multipart/form-data; boundary=x";
    let part = |name: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\ncontent\r\n")
    };
    let problem = |body: String| mismatches(head, &body).concat();
    assert_eq!(problem(part("file") + "--x--\r\n"), "");
    assert_eq!(
        problem(part("type") + "--x--\r\n"),
        "POST /media: invalid body at \"\": \"file\" is a required property"
    );
    assert_eq!(
        problem(part("file")),
        "POST /media: invalid body: the last part does not end"
    );
}

#[test]
fn fails_the_test_on_a_mismatch() {
    let sends = || {
        let server = Server::new([Reply::json(200, "{}")]);
        let long = types::TextMessage::to("1", "x".repeat(5000));
        let call = client(&server).send_message(PHONE, long);
        drop(run(call.without_validation().send()));
    };
    let panic = std::panic::catch_unwind(sends).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(
        message.starts_with(&format!(
            "requests do not match the spec:\nPOST /v25.0/{PHONE}/messages: invalid body at \"/text/body\": "
        )),
        "{message}"
    );
}

#[test]
fn replies_with_examples_without_a_script() {
    let server = Server::of(SPECS.iter().cloned());
    let sent = run(call(&client(&server)).send()).unwrap();
    let (_, example) =
        crate::support::shipped_spec::examples(crate::support::shipped_spec::RESPONSE).remove(0);
    assert_eq!(serde_json::to_value(sent).unwrap(), example);
    let media = media::Client::builder().base_url(server.url());
    let media = media.bearer_token(TOKEN).build().unwrap();
    // A response without a body needs no example.
    run(media.delete_media("1").send()).unwrap();
}

/// A spec with features that the specs of the clients lack.
fn further_spec() -> Arc<Description> {
    let text = json!({ "schema": { "type": "string" } });
    let document: Value = json!({
        "openapi": "3.1.0",
        "paths": { "/{a}/b": {
            "parameters": [{ "$ref": "#/components/parameters/X" }],
            "get": { "security": [{ "key": [] }, { "basic": [], "session": [] }], "responses": {} },
            "put": { "requestBody": { "content": { "text/*": text } }, "responses": {} },
        }},
        "components": {
            "parameters": { "X": { "name": "X-Count", "in": "header", "required": true, "schema": { "type": "integer" } } },
            "securitySchemes": {
                "key": { "type": "apiKey", "in": "query", "name": "key" },
                "session": { "type": "apiKey", "in": "cookie", "name": "sid" },
                "basic": { "type": "http", "scheme": "basic" },
            },
        },
    });
    Arc::new(Description::new(&document).unwrap())
}

#[test]
fn validates_headers_credentials_and_media_type_ranges() {
    let problems = |head: &str, body: &str| {
        let server = Server::scripted([further_spec()], [Reply::new(204, &[], "")]);
        exchange(&server, head, body);
        server.take_wrong().join(", ")
    };
    let count = "HTTP/1.1\r\nX-Count: 1";
    assert_eq!(problems(&format!("GET /1/b?key=2 {count}"), ""), "");
    let both = "Authorization: Basic YQ==\r\nCookie: a=b; sid=1";
    assert_eq!(problems(&format!("GET /1/b {count}\r\n{both}"), ""), "");
    let one = "Authorization: Basic YQ==";
    assert_eq!(
        problems(&format!("GET /1/b {count}\r\n{one}"), ""),
        "GET /1/b: missing credentials"
    );
    assert_eq!(
        problems("PUT /1/b HTTP/1.1\r\nContent-Type: text/csv", "a"),
        "PUT /1/b: missing header parameter `X-Count`"
    );
    assert_eq!(
        problems(&format!("PUT /1/b {count}\r\nContent-Type: image/png"), "a"),
        "PUT /1/b: undeclared media type \"image/png\""
    );
}

#[test]
fn records_requests() {
    let server = Server::of(SPECS.iter().cloned());
    let client = builder(&server).build().unwrap();
    run(client.send_message(PHONE, message()).send()).unwrap();
    let Received { method, body, .. } = server.only_received();
    assert_eq!(method, "POST");
    assert_eq!(body, serde_json::to_vec(&message()).unwrap());
}
