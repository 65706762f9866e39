//! Responses as streams of events.

use super::run;
use super::server::{Reply, Server};
use futures_core::Stream;
use media::operations::{ReadLog, WatchAlarms, WatchMedia};
use media::runtime::http::Streaming;
use media::{Client, Error, Event, Events, Retry, types};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

type Failed = Error<types::Problem>;
type Watched = Result<Event<WatchMedia>, Failed>;

pub(super) fn client(server: &Server) -> Client {
    let builder = Client::builder()
        .base_url(server.url())
        .bearer_token("token");
    let builder = builder.retry(Retry::new().backoff(Duration::ZERO, Duration::ZERO));
    builder.max_response_bytes(1000).build().unwrap()
}

pub(super) fn sent(body: &str) -> Reply {
    Reply::new(
        200,
        &[("content-type", "text/event-stream; charset=utf-8")],
        body,
    )
}

async fn awaited<Op: Streaming>(
    mut events: Events<Op>,
) -> Vec<Result<Event<Op>, Error<Op::Error>>> {
    let mut all = Vec::new();
    while let Some(event) = events.next_event().await {
        all.push(event);
    }
    assert!(events.next_event().await.is_none());
    all
}

async fn streamed<Op: Streaming>(
    mut events: Events<Op>,
) -> Vec<Result<Event<Op>, Error<Op::Error>>> {
    let mut all = Vec::new();
    while let Some(event) = poll_fn(|context| Pin::new(&mut events).poll_next(context)).await {
        all.push(event);
    }
    assert!(events.next_event().await.is_none());
    all
}

/// The events of a response, read in three ways with equal results.
#[track_caller]
fn watched(reply: &Reply) -> Vec<Watched> {
    let ways: [fn(&Client) -> Vec<Watched>; 3] = [
        |client| run(async { awaited(client.watch_media("1").events().await.unwrap()).await }),
        |client| run(async { streamed(client.watch_media("1").events().await.unwrap()).await }),
        |client| client.watch_media("1").events_blocking().unwrap().collect(),
    ];
    let [first, second, third] = ways.map(|way| way(&client(&Server::new([reply.clone()]))));
    let debug = |events: &[Watched]| format!("{events:?}");
    assert_eq!(debug(&first), debug(&second));
    assert_eq!(debug(&first), debug(&third));
    first
}

#[test]
fn parses_typed_events_and_keeps_the_text() {
    let body = ": hello\n\nevent: changed\nid: 7\ndata: {\"id\":\"1\",\ndata: \"size\": 2}\n\n\
                data: [DONE]\n\ndata: not an event\n";
    let events = watched(&sent(body));
    let [Ok(changed), Ok(done)] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(changed.name.as_deref(), Some("changed"));
    assert_eq!(changed.id.as_deref(), Some("7"));
    let media: types::Media = changed.value().unwrap();
    assert_eq!(
        (media.id.as_str(), &media.extra.get("size")),
        ("1", &Some(&2.into()))
    );
    // Data other than JSON is kept as text.
    assert_eq!(done.data, "[DONE]");
    let Err(Error::Decode(undecodable)) = done.value() else {
        panic!("{done:?} is a medium")
    };
    assert_eq!(undecodable.response.body, "[DONE]");
    assert_eq!(
        undecodable.response.headers["content-type"],
        "text/event-stream; charset=utf-8"
    );
}

#[test]
fn accepts_the_media_type_of_events() {
    let server = Server::new([sent("")]);
    let events = run(client(&server).watch_media("1").events()).unwrap();
    assert_eq!(events.status(), 200);
    assert_eq!(
        events.headers()["content-type"],
        "text/event-stream; charset=utf-8"
    );
    let accept = server.only_received().header("accept").unwrap().to_owned();
    assert_eq!(accept, "text/event-stream, application/json");
    let page = Server::new([Reply::json(200, r#"{"data":[]}"#)]);
    run(client(&page).watch_media("1").send()).unwrap();
    assert_eq!(
        page.only_received().header("accept"),
        Some("application/json")
    );
}

#[test]
fn parses_complete_events() {
    let body = "event: fire\nid: 3\ndata: {\"id\":\"9\"}\n\nevent: bye\ndata: [DONE]\n\n";
    let server = Server::new([sent(body)]);
    run(async {
        let mut events: Events<WatchAlarms> =
            client(&server).watch_alarms().events().await.unwrap();
        let alarm = events.next_value().await.unwrap().unwrap();
        assert_eq!(
            (alarm.event.as_str(), alarm.id.as_deref()),
            ("fire", Some("3"))
        );
        assert_eq!(alarm.data.id, "9");
        let bye = events.next_event().await.unwrap().unwrap();
        let Err(Error::Decode(undecodable)) = bye.value() else {
            panic!("{bye:?} is an alarm")
        };
        assert_eq!(undecodable.pointer, "/data");
    });
}

#[test]
fn reads_json_lines_under_every_media_type() {
    for (media_type, separator) in [
        ("application/x-ndjson", ""),
        ("application/jsonl", ""),
        ("application/json", ""),
        ("application/json-seq", "\u{1e}"),
    ] {
        let lines = Reply::new(
            200,
            &[("content-type", media_type)],
            format!("{separator}{{\"id\":\"1\"}}\n\n{separator}{{\"id\":\"2\"}}"),
        );
        let server = Server::new([lines]);
        let events: Vec<Event<ReadLog>> = run(async {
            let events = client(&server).read_log().events().await.unwrap();
            awaited(events)
                .await
                .into_iter()
                .map(Result::unwrap)
                .collect()
        });
        let ids = events.iter().map(|event| event.value().unwrap().id);
        assert_eq!(ids.collect::<Vec<_>>(), ["1", "2"]);
    }
}

#[test]
fn keeps_a_response_without_events() {
    let page = Reply::json(200, r#"{"data":[]}"#);
    let server = Server::new([page]);
    let error = run(client(&server).watch_media("1").events()).unwrap_err();
    assert!(
        matches!(&error, Error::Unexpected(it) if it.response.body == r#"{"data":[]}"#),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "the service answered 200 OK without a stream of events: does the body want a property \
         such as `stream: true`? (11 bytes of application/json, in Error::response)"
    );
    let server = Server::new([Reply::json(404, r#"{"error":{"code":7}}"#)]);
    let error = run(client(&server).watch_media("1").events()).unwrap_err();
    assert!(matches!(error, Error::Api(failure) if failure.body.error.code == Some(7)));
}

#[test]
fn retries_only_before_the_stream() {
    let server = Server::new([Reply::new(503, &[], ""), sent("data: 1\n\n")]);
    let events =
        run(async { awaited(client(&server).watch_media("1").events().await.unwrap()).await });
    assert_eq!((events.len(), server.received().len()), (1, 2));
    let events = watched(&sent("data: 1\n\ndata: 2\n\ndata: 3").cut());
    let [Ok(_), Ok(second), Err(Error::Transport(_))] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(second.data, "2");
}

#[test]
fn limits_the_size_of_each_event() {
    let many = watched(&sent(&"data: 1234567890\n\n".repeat(500)));
    assert_eq!(many.iter().filter(|event| event.is_ok()).count(), 500);
    let large = format!("data: 1\n\ndata: {}\n\ndata: 3\n\n", "x".repeat(1001));
    let events = watched(&sent(&large));
    assert!(
        matches!(&events[..], [Ok(_), Err(Error::BodyTooLarge(it))] if it.limit == 1000),
        "{events:?}"
    );
    let server = Server::new([sent(&large)]);
    run(async {
        let events = client(&server).watch_media("1").events().await.unwrap();
        assert_eq!(awaited(events.max_event_bytes(1007)).await.len(), 3);
    });
}

#[test]
fn loses_no_event_on_a_cancelled_wait() {
    let slow = sent("").then("data: 1\n\n", Duration::from_millis(100));
    let server = Server::new([slow]);
    run(async {
        let mut events = client(&server).watch_media("1").events().await.unwrap();
        let poll = poll_fn(|context| Poll::Ready(Pin::new(&mut events).poll_next(context)));
        assert!(poll.await.is_pending());
        let soon = Duration::from_millis(1);
        assert!(
            tokio::time::timeout(soon, events.next_event())
                .await
                .is_err()
        );
        assert_eq!(events.next_event().await.unwrap().unwrap().data, "1");
        assert!(events.next_event().await.is_none());
    });
}

#[test]
fn applies_the_timeout_to_each_wait() {
    // Three waits of 0.2 s, in a call with a timeout of 0.4 s.
    let pause = Duration::from_millis(200);
    let slow = sent("")
        .then("data: 1\n\n", pause)
        .then("data: 2\n\n", pause)
        .then("data: 3\n\n", pause);
    let server = Server::new([slow]);
    let call = || {
        client(&server)
            .watch_media("1")
            .timeout(Duration::from_millis(400))
    };
    let events = run(async { awaited(call().events().await.unwrap()).await });
    assert_eq!(
        events.iter().filter(|event| event.is_ok()).count(),
        3,
        "{events:?}"
    );
    for (reply, expected) in [(sent("data: 1\n\n").held(), 1), (Reply::silence(), 0)] {
        let server = Server::new([reply]);
        let call = client(&server).watch_media("1").retry(Retry::never());
        let call = call.timeout(Duration::from_millis(200));
        let (events, error) = run(async {
            let mut events = match call.events().await {
                Ok(events) => awaited(events).await,
                Err(error) => vec![Err(error)],
            };
            let error = events.pop().unwrap().unwrap_err();
            (events, error)
        });
        assert_eq!(events.len(), expected);
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(error.status().is_some(), expected == 1);
    }
}
