//! Requests compared with the spec.

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use whatsapp_cloud::fake::{Judged, judge, judge_all};
use whatsapp_cloud::http;
use whatsapp_cloud::{Client, File, bytes, types};

fn request(method: Method, target: &str, body: &Value) -> Request<Bytes> {
    let request = Request::builder().method(method).uri(target);
    let request = request
        .header("authorization", "Bearer token")
        .header("content-type", "application/json");
    request.body(body.to_string().into()).unwrap()
}

fn message(body: &Value) -> Judged {
    judge(&request(
        Method::POST,
        "/v25.0/106540352242922/messages",
        body,
    ))
}

/// The violations as lines.
fn lines(judged: &Judged) -> Vec<String> {
    judged.violations.iter().map(ToString::to_string).collect()
}

fn text() -> Value {
    json!({"messaging_product": "whatsapp", "to": "16505551234", "type": "text", "text": {"body": "Hello"}})
}

#[test]
fn accepts_bodies_at_a_limit() {
    for line in include_str!("../data/accepted.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let judged = message(&case["body"]);
        assert_eq!(lines(&judged), Vec::<String>::new(), "{}", case["name"]);
        assert_eq!(judged.operation(), Some("sendMessage"));
        assert_eq!(judged.body.as_ref(), Some(&case["body"]));
    }
}

#[test]
fn names_the_place_of_each_violation() {
    let mut body = text();
    body["text"]["body"] = "x".repeat(4097).into();
    body["context"] = json!({ "message_id": "" });
    assert_eq!(
        lines(&message(&body)),
        [
            "the body: /text/body has 4097 characters, at most 4096 allowed",
            "the body: /context/message_id has 0 characters, at least 1 required",
        ]
    );
    body = text();
    body.as_object_mut().unwrap().remove("messaging_product");
    assert_eq!(
        lines(&message(&body)),
        ["the body matches none of the variants Message, ReadReceipt"]
    );
    let invalid = request(Method::POST, "/v25.0/1/messages", &Value::Null);
    let invalid = invalid.map(|_| Bytes::from("{\"a\""));
    assert_eq!(
        lines(&judge(&invalid)),
        ["the body is not valid JSON: EOF while parsing an object at line 1 column 4"]
    );
}

#[test]
fn answers_like_a_strict_service() {
    let judged = judge(&request(Method::GET, "/v25.0/1/letters", &Value::Null));
    assert_eq!(judged.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(
        lines(&judged),
        ["the path `/v25.0/1/letters` is not a path of the spec"]
    );

    let judged = judge(&request(Method::PUT, "/v25.0/1/messages", &text()));
    assert_eq!(judged.status(), Some(StatusCode::METHOD_NOT_ALLOWED));
    assert_eq!(judged.allowed_methods, [Method::POST]);

    let mut anonymous = request(Method::POST, "/v25.0/1/messages", &json!({}));
    anonymous.headers_mut().remove("authorization");
    let judged = judge(&anonymous);
    assert_eq!(judged.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(
        lines(&judged)[0],
        "the credential is missing: the bearer token"
    );

    let mut form = request(Method::POST, "/v25.0/1/messages", &text());
    let media_type = "application/x-www-form-urlencoded";
    form.headers_mut()
        .insert("content-type", media_type.parse().unwrap());
    let judged = judge(&form);
    assert_eq!(judged.status(), Some(StatusCode::UNSUPPORTED_MEDIA_TYPE));

    let target = "/25/106540352242922/phone_numbers?limit=0&fields=id,name";
    let judged = judge(&request(Method::GET, target, &Value::Null));
    assert_eq!(judged.status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(
        lines(&judged),
        [
            r"the path parameter `Version` does not match the pattern `^v[0-9]+\.[0-9]+$`",
            "the query parameter `limit` is 0, must be at least 1",
        ]
    );
    assert_eq!(judged.argument("fields"), Some(&json!(["id", "name"])));

    let target = "/v25.0/106540352242922/phone_numbers?limit=ten";
    let judged = judge(&request(Method::GET, target, &Value::Null));
    let expected = "the query parameter `limit` is a string, expected an integer";
    assert_eq!(lines(&judged), [expected]);
}

#[test]
fn reads_what_the_client_writes() {
    let client = Client::builder()
        .base_url("http://127.0.0.1:1")
        .bearer_token("token")
        .build()
        .unwrap();
    let file = File::new("a \"cat\".jpg", &b"\xff\r\n--"[..]).with_media_type("image/jpeg");
    let upload = types::MediaUpload::new(file.clone()).with_type("image/jpeg");
    let judged = judge(&client.upload_media("1", upload).into_request().unwrap());
    assert_eq!(lines(&judged), Vec::<String>::new());
    assert_eq!(judged.files, [file]);
    let body = judged.body.unwrap();
    assert_eq!(body["type"], "image/jpeg");

    // Four operations share the template of the path.
    let all = judge_all(&client.get_template("3").into_request().unwrap());
    let names: Vec<_> = all.iter().filter_map(Judged::operation).collect();
    assert!(
        names.contains(&"getTemplate") && names.contains(&"getMedia"),
        "{names:?}"
    );
    let call = client.get_media("3").phone_number_id("1");
    let judged = judge(&call.into_request().unwrap());
    assert_eq!(judged.operation(), Some("getMedia"));
}
