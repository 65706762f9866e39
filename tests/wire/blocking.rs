//! Blocking calls.

use super::server::{Reply, Server};
use super::{REFUSED, SENT, call, client, run};
use std::thread;
use whatsapp_cloud::{BlockingError, Error};

#[test]
fn sends_without_a_runtime() {
    let server = Server::new([Reply::json(200, SENT), Reply::json(400, REFUSED)]);
    let client = client(&server);
    let response = call(&client).send_blocking_for_response().unwrap();
    assert_eq!(response.status(), 200);
    let error = call(&client).send_blocking().unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(server.received().len(), 2);
}

#[test]
fn sends_from_parallel_threads() {
    let server = Server::new([Reply::json(200, SENT)]);
    let client = client(&server);
    thread::scope(|scope| {
        let calls = [(); 8].map(|()| scope.spawn(|| call(&client).send_blocking()));
        for call in calls {
            call.join().unwrap().unwrap();
        }
    });
    assert_eq!(server.received().len(), 8);
}

#[test]
fn rejects_blocking_calls_within_a_runtime() {
    let server = Server::new([Reply::json(200, SENT)]);
    let client = client(&server);
    let error = run(async { call(&client).send_blocking() }).unwrap_err();
    assert!(matches!(
        error,
        Error::Blocked(BlockingError::InsideRuntime)
    ));
    assert!(!error.is_retryable() && error.status().is_none());
    assert_eq!(
        error.to_string(),
        "blocking call in a thread of an async runtime, whose tasks would stall: await \
         `send` instead, or use a thread outside of the runtime"
    );
    assert_eq!(server.connections(), 0);
    // The client still works.
    run(call(&client).send()).unwrap();
    call(&client).send_blocking().unwrap();
}

#[test]
fn returns_futures_that_are_send() {
    fn travels<T: Send>(_: &T) {}
    let server = Server::new([Reply::json(200, SENT)]);
    travels(&call(&client(&server)).send());
}
