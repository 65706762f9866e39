//! Network and service failures during a call.

use super::server::{Reply, Server};
use super::{SENT, SendError, builder, call, client, error, run};
use std::net::TcpListener;
use std::time::{Duration, Instant};
use whatsapp_cloud::{Client, Error, Retry};

const SHORT: Duration = Duration::from_millis(100);

/// A client for an address without a listener.
fn client_without_server() -> Client {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    Client::builder()
        .base_url(url)
        .bearer_token("token")
        .retry(Retry::never())
        .build()
        .unwrap()
}

#[track_caller]
fn assert_broken(error: &SendError, retryable: bool) {
    assert_eq!(error.is_retryable(), retryable, "{error:?}");
    let Error::Transport(transport) = error else {
        panic!("{error:?}")
    };
    assert!(!transport.cause().to_string().is_empty());
    let shown = error.to_string();
    assert!(
        !shown.contains("127.0.0.1") && !shown.contains('\n'),
        "{shown}"
    );
}

#[test]
fn marks_a_refused_connection_retryable() {
    let error = run(call(&client_without_server()).send()).unwrap_err();
    assert_broken(&error, true);
    assert!(
        error
            .to_string()
            .starts_with("cannot connect to the service: "),
        "{error}"
    );
}

#[test]
fn marks_a_broken_connection_not_retryable() {
    for reply in [
        Reply::close(),
        Reply::reset(),
        Reply::garbage(b"220 mail ready\r\n\r\n"),
    ] {
        let server = Server::new([reply.clone()]);
        let error = error(&server);
        assert_broken(&error, false);
        assert_eq!(error.status(), None);
        assert_eq!(server.received().len(), 1, "{reply:?}");
    }
}

#[test]
fn rejects_a_truncated_body() {
    let error = error(&Server::new([Reply::truncated(200, SENT, 10)]));
    assert_broken(&error, false);
    assert_eq!(error.status().unwrap(), 200);
    assert!(
        error
            .to_string()
            .starts_with("the response (200 OK) was cut off: "),
        "{error}"
    );
}

#[test]
fn rejects_a_body_beyond_the_limit() {
    let exact = Server::new([Reply::json(200, SENT)]);
    let client = builder(&exact)
        .max_response_bytes(SENT.len())
        .build()
        .unwrap();
    assert!(run(call(&client).send()).is_ok());
    for reply in [
        Reply::json(200, SENT),
        Reply::endless(200),
        Reply::endless(500),
    ] {
        let server = Server::new([reply]);
        let client = builder(&server)
            .max_response_bytes(SENT.len() - 1)
            .build()
            .unwrap();
        let error = run(call(&client).send()).unwrap_err();
        assert!(matches!(error, Error::BodyTooLarge(_)), "{error:?}");
        assert!(!error.is_retryable() && error.status().is_some());
    }
}

#[test]
fn limits_bodies_by_default() {
    let error = error(&Server::new([Reply::endless(200)]));
    let Error::BodyTooLarge(body) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(body.limit, 8 * 1024 * 1024);
}

#[test]
fn times_out_without_a_response() {
    let server = Server::new([Reply::silence()]);
    let patient = client(&server);
    let impatient = builder(&server).timeout(SHORT).build().unwrap();
    for call in [call(&impatient), call(&patient).timeout(SHORT)] {
        let began = Instant::now();
        let error = run(call.send()).unwrap_err();
        assert!(error.is_timeout() && !error.is_retryable(), "{error:?}");
        assert_eq!(error.to_string(), "timed out while waiting for a response");
        assert!((SHORT..SHORT * 100).contains(&began.elapsed()));
    }
}

#[test]
fn times_out_during_the_body() {
    let server = Server::new([Reply::unfinished(200, SENT, 10)]);
    let error = run(call(&client(&server)).timeout(SHORT).send()).unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "timed out while reading the response (200 OK)"
    );
}

#[test]
fn cancels_a_dropped_call() {
    let server = Server::new([Reply::silence(), Reply::json(200, SENT)]);
    let client = client(&server);
    run(async {
        let dropped = tokio::time::timeout(SHORT, call(&client).send()).await;
        assert!(dropped.is_err());
        call(&client).send().await.unwrap();
    });
    assert_eq!((server.received().len(), server.connections()), (2, 2));
}
