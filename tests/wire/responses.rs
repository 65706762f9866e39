//! What becomes of what the server answers.

use super::server::{Reply, Server};
use super::{REFUSED, SENT, call, client, error, run};
use serde_json::{Value, json};
use whatsapp_cloud::{Error, Retry, Surprise};

const HTML: &str = "<html>Bad gateway</html>";

fn output(reply: Reply) -> Value {
    let server = Server::new([reply]);
    let output = run(call(&client(&server)).send()).unwrap();
    serde_json::to_value(output).unwrap()
}

#[test]
fn success_is_typed() {
    let expected: Value = serde_json::from_str(SENT).unwrap();
    assert_eq!(output(Reply::json(200, SENT)), expected);
}

#[test]
fn success_comes_with_status_and_headers_where_they_are_asked_for() {
    let headers = [("content-type", "application/json"), ("x-app-usage", "{}")];
    let server = Server::new([Reply::new(200, &headers, SENT)]);
    let response = run(call(&client(&server)).send_for_response()).unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-app-usage"], "{}");
}

#[test]
fn an_api_error_is_typed_and_keeps_the_response() {
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("x-fb-trace-id", "T"),
    ];
    let error = error(&Server::new([Reply::new(400, &headers, REFUSED)]));
    assert_eq!(error.to_string(), "the service answered 400 Bad Request");
    assert_eq!(error.status().unwrap(), 400);
    assert!(!error.is_retryable() && !error.is_timeout());
    match error {
        Error::Api(failure) => {
            assert_eq!(failure.body.error.code, 131_030);
            assert_eq!(failure.response.headers["x-fb-trace-id"], "T");
            assert_eq!(failure.response.body, REFUSED);
        }
        error => panic!("{error:?}"),
    }
}

#[test]
fn a_proxys_error_page_keeps_the_response() {
    let error = error(&Server::new([Reply::new(
        502,
        &[("content-type", "text/html")],
        HTML,
    )]));
    assert_eq!(
        error.to_string(),
        "the answer (502 Bad Gateway, text/html, 24 bytes) is none that the description declares: \
         its media type is not, and its body is not JSON"
    );
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(unexpected.what, Surprise::MediaType);
    assert_eq!(unexpected.response.status, 502);
    assert_eq!(unexpected.response.headers["content-type"], "text/html");
    assert_eq!(unexpected.response.body, HTML);
}

#[test]
fn json_under_another_media_type_is_forgiven() {
    let expected: Value = serde_json::from_str(SENT).unwrap();
    let javascript = [("content-type", "text/javascript; charset=UTF-8")];
    assert_eq!(output(Reply::new(200, &javascript, SENT)), expected);
    assert_eq!(output(Reply::new(200, &[], SENT)), expected);
    let error = error(&Server::new([Reply::new(400, &javascript, REFUSED)]));
    assert!(matches!(error, Error::Api(failure) if failure.body.error.code == 131_030));
}

#[test]
fn what_is_no_json_is_not_taken_for_success() {
    for body in ["", "OK", HTML] {
        let error = error(&Server::new([Reply::new(
            200,
            &[("content-type", "text/html")],
            body,
        )]));
        assert!(matches!(&error, Error::Unexpected(_)), "{error:?}");
        assert!(!error.is_retryable());
    }
}

#[test]
fn a_status_of_success_that_is_not_declared_is_told() {
    let error = error(&Server::new([Reply::json(202, SENT)]));
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(unexpected.what, Surprise::Status);
    assert_eq!(unexpected.response.body, SENT);
}

#[test]
fn what_does_not_decode_is_told_with_its_place_and_without_its_content() {
    let body = json!({"messaging_product": "whatsapp", "contacts": [], "messages": ["secret"]});
    let error = error(&Server::new([Reply::json(200, &body.to_string())]));
    let Error::Decode(undecodable) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(undecodable.pointer, "/messages/0");
    assert!(undecodable.message.contains("secret"));
    assert_eq!(undecodable.response.body, body.to_string());
    let shown = error.to_string();
    assert!(
        shown.contains("/messages/0") && !shown.contains("secret"),
        "{shown}"
    );
}

#[test]
fn json_that_breaks_off_is_told() {
    for (status, body) in [(200, &SENT[..30]), (400, &REFUSED[..30]), (200, "")] {
        let error = error(&Server::new([Reply::json(status, body)]));
        assert!(matches!(&error, Error::Decode(_)), "{error:?}");
        assert_eq!(error.response().unwrap().body, body);
    }
}

#[test]
fn what_the_service_turns_away_may_be_sent_again() {
    for (status, headers, retryable) in [
        (429, vec![], true),
        (503, vec![("retry-after", "1")], true),
        (503, vec![], false),
        (500, vec![], false),
    ] {
        let server = Server::new([Reply::new(status, &headers, "")]);
        let once = call(&client(&server)).retry(Retry::never());
        let error = run(once.send()).unwrap_err();
        assert_eq!(error.is_retryable(), retryable, "{status} {headers:?}");
    }
}
