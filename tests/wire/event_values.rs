//! The decoded values of event streams.

use super::event_streams::{client, sent};
use super::run;
use super::server::Server;
use futures_core::Stream;
use std::future::poll_fn;
use std::pin::Pin;

#[test]
fn ends_values_at_the_end_marker() {
    let body = "id: 1\ndata: {\"id\":\"1\"}\n\ndata: oops\n\ndata: {\"id\":\"2\"}\n\ndata: [DONE]\n\ndata: {}\n\n";
    let server = Server::new([sent(body)]);
    run(async {
        let mut events = client(&server).watch_media("1").events().await.unwrap();
        assert_eq!(events.next_value().await.unwrap().unwrap().id, "1");
        let oops = events.next_value().await.unwrap().unwrap_err();
        assert_eq!(oops.response().unwrap().body, "oops");
        assert!(!events.is_done());
        assert_eq!(events.next_value().await.unwrap().unwrap().id, "2");
        assert!(events.next_value().await.is_none());
        assert!(events.is_done());
        assert!(events.next_value().await.is_none());
        assert_eq!(events.last_event_id(), Some("1"));
    });
    let server = Server::new([sent("data: {\"id\":\"1\"}\n\ndata: end\n\n")]);
    run(async {
        let events = client(&server).watch_media("1").events().await.unwrap();
        let mut events = events.until("end");
        events.next_value().await.unwrap().unwrap();
        assert!(events.next_value().await.is_none());
        assert!(events.is_done());
    });
}

#[test]
fn streams_values_up_to_the_end_marker() {
    let reply =
        sent("data: {\"id\":\"1\"}\n\ndata: {\"id\":\"2\"}\n\ndata: [DONE]\n\ndata: {}\n\n");
    let server = Server::new([reply.clone(), reply]);
    run(async {
        let events = client(&server).watch_media("1").events().await.unwrap();
        let mut values = events.values();
        let mut ids = Vec::new();
        while let Some(value) = poll_fn(|context| Pin::new(&mut values).poll_next(context)).await {
            ids.push(value.unwrap().id);
        }
        assert_eq!(ids, ["1", "2"]);
        assert!(values.events().is_done());
    });
    let values = client(&server).watch_media("1").events_blocking().unwrap();
    let ids: Vec<String> = values.values().map(|value| value.unwrap().id).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[test]
fn names_events_without_a_name_message() {
    let server = Server::new([sent("data: {\"id\":\"1\"}\n\n")]);
    run(async {
        let mut events = client(&server).watch_alarms().events().await.unwrap();
        let alarm = events.next_value().await.unwrap().unwrap();
        assert_eq!(
            (alarm.event.as_str(), alarm.data.id.as_str()),
            ("message", "1")
        );
    });
}
