//! Responses that differ from the declared success: undeclared failures, media types and redirects.

use super::server::{Reply, Server};
use super::{TOKEN, run};
use media::{Client, Error};

fn client(server: &Server) -> Client {
    let client = Client::builder().base_url(server.url());
    client.bearer_token(TOKEN).build().unwrap()
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
