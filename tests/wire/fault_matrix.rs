//! Every fault in every kind of call: the outcome, and the number of requests.

use super::recorder::told;
use super::retry::Waits;
use super::secrets::{FILE, assert_error_hidden, assert_hidden};
use super::server::{Reply, Server};
use super::{PHONE, SENT, TOKEN, message, run};
use std::thread;
use std::time::Duration;

/// The timeout of an attempt.
const TIMEOUT: Duration = Duration::from_secs(1);
const LIMIT: usize = 4096;
const HTML: &str = "<html>Bad gateway</html>";
const REFUSED: &str = r#"{"error":{"message":"not allowed","code":131047}}"#;

/// The kinds of calls, with the body of a successful response.
const CALLS: [(&str, &str); 4] = [
    ("text message", SENT),
    ("media upload", r#"{"id":"1"}"#),
    ("list", r#"{"data":[]}"#),
    ("download", "content"),
];

/// A fault that occurs once, with the outcome and the number of requests for each of `CALLS`.
#[derive(Clone)]
struct Fault {
    name: &'static str,
    reply: Reply,
    /// True if the service may have executed the request.
    executed: bool,
    expected: [&'static str; 4],
}

fn fault(name: &'static str, reply: Reply, executed: bool, expected: [&'static str; 4]) -> Fault {
    Fault {
        name,
        reply,
        executed,
        expected,
    }
}

fn status(status: u16, header: Option<(&str, &str)>) -> Reply {
    Reply::new(status, &Vec::from_iter(header), "")
}

/// Incomplete, late and missing responses.
fn broken() -> Vec<Fault> {
    let again = |error| [error, error, "ok 2", "ok 2"];
    let large = "a".repeat(LIMIT + 1);
    vec![
        fault("closed", Reply::close(), true, again("transport 1")),
        fault("reset", Reply::reset(), true, again("transport 1")),
        fault(
            "no HTTP",
            Reply::garbage(b"220 mail\r\n\r\n"),
            true,
            again("transport 1"),
        ),
        fault(
            "truncated",
            Reply::truncated(200, SENT, 9),
            true,
            again("transport 1"),
        ),
        fault("silent", Reply::silence(), true, again("timeout 1")),
        fault(
            "stalled",
            Reply::unfinished(200, SENT, 9),
            true,
            again("timeout 1"),
        ),
        fault(
            "too large",
            Reply::json(200, &large),
            true,
            ["too large 1"; 4],
        ),
        fault("endless", Reply::endless(200), true, ["too large 1"; 4]),
    ]
}

/// Responses that no service should send.
fn strange(elsewhere: &str) -> Vec<Fault> {
    let html = [("content-type", "text/html")];
    let location = [("location", elsewhere)];
    let odd = ["decode 1", "decode 1", "decode 1", "ok 1"];
    let other = ["unexpected 1", "unexpected 1", "unexpected 1", "ok 1"];
    vec![
        fault("malformed JSON", Reply::json(200, "{\"id\":"), true, odd),
        fault("empty JSON", Reply::json(200, ""), true, odd),
        fault("HTML as success", Reply::new(200, &html, HTML), true, other),
        fault("nothing as success", Reply::new(200, &[], ""), true, other),
        fault(
            "redirect",
            Reply::new(307, &location, ""),
            false,
            ["unexpected 1"; 4],
        ),
        fault(
            "HTML with 400",
            Reply::new(400, &html, HTML),
            false,
            ["unexpected 1"; 4],
        ),
        fault(
            "error as HTML",
            Reply::new(400, &html, REFUSED),
            false,
            ["api 1"; 4],
        ),
        fault(
            "error as success",
            Reply::json(200, r#"{"error":{"message":"not allowed","code":4}}"#),
            false,
            ["ok 2"; 4],
        ),
    ]
}

/// Rejections and server errors.
fn refused() -> Vec<Fault> {
    let after = Some(("retry-after", "3"));
    let code = |code: u32| {
        Reply::json(
            400,
            &format!(r#"{{"error":{{"message":"not allowed","code":{code}}}}}"#),
        )
    };
    let again = |error| [error, error, "ok 2", "ok 2"];
    vec![
        fault("429", status(429, None), false, ["ok 2"; 4]),
        fault("429, Retry-After", status(429, after), false, ["ok 2"; 4]),
        fault("503", status(503, None), true, again("unexpected 1")),
        fault("503, Retry-After", status(503, after), false, ["ok 2"; 4]),
        fault("500", status(500, None), true, again("unexpected 1")),
        fault(
            "502 with HTML",
            Reply::new(502, &[("content-type", "text/html")], HTML),
            true,
            again("unexpected 1"),
        ),
        fault("504", status(504, None), true, again("unexpected 1")),
        fault("code 4", code(4), false, ["ok 2"; 4]),
        fault("code 131047", code(131_047), false, ["api 1"; 4]),
    ]
}

/// The kind of the outcome; checks that an error prints no secret.
macro_rules! ending {
    ($name:ident, $result:expr) => {
        match $result {
            Ok(_) => "ok",
            Err(error) => {
                assert_hidden(&error.to_string());
                // `Error::Api` gives access to the message of the service.
                if !matches!(error, $name::Error::Api(_)) {
                    assert_error_hidden(&error);
                }
                match error {
                    $name::Error::Invalid(_) => "invalid",
                    $name::Error::Timeout(_) => "timeout",
                    $name::Error::Transport(_) => "transport",
                    $name::Error::Api(_) => "api",
                    $name::Error::Unexpected(_) => "unexpected",
                    $name::Error::Decode(_) => "decode",
                    $name::Error::BodyTooLarge(_) => "too large",
                    _ => "unknown",
                }
            }
        }
    };
}

macro_rules! client {
    ($name:ident, $server:expr) => {{
        let retry = $name::Retry::new().backoff(Duration::ZERO, Duration::ZERO);
        let retry = retry.attempt_timeout(TIMEOUT);
        let builder = $name::Client::builder().base_url($server.url());
        let builder = builder
            .bearer_token(TOKEN)
            .retry(retry)
            .clock(Waits::default());
        builder.max_response_bytes(LIMIT).build().unwrap()
    }};
}

/// Makes a call; returns the outcome and the number of requests.
fn outcome(call: usize, reply: &Reply) -> String {
    let (ended, told) = told(|| {
        let server = Server::new([reply.clone(), Reply::json(200, CALLS[call].1)]);
        let ended = run(make(CALLS[call].0, &server));
        format!("{ended} {}", server.received().len())
    });
    assert!(told.fields.contains_key("url.template"));
    assert_hidden(&told.all);
    ended
}

async fn make(kind: &str, server: &Server) -> &'static str {
    match kind {
        "text message" => {
            let client = client!(whatsapp_cloud, server);
            let call = client.send_message(PHONE, message());
            ending!(whatsapp_cloud, call.send().await)
        }
        "media upload" => {
            let client = client!(media, server);
            let call = client.upload_media(media::types::Upload::new(FILE));
            ending!(media, call.send().await)
        }
        "list" => {
            let call = client!(media, server).list_media().after(PHONE);
            ending!(media, call.send().await)
        }
        _ => {
            let call = client!(media, server).download_media(PHONE);
            ending!(media, call.send().await)
        }
    }
}

#[test]
fn handles_every_fault_without_sending_twice() {
    let elsewhere = Server::new([Reply::json(200, SENT)]);
    let faults = [broken(), strange(&elsewhere.url_by_name()), refused()].concat();
    println!(
        "{:<20}{}",
        "fault",
        CALLS.map(|(name, _)| format!("{name:<16}")).concat()
    );
    let mut mismatches = Vec::new();
    for Fault {
        name,
        reply,
        executed,
        expected,
    } in &faults
    {
        let found = thread::scope(|scope| {
            let calls = [0, 1, 2, 3].map(|call| scope.spawn(move || outcome(call, reply)));
            calls.map(|call| call.join().unwrap())
        });
        println!(
            "{name:<20}{}",
            found.clone().map(|one| format!("{one:<16}")).concat()
        );
        if found != *expected {
            mismatches.push(format!("{name}: {found:?} instead of {expected:?}"));
        }
        let twice = found[..2].iter().any(|one| !one.ends_with(" 1"));
        assert!(!(*executed && twice), "{name}: sent twice");
    }
    assert_eq!(mismatches, [""; 0]);
    assert_eq!(elsewhere.connections(), 0);
}
