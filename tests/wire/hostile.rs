//! Malicious or unusual servers and callers.

use super::secrets::assert_error_hidden;
use super::server::{Reply, Server};
use super::{SENT, TOKEN, builder, call, client, run};
use std::time::{Duration, Instant};
use whatsapp_cloud::{Client, Error, RequestPart, Retry};

const SHORT: Duration = Duration::from_millis(200);

/// The outcome of a call with the given bytes as the response.
fn outcome(answer: impl AsRef<[u8]>) -> &'static str {
    let server = Server::new([Reply::garbage(answer.as_ref())]);
    match run(call(&client(&server)).send()) {
        Ok(_) => "ok",
        Err(Error::Transport(_)) => "transport",
        Err(Error::Decode(_)) => "decode",
        Err(Error::Unexpected(_)) => "unexpected",
        Err(error) => panic!("{error:?}"),
    }
}

fn answer(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-type: application/json\r\n\r\n{body}")
}

#[test]
fn accepts_valid_http() {
    let length = format!("200 OK\r\ncontent-length: {}", SENT.len());
    let complete = answer(&length, SENT);
    let chunk = format!(
        "{:x};ext=\"1\"\r\n{SENT}\r\n0\r\nx-trailer: 1\r\n\r\n",
        SENT.len()
    );
    for bytes in [
        answer(
            "200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-trailer",
            &chunk,
        ),
        // The body ends with the connection.
        answer("200 OK", SENT),
        format!("HTTP/1.1 100 Continue\r\n\r\n{complete}"),
        format!("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n{complete}"),
        complete.replace("HTTP/1.1 200 OK", "HTTP/1.0 200"),
        complete.replace("application/json", "application/json; charset=\"utf-8\""),
    ] {
        assert_eq!(outcome(&bytes), "ok", "{bytes}");
    }
}

#[test]
fn rejects_invalid_http() {
    let many = ["x-many: 1\r\n"; 500].concat();
    let long = format!("x-long: {}\r\n", "a".repeat(1 << 20));
    for head in [
        "200 OK\r\ncontent-length: 1\r\ncontent-length: 2",
        "200 OK\r\ncontent-length: -1",
        "200 OK\r\ntransfer-encoding: chunked\r\nx: a\0b",
        "99 Low",
        "2000 High",
        &format!("200 OK\r\n{many}x: 1"),
        &format!("200 OK\r\n{long}x: 1"),
    ] {
        assert_eq!(outcome(answer(head, SENT)), "transport", "{head:.80}");
    }
    let chunks = ["ffffffffffffffffff\r\n", "zz\r\n", "5\r\n{}"];
    for chunk in chunks {
        let bytes = answer("200 OK\r\ntransfer-encoding: chunked", chunk);
        assert_eq!(outcome(bytes), "transport", "{chunk}");
    }
}

#[test]
fn rejects_invalid_json_without_stack_overflow() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n";
    let latin1 = [
        head.as_bytes(),
        &SENT.replace("wamid.1", "\u{0}").into_bytes(),
    ]
    .concat();
    let latin1: Vec<u8> = latin1
        .into_iter()
        .map(|byte| if byte == 0 { 0xe9 } else { byte })
        .collect();
    assert_eq!(outcome(latin1), "decode");
    // The client asked for no such compression, and does not decode the body.
    let packed = answer("200 OK\r\ncontent-encoding: br", "\u{1f}\u{8b}");
    assert_eq!(outcome(packed), "decode");
    for deep in ["[", "{\"a\":", "{\"messages\":["] {
        assert_eq!(outcome(answer("200 OK", &deep.repeat(200_000))), "decode");
        let error = format!("{{\"error\":{}", deep.repeat(200_000));
        assert_eq!(outcome(answer("400 Bad", &error)), "decode");
    }
    for number in ["1e999", "-1e999", "1".repeat(1000).as_str()] {
        let body = SENT.replace("\"wamid.1\"", number);
        assert_eq!(outcome(answer("200 OK", &body)), "decode", "{number}");
    }
}

#[test]
fn cancels_the_retry_of_a_dropped_call() {
    let server = Server::new([Reply::new(429, &[("retry-after", "1")], "")]);
    let client = client(&server);
    run(async {
        let dropped = tokio::time::timeout(SHORT, call(&client).send()).await;
        assert!(dropped.is_err());
        tokio::time::sleep(Duration::from_millis(1500)).await;
    });
    assert_eq!(server.received().len(), 1);
}

#[test]
fn works_across_runtimes() {
    let server = Server::new([Reply::json(200, SENT)]);
    let client = client(&server);
    for _ in 0..3 {
        run(call(&client).send()).unwrap();
        call(&client).send_blocking().unwrap();
        std::thread::scope(|scope| {
            let other = scope.spawn(|| run(call(&client).send()));
            other.join().unwrap().unwrap();
        });
    }
    assert_eq!(server.received().len(), 9);
}

#[test]
fn times_out_during_the_handshake() {
    // The system accepts the connection, but no handshake follows.
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let secure = |time| {
        let url = format!("https://{address}");
        let client = Client::builder().base_url(url).bearer_token(TOKEN);
        client
            .connect_timeout(time)
            .retry(Retry::never())
            .build()
            .unwrap()
    };
    let began = Instant::now();
    let error = run(call(&secure(SHORT)).send()).unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "timed out while connecting to the service"
    );
    let error = run(call(&secure(SHORT * 100)).timeout(SHORT).send()).unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(began.elapsed() < SHORT * 50);
}

#[test]
fn hides_the_password_of_a_missing_proxy() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    for url in ["http://graph.internal", "https://graph.internal"] {
        let client = Client::builder()
            .base_url(url)
            .allow_token_over_plain_http()
            .proxy(format!("http://user:{TOKEN}@{address}"))
            .bearer_token(TOKEN)
            .retry(Retry::never());
        let error = run(call(&client.build().unwrap()).send()).unwrap_err();
        assert!(error.is_retryable(), "{error:?}");
        assert_error_hidden(&error);
    }
}

#[test]
fn rejects_framing_headers_of_callers() {
    let server = Server::new([Reply::json(200, SENT)]);
    for name in ["Content-Length", "transfer-encoding"] {
        let error = run(call(&client(&server)).header(name, "3").send()).unwrap_err();
        let Error::Invalid(invalid) = &error else {
            panic!("{error:?}")
        };
        let part = RequestPart::Header(name.to_ascii_lowercase());
        assert_eq!(invalid.as_slice()[0].part, part);
        let error = builder(&server).header(name, "3").build().unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
    }
    assert_eq!(server.connections(), 0);
}
