//! Responses that differ from the declared success: undeclared failures, media types and redirects.

use super::server::{Reply, Server};
use super::{TOKEN, run};
use media::types::NewReport;
use media::{Client, ClientBuilder, Error, File};

fn builder(server: &Server) -> ClientBuilder {
    let client = Client::builder().base_url(server.url());
    client.bearer_token(TOKEN)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn undeclared(body: &str) -> Error<media::types::Problem> {
    let server = Server::new([Reply::json(401, body)]);
    run(client(&server).get_report("1").send()).unwrap_err()
}

#[test]
fn reads_an_undeclared_failure_by_the_schema_of_another_status() {
    let error = undeclared(r#"{"error":{"code":7,"message":"Token expired"}}"#);
    let Error::Api(failure) = error else {
        panic!("{error:?}")
    };
    assert_eq!(failure.response.status, 401);
    assert_eq!(failure.body.error.code, Some(7));
}

#[test]
fn names_status_and_body_of_an_undeclared_failure() {
    let error = undeclared(r#"{"message":"Token expired"}"#);
    assert_eq!(
        error.to_string(),
        "the service answered 401 Unauthorized, which the spec does not declare \
         (27 bytes of application/json, in Error::response)"
    );
    let empty = Server::new([Reply::new(401, &[], "")]);
    let error = run(client(&empty).get_report("1").send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service answered 401 Unauthorized, which the spec does not declare (no body)"
    );
}

#[test]
fn reads_another_media_type_as_bytes() {
    let csv = Reply::new(200, &[("content-type", "text/csv")], "title\nCats\n");
    let server = Server::new([csv.clone(), csv.clone(), csv]);
    let call = || client(&server).get_report("1").accept("text/csv");
    let response = run(call().send_raw()).unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.headers["content-type"], "text/csv");
    assert_eq!(response.body, "title\nCats\n");
    assert_eq!(call().send_blocking_raw().unwrap().body, response.body);
    let error = run(call().send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service answered 200 OK with text/csv, which `Call::send_raw` can read \
         (11 bytes of text/csv, in Error::response)"
    );
    for request in server.received() {
        assert_eq!(request.header("accept"), Some("text/csv"));
    }
}

#[test]
fn reads_a_success_without_described_content() {
    let server = Server::new([Reply::json(201, r#"{"id":7}"#), Reply::json(404, "{}")]);
    let add = || client(&server).add_report(NewReport::new("Cats"));
    let response = run(add().send_raw()).unwrap();
    assert_eq!(
        (response.status.as_u16(), &response.body[..]),
        (201, &br#"{"id":7}"#[..])
    );
    // A failure stays an error.
    assert_eq!(run(add().send_raw()).unwrap_err().status().unwrap(), 404);
}

#[test]
fn sends_json_and_files_by_two_calls() {
    let server = Server::new([Reply::new(201, &[], ""), Reply::new(201, &[], "")]);
    let client = client(&server);
    run(client.add_report(NewReport::new("Cats")).send()).unwrap();
    let chart = NewReport::new("Cats").with_chart(File::new("cats.png", &b"\x89PNG"[..]));
    run(client.add_report_multipart(chart).send()).unwrap();
    let received = server.received();
    assert_eq!(received[0].body, br#"{"title":"Cats"}"#);
    assert!(
        received[1]
            .header("content-type")
            .unwrap()
            .starts_with("multipart/form-data")
    );
    assert!(received[1].body.windows(4).any(|bytes| bytes == b"\x89PNG"));
}

#[test]
fn returns_a_declared_redirect() {
    let moved = Reply::new(302, &[("location", "https://files.example/1")], "");
    let server = Server::new([moved]);
    let ((), head) = run(client(&server).open_report("1").send_with_head()).unwrap();
    assert_eq!(head.status(), 302);
    assert_eq!(
        head.location().unwrap().as_deref(),
        Some("https://files.example/1")
    );
}

#[test]
fn follows_redirects_without_credentials_for_other_hosts() {
    let other = Server::unchecked([Reply::new(200, &[("content-type", "text/csv")], "Cats")]);
    let elsewhere = other.url_by_name() + "/file";
    let steps = || {
        let same = Reply::new(307, &[("location", "/reports/2/file")], "");
        [same, Reply::new(302, &[("location", &elsewhere)], "")]
    };
    let server = Server::new(steps());
    let follows = builder(&server).redirects(2).build().unwrap();
    let response = run(follows
        .open_report("1")
        .header("x-app", "secret")
        .send_raw())
    .unwrap();
    assert_eq!(response.body, "Cats");
    assert!(server.received()[1].header("authorization").is_some());
    let request = other.only_received();
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("x-app"), None);
    // Beyond the limit, the redirect is the result.
    let server = Server::new(steps());
    let follows = builder(&server).redirects(1).build().unwrap();
    run(follows.open_report("1").send()).unwrap();
    assert_eq!(other.connections(), 1);
}

#[test]
fn names_the_encoding_of_an_unreadable_body() {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", "br"),
    ];
    let server = Server::new([Reply::new(200, &headers, "\u{1f}zipped")]);
    let error = run(client(&server).get_report("1").send()).unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.ends_with("; the body has the unsupported `Content-Encoding` br"),
        "{shown}"
    );
}
