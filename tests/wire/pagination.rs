//! Pagination.

use super::run;
use super::server::{Reply, Server};
use futures_core::Stream;
use media::{Client, Error, Items, Retry};
use std::future::poll_fn;
use std::pin::Pin;

/// A page with the given ids and the cursor of the next page; `more` if pages follow.
fn page(ids: &[&str], after: Option<&str>, more: bool) -> Reply {
    let data: Vec<_> = ids
        .iter()
        .map(|id| serde_json::json!({ "id": id }))
        .collect();
    let mut paging = serde_json::json!({ "cursors": { "after": after } });
    if more {
        paging["next"] = "https://elsewhere.example/next".into();
    }
    Reply::json(
        200,
        &serde_json::json!({ "data": data, "paging": paging }).to_string(),
    )
}

fn client(server: &Server) -> Client {
    let builder = Client::builder()
        .base_url(server.url())
        .bearer_token("token");
    builder.retry(Retry::never()).build().unwrap()
}

type ListItems = Items<media::operations::ListMedia>;
type Item = Result<media::types::Media, Error<media::types::Problem>>;

/// The ids of the items, and the error that ended the list, if any.
fn ids(items: Vec<Item>) -> (Vec<String>, Option<Error<media::types::Problem>>) {
    let mut ids = Vec::new();
    for item in items {
        match item {
            Ok(item) => ids.push(item.id),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

async fn awaited(mut items: ListItems) -> Vec<Item> {
    let mut all = Vec::new();
    while let Some(item) = items.next_item().await {
        all.push(item);
    }
    assert!(items.next_item().await.is_none());
    all
}

async fn streamed(mut items: ListItems) -> Vec<Item> {
    let mut all = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await {
        all.push(item);
    }
    all
}

/// A list read in three ways with equal results: the ids, the error, and the queries sent.
#[track_caller]
fn all(
    replies: &[Reply],
) -> (
    Vec<String>,
    Option<Error<media::types::Problem>>,
    Vec<String>,
) {
    let ways: [fn(&Client) -> Vec<Item>; 3] = [
        |client| run(awaited(client.list_media().limit(2).items())),
        |client| run(streamed(client.list_media().limit(2).items())),
        |client| client.list_media().limit(2).items_blocking().collect(),
    ];
    let mut found = ways.map(|way| {
        let server = Server::new(replies.to_vec());
        let (ids, error) = ids(way(&client(&server)));
        let targets = server.received().into_iter().map(|request| request.target);
        let queries = targets.map(|target| target.split_once('?').unwrap().1.to_owned());
        (ids, error, queries.collect::<Vec<_>>())
    });
    let same = |left: usize, right: usize| {
        assert_eq!(found[left].0, found[right].0);
        assert_eq!(found[left].2, found[right].2);
        assert_eq!(found[left].1.is_some(), found[right].1.is_some());
    };
    same(0, 1);
    same(0, 2);
    std::mem::take(&mut found[0])
}

#[test]
fn lists_the_items_of_every_page_in_order() {
    let (ids, error, queries) = all(&[
        page(&["1", "2"], Some("a"), true),
        page(&[], Some("b&c"), true),
        page(&["3"], Some("d"), false),
    ]);
    assert_eq!(ids, ["1", "2", "3"]);
    assert!(error.is_none());
    assert_eq!(
        queries,
        ["limit=2", "after=a&limit=2", "after=b%26c&limit=2"]
    );
}

#[test]
fn ends_without_a_cursor() {
    for last in [
        page(&["1"], None, true),
        page(&["1"], Some(""), true),
        page(&["1"], Some("a"), false),
        Reply::json(200, r#"{"data":[{"id":"1"}]}"#),
    ] {
        let (ids, error, queries) = all(&[last]);
        assert_eq!((ids.len(), error.is_none(), queries.len()), (1, true, 1));
    }
    assert_eq!(all(&[Reply::json(200, r#"{"data":[]}"#)]).0, [""; 0]);
}

#[test]
fn ends_at_a_repeated_cursor() {
    let (ids, error, queries) = all(&[
        page(&["1"], Some("a"), true),
        page(&["2"], Some("b"), true),
        page(&["3"], Some("a"), true),
        page(&["4"], Some("c"), true),
    ]);
    assert_eq!((ids.len(), error.is_none(), queries.len()), (3, true, 3));
}

#[test]
fn ends_at_an_error() {
    let first = page(&["1"], Some("a"), true);
    let refused = Reply::json(400, r#"{"error":{"code":1}}"#);
    let (ids, error, queries) = all(&[first.clone(), refused, first.clone()]);
    assert_eq!((ids.len(), queries.len()), (1, 2));
    assert!(matches!(error, Some(Error::Api(failure)) if failure.body.error.code == Some(1)));
    for broken in [
        Reply::close(),
        Reply::new(200, &[("content-type", "text/html")], "<html>"),
    ] {
        let (ids, error, queries) = all(&[first.clone(), broken, first.clone()]);
        assert_eq!((ids.len(), queries.len()), (1, 2));
        assert!(error.is_some());
    }
}

#[test]
fn reports_an_error_in_a_successful_page() {
    let refused = Reply::json(200, r#"{"error":{"code":4}}"#);
    let (ids, error, _) = all(&[page(&["1"], Some("a"), true), refused]);
    assert_eq!(ids, ["1"]);
    let error = error.unwrap();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
}

#[test]
fn reports_the_location_of_an_invalid_item() {
    let wrong = Reply::json(200, r#"{"data":[{"id":"1"},{"id":2}]}"#);
    let (ids, error, _) = all(&[wrong]);
    assert!(ids.is_empty());
    let Some(Error::Decode(undecodable)) = error else {
        panic!("{error:?}")
    };
    assert_eq!(undecodable.pointer, "/data/1/id");
    assert!(!undecodable.response.body.is_empty());
}

#[test]
fn requests_each_page_lazily() {
    let server = Server::new([page(&["1", "2"], Some("a"), true)]);
    run(async {
        let mut items = client(&server).list_media().items();
        assert_eq!(server.connections(), 0);
        items.next_item().await.unwrap().unwrap();
        items.next_item().await.unwrap().unwrap();
        assert_eq!(server.received().len(), 1);
    });
}

#[test]
fn rejects_blocking_lists_within_a_runtime() {
    let server = Server::new([page(&["1"], None, false)]);
    let items: Vec<Item> = run(async { client(&server).list_media().items_blocking().collect() });
    assert!(matches!(items[..], [Err(Error::Blocked(_))]));
}
