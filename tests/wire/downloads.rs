//! Response bodies read in pieces.

use super::run;
use super::server::{Reply, Server};
use futures_core::Stream;
use media::{Client, Download, Error, Retry};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Body = Download<media::types::Problem>;
type Failed = Error<media::types::Problem>;

fn client(server: &Server) -> Client {
    let builder = Client::builder()
        .base_url(server.url())
        .bearer_token("token");
    let builder = builder.retry(Retry::new().backoff(Duration::ZERO, Duration::ZERO));
    builder.max_response_bytes(1000).build().unwrap()
}

async fn pieces(mut body: Body) -> Result<Vec<u8>, Failed> {
    let mut all = Vec::new();
    while let Some(piece) = body.next_piece().await {
        all.extend_from_slice(&piece?);
    }
    assert!(body.next_piece().await.is_none());
    Ok(all)
}

async fn streamed(mut body: Body) -> Result<Vec<u8>, Failed> {
    let mut all = Vec::new();
    while let Some(piece) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
        all.extend_from_slice(&piece?);
    }
    assert!(body.next_piece().await.is_none());
    Ok(all)
}

/// Downloads by `next_piece` and as a `Stream`, with equal results.
#[track_caller]
fn download(reply: &Reply, with: impl Fn(Body) -> Body) -> Result<Vec<u8>, Failed> {
    let server = Server::new([reply.clone()]);
    let body = || async {
        let call = client(&server)
            .download_media("1")
            .timeout(Duration::from_secs(5));
        call.download().await.map(&with)
    };
    let first = run(async { pieces(body().await?).await });
    let second = run(async { streamed(body().await?).await });
    let text =
        |result: &Result<Vec<u8>, Failed>| result.as_ref().map_err(ToString::to_string).cloned();
    assert_eq!(text(&first), text(&second));
    first
}

fn large() -> Vec<u8> {
    (0..1_000_000_u32)
        .map(|number| number.to_le_bytes()[0])
        .collect()
}

fn image(bytes: impl AsRef<[u8]>) -> Reply {
    Reply::new(200, &[("content-type", "image/png")], bytes)
}

#[test]
fn downloads_beyond_the_limit_of_the_client() {
    assert!(download(&image(large()), |body| body).unwrap() == large());
    assert!(download(&image(""), |body| body).unwrap().is_empty());
}

#[test]
fn returns_status_and_headers_before_the_body() {
    let server = Server::new([image(large())]);
    let body = run(client(&server).download_media("1").download()).unwrap();
    assert_eq!(
        (body.status().as_u16(), body.length()),
        (200, Some(1_000_000))
    );
    assert_eq!(body.headers()["content-type"], "image/png");
    assert!(format!("{body:?}").len() < 100);
}

#[test]
fn ends_the_transfer_at_the_limit() {
    let exact = download(&image(large()), |body| body.max_bytes(1_000_000));
    assert_eq!(exact.unwrap().len(), 1_000_000);
    for reply in [image(large()), Reply::endless(200)] {
        let error = download(&reply, |body| body.max_bytes(999_999)).unwrap_err();
        assert!(
            matches!(&error, Error::BodyTooLarge(body) if body.limit == 999_999),
            "{error:?}"
        );
    }
}

#[test]
fn reports_progress() {
    let recorded = Arc::new(Mutex::new(Vec::new()));
    let records = Arc::clone(&recorded);
    let record = move |received, length| records.lock().unwrap().push((received, length));
    let server = Server::new([image(large())]);
    run(async {
        let body = client(&server)
            .download_media("1")
            .download()
            .await
            .unwrap();
        pieces(body.on_progress(record)).await.unwrap();
    });
    let recorded = recorded.lock().unwrap();
    assert_eq!(recorded.last(), Some(&(1_000_000, Some(1_000_000))));
    assert!(recorded.is_sorted());
}

#[test]
fn fails_without_retry_if_the_body_breaks_off() {
    let server = Server::new([Reply::truncated(200, "begun", 10)]);
    let error = run(async {
        pieces(
            client(&server)
                .download_media("1")
                .download()
                .await
                .unwrap(),
        )
        .await
    });
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    assert_eq!(server.received().len(), 1);
    let error = download(&Reply::truncated(200, "begun", 10), |body| body).unwrap_err();
    assert_eq!(error.status().unwrap(), 200);
}

#[test]
fn retries_before_the_body_and_types_errors() {
    let server = Server::new([Reply::new(503, &[], ""), image("content")]);
    let body = run(client(&server).download_media("1").download()).unwrap();
    assert_eq!((body.length(), server.received().len()), (Some(7), 2));
    let refused = Reply::json(404, r#"{"error":{"code":7}}"#);
    let error = download(&refused, |body| body).unwrap_err();
    assert!(matches!(error, Error::Api(failure) if failure.body.error.code == Some(7)));
}

#[test]
fn ends_a_dropped_download() {
    let server = Server::new([Reply::endless(200), image("content")]);
    run(async {
        let client = client(&server);
        let mut body = client.download_media("1").download().await.unwrap();
        body.next_piece().await.unwrap().unwrap();
        drop(body);
        drop(client.download_media("2").download().await.unwrap());
    });
    assert_eq!(server.connections(), 2);
}
