//! Outputs and errors, by response.

use super::server::{Reply, Server};
use super::{REFUSED, SENT, builder, call, client, error, run};
use serde_json::{Value, json};
use whatsapp_cloud::{Error, Mismatch, Retry};

const HTML: &str = "<html>Bad gateway</html>";

fn output(reply: Reply) -> Value {
    let server = Server::new([reply]);
    let output = run(call(&client(&server)).send()).unwrap();
    serde_json::to_value(output).unwrap()
}

#[test]
fn parses_a_successful_response() {
    let expected: Value = serde_json::from_str(SENT).unwrap();
    assert_eq!(output(Reply::json(200, SENT)), expected);
}

#[test]
fn returns_status_and_headers() {
    let headers = [("content-type", "application/json"), ("x-app-usage", "{}")];
    let server = Server::new([Reply::new(200, &headers, SENT)]);
    let response = run(call(&client(&server)).send_for_response()).unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-app-usage"], "{}");
}

#[test]
fn parses_an_error_and_keeps_the_response() {
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("x-fb-trace-id", "T"),
    ];
    let error = error(&Server::new([Reply::new(400, &headers, REFUSED)]));
    assert_eq!(
        error.to_string(),
        "Graph API error 131030: the recipient is not in the list of the test number (HTTP 400, trace A)"
    );
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
fn keeps_the_error_page_of_a_proxy() {
    let error = error(&Server::new([Reply::new(
        502,
        &[("content-type", "text/html")],
        HTML,
    )]));
    assert_eq!(
        error.to_string(),
        "the service answered 502 Bad Gateway with text/html, which the spec does not declare \
         (24 bytes of text/html, in Error::response)"
    );
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(unexpected.mismatch, Mismatch::MediaType);
    assert_eq!(unexpected.response.status, 502);
    assert_eq!(unexpected.response.headers["content-type"], "text/html");
    assert_eq!(unexpected.response.body, HTML);
}

#[test]
fn accepts_json_under_another_media_type() {
    let expected: Value = serde_json::from_str(SENT).unwrap();
    let javascript = [("content-type", "text/javascript; charset=UTF-8")];
    assert_eq!(output(Reply::new(200, &javascript, SENT)), expected);
    assert_eq!(output(Reply::new(200, &[], SENT)), expected);
    let error = error(&Server::new([Reply::new(400, &javascript, REFUSED)]));
    assert!(matches!(error, Error::Api(failure) if failure.body.error.code == 131_030));
}

#[test]
fn rejects_a_success_that_is_not_json() {
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
fn reports_an_undeclared_success_status() {
    let error = error(&Server::new([Reply::json(202, SENT)]));
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(unexpected.mismatch, Mismatch::Status);
    assert_eq!(unexpected.response.body, SENT);
}

#[test]
fn reports_the_location_of_a_decode_error_without_content() {
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
fn reports_truncated_json() {
    for (status, body) in [(200, &SENT[..30]), (400, &REFUSED[..30]), (200, "")] {
        let error = error(&Server::new([Reply::json(status, body)]));
        assert!(matches!(&error, Error::Decode(_)), "{error:?}");
        assert_eq!(error.response().unwrap().body, body);
    }
}

#[test]
fn marks_rejected_requests_retryable() {
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

/// The usual response, packed by `gzip`.
const PACKED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xabV\xcaM-.NL\xcf\xccK\x8f/(\xcaO)M.Q\xb2R*\xcfH,)N,(P\xd2QJ\xce\xcf+IL.)V\xb2\x8a\xaeV\xca\xcc+(\x05\xc9\x1b\x02%\xca\x13\xe33S\xc0\xec\xdaX\x1d\xa8)\xa9Pe \xf1\xf2\xc4\xdc\xcc\x14=\x90l-\x00Z\xa1\x17\xe1e\x00\x00\x00";

#[test]
fn unpacks_gzip_up_to_the_limit() {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "gzip"),
    ];
    let reply = || Reply::new(200, &headers, PACKED);
    let server = Server::new([reply(), reply()]);
    run(call(&client(&server))).unwrap();
    let limited = builder(&server)
        .max_response_bytes(SENT.len() - 1)
        .build()
        .unwrap();
    assert!(matches!(
        run(call(&limited).send()),
        Err(Error::BodyTooLarge(_))
    ));
    let accepted = server.received()[0]
        .header("accept-encoding")
        .map(str::to_owned);
    assert_eq!(accepted.as_deref(), Some("gzip"));
}
