//! Errors of the Graph API.

use super::retry::Waits;
use super::server::{Reply, Server};
use super::{REFUSED, SENT, builder, call, client, error, run};
use std::time::Duration;
use whatsapp_cloud::graph::{CODES, Code, ErrorKind, Resend, diagnose};
use whatsapp_cloud::http::HeaderMap;
use whatsapp_cloud::operations::SendMessage;
use whatsapp_cloud::{Client, Error, RawResponse, Retry};

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
fn prints_code_meaning_status_and_trace() {
    let first_line = |reply: Reply| error(&Server::new([reply])).to_string();
    assert_eq!(
        first_line(refused(400, 131_047)),
        "Graph API error 131047: the recipient's last message is more than 24 hours old \
         (HTTP 400, trace F)"
    );
    assert_eq!(
        first_line(refused(400, 999_999)),
        "Graph API error 999999: unknown code (HTTP 400, trace F)"
    );
    // `message` is missing, so the body does not match the declared error type.
    assert_eq!(
        first_line(Reply::json(400, r#"{"error":{"code":190}}"#)),
        "Graph API error 190: the token has expired or is no longer valid (HTTP 400), \
         in a response that the spec does not declare"
    );
}

#[test]
fn prints_each_cause_once() {
    let replies = [
        refused(400, 131_047),
        Reply::new(
            502,
            &[("content-type", "text/html")],
            "<html>Bad gateway</html>",
        ),
        Reply::json(200, "{"),
        Reply::truncated(200, SENT, 3),
        Reply::close(),
        Reply::new(302, &[("location", "https://example.com")], ""),
    ];
    let mut errors: Vec<Error> = replies
        .into_iter()
        .map(|reply| error(&Server::new([reply])))
        .collect();
    let server = Server::new([]);
    let invalid = call(&client(&server)).bearer_token("a\nb");
    errors.push(run(invalid.send()).unwrap_err());
    errors.push(
        run(call(&builder(&server).timeout(Duration::ZERO).build().unwrap()).send()).unwrap_err(),
    );
    for error in &errors {
        let shown = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            assert!(!shown.contains(&cause.to_string()), "{shown}: {cause}");
            source = cause.source();
        }
    }
}

#[test]
fn tells_if_a_failed_call_may_have_taken_effect() {
    let html = [("content-type", "text/html")];
    for (reply, may_have, has) in [
        // Rejected: by code, or by the status.
        (refused(400, 131_047), false, false),
        (refused(500, 131_047), false, false),
        (refused(429, 130_429), false, false),
        (Reply::new(404, &html, "<html></html>"), false, false),
        // Unknown: the proxy may have forwarded the request.
        (Reply::new(502, &html, "<html></html>"), true, false),
        (Reply::close(), true, false),
        // Accepted, but the response cannot be read.
        (Reply::json(200, "{"), true, true),
        (Reply::truncated(200, SENT, 3), true, true),
    ] {
        let error = error(&Server::new([reply.clone()]));
        let effect = (error.may_have_taken_effect(), error.has_taken_effect());
        assert_eq!(effect, (may_have, has), "{reply:?}");
        assert!(!(error.is_retryable() && effect.0), "{reply:?}");
    }
}

/// The error types agree, so `?` needs no conversion and `Error` no argument.
async fn send_two(client: &Client) -> Result<(), Error> {
    call(client).send().await?;
    client.list_phone_numbers("1").send().await?;
    Ok(())
}

#[test]
fn all_operations_share_an_error_type() {
    let server = Server::new([Reply::json(200, SENT), refused(400, 100)]);
    let error = run(send_two(&client(&server))).unwrap_err();
    assert_eq!(diagnose(&error).unwrap().code, Code(100));
}

#[test]
fn makes_errors_for_tests_from_responses() {
    let status = whatsapp_cloud::http::StatusCode::BAD_REQUEST;
    let response = RawResponse::new(status, HeaderMap::new(), REFUSED);
    let error = Error::from_response::<SendMessage>(response);
    let Error::Api(failure) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(failure.body.error.code, 131_030);
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
