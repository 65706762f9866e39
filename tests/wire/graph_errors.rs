//! Errors of the Graph API.

use super::retry::Waits;
use super::server::{Reply, Server};
use super::{REFUSED, SENT, builder, call, client, error, run};
use std::time::Duration;
use whatsapp_cloud::graph::{CODES, Code, ErrorKind, Resend, diagnose};
use whatsapp_cloud::{Client, Error, Retry};

fn refused(status: u16, code: i64) -> Reply {
    let body = format!(r#"{{"error":{{"message":"m","code":{code},"fbtrace_id":"F"}}}}"#);
    Reply::json(status, &body)
}

#[test]
fn reports_an_error_in_a_successful_response() {
    let error = error(&Server::new([refused(200, 131_047)]));
    let Error::Api(failure) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (failure.body.error.code, failure.response.status.as_u16()),
        (131_047, 200)
    );
    assert_eq!(diagnose(&error).unwrap().code.kind(), ErrorKind::Window);
}

#[test]
fn reads_the_error_envelope_in_any_response() {
    let html = [("content-type", "text/html")];
    for reply in [
        Reply::new(400, &html, REFUSED),
        Reply::json(418, REFUSED),
        // Not of the declared type: `message` is missing, `code` is a string.
        Reply::json(400, r#"{"error":{"code":"131030","fbtrace_id":"A"}}"#),
    ] {
        let found = diagnose(&error(&Server::new([reply]))).unwrap();
        assert_eq!(found.code, Code(131_030));
        assert_eq!(found.trace_id.as_deref(), Some("A"));
    }
}

#[test]
fn ignores_errors_of_intermediaries() {
    let html = [("content-type", "text/html")];
    for reply in [
        Reply::new(502, &html, "<html>Bad gateway</html>"),
        Reply::new(503, &[], ""),
        Reply::json(500, "{}"),
        Reply::close(),
    ] {
        assert_eq!(diagnose(&error(&Server::new([reply]))), None);
    }
}

/// A client whose waits take no time.
fn impatient(server: &Server, waits: &Waits) -> Client {
    let retry = Retry::new()
        .attempts(4)
        .backoff(Duration::ZERO, Duration::ZERO);
    let builder = builder(server).retry(retry).clock(waits.clone());
    builder.timeout(Duration::from_secs(1000)).build().unwrap()
}

/// Sends a message; returns success, the number of requests, and the seconds waited before each
/// retry.
fn send(replies: impl IntoIterator<Item = Reply>) -> (bool, usize, Vec<u64>) {
    let (server, waits) = (Server::new(replies), Waits::default());
    let sent = run(call(&impatient(&server, &waits)).send()).is_ok();
    (sent, server.received().len(), waits.seconds())
}

#[test]
fn retries_only_codes_that_cannot_send_twice() {
    let codes = CODES
        .iter()
        .flat_map(|row| [*row.codes.start(), *row.codes.end()]);
    let cases: Vec<(u16, i64, bool)> = codes
        .flat_map(|code| [200, 400, 500].map(|status| (status, code)))
        .map(|(status, code)| (status, code, Code(code).resend() == Resend::Safe))
        .collect();
    let replies = cases.iter().flat_map(|(status, code, again)| {
        let sent = again.then(|| Reply::json(200, SENT));
        [Some(refused(*status, *code)), sent]
    });
    let server = Server::new(replies.flatten());
    let client = impatient(&server, &Waits::default());
    run(async {
        let mut requests = 0;
        for (status, code, again) in cases {
            let sent = call(&client).send().await.is_ok();
            requests += if again { 2 } else { 1 };
            let counted = server.received().len();
            assert_eq!((sent, counted), (again, requests), "{code} with {status}");
        }
    });
}

#[test]
fn backs_off_for_a_busy_recipient() {
    let busy = || refused(400, 131_056);
    let (sent, requests, waits) = send([busy(), busy(), busy(), Reply::json(200, SENT)]);
    assert_eq!((sent, requests, waits), (true, 4, vec![1, 4, 16]));
}

#[test]
fn waits_as_long_as_the_service_requests() {
    let usage = r#"{"1":[{"type":"whatsapp","estimated_time_to_regain_access":3}]}"#;
    let body = r#"{"error":{"message":"m","code":80007}}"#;
    let json = ("content-type", "application/json");
    let with = |header| Reply::new(400, &[json, header], body);
    let (_, _, waits) = send([
        with(("x-business-use-case-usage", usage)),
        Reply::json(200, SENT),
    ]);
    assert_eq!(waits, [180]);
    let (_, _, waits) = send([with(("retry-after", "7")), Reply::json(200, SENT)]);
    assert_eq!(waits, [7]);
    let server = Server::new([with(("retry-after", "7"))]);
    let once = call(&client(&server)).retry(Retry::never());
    let error = run(once.send()).unwrap_err();
    assert_eq!(
        (error.is_retryable(), error.retry_after()),
        (true, Some(Duration::from_secs(7)))
    );
}
