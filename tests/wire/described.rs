//! The server of these tests tells what is not as described, and answers as described.

use super::server::{Description, Received, Reply, Server};
use super::{DESCRIPTIONS, PHONE, TOKEN, builder, call, client, message, run};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use whatsapp_cloud::types;

/// Sends a request as it is; the answer as it is.
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

/// What is wrong with a request.
fn wrong(head: &str, body: &str) -> Vec<String> {
    let server = Server::of(DESCRIPTIONS.iter().cloned());
    let answer = exchange(&server, head, body);
    let wrong = server.take_wrong();
    assert_eq!(
        answer.starts_with("HTTP/1.1 2"),
        wrong.is_empty(),
        "{answer}"
    );
    wrong
}

const POST: &str = "POST /v25.0/1/messages HTTP/1.1\r\nAuthorization: Bearer a\r\n\
                    Content-Type: application/json";
const TEXT: &str = r#"{"messaging_product":"whatsapp","to":"1","text":{"body":"Hello"}}"#;

#[test]
fn what_is_as_described_is_taken() {
    assert_eq!(wrong(POST, TEXT), [""; 0]);
    assert_eq!(
        wrong("GET /media?limit=5 HTTP/1.1\r\nAuthorization: Bearer a", ""),
        [""; 0]
    );
}

#[test]
fn what_is_not_is_told_with_its_reason() {
    let json = "\r\nContent-Type: application/json";
    for (head, body, expected) in [
        (
            POST.replace("/messages", "/message").as_str(),
            TEXT,
            "POST /v25.0/1/message: no operation has this method and path",
        ),
        (
            &POST.replace("POST", "PUT"),
            TEXT,
            "PUT /v25.0/1/messages: no operation has this method and path",
        ),
        (
            &POST.replace("v25.0", "23"),
            TEXT,
            r#"POST /23/1/messages: `Version` (path): "23" does not match "^v[0-9]+\.[0-9]+$""#,
        ),
        (
            &POST.replace("Authorization: Bearer a", "X: a"),
            TEXT,
            "POST /v25.0/1/messages: it does not prove who is calling",
        ),
        (
            &POST.replace("application/json", "text/plain"),
            TEXT,
            r#"POST /v25.0/1/messages: the media type "text/plain" is not described"#,
        ),
        (
            POST,
            "{",
            "POST /v25.0/1/messages: the body: EOF while parsing an object at line 1 column 1",
        ),
        (
            POST,
            &TEXT.replace("Hello", ""),
            r#"POST /v25.0/1/messages: the body at "/text/body": "" is shorter than 1 character"#,
        ),
        (
            &POST.replace(json, ""),
            "",
            "POST /v25.0/1/messages: the body is missing",
        ),
        (
            "GET /media?limit=0 HTTP/1.1\r\nAuthorization: Bearer a",
            "",
            "GET /media?limit=0: `limit` (query): \"0\" is not of type \"integer\"",
        ),
        (
            "GET /media?before=1 HTTP/1.1\r\nAuthorization: Bearer a",
            "",
            "GET /media?before=1: the query has an unknown `before`",
        ),
        (
            &format!("GET /media HTTP/1.1\r\nAuthorization: Bearer a{json}"),
            "{}",
            "GET /media: it has a body, and none is described",
        ),
    ] {
        assert_eq!(wrong(head, body), [expected]);
    }
}

#[test]
fn parts_of_a_body_are_held_against_its_schema() {
    let head = "POST /media HTTP/1.1\r\nAuthorization: Bearer a\r\n\
                Content-Type: multipart/form-data; boundary=x";
    let part = |name: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\ncontent\r\n")
    };
    let problem = |body: String| wrong(head, &body).concat();
    assert_eq!(problem(part("file") + "--x--\r\n"), "");
    assert_eq!(
        problem(part("type") + "--x--\r\n"),
        "POST /media: the body at \"\": \"file\" is a required property"
    );
    assert_eq!(
        problem(part("file")),
        "POST /media: the body: its last part does not end"
    );
}

#[test]
fn the_test_fails_that_sends_what_is_not_described() {
    let sends = || {
        let server = Server::new([Reply::json(200, "{}")]);
        let long = types::TextMessage::new(types::Text::new("x".repeat(5000))).with_to("1");
        let call = client(&server).send_message(PHONE, long);
        drop(run(call.without_validation().send()));
    };
    let panic = std::panic::catch_unwind(sends).unwrap_err();
    let told = panic.downcast_ref::<String>().unwrap();
    assert!(
        told.starts_with(&format!(
            "not as described:\nPOST /v25.0/{PHONE}/messages: the body at \"/text/body\": "
        )),
        "{told}"
    );
}

#[test]
fn without_a_script_the_examples_are_the_answers() {
    let server = Server::of(DESCRIPTIONS.iter().cloned());
    let sent = run(call(&client(&server)).send()).unwrap();
    let (_, example) = crate::description::examples(crate::description::RESPONSE).remove(0);
    assert_eq!(serde_json::to_value(sent).unwrap(), example);
    let media = media::Client::builder().base_url(server.url());
    let media = media.bearer_token(TOKEN).build().unwrap();
    // There is none for this one, but it needs none.
    run(media.delete_media("1").send()).unwrap();
}

/// A description of what the others have not.
fn other() -> Arc<Description> {
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
fn headers_keys_cookies_and_ranges_are_looked_at_too() {
    let problems = |head: &str, body: &str| {
        let server = Server::scripted([other()], [Reply::new(204, &[], "")]);
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
        "GET /1/b: it does not prove who is calling"
    );
    assert_eq!(
        problems("PUT /1/b HTTP/1.1\r\nContent-Type: text/csv", "a"),
        "PUT /1/b: `X-Count` (header) is missing"
    );
    assert_eq!(
        problems(&format!("PUT /1/b {count}\r\nContent-Type: image/png"), "a"),
        "PUT /1/b: the media type \"image/png\" is not described"
    );
}

#[test]
fn what_was_received_is_kept() {
    let server = Server::of(DESCRIPTIONS.iter().cloned());
    let client = builder(&server).build().unwrap();
    run(client.send_message(PHONE, message()).send()).unwrap();
    let Received { method, body, .. } = server.only_received();
    assert_eq!(method, "POST");
    assert_eq!(body, serde_json::to_vec(&message()).unwrap());
}
